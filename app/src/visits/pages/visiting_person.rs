use chrono::{NaiveDate, TimeDelta};
use leptos::{prelude::*, server_fn::ServerFn};

use super::parts::{crumbs, day_name};
use crate::{
    access::Actor,
    error::{Error, Result},
    handover,
    lang::lang,
    onboarding::{self, Need},
    people::{self, PersonId},
    request::{Look, Page},
    routes::{self, Section},
    sessions::zones,
    ui::{
        self, Button, ButtonLink, Icon, Kind, Notice, PageHead, Tone, dates,
        form::{Checks, Choice, Form, Hidden, Text},
    },
    visits::{
        Gap,
        api::{AddAbsence, RemoveAbsence, SaveDays},
        rules, store,
        texts::texts,
    },
};

/// Planned farther ahead than this nothing is.
const AHEAD: i64 = 800;

/// `/visits/set-up/people/{id}`: on which days an instructor visits, and when they are away.
pub async fn visiting_person(id: PersonId) -> Result<Page> {
    let mut look = Look::begin().await?;
    if !rules::may_keep_days_of(&look.actor, id) {
        return Err(Error::Forbidden);
    }
    let t = texts();
    let one = store::instructor(&mut look.tx, id).await?.ok_or(Error::NotFound)?;
    let today = zones::in_zone(look.now, &look.actor.zone).date();
    let absences = store::absences(&mut look.tx, id, today).await?;
    let scope = look.actor.scope();
    let (mut visits, _) = store::uncovered(&mut look.tx, &scope, today).await?;
    visits.retain(|visit| visit.instructor_id == id && visit.gap == Some(Gap::Absent));
    let until = look.now + TimeDelta::days(AHEAD);
    let mut days = onboarding::store::held_by(&mut look.tx, id, look.now, until).await?;
    days.retain(|day| day.need == Some(Need::Absent));
    let hit = hit(&look.actor, (id, &one.name), visits.len() as i64, days.len() as i64);
    let mut crumbs = crumbs();
    crumbs.push((t.set_up.into(), routes::VISITS_SET_UP.into()));
    let days = (1..=7).map(|number| Choice::new(number, day_name(number))).collect();
    let chosen = one.weekdays.numbers().map(|number| number.to_string()).collect();
    let rows: Vec<_> = absences
        .into_iter()
        .map(|away| (away.id.to_string(), (away.from_day, away.to_day), away.reason))
        .collect();
    Page::ok(
        Section::Visits,
        format!("{} · {}", t.set_up, one.name),
        view! {
            <PageHead title=one.name kicker=t.set_up crumbs />
            <Form command=SaveDays::PATH>
                <Hidden name="person" value=id.to_string() />
                <Hidden name="revision" value=one.revision.to_string() />
                <Checks name="weekdays" label=t.days hint=t.days_hint choices=days values=chosen optional=true />
                <div class="form-actions">
                    <Button kind=Kind::Primary>{t.save}</Button>
                    <ButtonLink href=routes::VISITS_SET_UP kind=Kind::Quiet>{t.back}</ButtonLink>
                </div>
            </Form>
            <ui::Section title=t.absences id="absences">
                <p class="muted">{t.absences_text}</p>
                {hit}
                <Aways rows remove=RemoveAbsence::PATH whose=("person", id.to_string()) none=t.no_absences />
                <Form command=AddAbsence::PATH>
                    <Hidden name="person" value=id.to_string() />
                    {away_fields()}
                    <div class="form-actions"><Button>{t.add_absence}</Button></div>
                </Form>
            </ui::Section>
        },
    )
}

/// What stands in the time in which somebody is away, with the way to hand it over.
fn hit(
    actor: &Actor,
    (id, name): (PersonId, &str),
    visits: i64,
    days: i64,
) -> Option<impl IntoView + use<>> {
    let ways = handover::rules::may_hand_over(actor)
        .then(|| handover::pages::ways([(id, name.to_owned())]));
    (visits + days > 0).then(|| {
        let title = (people::texts::texts().holds)(visits, days);
        view! { <Notice tone=Tone::Warn title>{ways}</Notice> }
    })
}

/// Spans of days with their reasons, each of which can be removed.
#[component]
pub fn Aways(
    /// Id, first and last day, reason.
    rows: Vec<(String, (NaiveDate, NaiveDate), String)>,
    remove: &'static str,
    /// The name and the value of the field that says whose they are.
    whose: (&'static str, String),
    none: &'static str,
) -> impl IntoView {
    let t = texts();
    if rows.is_empty() {
        return view! { <p>{none}</p> }.into_any();
    }
    let items = rows.into_iter().map(|(id, (from, to), reason)| {
        let days = days_away(from, to);
        let reason = (!reason.is_empty()).then(|| format!(" · {reason}"));
        let (name, value) = whose.clone();
        view! {
            <li>
                <span>{days} {reason}</span>
                <Form command=remove key=id.clone() inline=true>
                    <Hidden name value />
                    <Hidden name="id" value=id />
                    <Button kind=Kind::Quiet icon=Icon::Trash>{t.remove}</Button>
                </Form>
            </li>
        }
    });
    view! { <ul class="rota-aways">{items.collect_view()}</ul> }.into_any()
}

/// `3 Dec 2026 – 5 Dec 2026`
pub fn days_away(from: NaiveDate, to: NaiveDate) -> String {
    let short = |day| dates::short_date(lang(), day);
    if from == to { short(from) } else { format!("{} – {}", short(from), short(to)) }
}

/// First day, last day, reason.
pub fn away_fields() -> impl IntoView {
    let t = texts();
    view! {
        <ui::Inline>
            <Text name="from_day" label=t.from_day kind="date" />
            <Text name="to_day" label=t.to_day kind="date" hint=t.to_day_hint optional=true />
        </ui::Inline>
        <Text name="reason" label=t.why optional=true autocomplete="off" maxlength=rules::LINE_MAX as u32 />
    }
}
