use chrono::{DateTime, Utc};
use sqlx::types::Json;

use super::of_programme;
use crate::{
    db::Tx,
    error::Result,
    judging::{RoundId, Snapshot},
    people::PersonId,
    programmes::ProgrammeId,
};

/// A round that was revealed, with what it published.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Revealed {
    pub id: RoundId,
    pub note: String,
    pub opened_by: PersonId,
    pub opened_at: DateTime<Utc>,
    pub revealed_by: PersonId,
    pub revealed_at: DateTime<Utc>,
    pub snapshot: Json<Snapshot>,
}

/// The rounds of a programme that were revealed, the first one first.
pub async fn rounds(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<Revealed>> {
    const FIND: &str = "SELECT id, note, opened_by, opened_at, revealed_by, revealed_at, snapshot \
        FROM judging_rounds WHERE programme_id = $1 AND state = 'revealed' ORDER BY number";
    Ok(of_programme!(tx, programme, FIND))
}
