//! Joining a session with its code: what the code leads to, the limit on guessing, the check-in.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

use super::{
    AttendanceState, Gate, Way,
    codes::{Code, Match, Secret, Typo},
    rules::{self, Door},
    store::{self, Key, Locked},
    texts::Texts,
};
use crate::{
    access::{self, Actor},
    db::{Db, Tx},
    error::{Error, Result},
    onboarding,
    people::PersonId,
    sessions::{self, Session, SessionId, zones::in_zone},
};

/// Wrong guesses of a person are counted in windows of this length. A right code never counts, and
/// neither does the address: a whole room shares one.
const WINDOW: TimeDelta = TimeDelta::minutes(10);
const GUESSES: i64 = 10;

/// Why somebody cannot check in with what they typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    Typo(Typo),
    /// No session has this code.
    Unknown,
    /// It was on the screen earlier.
    Old,
    /// It leads to another session than the one asked for.
    Other {
        topic: String,
    },
    TooOften,
    /// Opens at that time, by the clocks where the session is.
    NotYet {
        opens: NaiveDateTime,
    },
    Over,
    Closed,
    Cancelled,
    /// It is job training, and the CS days of these numbers are missing.
    Locked {
        missing: String,
    },
}

impl Refusal {
    /// The reason in a sentence.
    pub fn sentence(&self, t: &Texts) -> String {
        match self {
            Refusal::Typo(Typo::Empty) => t.typo_empty.into(),
            Refusal::Typo(Typo::Lookalike) => t.typo_lookalike.into(),
            Refusal::Typo(Typo::Length) => t.typo_length.into(),
            Refusal::Typo(Typo::Strange) => t.typo_strange.into(),
            Refusal::Unknown => t.code_unknown.into(),
            Refusal::Old => t.code_old.into(),
            Refusal::Other { topic } => (t.code_of_other)(topic),
            Refusal::TooOften => t.too_often.into(),
            Refusal::NotYet { opens } => (t.not_yet)(*opens),
            Refusal::Over => t.is_over.into(),
            Refusal::Closed => t.is_closed.into(),
            Refusal::Cancelled => t.is_cancelled.into(),
            Refusal::Locked { missing } => (onboarding::texts::texts().locked_mine)(missing),
        }
    }
}

/// Somebody checked in, now or before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrived {
    pub session: SessionId,
    pub state: AttendanceState,
    /// `false` when it was so before.
    pub changed: bool,
}

/// Where the wrong guesses of a person are counted.
fn bucket(actor: &Actor) -> String {
    format!("join/person/{}", actor.id)
}

/// The session a code leads to. With `asked`, no other than that one.
pub async fn find(
    tx: &mut Tx,
    actor: &Actor,
    typed: &str,
    asked: Option<SessionId>,
    now: DateTime<Utc>,
) -> Result<Result<Key, Refusal>> {
    let code = match Code::read(typed) {
        Ok(code) => code,
        Err(typo) => return Ok(Err(Refusal::Typo(typo))),
    };
    if access::store::attempts(tx, &bucket(actor), now).await? >= GUESSES {
        return Ok(Err(Refusal::TooOften));
    }
    if let Some(asked) = asked
        && let Some(key) = store::key(tx, asked).await?
    {
        match Secret::new(&key.join_secret).matches(code, now) {
            Match::Fresh => return Ok(Ok(key)),
            Match::Old => return Ok(Err(Refusal::Old)),
            Match::No => {}
        }
    }
    let keys = store::keys_around(tx, now).await?;
    among(tx, keys, code, asked, now).await
}

async fn among(
    tx: &mut Tx,
    keys: Vec<Key>,
    code: Code,
    asked: Option<SessionId>,
    now: DateTime<Utc>,
) -> Result<Result<Key, Refusal>> {
    let secrets: Vec<Secret> = keys.iter().map(|key| Secret::new(&key.join_secret)).collect();
    let Some(place) = secrets.iter().position(|secret| secret.accepts(code, now)) else {
        let old = secrets.iter().any(|secret| secret.matches(code, now) == Match::Old);
        return Ok(Err(if old { Refusal::Old } else { Refusal::Unknown }));
    };
    let Some(key) = keys.into_iter().nth(place) else { return Ok(Err(Refusal::Unknown)) };
    if asked.is_some() {
        let topic = sessions::store::by_id(tx, key.id).await?.map(|session| session.topic);
        return Ok(Err(Refusal::Other { topic: topic.unwrap_or_default() }));
    }
    Ok(Ok(key))
}

/// Counts a wrong guess. Apart from everything else, so that it counts whatever follows.
pub async fn count_guess(db: &Db, actor: &Actor, now: DateTime<Utc>) -> Result<()> {
    let mut tx = db.write().await?;
    access::store::count_attempt(&mut tx, &bucket(actor), WINDOW, now).await?;
    tx.commit().await
}

/// Checks somebody in: once, however often it is asked and from how many places at once.
pub async fn check_in(
    db: &Db,
    actor: &Actor,
    typed: &str,
    asked: Option<SessionId>,
    now: DateTime<Utc>,
) -> Result<Result<Arrived, Refusal>> {
    let mut tx = db.read().await?;
    let found = find(&mut tx, actor, typed, asked, now).await?;
    drop(tx);
    let key = match found {
        Ok(key) => key,
        Err(refusal) => {
            if refusal == Refusal::Unknown {
                count_guess(db, actor, now).await?;
            }
            return Ok(Err(refusal));
        }
    };
    let mut tx = db.write().await?;
    let Some(locked) = store::lock(&mut tx, key.id, key.capacity.is_some()).await? else {
        return Err(Error::NotFound);
    };
    if locked.join_secret != key.join_secret {
        return Ok(Err(Refusal::Old));
    }
    if locked.gate.capacity.is_some() && key.capacity.is_none() {
        // It was given a capacity just now, and we don't hold it alone.
        return Err(Error::Busy);
    }
    let arrived = enter(&mut tx, &locked, actor.id, now).await?;
    // Also when nothing changed: what was there may not be on disk before this.
    tx.commit().await?;
    Ok(arrived)
}

async fn enter(
    tx: &mut Tx,
    locked: &Locked,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<Result<Arrived, Refusal>> {
    let gate = &locked.gate;
    let arrived = |state, changed| Ok(Ok(Arrived { session: gate.id, state, changed }));
    if let Some(refusal) = refusal(gate, &locked.time_zone, now) {
        // Who is in already hears the same as the first time.
        return match store::mark(tx, gate.id, person).await? {
            Some(mark) if mark.state.attended() => arrived(mark.state, false),
            _ => Ok(Err(refusal)),
        };
    }
    if locked.job_training
        && let Some(missing) = onboarding::lock::missing_for(tx, gate.id, person).await?
    {
        return Ok(Err(Refusal::Locked { missing }));
    }
    let taken = if gate.capacity.is_some() { store::spoken_for(tx, gate.id).await? } else { 0 };
    let state = rules::arrival(gate, taken, now);
    if store::add(tx, gate, person, state, Way::Code, now).await? {
        store::remember(tx, gate.id, person, (None, state), person, "", now).await?;
        return arrived(state, true);
    }
    let Some(mark) = store::mark(tx, gate.id, person).await? else {
        return Err(Error::internal("a row of attendance came and went"));
    };
    if !matches!(mark.state, AttendanceState::Excused | AttendanceState::Absent) {
        return arrived(mark.state, false);
    }
    // Whom a facilitator had given up has come after all.
    let change = (mark.state, state);
    let changed = store::change(tx, gate.id, person, change, Way::Code, now).await?;
    if changed {
        let change = (Some(mark.state), state);
        store::remember(tx, gate.id, person, change, person, "", now).await?;
    }
    arrived(state, changed)
}

/// Why this person cannot check in now: because nobody can, or because it is job training and they
/// have not done their CS days.
pub async fn refusal_of(
    tx: &mut Tx,
    session: &Session,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<Option<Refusal>> {
    let nobody = refusal(&Gate::from(session), &session.time_zone, now);
    let is_over = matches!(nobody, Some(Refusal::Over | Refusal::Closed | Refusal::Cancelled));
    if is_over || session.job_training.is_none() {
        return Ok(nobody);
    }
    let missing = onboarding::lock::missing_for(tx, session.id, person).await?;
    Ok(missing.map(|missing| Refusal::Locked { missing }).or(nobody))
}

/// Why nobody can check in now, by the clocks of the session's zone.
pub fn refusal(gate: &Gate, zone: &str, now: DateTime<Utc>) -> Option<Refusal> {
    match rules::door(gate, now) {
        Door::Open => None,
        Door::NotYet(at) => Some(Refusal::NotYet { opens: in_zone(at, zone) }),
        Door::Over => Some(Refusal::Over),
        Door::Closed => Some(Refusal::Closed),
        Door::Cancelled => Some(Refusal::Cancelled),
    }
}
