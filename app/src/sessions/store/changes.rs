//! Changing a session that is planned. Every change names the revision it was made from.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    db::{Tx, execute, on},
    error::{Error, Result},
    people::{PersonId, fold},
    sessions::{Session, SessionId},
};

/// Saves what an editor may change; times and states have functions of their own.
/// [`Error::Stale`] when somebody else changed it since `session.revision`.
pub async fn save(tx: &mut Tx, session: &Session) -> Result<()> {
    const SAVE: &str = "UPDATE sessions SET programme_id = $3, stage_number = $4, \
        audience_id = $5, topic = $6, folded = $7, agenda = $8, agenda_html = $9, prompt = $10, \
        time_zone = $11, branch_id = $12, room = $13, link = $14, capacity = $15, \
        late_after_minutes = $16, job_training = $17, revision = revision + 1 WHERE id = $1 AND revision = $2";
    let rows = execute!(
        tx,
        sqlx::query(SAVE)
            .bind(session.id)
            .bind(session.revision)
            .bind(session.programme_id)
            .bind(session.stage_number)
            .bind(session.audience_id)
            .bind(&session.topic)
            .bind(fold(&session.topic))
            .bind(&session.agenda)
            .bind(&session.agenda_html)
            .bind(&session.prompt)
            .bind(&session.time_zone)
            .bind(session.branch_id)
            .bind(&session.room)
            .bind(&session.link)
            .bind(session.capacity)
            .bind(session.late_after_minutes)
            .bind(session.job_training)
    );
    touched(rows)
}

/// Why and by whom a session is moved.
pub struct Reason<'a> {
    pub by: PersonId,
    pub at: DateTime<Utc>,
    pub text: &'a str,
}

/// Puts a planned session to another time, with its facilitators' bookings, and remembers the
/// move. [`Error::Taken`] when one of them is booked then, [`Error::Stale`] when it is not
/// planned any more or was changed since `session.revision`.
pub async fn reschedule(
    tx: &mut Tx,
    session: &Session,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    reason: &Reason<'_>,
) -> Result<()> {
    const SAVE: &str = "UPDATE sessions SET starts_at = $3, ends_at = $4, revision = revision + 1 \
                        WHERE id = $1 AND revision = $2 AND state = 'planned'";
    const BOOK: &str = "UPDATE bookings SET starts_at = $2, ends_at = $3 WHERE session_id = $1";
    const REMEMBER: &str = "INSERT INTO moves (id, session_id, from_start, to_start, reason, \
                            actor_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let rows = execute!(
        tx,
        sqlx::query(SAVE).bind(session.id).bind(session.revision).bind(starts_at).bind(ends_at)
    );
    touched(rows)?;
    let facilitators = facilitators_of(tx, session.id).await?;
    super::take_turns(tx, &facilitators).await?;
    execute!(tx, sqlx::query(BOOK).bind(session.id).bind(starts_at).bind(ends_at));
    // A session that only lasts longer has not moved.
    if starts_at != session.starts_at {
        execute!(
            tx,
            sqlx::query(REMEMBER)
                .bind(Uuid::now_v7())
                .bind(session.id)
                .bind(session.starts_at)
                .bind(starts_at)
                .bind(reason.text)
                .bind(reason.by)
                .bind(reason.at)
        );
    }
    Ok(())
}

/// Calls a planned session off and frees its facilitators' time.
/// [`Error::Stale`] when it is not planned any more or was changed since `session.revision`.
pub async fn cancel(tx: &mut Tx, session: &Session, at: DateTime<Utc>, reason: &str) -> Result<()> {
    const CANCEL: &str = "UPDATE sessions SET state = 'cancelled', cancelled_at = $3, \
        cancel_reason = $4, revision = revision + 1 \
        WHERE id = $1 AND revision = $2 AND state = 'planned'";
    let rows = execute!(
        tx,
        sqlx::query(CANCEL).bind(session.id).bind(session.revision).bind(at).bind(reason)
    );
    touched(rows)?;
    execute!(tx, sqlx::query("DELETE FROM bookings WHERE session_id = $1").bind(session.id));
    Ok(())
}

/// Plans a cancelled session again at its old time. [`Error::Taken`] when a facilitator is
/// booked by now, [`Error::Stale`] when it is not cancelled any more.
pub async fn reinstate(tx: &mut Tx, id: SessionId) -> Result<()> {
    const REINSTATE: &str = "UPDATE sessions SET state = 'planned', cancelled_at = NULL, \
        cancel_reason = '', revision = revision + 1 WHERE id = $1 AND state = 'cancelled'";
    const BOOK: &str = "INSERT INTO bookings (session_id, person_id, starts_at, ends_at) \
        SELECT s.id, f.person_id, s.starts_at, s.ends_at FROM sessions s \
        JOIN facilitators f ON f.session_id = s.id WHERE s.id = $1";
    touched(execute!(tx, sqlx::query(REINSTATE).bind(id)))?;
    let facilitators = facilitators_of(tx, id).await?;
    super::take_turns(tx, &facilitators).await?;
    execute!(tx, sqlx::query(BOOK).bind(id));
    Ok(())
}

async fn facilitators_of(tx: &mut Tx, id: SessionId) -> Result<Vec<PersonId>> {
    const LIST: &str = "SELECT person_id FROM facilitators WHERE session_id = $1";
    Ok(on!(tx, c => sqlx::query_scalar(LIST).bind(id).fetch_all(c).await?))
}

fn touched(rows: u64) -> Result<()> {
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}
