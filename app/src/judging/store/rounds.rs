//! Rounds: draft, open, revealed.

use chrono::{DateTime, Utc};
use sqlx::types::Json;

use crate::{
    db::{Tx, dialect, execute, on},
    error::{Error, Result},
    judging::{Round, RoundId, Snapshot},
    people::PersonId,
    programmes::ProgrammeId,
};

macro_rules! columns {
    () => {
        "r.id, r.programme_id, r.number, r.state, r.note, r.opened_at, r.revealed_at"
    };
}

/// The rounds of a programme, the latest first.
pub async fn rounds(tx: &mut Tx, id: ProgrammeId) -> Result<Vec<Round>> {
    const ALL: &str = concat!(
        "SELECT ",
        columns!(),
        " FROM judging_rounds r WHERE r.programme_id = $1 ORDER BY r.number DESC"
    );
    Ok(on!(tx, c => sqlx::query_as(ALL).bind(id).fetch_all(c).await?))
}

/// Whether a round of a programme is open.
pub async fn is_open(tx: &mut Tx, programme: ProgrammeId) -> Result<bool> {
    const FIND: &str = "SELECT EXISTS (SELECT 1 FROM judging_rounds \
                        WHERE programme_id = $1 AND state = 'open')";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).bind(programme).fetch_one(c).await?))
}

/// A round that stays as it is until the transaction ends. Those who judge hold it together.
pub async fn hold(tx: &mut Tx, id: RoundId) -> Result<Option<Round>> {
    const FIND: &str = concat!("SELECT ", columns!(), " FROM judging_rounds r WHERE r.id = $1");
    const HOLD: &str =
        concat!("SELECT ", columns!(), " FROM judging_rounds r WHERE r.id = $1 FOR SHARE");
    let find = dialect!(tx, sqlite: FIND, postgres: HOLD);
    Ok(on!(tx, c => sqlx::query_as(find).bind(id).fetch_optional(c).await?))
}

/// A round held by nobody else: who judges meanwhile waits.
pub async fn hold_alone(tx: &mut Tx, id: RoundId) -> Result<Option<Round>> {
    const FIND: &str = concat!("SELECT ", columns!(), " FROM judging_rounds r WHERE r.id = $1");
    const HOLD: &str =
        concat!("SELECT ", columns!(), " FROM judging_rounds r WHERE r.id = $1 FOR UPDATE");
    let find = dialect!(tx, sqlite: FIND, postgres: HOLD);
    Ok(on!(tx, c => sqlx::query_as(find).bind(id).fetch_optional(c).await?))
}

/// Adds a draft. [`Error::Taken`] when a round is under way.
pub async fn add_round(
    tx: &mut Tx,
    programme: ProgrammeId,
    number: i64,
    note: &str,
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<RoundId> {
    const ADD: &str = "INSERT INTO judging_rounds (id, programme_id, number, note, created_by, \
        created_at) VALUES ($1, $2, $3, $4, $5, $6)";
    let id = RoundId::new();
    execute!(
        tx,
        sqlx::query(ADD).bind(id).bind(programme).bind(number).bind(note).bind(by).bind(now)
    );
    Ok(id)
}

/// Opens a draft. [`Error::Stale`] when it is none any more.
pub async fn open(tx: &mut Tx, id: RoundId, by: PersonId, now: DateTime<Utc>) -> Result<()> {
    const OPEN: &str = "UPDATE judging_rounds SET state = 'open', opened_by = $2, opened_at = $3 \
        WHERE id = $1 AND state = 'draft'";
    touched(execute!(tx, sqlx::query(OPEN).bind(id).bind(by).bind(now)))
}

/// Removes a draft with its criteria. [`Error::Stale`] when it is none any more.
pub async fn discard(tx: &mut Tx, id: RoundId) -> Result<()> {
    const CRITERIA: &str = "DELETE FROM judging_criteria WHERE round_id = $1";
    const ROUND: &str = "DELETE FROM judging_rounds WHERE id = $1 AND state = 'draft'";
    execute!(tx, sqlx::query(CRITERIA).bind(id));
    touched(execute!(tx, sqlx::query(ROUND).bind(id)))
}

/// Publishes the snapshot of an open round. [`Error::Stale`] when it is not open.
pub async fn reveal(
    tx: &mut Tx,
    id: RoundId,
    snapshot: &Snapshot,
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    const REVEAL: &str = "UPDATE judging_rounds SET state = 'revealed', snapshot = $2, \
        revealed_by = $3, revealed_at = $4 WHERE id = $1 AND state = 'open'";
    touched(execute!(tx, sqlx::query(REVEAL).bind(id).bind(Json(snapshot)).bind(by).bind(now)))
}

/// What a round published; none before its reveal.
pub async fn published(tx: &mut Tx, id: RoundId) -> Result<Option<Snapshot>> {
    const FIND: &str = "SELECT snapshot FROM judging_rounds WHERE id = $1 AND state = 'revealed'";
    let found: Option<Json<Snapshot>> =
        on!(tx, c => sqlx::query_scalar(FIND).bind(id).fetch_optional(c).await?);
    Ok(found.map(|found| found.0))
}

fn touched(rows: u64) -> Result<()> {
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}
