//! What keeps somebody from job training, and how HR opens it.

use super::{
    Day, EventKind, JobTraining, Onboarding, OnboardingId, beginning, beginning::Started, rules,
    store, texts::texts,
};
use crate::{
    attendance,
    db::Tx,
    error::{Error, Problems, Result},
    people::PersonId,
    programmes::{AudienceKind, AudienceLine, Programme, ProgrammeId},
    request::Work,
    sessions::{Session, SessionId},
};

/// The numbers of the days that keep somebody from a session; `None` when they are admitted.
pub async fn missing_for(
    tx: &mut Tx,
    session: SessionId,
    person: PersonId,
) -> Result<Option<String>> {
    Ok(open_days(tx, session, person).await?.map(|(_, days)| missing(&days)))
}

/// Why somebody is not admitted to a session, in words; `None` when they are.
pub async fn refusal(tx: &mut Tx, session: SessionId, person: PersonId) -> Result<Option<String>> {
    let open = open_days(tx, session, person).await?;
    Ok(open.map(|(one, days)| (texts().locked_because)(&one.name, &missing(&days))))
}

/// Why somebody is shut out of the room of a session, in words to themselves; `None` when they may be
/// in it. Whoever runs it is, whatever they have not done.
pub async fn shut_out(
    tx: &mut Tx,
    session: &Session,
    person: PersonId,
    facilitates: bool,
) -> Result<Option<String>> {
    if session.job_training.is_none() || facilitates {
        return Ok(None);
    }
    let missing = missing_for(tx, session.id, person).await?;
    Ok(missing.map(|missing| (texts().locked_mine)(&missing)))
}

/// The numbers of the days that keep an invited person from a programme; `None` when it is no job
/// training or they are admitted.
pub async fn missing_in(
    tx: &mut Tx,
    programme: &Programme,
    person: PersonId,
) -> Result<Option<String>> {
    if programme.job_training.is_none() {
        return Ok(None);
    }
    let current = store::of_person(tx, person).await?.filter(|one| !rules::is_unlocked(one));
    let Some(onboarding) = current else { return Ok(None) };
    Ok(Some(missing(&store::days(tx, &[onboarding.id]).await?)))
}

/// Whoever is named among those invited and may not begin job training: why, in words.
pub async fn named(tx: &mut Tx, audience: &[AudienceLine]) -> Result<Vec<String>> {
    let named = audience.iter().filter(|line| line.kind == AudienceKind::Person);
    let named: Vec<PersonId> = named.map(|line| PersonId::from(line.target_id)).collect();
    let mut locked = store::of_people(tx, &named).await?;
    locked.retain(|one| !rules::is_unlocked(one));
    let ids: Vec<OnboardingId> = locked.iter().map(|one| one.id).collect();
    let days = store::days(tx, &ids).await?;
    let reason = |one: &Onboarding| {
        let own: Vec<Day> =
            days.iter().filter(|day| day.onboarding_id == one.id).cloned().collect();
        (texts().locked_because)(&one.name, &missing(&own))
    };
    Ok(locked.iter().map(reason).collect())
}

/// The same as messages at the field of those invited, for what is or becomes job training.
pub async fn check_named(
    tx: &mut Tx,
    problems: &mut Problems,
    kind: Option<JobTraining>,
    audience: &[AudienceLine],
) -> Result<()> {
    if kind.is_some() {
        for locked in named(tx, audience).await? {
            problems.add("audience", locked);
        }
    }
    Ok(())
}

/// What becomes job training.
#[derive(Clone, Copy, Debug)]
pub enum Room {
    Session(SessionId),
    /// All sessions of a programme that can still take place.
    Programme(ProgrammeId),
}

/// Whoever is there already, or waits for a place, and may not begin job training, in words; `None`
/// when nobody is.
pub async fn inside(tx: &mut Tx, room: Room) -> Result<Option<String>> {
    let names = match room {
        Room::Session(id) => store::locked_inside(tx, id).await?,
        Room::Programme(id) => store::locked_inside_of(tx, id).await?,
    };
    Ok((!names.is_empty()).then(|| (texts().locked_inside)(&names)))
}

/// Why a session of job training cannot open: everybody who is invited is locked out. `None` when
/// it can.
pub async fn empty_room(tx: &mut Tx, session: &Session) -> Result<Option<String>> {
    if session.job_training.is_none() {
        return Ok(None);
    }
    let locked = attendance::store::not_admitted(tx, session).await?;
    let nobody = locked > 0 && !attendance::store::anybody_admitted(tx, session).await?;
    Ok(nobody.then(|| (texts().nobody_admitted)(locked)))
}

/// The onboarding that keeps somebody from a session.
async fn open_days(
    tx: &mut Tx,
    session: SessionId,
    person: PersonId,
) -> Result<Option<(Onboarding, Vec<Day>)>> {
    if !store::locked_out_of(tx, session, person).await? {
        return Ok(None);
    }
    let Some(onboarding) = store::of_person(tx, person).await? else { return Ok(None) };
    let days = store::days(tx, &[onboarding.id]).await?;
    Ok(Some((onboarding, days)))
}

/// The numbers of the days that are missing: "1, 3".
pub fn missing(days: &[Day]) -> String {
    numbers(days, |day| day.done_at.is_none())
}

/// The numbers of some of the days: "1, 3".
pub fn numbers(days: &[Day], which: impl Fn(&Day) -> bool) -> String {
    let some: Vec<String> =
        days.iter().filter(|day| which(day)).map(|day| day.number.to_string()).collect();
    some.join(", ")
}

/// What HR does with the lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Opens job training without the days.
    Release,
    /// Says that this person needs none.
    Exempt,
    LockAgain,
    /// Lets the onboarding before count.
    CountEarlier,
}

impl Turn {
    pub fn parse(text: &str) -> Option<Turn> {
        match text {
            "release" => Some(Turn::Release),
            "exempt" => Some(Turn::Exempt),
            "lock" => Some(Turn::LockAgain),
            "count" => Some(Turn::CountEarlier),
            _ => None,
        }
    }
}

/// Opens or locks job training of somebody, with the reason. Who is let through keeps the days that
/// are planned, unless HR calls them `off`; who needs none does not.
pub async fn turn(
    work: &mut Work,
    id: OnboardingId,
    turn: Turn,
    reason: &str,
    off: bool,
) -> Result<()> {
    let t = texts();
    let scope = work.actor.scope();
    let onboarding: Onboarding =
        store::find(&mut work.tx, &scope, id).await?.ok_or(Error::NotFound)?;
    if !rules::may_turn(&work.actor, onboarding.person_id) {
        return Err(Error::Forbidden);
    }
    let reason = reason.trim();
    if turn != Turn::CountEarlier && reason.is_empty() {
        return Err(Error::field("reason", t.reason_missing));
    }
    if reason.chars().count() > rules::REMARK_MAX {
        return Err(Error::field("reason", t.too_long));
    }
    store::hold(&mut work.tx, id).await?;
    let who = (Some(work.actor.id), work.now);
    let (kind, action) = match turn {
        Turn::Release => {
            store::release(&mut work.tx, id, reason, false, who).await?;
            (EventKind::Released, "onboarding.released")
        }
        Turn::Exempt => {
            store::release(&mut work.tx, id, reason, true, who).await?;
            (EventKind::Exempted, "onboarding.exempted")
        }
        Turn::LockAgain => {
            store::lock_again(&mut work.tx, id).await?;
            (EventKind::Locked, "onboarding.locked")
        }
        Turn::CountEarlier => {
            let counted = store::count_earlier(&mut work.tx, id, work.now).await;
            counted.map_err(|error| match error {
                Error::Taken => Error::form(t.earlier_unfinished),
                other => other,
            })?;
            (EventKind::Counted, "onboarding.counted")
        }
    };
    let start = Started { by: who.0, now: who.1 };
    beginning::event(&mut work.tx, id, kind, reason, start).await?;
    // Nobody waits for days that are not needed.
    let off = match turn {
        Turn::Release => off,
        Turn::Exempt | Turn::CountEarlier => true,
        Turn::LockAgain => false,
    };
    if off {
        beginning::call_off(&mut work.tx, id, reason, start).await?;
    }
    let detail = serde_json::json!({ "reason": reason, "days_off": off });
    work.audit(action, "onboarding", onboarding.person_id, detail).await
}
