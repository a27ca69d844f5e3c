//! The form of a new programme, step by step: check the basics, propose sessions, save it all.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Timelike, Utc};
use serde_json::json;

use super::{
    AudienceLine, Framework, Programme, ProgrammeId, ProgrammeState, Stage, audience,
    draft::{Draft, Press, RowTyped, Step},
    editing, letters,
    rows::{self, Row},
    rules, stages, store,
    texts::texts,
};
use crate::{
    access::Actor,
    db::Tx,
    error::{Error, Problems, Result},
    lang::lang,
    onboarding::{JobTraining, lock},
    people::{self, BranchId},
    practices,
    request::{Done, Next, Typed, Work, services, visitor},
    routes,
    sessions::{self, Session, SessionId, SessionState, rules::parse_time},
    settings,
    writing::{one_line, parse_date},
};

/// What a new programme is, once its basics are checked.
pub struct Basics {
    pub framework: Framework,
    pub stages: Vec<Stage>,
    pub name: String,
    pub problem: String,
    pub audience: Vec<AudienceLine>,
    pub branch: Option<BranchId>,
    pub start_on: NaiveDate,
    pub rhythm_days: i64,
    pub time: NaiveTime,
    pub minutes: i64,
    pub job_training: Option<JobTraining>,
}

/// Does what the button asks for.
pub async fn plan(typed: Typed) -> Result<Next> {
    let actor = visitor().signed_in()?;
    if !rules::may_create(&actor) {
        return Err(Error::Forbidden);
    }
    let press = Press::parse(typed.one("press"));
    let mut draft = Draft::read(&typed, rules::ROWS_MAX);
    if draft.step == Step::Basics {
        audience::looking(
            typed.one("press"),
            typed.one("audience_find"),
            typed.one("audience_found"),
        )?;
    }
    match press {
        Press::FindPeople => {}
        Press::Check => check_rows(&actor, &draft).await?,
        Press::Basics => draft.step = Step::Basics,
        Press::Propose => propose(&actor, &mut draft).await?,
        Press::Add(row) => add_row(&mut draft, row).await?,
        Press::Remove(row) => {
            if row >= 1 && row <= draft.rows.len() {
                draft.rows.remove(row - 1);
            }
        }
        Press::Save => return save(&draft).await,
    }
    Err(Error::Continued(draft.instead()))
}

/// Checks the basics; the messages name the fields.
pub async fn check(tx: &mut Tx, actor: &Actor, draft: &Draft) -> Result<Basics> {
    let t = texts();
    let mut problems = Problems::default();
    let framework = draft.framework();
    problems.require(framework.is_some(), "framework", t.framework_missing);
    if framework == Some(Framework::Own) {
        editing::check_stages(t, &mut problems, &draft.own_stages());
    }
    let name = one_line(&draft.name);
    editing::check_words(t, &mut problems, &name, &draft.problem);
    let audience = audience::chosen(tx, &draft.audience).await?;
    problems.require(!audience.is_empty(), "audience", t.audience_missing);
    let job_training = JobTraining::parse(&draft.job_training);
    lock::check_named(tx, &mut problems, job_training, &audience).await?;
    let branch = editing::check_branch(t, &mut problems, actor, &draft.branch);
    let start_on = parse_date(&draft.start_on);
    problems.require(start_on.is_some(), "start_on", t.date_missing);
    let rhythm = if draft.rhythm == "other" { &draft.rhythm_days } else { &draft.rhythm };
    let rhythm = rhythm.parse().ok().filter(|days| rules::RHYTHM.contains(days));
    problems.require(rhythm.is_some(), "rhythm_days", t.rhythm_wrong);
    let time = parse_time(&draft.time);
    problems.require(time.is_some(), "time", t.time_missing);
    let minutes = draft.minutes.parse().ok().filter(|minutes| rules::MINUTES.contains(minutes));
    problems.require(minutes.is_some(), "minutes", t.minutes_wrong);
    let long = draft.room.chars().count() > sessions::rules::LINE_MAX;
    problems.require(!long, "room", t.room_long);
    problems.into_result()?;
    let stages = draft.stage_list();
    let problem = draft.problem.clone();
    match (framework, start_on, rhythm, time, minutes) {
        (Some(framework), Some(start_on), Some(rhythm_days), Some(time), Some(minutes)) => {
            Ok(Basics {
                framework,
                stages,
                name,
                problem,
                audience,
                branch,
                start_on,
                rhythm_days,
                time,
                minutes,
                job_training,
            })
        }
        // Each of these has its message above.
        _ => Err(Error::form(t.framework_missing)),
    }
}

/// The days without sessions from a day on, at a branch or where the organisation is.
async fn holidays(
    tx: &mut Tx,
    branch: Option<BranchId>,
    from: NaiveDate,
) -> Result<BTreeSet<NaiveDate>> {
    let organisation = settings::store::organisation(tx).await?;
    let zone = zone_of(tx, branch, &organisation.time_zone).await?;
    let holidays = settings::store::holidays_in(tx, &zone, from).await?;
    Ok(holidays.into_iter().map(|holiday| holiday.day).collect())
}

/// Proposes a session for each stage and shows them. Rows that were proposed for the same basics
/// stay as they were edited; otherwise only topics, rooms and facilitators do.
async fn propose(actor: &Actor, draft: &mut Draft) -> Result<()> {
    let mut tx = services().db.read().await?;
    let basics = check(&mut tx, actor, draft).await?;
    draft.step = Step::Sessions;
    if draft.proposed_for == draft.grid() {
        return Ok(());
    }
    let holidays = holidays(&mut tx, basics.branch, basics.start_on).await?;
    let count = basics.stages.len();
    let days = rules::propose(basics.start_on, basics.rhythm_days, count, &holidays);
    let before = std::mem::take(&mut draft.rows);
    for (stage, day) in basics.stages.iter().zip(days) {
        let number = stage.number.to_string();
        let proposed = RowTyped {
            topic: stages::name_of(basics.framework, stage, lang()),
            stage: number.clone(),
            date: day.to_string(),
            time: draft.time.clone(),
            room: draft.room.clone(),
            facilitators: draft.facilitators.clone(),
        };
        draft.rows.push(match before.iter().find(|row| row.stage == number) {
            Some(row) => RowTyped { date: proposed.date, time: proposed.time, ..row.clone() },
            None => proposed,
        });
    }
    draft.proposed_for = draft.grid();
    Ok(())
}

/// What saving would say about the rows, without saving.
async fn check_rows(actor: &Actor, draft: &Draft) -> Result<()> {
    let services = services();
    let mut tx = services.db.read().await?;
    let basics = check(&mut tx, actor, draft).await?;
    let organisation = settings::store::organisation(&mut tx).await?;
    let zone = zone_of(&mut tx, basics.branch, &organisation.time_zone).await?;
    rows::check(&mut tx, draft, &basics, &zone, services.clock.now()).await?;
    Ok(())
}

/// One more session for the stage of this row, a rhythm later.
async fn add_row(draft: &mut Draft, row: usize) -> Result<()> {
    let Some(before) = row.checked_sub(1).and_then(|index| draft.rows.get(index)).cloned() else {
        return Ok(());
    };
    if draft.rows.len() >= rules::ROWS_MAX {
        return Err(Error::form(texts().rows_many));
    }
    let mut added = before;
    let rhythm = if draft.rhythm == "other" { &draft.rhythm_days } else { &draft.rhythm };
    if let Some(day) = parse_date(&added.date) {
        let mut tx = services().db.read().await?;
        let holidays = holidays(&mut tx, draft.branch.parse().ok(), day).await?;
        let days = rules::propose(day, rhythm.parse().unwrap_or(7), 2, &holidays);
        added.date = days.last().map(ToString::to_string).unwrap_or_default();
    }
    draft.rows.insert(row, added);
    Ok(())
}

/// Saves programme, stages, audience and sessions in one transaction.
async fn save(draft: &Draft) -> Result<Next> {
    let t = texts();
    let mut work = Work::begin().await?;
    let actor = work.actor.clone();
    let basics = check(&mut work.tx, &actor, draft).await?;
    let organisation = settings::store::organisation(&mut work.tx).await?;
    let zone = zone_of(&mut work.tx, basics.branch, &organisation.time_zone).await?;
    let rows = rows::check(&mut work.tx, draft, &basics, &zone, work.now).await?;
    let copied_from = source(&mut work, &draft.copied_from).await?;
    let programme = Programme {
        id: ProgrammeId::new(),
        name: basics.name.clone(),
        framework: basics.framework,
        problem: basics.problem.clone(),
        branch_id: basics.branch,
        start_on: basics.start_on,
        rhythm_days: basics.rhythm_days,
        starts_at_minute: i64::from(basics.time.num_seconds_from_midnight() / 60),
        minutes: basics.minutes,
        phase: 1,
        state: ProgrammeState::Active,
        state_reason: String::new(),
        copied_from,
        job_training: basics.job_training,
        revision: 1,
    };
    store::add(&mut work.tx, &programme, &basics.stages, actor.id, work.now).await?;
    store::set_audience(&mut work.tx, programme.id.into(), &basics.audience).await?;
    for row in &rows {
        let session = session(&programme, row, &zone, organisation.late_after_minutes, work.now);
        sessions::store::add(&mut work.tx, &session, &row.facilitators, actor.id).await.map_err(
            |error| match error {
                // The rows were checked; somebody booked one of them this very moment.
                Error::Taken => Error::form(t.just_booked),
                other => other,
            },
        )?;
    }
    letters::planned(&mut work.tx, work.now, &programme, actor.id).await?;
    let done = match copied_from {
        Some(source) if draft.is_next_turn() => {
            practices::turn::carry(&mut work.tx, source, programme.id).await?;
            Done::NextTurn
        }
        Some(_) => Done::Copied,
        None => Done::Planned,
    };
    let detail =
        json!({ "name": programme.name, "sessions": rows.len(), "copied_from": copied_from });
    work.audit("programme.planned", "programme", programme.id, detail).await?;
    work.done(Next::to(routes::programme(programme.id)).saying(done)).await
}

/// The programme this one is a copy of, if the person may see it.
async fn source(work: &mut Work, typed: &str) -> Result<Option<ProgrammeId>> {
    let Ok(id) = typed.parse() else { return Ok(None) };
    let found = store::find(&mut work.tx, &work.actor.scope(), id).await?;
    Ok(found.map(|found| found.programme.id))
}

/// The zone in which sessions at this branch are planned.
pub async fn zone_of(tx: &mut Tx, branch: Option<BranchId>, otherwise: &str) -> Result<String> {
    let branch = match branch {
        Some(id) => people::store::branch(tx, id).await?,
        None => None,
    };
    Ok(branch.map_or_else(|| otherwise.to_owned(), |branch| branch.time_zone))
}

fn session(
    programme: &Programme,
    row: &Row,
    zone: &str,
    late_after_minutes: i64,
    now: DateTime<Utc>,
) -> Session {
    Session {
        id: SessionId::new(),
        programme_id: Some(programme.id),
        stage_number: Some(row.stage),
        audience_id: programme.id.into(),
        topic: row.topic.clone(),
        agenda: String::new(),
        agenda_html: String::new(),
        prompt: String::new(),
        starts_at: row.starts_at,
        ends_at: row.starts_at + TimeDelta::minutes(programme.minutes),
        time_zone: zone.into(),
        branch_id: programme.branch_id,
        room: row.room.clone(),
        link: String::new(),
        capacity: None,
        late_after_minutes,
        state: SessionState::Planned,
        opened_at: None,
        closed_at: None,
        cancelled_at: None,
        cancel_reason: String::new(),
        job_training: programme.job_training,
        plan_reason: row.plan_reason.clone(),
        created_at: now,
        revision: 1,
    }
}
