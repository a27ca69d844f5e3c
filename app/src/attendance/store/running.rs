//! A session as those who run it see and change it.

use chrono::{DateTime, Utc};

use crate::{
    access::Scope,
    db::{Tx, dialect, execute, on},
    error::Result,
    people::{BranchId, PersonId},
    session_columns, session_visible,
    sessions::{Session, SessionId},
};

/// A session with what decides whether the person may run it.
#[derive(sqlx::FromRow)]
pub struct Running {
    #[sqlx(flatten)]
    pub session: Session,
    pub join_secret: Vec<u8>,
    /// The person asking is one of its facilitators.
    pub facilitates: bool,
}

macro_rules! find {
    ($lock:literal) => {
        concat!(
            "SELECT ",
            session_columns!(),
            ", s.join_secret, EXISTS (SELECT 1 FROM facilitators f \
                WHERE f.session_id = s.id AND f.person_id = $1) AS facilitates \
             FROM sessions s WHERE s.id = $3 \
               AND NOT EXISTS (SELECT 1 FROM carried_sessions y WHERE y.session_id = s.id) AND ",
            session_visible!(),
            $lock
        )
    };
}

/// A session that the person may see. One that was carried in was held elsewhere: there is nothing
/// to run.
pub async fn running(tx: &mut Tx, scope: &Scope, id: SessionId) -> Result<Option<Running>> {
    Ok(on!(tx, c => sqlx::query_as(find!(""))
        .bind(scope.person())
        .bind(scope.everything())
        .bind(id)
        .fetch_optional(c)
        .await?))
}

/// The same, held until the transaction ends: who checks in meanwhile waits.
pub async fn locked(tx: &mut Tx, scope: &Scope, id: SessionId) -> Result<Option<Running>> {
    let find = dialect!(tx, sqlite: find!(""), postgres: find!(" FOR UPDATE OF s"));
    Ok(on!(tx, c => sqlx::query_as(find)
        .bind(scope.person())
        .bind(scope.everything())
        .bind(id)
        .fetch_optional(c)
        .await?))
}

/// The names of those who facilitate.
pub async fn facilitators(tx: &mut Tx, id: SessionId) -> Result<Vec<(PersonId, String)>> {
    const FIND: &str = "SELECT p.id, p.name FROM facilitators f JOIN people p ON p.id = f.person_id \
                        WHERE f.session_id = $1 ORDER BY p.folded";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(id).fetch_all(c).await?))
}

/// The name of the branch where a session takes place; empty without one.
pub async fn branch_name(tx: &mut Tx, id: Option<BranchId>) -> Result<String> {
    const FIND: &str = "SELECT name FROM branches WHERE id = $1";
    let name: Option<String> =
        on!(tx, c => sqlx::query_scalar(FIND).bind(id).fetch_optional(c).await?);
    Ok(name.unwrap_or_default())
}

pub async fn open(tx: &mut Tx, id: SessionId, now: DateTime<Utc>) -> Result<()> {
    const OPEN: &str = "UPDATE sessions SET state = 'open', opened_at = $2, \
                        revision = revision + 1 WHERE id = $1";
    execute!(tx, sqlx::query(OPEN).bind(id).bind(now));
    Ok(())
}

pub async fn close(tx: &mut Tx, id: SessionId, now: DateTime<Utc>) -> Result<()> {
    const CLOSE: &str = "UPDATE sessions SET state = 'closed', closed_at = $2, \
                         revision = revision + 1 WHERE id = $1";
    execute!(tx, sqlx::query(CLOSE).bind(id).bind(now));
    Ok(())
}

pub async fn reopen(tx: &mut Tx, id: SessionId) -> Result<()> {
    const REOPEN: &str = "UPDATE sessions SET state = 'open', closed_at = NULL, \
                          revision = revision + 1 WHERE id = $1";
    execute!(tx, sqlx::query(REOPEN).bind(id));
    Ok(())
}

/// Gives a session a new secret: all codes shown before are worthless.
pub async fn renew(tx: &mut Tx, id: SessionId, secret: &[u8]) -> Result<()> {
    const RENEW: &str = "UPDATE sessions SET join_secret = $2 WHERE id = $1";
    execute!(tx, sqlx::query(RENEW).bind(id).bind(secret));
    Ok(())
}
