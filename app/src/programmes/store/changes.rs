//! Changing programmes: editing, calling off, putting away.

use chrono::{DateTime, Utc};

use crate::{
    db::{Tx, dialect, execute, on},
    error::{Error, Result},
    onboarding::JobTraining,
    people::fold,
    programmes::{Programme, ProgrammeId, ProgrammeState, Stage},
    sessions::SessionId,
};

/// Saves name, problem, branch and whether it is job training. [`Error::Stale`] when somebody saved since
/// `programme.revision`.
pub async fn save(tx: &mut Tx, programme: &Programme) -> Result<()> {
    const SAVE: &str = "UPDATE programmes SET name = $3, folded = $4, problem = $5, \
        branch_id = $6, job_training = $7, revision = revision + 1 \
        WHERE id = $1 AND revision = $2";
    let rows = execute!(
        tx,
        sqlx::query(SAVE)
            .bind(programme.id)
            .bind(programme.revision)
            .bind(&programme.name)
            .bind(fold(&programme.name))
            .bind(&programme.problem)
            .bind(programme.branch_id)
            .bind(programme.job_training)
    );
    touched(rows)
}

/// What the sessions that can still take place are, as their programme is now: those that were what
/// it was before. Answers which. [`Error::Taken`] when somebody checked in whose CS days are missing.
pub async fn train_as(
    tx: &mut Tx,
    id: ProgrammeId,
    before: Option<JobTraining>,
    now: Option<JobTraining>,
) -> Result<Vec<SessionId>> {
    const SET: &str = "UPDATE sessions SET job_training = $3, revision = revision + 1 \
        WHERE programme_id = $1 AND state IN ('planned', 'cancelled') \
          AND COALESCE(job_training, '') = COALESCE($2, '') RETURNING id";
    let rows = on!(tx, c => sqlx::query_scalar(SET)
        .bind(id)
        .bind(before)
        .bind(now)
        .fetch_all(c)
        .await?);
    Ok(rows)
}

/// Whether a programme is job training; it stays so until the end of the transaction.
pub async fn held_kind(tx: &mut Tx, id: ProgrammeId) -> Result<Option<JobTraining>> {
    const FIND: &str = "SELECT job_training FROM programmes WHERE id = $1";
    let text = dialect!(tx, sqlite: FIND, postgres: "SELECT job_training FROM programmes \
        WHERE id = $1 FOR SHARE");
    let found: Option<Option<JobTraining>> =
        on!(tx, c => sqlx::query_scalar(text).bind(id).fetch_optional(c).await?);
    Ok(found.flatten())
}

/// Renames a stage of an own list.
pub async fn rename_stage(tx: &mut Tx, id: ProgrammeId, stage: &Stage) -> Result<()> {
    const SAVE: &str = "UPDATE stages SET name = $3 WHERE programme_id = $1 AND number = $2";
    execute!(tx, sqlx::query(SAVE).bind(id).bind(stage.number).bind(&stage.name));
    Ok(())
}

/// Puts a programme into another state. [`Error::Stale`] when somebody saved since
/// `programme.revision`.
pub async fn set_state(
    tx: &mut Tx,
    programme: &Programme,
    state: ProgrammeState,
    reason: &str,
) -> Result<()> {
    const SAVE: &str = "UPDATE programmes SET state = $3, state_reason = $4, \
        revision = revision + 1 WHERE id = $1 AND revision = $2";
    let rows = execute!(
        tx,
        sqlx::query(SAVE).bind(programme.id).bind(programme.revision).bind(state).bind(reason)
    );
    touched(rows)
}

/// Calls off the sessions of a programme that are still to come, frees their facilitators and
/// answers which they were. What is over stays as it was.
pub async fn cancel_sessions(
    tx: &mut Tx,
    id: ProgrammeId,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<Vec<SessionId>> {
    const CANCEL: &str = "UPDATE sessions SET state = 'cancelled', cancelled_at = $2, \
        cancel_reason = $3, revision = revision + 1 \
        WHERE programme_id = $1 AND state = 'planned' AND ends_at > $2 RETURNING id";
    const FREE: &str = "DELETE FROM bookings WHERE session_id IN \
        (SELECT id FROM sessions WHERE programme_id = $1 AND state = 'cancelled')";
    let cancelled: Vec<SessionId> = on!(tx, c => sqlx::query_scalar(CANCEL)
        .bind(id)
        .bind(now)
        .bind(reason)
        .fetch_all(c)
        .await?);
    execute!(tx, sqlx::query(FREE).bind(id));
    Ok(cancelled)
}

/// Whether a session of the programme is open or still to come.
pub async fn any_ahead(tx: &mut Tx, id: ProgrammeId, now: DateTime<Utc>) -> Result<bool> {
    const FIND: &str = "SELECT EXISTS (SELECT 1 FROM sessions WHERE programme_id = $1 \
        AND (state = 'open' OR (state = 'planned' AND ends_at > $2)))";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).bind(id).bind(now).fetch_one(c).await?))
}

fn touched(rows: u64) -> Result<()> {
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}
