use chrono::{DateTime, NaiveDate, Utc};
use leptos::prelude::*;

use super::{
    rules::{self, Nearness},
    store::{self, Mine, MyNote},
    texts::texts,
    waiting,
};
use crate::{
    access,
    attendance::AttendanceState,
    error::Result,
    indicators::{self, Tally, texts::quarter_name},
    knowledge,
    lang::lang,
    onboarding,
    programmes::{
        Framework, Meeting, Stage,
        progress::{self, StageState},
        stages,
    },
    request::{Look, Page},
    routes::{self, Section},
    sessions::{
        SessionState,
        zones::{self, in_zone},
    },
    ui::{
        self, Badge, ButtonLink, Card, Empty, Inline, Kind, PageHead, Path, Progress, Stack, Step,
        StepState, Tone, dates,
    },
    visits,
};

/// How many sessions stand on the page.
const SESSIONS: i64 = 6;
const NOTES: i64 = 3;

pub async fn today() -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let (actor, now) = (look.actor.clone(), look.now);
    let mut sessions = store::mine(&mut look.tx, &actor, now, now + rules::AHEAD, SESSIONS).await?;
    let path =
        match sessions.iter().filter(|session| !session.locked).find_map(|session| {
            session.programme_id.zip(session.framework).zip(Some(session.phase))
        }) {
            Some(((id, framework), phase)) => {
                Some(((framework, phase), store::path(&mut look.tx, id).await?))
            }
            None => None,
        };
    // Six queries at most, the sign-in included: each role reads what it acts on.
    let day = in_zone(now, &actor.zone).date();
    let around = store::Around {
        keeps_onboarding: onboarding::rules::may_keep(&actor),
        keeps_rota: visits::rules::may_plan_all(&actor),
        ..store::Around::of(actor.id, now, day)
    };
    let waiting = store::waiting(&mut look.tx, around).await?;
    let (training, notes) = match indicators::rules::may_read(&actor) {
        true => (Some(indicators::present(&mut look).await?), Vec::new()),
        false => (None, store::notes(&mut look.tx, &actor, NOTES).await?),
    };
    // For whoever sets the organisation up, as long as nothing was ever planned in it.
    let begins_here = sessions.is_empty()
        && access::rules::may_change_settings(&actor)
        && store::nothing_yet(&mut look.tx).await?;
    drop(look);

    let new_today = onboarding::pages::headline(&waiting, day);
    let onboarding = onboarding::pages::reminders(&waiting, day, now);
    let waiting = waiting::waiting(waiting, &actor.zone, day);
    let zone = zones::named(&actor.zone);
    let local = now.with_timezone(&zone);
    let own = sessions.iter().filter(|session| session.visit && session.facilitating);
    let own = own.map(|visit| (visit.id, visit.starts_at, visit.time_zone.as_str()));
    let kept = visits::pages::kept_near(actor.id, now, own);
    // What does not open for them yet is not the thing to do.
    let first = sessions.iter().position(|session| !session.locked);
    let first = first.map(|first| sessions.remove(first));
    let greeting = t.greeting(rules::greeting(local.time()));
    // An onboarding day that begins earlier is what the day is about.
    let new_first = new_today
        .filter(|(at, _)| first.as_ref().is_none_or(|session| *at < session.starts_at))
        .map(|(_, said)| said);
    let title = match new_first {
        Some(said) => format!("{greeting}. {said}"),
        None => format!("{greeting}. {}", headline(first.as_ref(), now)),
    };
    let kicker = dates::capitalised(&dates::day(lang(), local.date_naive()));
    let programme = path.zip(first.as_ref().and_then(|first| first.programme.clone()));
    let next = match first {
        Some(first) => view! { <Next session=first now /> }.into_any(),
        // Sessions that do not open for them yet are listed below.
        None if new_first.is_some() || !sessions.is_empty() => ().into_any(),
        None if begins_here => begin_here(),
        None => view! {
            <Empty title=t.no_sessions text=t.no_sessions_text>
                <ButtonLink href="/join" kind=Kind::Primary>{t.have_code}</ButtonLink>
            </Empty>
        }
        .into_any(),
    };
    let (next, onboarding) =
        if new_first.is_some() { (onboarding, next) } else { (next, onboarding) };
    Page::ok(
        Section::Today,
        t.title,
        view! {
            <Stack>
                <PageHead title kicker />
                {knowledge::pages::waiting(actor.id, None)}
                {kept}
                {next}
                {onboarding}
                {waiting}
                {programme.map(|(((framework, phase), (stages, meetings)), name)| view! {
                    <Programme framework phase stages meetings name now />
                })}
                {training.map(|(quarter, tally)| view! { <Training quarter tally /> })}
                {(!sessions.is_empty()).then(|| view! { <ComingUp sessions now /> })}
                {(!notes.is_empty()).then(|| view! { <Notes notes zone /> })}
            </Stack>
        },
    )
}

/// "Tomorrow"; from the second day on "Tue 24 Nov", which is how people plan.
fn near_day(today: NaiveDate, day: NaiveDate) -> String {
    dates::capitalised(&match (day - today).num_days() {
        -1..=1 => dates::relative_day(lang(), today, day),
        _ => format!("{} {}", dates::weekday_short(lang(), day), dates::short_day(lang(), day)),
    })
}

/// Where an organisation begins.
fn begin_here() -> AnyView {
    let t = texts();
    view! {
        <Empty title=t.begin text=t.begin_text>
            <ButtonLink href="/branches" kind=Kind::Primary>{t.add_branches}</ButtonLink>
            <ButtonLink href="/people">{t.add_people}</ButtonLink>
            <ButtonLink href="/programmes/new">{t.plan_programme}</ButtonLink>
        </Empty>
    }
    .into_any()
}

fn headline(first: Option<&Mine>, now: DateTime<Utc>) -> String {
    let t = texts();
    let Some(session) = first else { return t.nothing_today.to_owned() };
    let open = session.state == SessionState::Open;
    let t = if session.visit && session.facilitating { &t.visit } else { &t.session };
    match rules::nearness(session.starts_at, session.ends_at, open, now) {
        Nearness::Now if session.starts_at <= now => t.is_on.to_owned(),
        Nearness::Now if open => t.is_open.to_owned(),
        _ => {
            let zone = zones::named(&session.time_zone);
            let (now, at) = (now.with_timezone(&zone), session.starts_at.with_timezone(&zone));
            (t.starts)(&dates::relative(lang(), now, at))
        }
    }
}

/// Number and name of the stage: "Phase 2 · Creating concepts".
fn stage(session: &Mine) -> Option<(i64, String)> {
    let (framework, number) = session.framework.zip(session.stage_number)?;
    let stage = Stage { number, name: session.stage_name.clone().unwrap_or_default() };
    let ordinal = stages::stage_number(framework, number, lang());
    Some((number, format!("{ordinal} · {}", stages::name_of(framework, &stage, lang()))))
}

fn place(session: &Mine) -> String {
    let t = texts();
    let mut parts: Vec<String> = [Some(session.room.clone()), session.branch.clone()]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    if parts.is_empty() && !session.link.is_empty() {
        parts.push(t.online.to_owned());
    }
    if session.facilitating {
        parts.push(t.you_facilitate.to_owned());
    }
    parts.join("\u{a0}· ")
}

/// What a person's attendance is, in words.
fn my_state(session: &Mine) -> Option<(Tone, String)> {
    let t = texts();
    let time = session.my_time.map(|at| dates::time(in_zone(at, &session.time_zone).time()));
    let time = time.unwrap_or_default();
    match session.my_state? {
        AttendanceState::Present => Some((Tone::Good, (t.present_since)(&time))),
        AttendanceState::Late => Some((Tone::Warn, (t.late_since)(&time))),
        AttendanceState::Waiting => Some((Tone::Warn, t.on_waiting_list.to_owned())),
        AttendanceState::Excused => Some((Tone::Neutral, t.excused.to_owned())),
        AttendanceState::Absent => None,
    }
}

/// The session that comes first, with the one thing to do.
#[component]
fn Next(session: Mine, now: DateTime<Utc>) -> impl IntoView {
    let t = texts();
    let open = session.state == SessionState::Open;
    let nearness = rules::nearness(session.starts_at, session.ends_at, open, now);
    let (from, to) = (
        in_zone(session.starts_at, &session.time_zone),
        in_zone(session.ends_at, &session.time_zone),
    );
    let span = dates::span(from.time(), to.time());
    let today = in_zone(now, &session.time_zone).date();
    let when = if from.date() == today {
        span
    } else {
        format!("{} · {span}", near_day(today, from.date()))
    };
    let here = my_state(&session);
    let attended = session.my_state.is_some_and(AttendanceState::attended);
    let (href, label) = match nearness {
        _ if session.facilitating && session.visit => {
            (routes::visit(session.id), visits::texts::texts().to_visit)
        }
        _ if session.facilitating => (routes::roster(session.id), t.roster),
        Nearness::Now if attended => (routes::session(session.id), t.open_room),
        Nearness::Now => ("/join".to_owned(), t.join),
        _ => (routes::session(session.id), t.to_session),
    };
    let badge = stage(&session).map(
        |(number, name)| view! { <Badge tone=Tone::Phase(number.clamp(1, 5) as u8)>{name}</Badge> },
    );
    let room = match session.facilitating && session.visit {
        true => routes::visit(session.id),
        false => routes::session(session.id),
    };
    let where_ = place(&session);
    let kind = if nearness == Nearness::Later && !session.facilitating {
        Kind::Secondary
    } else {
        Kind::Primary
    };
    view! {
        <Card featured=true>
            <Inline>
                {badge}
                <span class="muted">{when}</span>
            </Inline>
            <h2><a class="card-link" href=room>{session.topic}</a></h2>
            <p class="muted">{where_}</p>
            {here.map(|(tone, words)| view! { <p><Badge tone>{words}</Badge></p> })}
            <ButtonLink href kind>{label}</ButtonLink>
        </Card>
    }
}

/// The path of the programme that the next session belongs to.
#[component]
fn Programme(
    framework: Framework,
    phase: Option<i64>,
    stages: Vec<Stage>,
    meetings: Vec<Meeting>,
    name: String,
    now: DateTime<Utc>,
) -> impl IntoView {
    let t = texts();
    let progress = progress::progress(&stages, &meetings, phase, now);
    let done = progress.iter().filter(|step| step.done).count();
    let aside = stages::done(framework, done as i64, progress.len() as i64, lang());
    let current = progress::current(&progress);
    let steps = progress
        .into_iter()
        .enumerate()
        .map(|(index, step)| {
            let date = step.meeting.map(|meeting| {
                let day = in_zone(meeting.starts_at, &meeting.time_zone).date();
                if day == in_zone(now, &meeting.time_zone).date() {
                    t.today.to_owned()
                } else {
                    dates::short_day(lang(), day)
                }
            });
            let state = match step.state {
                _ if step.done => StepState::Done,
                StageState::Cancelled => StepState::Cancelled,
                _ if current == Some(index) => StepState::Current,
                _ => StepState::Upcoming,
            };
            let short = match stages::stage_short(framework, step.stage.number, lang()) {
                "" => step.stage.name.clone(),
                short => short.to_owned(),
            };
            Step {
                name: stages::name_of(framework, &step.stage, lang()),
                short,
                date: date.unwrap_or_default(),
                state,
                ..Step::default()
            }
        })
        .collect();
    view! {
        <Card title=name.clone() aside>
            <Path label=name steps compact=true />
        </Card>
    }
}

#[component]
fn ComingUp(sessions: Vec<Mine>, now: DateTime<Utc>) -> impl IntoView {
    let t = texts();
    let cards = sessions
        .into_iter()
        .map(|session| {
            let from = in_zone(session.starts_at, &session.time_zone);
            let today = in_zone(now, &session.time_zone).date();
            let when = format!("{} · {}", near_day(today, from.date()), dates::time(from.time()));
            let stage = stage(&session).map(|(number, name)| {
                view! { <Badge tone=Tone::Phase(number.clamp(1, 5) as u8)>{name}</Badge> }
            });
            let locked = session.locked.then(|| {
                view! { <Badge>{onboarding::texts::texts().locked_badge}</Badge> }
            });
            let href = match session.facilitating && session.visit {
                true => routes::visit(session.id),
                false => routes::session(session.id),
            };
            view! {
                <Card title=session.topic.clone() href aside=when level=3>
                    <Inline>{locked} {stage} <span class="muted">{place(&session)}</span></Inline>
                </Card>
            }
        })
        .collect_view();
    view! { <ui::Section title=t.next><Stack>{cards}</Stack></ui::Section> }
}

#[component]
fn Training(quarter: indicators::Quarter, tally: Tally) -> impl IntoView {
    let t = texts();
    let label = (t.this_quarter)(&quarter_name(quarter, lang()));
    let body = if tally.planned == 0 {
        view! {
            <p>{t.no_plan_yet}</p>
            <ButtonLink href="/programmes/new">{t.plan_programme}</ButtonLink>
        }
        .into_any()
    } else {
        view! { <Progress label done=tally.executed total=tally.planned places=2 /> }.into_any()
    };
    view! { <Card title=t.completed_training href="/indicators">{body}</Card> }
}

#[component]
fn Notes(notes: Vec<MyNote>, zone: chrono_tz::Tz) -> impl IntoView {
    let t = texts();
    let cards = notes
        .into_iter()
        .map(|note| {
            let day = dates::day(lang(), note.created_at.with_timezone(&zone).date_naive());
            let title = (t.my_note_of)(&day);
            view! {
                <Card title href=format!("/knowledge/{}", note.id) aside=note.topic.unwrap_or_default() level=3>
                    <p>{knowledge::markdown::excerpt(&note.body, 160)}</p>
                </Card>
            }
        })
        .collect_view();
    view! { <ui::Section title=t.my_notes><Stack>{cards}</Stack></ui::Section> }
}
