//! Running a session: opening and closing it, and marking who is there.

use chrono::{DateTime, Utc};

use super::{
    AttendanceState, Gate, Way, codes,
    rules::{self, MarkProblem, NewMark},
    store,
    texts::texts,
};
use crate::{
    access::Actor,
    db::Tx,
    error::{Error, Result},
    onboarding,
    people::PersonId,
    sessions::{Session, SessionId, SessionState, zones::in_zone},
};

/// A session that the person may run, held until the transaction ends.
pub async fn held(tx: &mut Tx, actor: &Actor, id: SessionId) -> Result<Session> {
    let running = store::locked(tx, &actor.scope(), id).await?.ok_or(Error::NotFound)?;
    if !rules::may_run(actor, running.session.branch_id, running.facilitates) {
        return Err(Error::Forbidden);
    }
    Ok(running.session)
}

/// Opens a session. `false` when it is open already.
pub async fn open(tx: &mut Tx, actor: &Actor, id: SessionId, now: DateTime<Utc>) -> Result<bool> {
    let t = texts();
    let session = held(tx, actor, id).await?;
    let from = rules::opens_from(&Gate::from(&session));
    match session.state {
        SessionState::Open => Ok(false),
        SessionState::Closed => Err(Error::form(t.is_closed)),
        SessionState::Cancelled => Err(Error::form(t.is_cancelled)),
        SessionState::Planned if now < from => {
            let from = in_zone(from, &session.time_zone);
            Err(Error::form((t.can_open_from)(from)))
        }
        SessionState::Planned => {
            if let Some(nobody) = onboarding::lock::empty_room(tx, &session).await? {
                return Err(Error::form(nobody));
            }
            store::open(tx, id, now).await?;
            Ok(true)
        }
    }
}

/// Closes a session and marks whoever is left: excused who is named, absent all others.
/// How many of them there were; `None` when it is closed already.
pub async fn close(
    tx: &mut Tx,
    actor: &Actor,
    id: SessionId,
    excused: &[PersonId],
    now: DateTime<Utc>,
) -> Result<Option<usize>> {
    let t = texts();
    let session = held(tx, actor, id).await?;
    match session.state {
        SessionState::Open => {}
        SessionState::Closed => return Ok(None),
        SessionState::Cancelled => return Err(Error::form(t.is_cancelled)),
        SessionState::Planned => return Err(Error::form(t.is_not_open)),
    }
    let left: Vec<_> = store::unmarked(tx, &session)
        .await?
        .into_iter()
        .map(|someone| match excused.contains(&someone.person) {
            true => (someone.person, AttendanceState::Excused),
            false => (someone.person, AttendanceState::Absent),
        })
        .collect();
    store::remember_many(tx, id, &left, Way::Closing, actor.id, now).await?;
    store::close(tx, id, now).await?;
    Ok(Some(left.len()))
}

/// Opens a closed session again. `false` when it is open already.
pub async fn reopen(tx: &mut Tx, actor: &Actor, id: SessionId, reason: &str) -> Result<bool> {
    let t = texts();
    let session = held(tx, actor, id).await?;
    match session.state {
        SessionState::Open => Ok(false),
        SessionState::Closed if reason.trim().is_empty() => {
            Err(Error::field("reason", t.reopen_reason_missing))
        }
        SessionState::Closed if reason.chars().count() > rules::REASON_MAX => {
            Err(Error::field("reason", t.reason_too_long))
        }
        SessionState::Closed => {
            store::reopen(tx, id).await?;
            Ok(true)
        }
        SessionState::Cancelled => Err(Error::form(t.is_cancelled)),
        SessionState::Planned => Err(Error::form(t.is_not_open)),
    }
}

/// Makes all codes shown so far worthless.
pub async fn renew(tx: &mut Tx, actor: &Actor, id: SessionId) -> Result<()> {
    let t = texts();
    match held(tx, actor, id).await?.state {
        SessionState::Planned | SessionState::Open => {
            store::renew(tx, id, &codes::fresh_secret()).await
        }
        SessionState::Closed => Err(Error::form(t.is_closed)),
        SessionState::Cancelled => Err(Error::form(t.is_cancelled)),
    }
}

/// Marks one person; also adds somebody who was not invited. What it was before, when it changed.
pub async fn mark(
    tx: &mut Tx,
    actor: &Actor,
    id: SessionId,
    person: PersonId,
    (to, reason): (AttendanceState, &str),
    now: DateTime<Utc>,
) -> Result<Option<Option<AttendanceState>>> {
    let session = held(tx, actor, id).await?;
    let gate = Gate::from(&session);
    let before = store::mark(tx, id, person).await?;
    let from = before.map(|mark| mark.state);
    if from == Some(to) {
        return Ok(None);
    }
    let first = store::waiting(tx, id).await?;
    let next_in_line = first.is_some_and(|(first, ..)| first == person);
    let taken = store::taken(tx, id).await?;
    // What was marked before somebody was locked again can still be put right.
    let admits = from.is_none() || to.attended() || to == AttendanceState::Waiting;
    if session.job_training.is_some()
        && admits
        && let Some(locked) = onboarding::lock::refusal(tx, id, person).await?
    {
        return Err(Error::form(locked));
    }
    let reason = reason.trim();
    let mark = NewMark { from, to, next_in_line, reason };
    if let Err(problem) = rules::check_mark(&gate, mark, taken, now) {
        return Err(of_problem(problem));
    }
    let done = match from {
        None => store::add(tx, &gate, person, to, Way::Facilitator, now).await?,
        Some(from) => {
            // Present or late, the person arrived when they arrived.
            let arrived = before.filter(|mark| mark.state.attended() && to.attended());
            let at = arrived.map_or(now, |mark| mark.at);
            store::change(tx, id, person, (from, to), Way::Facilitator, at).await?
        }
    };
    if !done {
        return Err(Error::Stale);
    }
    store::remember(tx, id, person, (from, to), actor.id, reason, now).await?;
    Ok(Some(from))
}

fn of_problem(problem: MarkProblem) -> Error {
    let t = texts();
    match problem {
        MarkProblem::Cancelled => Error::form(t.is_cancelled),
        MarkProblem::NotOpen => Error::form(t.nobody_yet),
        MarkProblem::Full => Error::form(t.all_places_taken),
        MarkProblem::ReasonMissing => Error::field("reason", t.reason_missing),
        MarkProblem::ReasonTooLong => Error::field("reason", t.reason_too_long),
    }
}

/// Marks everybody who is left as absent. How many there were.
pub async fn mark_rest(
    tx: &mut Tx,
    actor: &Actor,
    id: SessionId,
    now: DateTime<Utc>,
) -> Result<usize> {
    let session = held(tx, actor, id).await?;
    if session.state == SessionState::Cancelled {
        return Err(Error::form(texts().is_cancelled));
    }
    if rules::is_early(&Gate::from(&session), AttendanceState::Absent, now) {
        return Err(Error::form(texts().nobody_yet));
    }
    let left: Vec<_> = store::unmarked(tx, &session)
        .await?
        .into_iter()
        .map(|someone| (someone.person, AttendanceState::Absent))
        .collect();
    store::remember_many(tx, id, &left, Way::Facilitator, actor.id, now).await?;
    Ok(left.len())
}
