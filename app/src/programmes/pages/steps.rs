//! A programme as a path.

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use crate::{
    lang::lang,
    programmes::{
        Programme, ProgrammeState,
        progress::{self, Progress, StageState},
        stages,
        texts::texts,
    },
    routes,
    sessions::zones,
    ui::{Step, StepState, dates},
};

/// The steps in short, for a card that leads to the programme: days without year or attendance.
pub fn short_steps(programme: &Programme, progress: &[Progress], now: DateTime<Utc>) -> Vec<Step> {
    let days = progress.iter().map(|step| {
        let meeting = step.meeting.as_ref()?;
        let day = zones::in_zone(meeting.starts_at, &meeting.time_zone).date();
        let today = zones::in_zone(now, &meeting.time_zone).date();
        let soon = day == today;
        Some(if soon { texts().today.to_owned() } else { dates::short_day(lang(), day) })
    });
    steps(programme, progress, now)
        .into_iter()
        .zip(days)
        .map(|(step, day)| Step { date: day.unwrap_or_default(), href: String::new(), ..step })
        .collect()
}

/// The steps of the path, each leading to its session.
pub fn steps(programme: &Programme, progress: &[Progress], now: DateTime<Utc>) -> Vec<Step> {
    let active = programme.state == ProgrammeState::Active;
    let current = progress::current(progress).filter(|_| active);
    progress
        .iter()
        .enumerate()
        .map(|(index, step)| {
            let state = match step.state {
                _ if step.done => StepState::Done,
                StageState::Cancelled => StepState::Cancelled,
                _ if programme.state == ProgrammeState::Cancelled => StepState::Cancelled,
                _ if current == Some(index) => StepState::Current,
                _ => StepState::Upcoming,
            };
            let meeting = step.meeting.as_ref();
            Step {
                name: stages::name_of(programme.framework, &step.stage, lang()),
                short: stages::stage_short(programme.framework, step.stage.number, lang()).into(),
                date: meeting.map(|_| when(step, now)).unwrap_or_default(),
                state,
                missing: if active && !step.done { missing(step) } else { String::new() },
                href: meeting.map(|meeting| routes::session(meeting.id)).unwrap_or_default(),
            }
        })
        .collect()
}

/// The day of a stage's session, and who came once that is known.
fn when(step: &Progress, now: DateTime<Utc>) -> String {
    let t = texts();
    let Some(meeting) = &step.meeting else { return String::new() };
    let day = zones::in_zone(meeting.starts_at, &meeting.time_zone).date();
    let today = zones::in_zone(now, &meeting.time_zone).date();
    let day = if day == today { t.today.to_owned() } else { short_day(day, today) };
    match step.state {
        StageState::Executed => format!("{day} · {}", (t.came)(meeting.attended, meeting.marked)),
        StageState::Open => format!("{day} · {}", (t.here_now)(meeting.attended)),
        _ => day,
    }
}

/// The day, with its year unless that is the present one.
pub fn short_day(day: NaiveDate, today: NaiveDate) -> String {
    if day.year() == today.year() {
        dates::short_day(lang(), day)
    } else {
        dates::short_date(lang(), day)
    }
}

fn missing(step: &Progress) -> String {
    let t = texts();
    let unled = step.meeting.as_ref().is_some_and(|meeting| meeting.facilitators.is_empty());
    match step.state {
        StageState::Empty => t.missing_session,
        StageState::Missed | StageState::NobodyCame | StageState::Cancelled => t.missing_again,
        StageState::Planned if unled => t.missing_facilitator,
        _ => "",
    }
    .into()
}
