//! What a check-in reads: the secrets of the sessions around now, and the gate of one of them.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    attendance::Gate,
    db::{Tx, dialect, on},
    error::Result,
    sessions::SessionId,
};

/// What a typed code is compared with.
#[derive(sqlx::FromRow)]
pub struct Key {
    pub id: SessionId,
    pub join_secret: Vec<u8>,
    pub capacity: Option<i64>,
}

/// How far from its start a session's codes are looked for.
const AROUND: TimeDelta = TimeDelta::hours(24);

pub async fn key(tx: &mut Tx, id: SessionId) -> Result<Option<Key>> {
    const FIND: &str = "SELECT id, join_secret, capacity FROM sessions WHERE id = $1";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(id).fetch_optional(c).await?))
}

/// The sessions that start within a day of now, whatever their state: who types the code of one
/// that is closed is told so.
pub async fn keys_around(tx: &mut Tx, now: DateTime<Utc>) -> Result<Vec<Key>> {
    const FIND: &str = "SELECT id, join_secret, capacity FROM sessions \
                        WHERE starts_at BETWEEN $1 AND $2";
    Ok(on!(tx, c => sqlx::query_as(FIND)
        .bind(now - AROUND)
        .bind(now + AROUND)
        .fetch_all(c)
        .await?))
}

/// A session's gate, which stays as it is until the transaction ends.
#[derive(sqlx::FromRow)]
pub struct Locked {
    #[sqlx(flatten)]
    pub gate: Gate,
    pub time_zone: String,
    pub join_secret: Vec<u8>,
    /// Whoever is new is admitted only when their CS days are done.
    pub job_training: bool,
}

/// Reads a session's gate and holds it: closing waits until all who hold it are done. Places are
/// counted by one at a time, so with a capacity it must be held alone.
pub async fn lock(tx: &mut Tx, id: SessionId, alone: bool) -> Result<Option<Locked>> {
    macro_rules! find {
        ($lock:literal) => {
            concat!(
                "SELECT id, audience_id, state, starts_at, ends_at, late_after_minutes, capacity, \
                 time_zone, join_secret, job_training IS NOT NULL AS job_training \
                 FROM sessions WHERE id = $1",
                $lock
            )
        };
    }
    // SQLite has one writer at a time, and no locks on rows.
    let shared = dialect!(tx, sqlite: find!(""), postgres: find!(" FOR SHARE"));
    let exclusive = dialect!(tx, sqlite: find!(""), postgres: find!(" FOR UPDATE"));
    let find = if alone { exclusive } else { shared };
    Ok(on!(tx, c => sqlx::query_as(find).bind(id).fetch_optional(c).await?))
}

/// How many places of a session are taken, or will be by those who wait: when places are added,
/// who comes now does not overtake them.
pub async fn spoken_for(tx: &mut Tx, id: SessionId) -> Result<i64> {
    const COUNT: &str = "SELECT COUNT(*) FROM attendance \
                         WHERE session_id = $1 AND state IN ('present', 'late', 'waiting')";
    Ok(on!(tx, c => sqlx::query_scalar(COUNT).bind(id).fetch_one(c).await?))
}

/// How many places of a session are taken.
pub async fn taken(tx: &mut Tx, id: SessionId) -> Result<i64> {
    const COUNT: &str = "SELECT COUNT(*) FROM attendance \
                         WHERE session_id = $1 AND state IN ('present', 'late')";
    Ok(on!(tx, c => sqlx::query_scalar(COUNT).bind(id).fetch_one(c).await?))
}
