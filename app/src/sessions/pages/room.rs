use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    edit::crumbs,
    history,
    parts::{StageBadge, StandingBadge, clock_note, place, when},
};
use crate::{
    attendance,
    error::{Error, Result},
    knowledge::api::ShareNote,
    lang::lang,
    onboarding::lock,
    polls::{api::AnswerPoll, pages::RoomPolls},
    programmes::{self, AudienceSummary, audience::AudienceNames},
    request::{Look, Page, Posted},
    routes::{self, Section},
    sessions::{
        Facilitator, Session, SessionId, Standing,
        api::{CancelSession, ReinstateSession},
        remarks, rules, store,
        texts::{duration, texts},
        zones,
    },
    ui::{
        self, Badge, Button, ButtonLink, Card, Columns, Confirm, Fact, Facts, Icon, Inline, Kind,
        Notice, PageHead, PersonLine, Prose, Stack, Timeline, Tone, dates,
        form::{Area, Form, Hidden},
        numbers,
    },
};

/// `/sessions/{id}`: the room of a session, before, while and after people meet in it.
pub async fn room(id: SessionId) -> Result<Page> {
    let mut look = Look::begin().await?;
    let t = texts();
    let scope = look.actor.scope();
    let session = store::find(&mut look.tx, &scope, id).await?.ok_or(Error::NotFound)?;
    let around = Around::load(&mut look, &session).await?;
    let me = look.actor.id;
    let facilitates = around.facilitators.iter().any(|person| person.id == me);
    if let Some(why) = lock::shut_out(&mut look.tx, &session, me, facilitates).await? {
        return shut(&session, &around, why);
    }
    let carried = crate::book::pages::carried_notice(&mut look, id).await?;
    let elsewhere = carried.is_some();
    let Extras { panel, polls, phase, wall } = Extras::load(&mut look, &session, elsewhere).await?;
    let entries = history::entries(&mut look, &session).await?;
    let history = (!elsewhere).then(|| {
        view! { <ui::Section title=t.history><Timeline entries /></ui::Section> }
    });
    // What was held elsewhere is neither run nor changed here.
    let edits = !elsewhere && rules::may_edit(&look.actor, &session, facilitates);
    let visit = crate::visits::store::is_visit(&mut look.tx, id).await?;
    let manage = edits.then(|| match visit {
        true => crate::visits::pages::kept_in_rota(id),
        false => manage(&session, rules::may_plan(&look.actor), look.now),
    });
    let hints = hints(&mut look, &session, edits).await?;
    let ahead = matches!(around.standing, Standing::Planned | Standing::Open);
    let run = (edits && around.standing != Standing::Cancelled).then(|| {
        view! {
            {ahead.then(|| view! {
                <ButtonLink href=routes::screen(id) icon=Icon::Screen>{t.screen}</ButtonLink>
            })}
            <ButtonLink href=routes::roster(id) icon=Icon::Clipboard>{t.roster}</ButtonLink>
        }
    });
    let note = clock_note(session.starts_at, &session.time_zone, &look.actor.zone);
    let reason = session.cancel_reason.clone();
    let cancelled = (around.standing == Standing::Cancelled).then(|| {
        view! { <Notice tone=Tone::Bad title=t.is_cancelled>{reason}</Notice> }
    });
    let crumbs = crumbs(&session).into_iter().take(1).collect();
    let kicker = dates::capitalised(&when(session.starts_at, session.ends_at, &session.time_zone));
    let (programme, standing) = (around.programme_line(), around.standing);
    let job_training = session.job_training.map(|kind| {
        let words = crate::onboarding::texts::texts();
        view! { <Badge>{format!("{} · {}", words.session_kind, (words.kind)(kind))}</Badge> }
    });
    let standing = (!elsewhere).then(|| view! { <StandingBadge standing /> });
    let (agenda, about) =
        (agenda(&session, edits && ahead && !visit), about(&session, &around, elsewhere));
    Page::ok(
        Section::Sessions,
        session.topic.clone(),
        view! {
            <PageHead title=session.topic kicker crumbs>{run}</PageHead>
            <Inline>
                {standing}
                {programme}
                {job_training}
                {note.map(|note| view! { <span class="muted">{note}</span> })}
            </Inline>
            {carried}
            {cancelled}
            {hints}
            {polls.notice}
            {panel}
            {phase}
            <Columns>
                <Stack>{agenda} {polls.cards} {wall}</Stack>
                <Stack>
                    {about}
                    {manage}
                    {history}
                </Stack>
            </Columns>
        },
    )
    .map(|page| page.following_session(id, "session programme polls"))
}

/// What somebody sees of a session of job training before it opens for them: why, when and where it is,
/// and what they had written if the lock came between.
fn shut(session: &Session, around: &Around, why: String) -> Result<Page> {
    let words = crate::onboarding::texts::texts();
    let kicker = dates::capitalised(&when(session.starts_at, session.ends_at, &session.time_zone));
    let written = use_context::<Posted>().and_then(|posted| {
        let field = match &*posted.command {
            ShareNote::PATH => "note",
            AnswerPoll::PATH => "words",
            _ => return None,
        };
        posted.all(field).next().map(str::to_owned)
    });
    let written = written.filter(|text| !text.is_empty());
    let written = written.map(|text| {
        view! {
            <Card title=words.not_shared level=2><p class="pre-line">{text}</p></Card>
        }
    });
    let crumbs = crumbs(session).into_iter().take(1).collect();
    let about = about(session, around, false);
    Page::ok(
        Section::Sessions,
        session.topic.clone(),
        view! {
            <PageHead title=session.topic.clone() kicker crumbs />
            <Inline><Badge>{words.locked_badge}</Badge></Inline>
            <Stack>
                <Notice tone=Tone::Info>
                    <p>{why}</p>
                    <p><a href=Section::Onboarding.href()>{words.to_onboarding}</a></p>
                </Notice>
                {written}
                {about}
            </Stack>
        },
    )
}

/// What other domains put into the room.
struct Extras {
    panel: AnyView,
    polls: RoomPolls,
    phase: Option<AnyView>,
    wall: AnyView,
}

impl Extras {
    /// In the order of what is more pressing: being there, a question that is open, the work of the
    /// phase, sharing.
    async fn load(look: &mut Look, session: &Session, elsewhere: bool) -> Result<Extras> {
        let mut main = ui::Main::default();
        // Nobody was expected here at a session that was held elsewhere.
        let panel = match elsewhere {
            true => ().into_any(),
            false => attendance::pages::room_panel(look, session, &mut main).await?,
        };
        let polls = crate::polls::pages::room_polls(look, session, &mut main).await?;
        let phase = crate::phases::pages::room_panel(look, session, &mut main).await?;
        let wall = crate::knowledge::room_wall(look, session, &mut main).await?;
        Ok(Extras { panel, polls, phase, wall })
    }
}

/// What the database knows around a session.
struct Around {
    facilitators: Vec<Facilitator>,
    invited: AudienceSummary,
    /// How many of those who facilitate are invited, too.
    beside: i64,
    branch: Option<String>,
    programme: Option<store::ProgrammeLine>,
    standing: Standing,
}

impl Around {
    async fn load(look: &mut Look, session: &Session) -> Result<Around> {
        let tx = &mut look.tx;
        let attended = store::attended(tx, session.id).await?;
        let mut facilitators = store::facilitators(tx, &[session.id]).await?;
        let mut invited = programmes::store::audience_summary(tx, session.audience_id).await?;
        // As the count of who is there: those who facilitate are not expected to check in.
        let beside = attendance::store::facilitators_invited(tx, session).await?;
        invited.people -= beside;
        Ok(Around {
            facilitators: facilitators.remove(&session.id).unwrap_or_default(),
            invited,
            beside,
            branch: store::branch_name(tx, session.id).await?,
            programme: store::programme_line(tx, session.id).await?,
            standing: rules::standing(session.state, session.ends_at, attended, look.now),
        })
    }

    fn programme_line(&self) -> Option<AnyView> {
        let programme = self.programme.clone()?;
        let badge = programme.stage_number.map(|number| view! {
            <StageBadge framework=programme.framework number name=programme.stage.unwrap_or_default() count=programme.stages />
        });
        Some(
            view! {
                {badge}
                <a href=routes::programme(programme.id)>{programme.name}</a>
            }
            .into_any(),
        )
    }
}

/// The agenda; when there is none, only whoever could write one hears of it.
fn agenda(session: &Session, edits: bool) -> Option<AnyView> {
    let t = texts();
    let text = match session.agenda_html.is_empty() {
        true if !edits => return None,
        true => view! { <p class="muted">{t.no_agenda}</p> }.into_any(),
        false => view! { <Prose html=session.agenda_html.clone() /> }.into_any(),
    };
    Some(view! { <ui::Section title=t.agenda>{text}</ui::Section> }.into_any())
}

fn about(session: &Session, around: &Around, elsewhere: bool) -> AnyView {
    let t = texts();
    let people = around.facilitators.iter().map(|person| {
        let (name, branch) = (person.name.clone(), person.branch.clone());
        view! { <PersonLine name position=person.position.clone().unwrap_or_default() branch /> }
    });
    let people = match around.facilitators.is_empty() {
        true => t.no_facilitator.into_any(),
        false => people.collect_view().into_any(),
    };
    let link = (!session.link.is_empty()).then(|| {
        let (link, href) = (session.link.clone(), session.link.clone());
        view! { <Fact label=t.link><a href=href rel="noopener">{link}</a></Fact> }
    });
    let time = dates::capitalised(&when(session.starts_at, session.ends_at, &session.time_zone));
    let clock = (t.clock_of)(&zones::place(lang(), &session.time_zone));
    let lasts = format!("{} · {clock}", (t.lasts)(&duration(session.minutes())));
    let place = place(around.branch.as_deref(), &session.room);
    let invited = match around.invited.names.is_empty() {
        true => t.nobody_invited.into_any(),
        false => {
            let beside = (around.beside > 0).then(|| {
                view! { <p class="muted small">{(t.beside)(around.beside)}</p> }
            });
            view! { <AudienceNames summary=around.invited.clone() /> {beside} }.into_any()
        }
    };
    let places = session.capacity.map_or(t.unlimited.to_owned(), numbers::number);
    let file = (session.state == crate::sessions::SessionState::Planned && !elsewhere).then(|| {
        let words = crate::calendar::texts::texts().add_one;
        let href = routes::session_file(session.id);
        view! {
            <Inline><ButtonLink href kind=Kind::Quiet icon=Icon::Calendar>{words}</ButtonLink></Inline>
        }
    });
    let expected = (!elsewhere).then(|| {
        view! {
            <Fact label=t.facilitators>{people}</Fact>
            <Fact label=t.invited>{invited}</Fact>
            <Fact label=t.places>{places}</Fact>
        }
    });
    view! {
        <Card title=t.about>
            <Facts>
                <Fact label=t.when>{time} <p class="muted small">{lasts}</p></Fact>
                <Fact label=t.place>{place}</Fact>
                {link}
                {expected}
            </Facts>
            {file}
        </Card>
    }
    .into_any()
}

/// What can be done with the session by those who may.
fn manage(session: &Session, plans: bool, now: chrono::DateTime<chrono::Utc>) -> AnyView {
    let t = texts();
    let id = session.id;
    let edit = rules::can_edit(session.state).then(|| {
        view! {
            <ButtonLink href=routes::session_edit(id) icon=Icon::Pencil>{t.edit}</ButtonLink>
        }
    });
    let shift = rules::can_move(session.state).then(|| {
        view! {
            <ButtonLink href=routes::session_move(id) icon=Icon::Calendar>{t.move_}</ButtonLink>
        }
    });
    let copy = plans.then(|| {
        view! {
            <ButtonLink href=routes::session_copy(id) icon=Icon::Copy>{t.copy}</ButtonLink>
        }
    });
    let revision = session.revision.to_string();
    let cancel = rules::can_cancel(session.state).then(|| {
        view! {
            <Confirm label=t.cancel text=t.cancel_text>
                <Form command=CancelSession::PATH>
                    <Hidden name="id" value=id.to_string() />
                    <Hidden name="revision" value=revision />
                    <Area name="reason" label=t.cancel_reason rows=2u32 maxlength=500u32 />
                    <div class="form-actions"><Button kind=Kind::Danger>{t.cancel}</Button></div>
                </Form>
            </Confirm>
        }
    });
    let reinstate = rules::can_reinstate(session, now).then(|| {
        view! {
            <Form command=ReinstateSession::PATH inline=true>
                <Hidden name="id" value=id.to_string() />
                <Button icon=Icon::Undo>{t.reinstate}</Button>
            </Form>
        }
    });
    view! {
        <ui::Section title=t.manage>
            <Inline>{edit} {shift} {copy} {reinstate}</Inline>
            {cancel}
        </ui::Section>
    }
    .into_any()
}

/// What the planner may want to think over: a weekend, a holiday.
async fn hints(look: &mut Look, session: &Session, edits: bool) -> Result<Option<AnyView>> {
    if !edits || !rules::can_move(session.state) || session.starts_at < look.now {
        return Ok(None);
    }
    let day = zones::in_zone(session.starts_at, &session.time_zone).date();
    let hints = remarks::of_day(&mut look.tx, &session.time_zone, day).await?;
    Ok((!hints.is_empty()).then(|| view! { <Notice>{hints.join(" ")}</Notice> }.into_any()))
}
