use leptos::{prelude::*, server_fn::ServerFn};

use super::parts::{VisitBadges, crumbs, hours_of, lacks, why_not};
use crate::{
    attendance,
    error::{Error, Result},
    lang::lang,
    request::{Look, Page, refused},
    routes::{self, Section},
    sessions::{SessionId, SessionState, pages::clock_note, zones},
    ui::{
        self, Button, ButtonLink, Card, Confirm, Fact, Facts, Icon, Inline, Kind, Notice, PageHead,
        Timeline, TimelineEntry, Tone, dates,
        form::{Area, Form, Hidden},
    },
    visits::{
        Event, Gap, Hours, Visit,
        api::{CancelVisit, ReinstateVisit},
        cover_texts::cover_texts,
        rules::{self, Remedy},
        run_texts::run_texts,
        store,
        texts::texts,
    },
};

/// `/visits/{id}`: where, when and who, and what can be done about it.
pub async fn one(id: SessionId) -> Result<Page> {
    let mut look = Look::begin().await?;
    let t = texts();
    let scope = look.actor.scope();
    let visit = store::find(&mut look.tx, &scope, id).await?.ok_or(Error::NotFound)?;
    let hours = store::hours(&mut look.tx, visit.branch_id).await?;
    let events = store::events(&mut look.tx, id).await?;
    let plans = rules::may_plan_at(&look.actor, visit.branch_id);
    let runs = attendance::rules::may_run(
        &look.actor,
        Some(visit.branch_id),
        visit.instructor_id == look.actor.id,
    );
    let now = look.now;
    let spot = match runs {
        true => super::running::on_the_spot(&mut look, &visit).await?,
        false => None,
    };
    let today = zones::in_zone(now, &visit.time_zone).date();
    let near = rules::is_near(visit.day, today) && visit.state != SessionState::Cancelled;
    let kept = runs.then(|| {
        let pages = if near { vec![id] } else { Vec::new() };
        super::kept(look.actor.id, pages, Some(id))
    });
    let cancelled = (visit.state == SessionState::Cancelled).then(|| {
        let reason = visit.cancel_reason.clone();
        view! { <Notice tone=Tone::Bad title=t.is_cancelled>{reason}</Notice> }
    });
    let remedy = visit.remedy();
    let usual = visit.gap != Some(Gap::Blocked);
    let cover = rules::needs_cover(&visit, now).then(|| {
        let why = why_not(&visit);
        view! {
            <Notice tone=Tone::Warn title=lacks(remedy)>
                <p>{why}"."</p>
                {plans.then(|| match remedy {
                    Remedy::Morning => view! {
                        <p>{t.needs_morning_text}</p>
                        {usual.then(|| view! { <p>{t.or_anyway}</p> })}
                        <ButtonLink href=routes::change_visit(id) kind=Kind::Primary>{t.change}</ButtonLink>
                    }.into_any(),
                    Remedy::CallingOff => view! { <p>{t.branch_closed_text}</p> }.into_any(),
                    Remedy::Somebody => view! {
                        <p>{t.need_cover_text}</p>
                        <ButtonLink href=routes::cover_visit(id) kind=Kind::Primary>{cover_texts().cover}</ButtonLink>
                    }.into_any(),
                })}
            </Notice>
        }
    });
    // The room comes first only where there is nothing to be done here.
    let room = match spot.is_some() || cover.is_some() && plans {
        true => Kind::Secondary,
        false => Kind::Primary,
    };
    let kicker = dates::capitalised(&dates::long_date(lang(), visit.day));
    let note = clock_note(visit.starts_at, &visit.time_zone, &look.actor.zone);
    let history = history(events, &visit.time_zone, &look.actor.zone);
    let manage = plans.then(|| manage(&visit, now));
    let way = spot.is_some().then(|| on_the_way(&visit, &hours));
    let (topic, about) = (visit.topic.clone(), about(&visit, &hours));
    let kicker = format!("{kicker}, {}", hours_of(&visit));
    Page::ok(
        Section::Visits,
        topic.clone(),
        view! {
            <PageHead title=topic kicker crumbs=crumbs()>
                {runs.then(|| view! {
                    <ButtonLink href=routes::roster(id) icon=Icon::Clipboard>{t.roster}</ButtonLink>
                })}
                <ButtonLink href=routes::session(id) kind=room>{t.room}</ButtonLink>
            </PageHead>
            <Inline>
                <VisitBadges visit now />
                {note.map(|note| view! { <span class="muted">{note}</span> })}
            </Inline>
            {cancelled}
            {cover}
            {kept}
            {way}
            {spot}
            <ui::Columns>
                <ui::Stack>{about} {manage}</ui::Stack>
                {history}
            </ui::Columns>
        },
    )
}

fn said(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

/// Where the branch is; the address goes to a map only when somebody asks for it.
fn address(visit: &Visit) -> Option<AnyView> {
    let address = said(&visit.address)?;
    let href = format!("https://www.openstreetmap.org/search?query={}", routes::encode(&address));
    let map = view! {
        <a href=href rel="noopener noreferrer" target="_blank">{run_texts().on_map}</a>
    };
    Some(view! { {address} " · " {map} }.into_any())
}

fn telephone(hours: &Hours) -> Option<AnyView> {
    let telephone = said(&hours.telephone)?;
    let number: String = telephone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    Some(view! { <a href=format!("tel:{number}")>{telephone}</a> }.into_any())
}

/// The way there and whom to call, for somebody who is on their way.
fn on_the_way(visit: &Visit, hours: &Hours) -> AnyView {
    let call = [said(&hours.contact).map(IntoAny::into_any), telephone(hours)];
    let call: Vec<AnyView> = call.into_iter().flatten().collect();
    let address = address(visit).map(|address| view! { <p>{address}</p> });
    let call = (!call.is_empty()).then(|| {
        let parts = call.into_iter().map(|part| view! { <span>{part}</span> }).collect_view();
        view! { <p class="inline">{parts}</p> }
    });
    view! { {address} {call} }.into_any()
}

fn about(visit: &Visit, hours: &Hours) -> AnyView {
    let t = texts();
    let address = address(visit).map(|address| view! { <Fact label=t.address>{address}</Fact> });
    let contact =
        said(&hours.contact).map(|contact| view! { <Fact label=t.contact>{contact}</Fact> });
    let telephone =
        telephone(hours).map(|telephone| view! { <Fact label=t.telephone>{telephone}</Fact> });
    let when = format!("{}, {}", dates::long_date(lang(), visit.day), hours_of(visit));
    let (branch, instructor) = (visit.branch.clone(), visit.instructor.clone());
    view! {
        <Card title=t.about>
            <Facts>
                <Fact label=t.when>{dates::capitalised(&when)}</Fact>
                <Fact label=t.branch>{branch}</Fact>
                {address}
                {contact}
                {telephone}
                <Fact label=t.instructor>{instructor}</Fact>
            </Facts>
        </Card>
    }
    .into_any()
}

/// What can be done with the visit by those who keep the rota.
fn manage(visit: &Visit, now: chrono::DateTime<chrono::Utc>) -> AnyView {
    let t = texts();
    let (id, revision) = (visit.id, visit.revision.to_string());
    let another = routes::new_visit_like(visit.branch_id, visit.day);
    if rules::can_reinstate(visit, now)
        && let Some(gap) = rules::gone_meanwhile(visit)
    {
        let why = (t.gap_of)(&visit.instructor, gap);
        return view! {
            <ui::Section title=t.manage>
                <p class="muted">{format!("{why}. {}", t.plan_another)}</p>
                <ButtonLink href=another icon=Icon::Plus>{t.plan}</ButtonLink>
            </ui::Section>
        }
        .into_any();
    }
    if rules::can_reinstate(visit, now) {
        return view! {
            <ui::Section title=t.manage>
                <Form command=ReinstateVisit::PATH inline=true>
                    <Hidden name="id" value=id.to_string() />
                    <Button icon=Icon::Undo>{t.reinstate}</Button>
                </Form>
            </ui::Section>
        }
        .into_any();
    }
    if !rules::can_change(visit.state) {
        return ().into_any();
    }
    // Whoever went on whatever day, nobody would be there.
    let changes = (visit.remedy() != Remedy::CallingOff).then(|| {
        view! {
            <Inline>
                <ButtonLink href=routes::change_visit(id) icon=Icon::Pencil>{t.change}</ButtonLink>
                <ButtonLink href=routes::swap_visit(id) icon=Icon::Copy>{t.swap}</ButtonLink>
                <ButtonLink href=routes::cover_visit(id) icon=Icon::People>{cover_texts().cover}</ButtonLink>
            </Inline>
        }
    });
    view! {
        <ui::Section title=t.manage>
            {changes}
            <Confirm label=t.cancel text=t.cancel_text open=refused(CancelVisit::PATH, "")>
                <Form command=CancelVisit::PATH>
                    <Hidden name="id" value=id.to_string() />
                    <Hidden name="revision" value=revision />
                    <Area name="reason" label=t.reason rows=2u32 maxlength=500u32 />
                    <div class="form-actions"><Button kind=Kind::Danger>{t.cancel}</Button></div>
                </Form>
            </Confirm>
        </ui::Section>
    }
    .into_any()
}

/// The visit's own times are those of its place, what happened when is told by the reader's clocks.
fn history(events: Vec<Event>, zone: &str, mine: &str) -> AnyView {
    let t = texts();
    let entries = events
        .into_iter()
        .map(|event| TimelineEntry {
            when: dates::short_moment(lang(), zones::in_zone(event.at, mine)),
            datetime: event.at.to_rfc3339(),
            who: event.who.clone().unwrap_or_else(|| t.somebody.into()),
            what: what(&event, zone),
            why: event.reason,
        })
        .collect();
    view! { <ui::Section title=t.history><Timeline entries /></ui::Section> }.into_any()
}

/// `Changed: 4 Mar 2026, 09:00 → 5 Mar 2026, 09:00 · Lucía → Marco`, or with which visit it was swapped
fn what(event: &Event, zone: &str) -> String {
    let moment = |at| dates::short_moment(lang(), zones::in_zone(at, zone));
    let pair = |from: Option<String>, to: Option<String>| match (from, to) {
        (Some(from), Some(to)) => Some(format!("{from} → {to}")),
        (one, other) => one.or(other),
    };
    let times = pair(event.from_start.map(moment), event.to_start.map(moment));
    let people = pair(event.from_instructor.clone(), event.to_instructor.clone());
    let said: Vec<String> = [times, people].into_iter().flatten().collect();
    let word = (texts().event)(event.kind);
    let other = event.other_branch.as_deref().zip(event.other_day);
    let word = match other {
        Some((branch, day)) => (texts().swapped_with)(branch, &dates::day(lang(), day)),
        None => word.to_owned(),
    };
    if said.is_empty() { word } else { format!("{word}: {}", said.join(" · ")) }
}
