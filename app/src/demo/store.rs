//! Writes history that nobody could enter today.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    attendance::{AttendanceState, Way},
    concepts::{ConceptId, ConceptState},
    db::{Tx, execute},
    error::Result,
    people::PersonId,
    provenance::Kind,
    search,
    sessions::SessionId,
};

/// A session that was opened and closed.
pub async fn run(
    tx: &mut Tx,
    id: SessionId,
    opened_at: DateTime<Utc>,
    closed_at: DateTime<Utc>,
) -> Result<()> {
    const RUN: &str =
        "UPDATE sessions SET state = 'closed', opened_at = $2, closed_at = $3 WHERE id = $1";
    execute!(tx, sqlx::query(RUN).bind(id).bind(opened_at).bind(closed_at));
    Ok(())
}

pub async fn cancel(tx: &mut Tx, id: SessionId, at: DateTime<Utc>, reason: &str) -> Result<()> {
    const CANCEL: &str = "UPDATE sessions SET state = 'cancelled', cancelled_at = $2, \
                          cancel_reason = $3 WHERE id = $1";
    execute!(tx, sqlx::query(CANCEL).bind(id).bind(at).bind(reason));
    execute!(tx, sqlx::query("DELETE FROM bookings WHERE session_id = $1").bind(id));
    Ok(())
}

/// Attendance with its entry in the history.
pub async fn mark(
    tx: &mut Tx,
    session: SessionId,
    person: PersonId,
    state: AttendanceState,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<()> {
    const MARK: &str = "INSERT INTO attendance (session_id, person_id, state, way, at) \
                        VALUES ($1, $2, $3, $4, $5)";
    const REMEMBER: &str = "INSERT INTO attendance_history (id, session_id, person_id, to_state, \
                            actor_id, at) VALUES ($1, $2, $3, $4, $5, $6)";
    let (way, actor) = if state.attended() { (Way::Code, person) } else { (Way::Facilitator, by) };
    execute!(tx, sqlx::query(MARK).bind(session).bind(person).bind(state).bind(way).bind(at));
    execute!(
        tx,
        sqlx::query(REMEMBER)
            .bind(Uuid::now_v7())
            .bind(session)
            .bind(person)
            .bind(state)
            .bind(actor)
            .bind(at)
    );
    Ok(())
}

/// The plan of a quarter, as it was at its start.
pub async fn freeze(
    tx: &mut Tx,
    year: i64,
    quarter: i64,
    at: DateTime<Utc>,
    sessions: &[SessionId],
) -> Result<()> {
    const QUARTER: &str = "INSERT INTO frozen_quarters (year, quarter, frozen_at) \
                           VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    const SESSION: &str = "INSERT INTO frozen_sessions (year, quarter, session_id, starts_at) \
                           SELECT $1, $2, id, starts_at FROM sessions WHERE id = $3";
    execute!(tx, sqlx::query(QUARTER).bind(year).bind(quarter).bind(at));
    for session in sessions {
        execute!(tx, sqlx::query(SESSION).bind(year).bind(quarter).bind(session));
    }
    Ok(())
}

/// A concept of which something was made.
pub async fn mark_concept(tx: &mut Tx, id: ConceptId, state: ConceptState) -> Result<()> {
    const MARK: &str = "UPDATE concepts SET state = $2 WHERE id = $1";
    execute!(tx, sqlx::query(MARK).bind(id).bind(state));
    search::store::keep(tx, Kind::Concept, id).await
}
