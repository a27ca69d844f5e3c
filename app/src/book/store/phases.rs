use chrono::{DateTime, Utc};
use sqlx::types::Json;

use super::of_programme;
use crate::{db::Tx, error::Result, people::PersonId, phases::Gap, programmes::ProgrammeId};

/// A move from phase to phase.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct PhaseMove {
    pub from_phase: i64,
    pub to_phase: i64,
    pub gaps: Json<Vec<Gap>>,
    pub reason: String,
    pub actor_id: PersonId,
    pub at: DateTime<Utc>,
}

/// How a programme went from phase to phase, from the first move on.
pub async fn phase_moves(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<PhaseMove>> {
    const FIND: &str = "SELECT from_phase, to_phase, gaps, reason, actor_id, at \
                        FROM phase_moves WHERE programme_id = $1 ORDER BY at, id";
    Ok(of_programme!(tx, programme, FIND))
}
