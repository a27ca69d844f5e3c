//! One programme: its path, what is missing, its sessions and what it is about.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::{
    side::{About, Manage},
    steps::steps,
};
use crate::{
    book,
    error::{Error, Result},
    lang::lang,
    onboarding, phases, practices,
    programmes::{
        Framework, Meeting, Programme, ProgrammeId, ProgrammeState,
        progress::{self, Gap, Progress, StageState},
        rules, stages, store,
        texts::{Texts, texts},
    },
    request::{Look, Page},
    routes::{self, Section},
    sessions::{self, Standing, zones},
    ui::{
        self, Badge, ButtonLink, Card, Cell, Column, Columns, Empty, Icon, Kind, Notice, PageHead,
        Path, Row, Stack, Table, Timeline, TimelineEntry, TitleCell, Tone, dates,
    },
};

pub async fn one(id: ProgrammeId) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let scope = look.actor.scope();
    let found = store::find(&mut look.tx, &scope, id).await?.ok_or(Error::NotFound)?;
    let programme = found.programme.clone();
    let stage_list = store::stages(&mut look.tx, id).await?;
    let meetings = store::meetings(&mut look.tx, &[id]).await?;
    let audience = store::audience_summary(&mut look.tx, id.into()).await?;
    let facilitators = store::facilitators(&mut look.tx, id).await?;
    let events = store::history(&mut look.tx, id).await?;
    let source = match programme.copied_from {
        Some(source) => store::find(&mut look.tx, &scope, source).await?,
        None => None,
    };
    let now = look.now;
    let phase = phases::pages::card(&mut look.tx, &programme).await?;
    let progress = progress::progress(&stage_list, &meetings, programme.at_phase(), now);
    let gaps = progress::gaps(&progress, &meetings, audience.people, now);
    let path = steps(&programme, &progress, now);
    let may_edit = rules::may_edit(&look.actor, &programme);
    let active = programme.state == ProgrammeState::Active;
    let may_plan = active && sessions::rules::may_plan_at(&look.actor, programme.branch_id);
    let next_stage = progress
        .iter()
        .find(|step| {
            !step.done
                && matches!(
                    step.state,
                    StageState::Empty
                        | StageState::Cancelled
                        | StageState::Missed
                        | StageState::NobodyCame
                )
        })
        .map_or(0, |step| step.stage.number);
    let ahead = meetings
        .iter()
        .filter(|meeting| progress::standing(meeting, now) == Standing::Planned)
        .count() as i64;
    let open = meetings.iter().any(|m| progress::standing(m, now) == Standing::Open);
    let can_archive = rules::can_archive(programme.state, open || ahead > 0);
    let mut history = history(&found, &events, source.as_ref(), &look.actor.zone);
    history.extend(phases::pages::moves(&mut look.tx, id, &look.actor.zone).await?);
    // Stable, and in UTC: what was planned stays last among those of one moment.
    history.sort_by(|one, other| other.datetime.cmp(&one.datetime));
    let place = found.branch.clone().unwrap_or_else(|| t.whole_company.into());
    let kicker = format!("{} · {place}", stages::framework_name(programme.framework, lang()));
    // What comes next is at the thumb: a session, or after the last one another turn.
    let all_done = progress.iter().all(|step| step.done);
    let first = |next| if next { Kind::Primary } else { Kind::Secondary };
    let may_create = rules::may_create(&look.actor);
    let turns = all_done && may_create && may_edit && programme.framework == Framework::Phases;
    let actions = view! {
        {may_edit.then(|| view! {
            <ButtonLink href=routes::edit_programme(id) icon=Icon::Pencil>{t.edit}</ButtonLink>
        })}
        {may_create.then(|| view! {
            <ButtonLink href=routes::copy_programme(id) kind=first(all_done && !turns) icon=Icon::Copy>{t.copy}</ButtonLink>
        })}
        {turns.then(|| view! {
            <ButtonLink href=routes::next_turn(id) kind=Kind::Primary icon=Icon::Path>
                {practices::texts::texts().next_turn}
            </ButtonLink>
        })}
        {may_plan.then(|| view! {
            <ButtonLink href=routes::plan_session(id, next_stage) kind=first(!all_done) icon=Icon::Plus>{t.plan_session}</ButtonLink>
        })}
    };
    let status = status(t, &programme);
    let missing = active.then(|| view! {
        <Missing programme=programme.clone() progress=progress.clone() gaps may_edit may_plan now meetings=meetings.clone() />
    });
    let copied_from =
        source.map(|source| (source.programme.name, routes::programme(source.programme.id)));
    let sessions_held = (t.executed_of)(held(&meetings, now), meetings.len() as i64);
    let sessions = view! { <Sessions programme=programme.clone() meetings now /> };
    let turn = practices::pages::programme_card(&mut look, &programme).await?;
    let files = book::pages::programme_card(&mut look, &programme).await?;
    let locked = match programme.job_training {
        Some(_) => onboarding::store::locked_in(&mut look.tx, id).await?,
        None => 0,
    };
    let own = onboarding::lock::missing_in(&mut look.tx, &programme, look.actor.id).await?;
    let not_yet = own.map(|days| {
        let text = (onboarding::texts::texts().locked_mine)(&days);
        view! { <Notice tone=Tone::Warn><p>{text}</p></Notice> }
    });
    let about = view! {
        <About programme=programme.clone() place audience locked facilitators copied_from />
    };
    let title = programme.name.clone();
    let manage = may_edit.then(|| view! { <Manage programme ahead can_archive /> });
    let crumbs = vec![(t.programmes.into(), Section::Programmes.href().into())];
    Page::ok(
        Section::Programmes,
        title.clone(),
        view! {
            <Stack>
                <PageHead title kicker crumbs>{actions}</PageHead>
                {status}
                {not_yet}
                <Card><Path label=t.path steps=path /></Card>
                <Columns>
                    <Stack>
                        {phase}
                        {missing}
                        {turn}
                        <ui::Section title=t.sessions aside=sessions_held>{sessions}</ui::Section>
                    </Stack>
                    <Stack>
                        {about}
                        {files}
                        <Card title=t.history><Timeline entries=history /></Card>
                        {manage}
                    </Stack>
                </Columns>
            </Stack>
        },
    )
    .map(|page| page.following(id))
}

fn held(meetings: &[Meeting], now: DateTime<Utc>) -> i64 {
    meetings.iter().filter(|m| progress::standing(m, now) == Standing::Executed).count() as i64
}

/// What a programme that is not active says of itself.
fn status(t: &'static Texts, programme: &Programme) -> impl IntoView + use<> {
    match programme.state {
        ProgrammeState::Active => None,
        ProgrammeState::Cancelled => {
            let reason = programme.state_reason.clone();
            Some(view! { <Notice tone=Tone::Warn title=t.cancelled_because><p>{reason}</p></Notice> }.into_any())
        }
        ProgrammeState::Archived => Some(
            view! { <Notice title=t.is_archived><p>{t.is_archived_text}</p></Notice> }.into_any(),
        ),
    }
}

#[component]
fn Missing(
    programme: Programme,
    progress: Vec<Progress>,
    meetings: Vec<Meeting>,
    gaps: Vec<Gap>,
    may_edit: bool,
    may_plan: bool,
    now: DateTime<Utc>,
) -> impl IntoView {
    let t = texts();
    let all_done = progress.iter().all(|step| step.done);
    if gaps.is_empty() {
        let (title, text) = if all_done {
            let turn = programme.framework == Framework::Phases;
            (t.all_done, if turn { t.all_done_turn } else { t.all_done_text }.to_owned())
        } else {
            let next = meetings
                .iter()
                .find(|m| matches!(progress::standing(m, now), Standing::Planned | Standing::Open));
            let when = next.map(|meeting| {
                let at = zones::in_zone(meeting.starts_at, &meeting.time_zone);
                format!("{}, {}", dates::day(lang(), at.date()), dates::time(at.time()))
            });
            (
                t.nothing_missing,
                when.map(|when| (t.nothing_missing_text)(&when)).unwrap_or_default(),
            )
        };
        return view! { <Card title><p>{text}</p></Card> }.into_any();
    }
    let title = progress::current(&progress)
        .map(|index| {
            let number = progress[index].stage.number;
            (t.missing_in)(&stages::stage_number(programme.framework, number, lang()))
        })
        .filter(|_| gaps.len() == 1)
        .unwrap_or_else(|| t.missing.to_owned());
    let lines =
        gaps.into_iter().map(|gap| gap_line(t, &programme, gap, may_edit, may_plan)).collect_view();
    view! { <Card title featured=may_edit><ul class="gaps">{lines}</ul></Card> }.into_any()
}

/// What is missing, in a sentence, with the way to mend it.
fn gap_line(
    t: &'static Texts,
    programme: &Programme,
    gap: Gap,
    may_edit: bool,
    may_plan: bool,
) -> impl IntoView + use<> {
    let id = programme.id;
    let named = |stage: i64| stages::stage_number(programme.framework, stage, lang());
    let see = |session| Some((routes::session(session), t.see_session));
    let plan = |stage| may_plan.then(|| (routes::plan_session(id, stage), t.plan_session));
    let (text, link) = match gap {
        Gap::NobodyInvited => {
            let edit = may_edit.then(|| (routes::edit_programme(id), t.gap_nobody_fix));
            (t.gap_nobody.to_owned(), edit)
        }
        Gap::NoSession { stage } => ((t.gap_no_session)(&named(stage)), plan(stage)),
        Gap::NotHeld { stage, nobody_came: true, .. } => {
            ((t.gap_nobody_came)(&named(stage)), plan(stage))
        }
        Gap::NotHeld { stage, .. } => ((t.gap_not_held)(&named(stage)), plan(stage)),
        Gap::NoFacilitator { stage, session } => {
            ((t.gap_no_facilitator)(&named(stage)), see(session))
        }
        Gap::NoPlace { stage, session } => ((t.gap_no_place)(&named(stage)), see(session)),
    };
    let link = link.map(|(href, label)| view! { <a href=href>{label}</a> });
    view! { <li><span>{text}</span> {link}</li> }
}

#[component]
fn Sessions(programme: Programme, meetings: Vec<Meeting>, now: DateTime<Utc>) -> impl IntoView {
    let t = texts();
    if meetings.is_empty() {
        return view! { <Empty title=t.no_sessions text=t.sessions_empty level=3 /> }.into_any();
    }
    let columns = vec![Column::text(t.topic), Column::text(t.when), Column::text(t.state)];
    let rows =
        meetings.into_iter().map(|meeting| session_row(t, &programme, meeting, now)).collect_view();
    view! { <Table caption=t.sessions columns>{rows}</Table> }.into_any()
}

fn session_row(
    t: &'static Texts,
    programme: &Programme,
    meeting: Meeting,
    now: DateTime<Utc>,
) -> impl IntoView + use<> {
    let standing = progress::standing(&meeting, now);
    let (tone, word) = (standing.tone(), standing.word(lang()));
    let from = zones::in_zone(meeting.starts_at, &meeting.time_zone);
    let to = zones::in_zone(meeting.ends_at, &meeting.time_zone);
    let attendance = match standing {
        Standing::Executed | Standing::Empty => (t.came)(meeting.attended, meeting.marked),
        Standing::Open => (t.here_now)(meeting.attended),
        _ => String::new(),
    };
    let stage = meeting
        .stage_number
        .map(|number| stages::stage_number(programme.framework, number, lang()));
    let people = (!meeting.facilitators.is_empty()).then(|| meeting.facilitators.join(", "));
    let about = stage.into_iter().chain(people).collect::<Vec<_>>().join(" · ");
    let href = routes::session(meeting.id);
    let date = dates::short_date(lang(), from.date());
    let weekday = dates::weekday_short(lang(), from.date());
    view! {
        <Row>
            <TitleCell><a href=href>{meeting.topic}</a><small>{about}</small></TitleCell>
            <Cell label=t.when>
                <span>
                    <span class="nowrap">{format!("{weekday} {date}")}</span>
                    <small class="nowrap">{dates::span(from.time(), to.time())}</small>
                </span>
            </Cell>
            <Cell label=t.state>
                <span><Badge tone>{word}</Badge> <small class="nowrap">{attendance}</small></span>
            </Cell>
        </Row>
    }
}

/// What was done to the programme, the latest first; planning it comes last.
fn history(
    found: &store::Found,
    events: &[store::Event],
    source: Option<&store::Found>,
    zone: &str,
) -> Vec<TimelineEntry> {
    let t = texts();
    let entry =
        |at: DateTime<Utc>, who: &Option<String>, what: String, why: String| TimelineEntry {
            when: dates::short_moment(lang(), zones::in_zone(at, zone)),
            datetime: at.to_rfc3339(),
            who: who.clone().unwrap_or_else(|| t.somebody.into()),
            what,
            why,
        };
    let told = events.iter().filter_map(|event| {
        let what = match event.action.as_str() {
            "programme.saved" => t.did_save,
            "programme.cancelled" => t.did_cancel,
            "programme.archived" => t.did_archive,
            "programme.reactivated" => t.did_reactivate,
            "programme.carried-in" => t.did_carry_in,
            _ => return None,
        };
        Some(entry(event.at, &event.who, what.into(), event.reason()))
    });
    let planned = match source {
        Some(source) => (t.copied_it)(&source.programme.name),
        None => t.planned_it.into(),
    };
    let planned = entry(found.created_at, &found.created_by, planned, String::new());
    told.chain([planned]).collect()
}
