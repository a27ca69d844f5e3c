use chrono::{DateTime, Utc};

use crate::{
    access::Scope,
    can_facilitate,
    db::{Tx, on},
    error::Result,
    people::{BranchId, PersonId},
    session_columns, session_visible,
    sessions::Session,
};

/// The planned sessions from a moment on in which somebody facilitates, as far as the reader sees
/// them; visits have a place of their own.
pub async fn sessions_of(
    tx: &mut Tx,
    scope: &Scope,
    person: PersonId,
    from: DateTime<Utc>,
) -> Result<Vec<Session>> {
    const FIND: &str = concat!(
        "SELECT ",
        session_columns!(),
        " FROM sessions s JOIN facilitators h ON h.session_id = s.id AND h.person_id = $3 \
         WHERE s.state = 'planned' AND s.ends_at > $4 \
           AND s.id NOT IN (SELECT session_id FROM visits) \
           AND s.id NOT IN (SELECT session_id FROM carried_sessions) AND ",
        session_visible!(),
        " ORDER BY s.starts_at, s.id"
    );
    Ok(on!(tx, c => sqlx::query_as(FIND)
        .bind(scope.person())
        .bind(scope.everything())
        .bind(person)
        .bind(from)
        .fetch_all(c)
        .await?))
}

/// Somebody who can facilitate, and where they work.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Facilitator {
    pub id: PersonId,
    pub name: String,
    pub base_id: BranchId,
    pub base: String,
}

/// Who can facilitate, by name.
pub async fn facilitators(tx: &mut Tx) -> Result<Vec<Facilitator>> {
    const LIST: &str = concat!(
        "SELECT p.id, p.name, p.branch_id AS base_id, b.name AS base \
         FROM people p JOIN branches b ON b.id = p.branch_id WHERE ",
        can_facilitate!(),
        " ORDER BY p.folded, p.id"
    );
    Ok(on!(tx, c => sqlx::query_as(LIST).fetch_all(c).await?))
}
