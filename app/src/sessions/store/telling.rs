//! Whom letters about a session go to.

use chrono::{DateTime, Utc};

use crate::{
    db::{Tx, on},
    error::Result,
    invited, locked_out,
    people::PersonId,
    session_columns,
    sessions::{Session, SessionId},
};

/// Active people who are invited to a session; who facilitates it is not among them, nor is whoever is
/// locked out of job training.
pub async fn invited_people(tx: &mut Tx, session: &Session) -> Result<Vec<PersonId>> {
    const FIND: &str = concat!(
        "SELECT p.id FROM people p WHERE p.active AND NOT p.name_only \
         AND NOT EXISTS (SELECT 1 FROM facilitators f \
                         WHERE f.session_id = $1 AND f.person_id = p.id) \
         AND NOT ($3 AND ",
        locked_out!(),
        ") AND ",
        invited!("$2"),
        " ORDER BY p.id"
    );
    Ok(on!(tx, c => sqlx::query_scalar(FIND)
        .bind(session.id)
        .bind(session.audience_id)
        .bind(session.job_training.is_some())
        .fetch_all(c)
        .await?))
}

/// The branch of a session and its address.
pub async fn branch_and_address(
    tx: &mut Tx,
    session: &Session,
) -> Result<Option<(String, String)>> {
    const FIND: &str = "SELECT name, address FROM branches WHERE id = $1";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(session.branch_id).fetch_optional(c).await?))
}

/// The sessions of these ids, in the order in which they begin.
pub async fn of_ids(tx: &mut Tx, ids: &[SessionId]) -> Result<Vec<Session>> {
    const FIND: &str = concat!("SELECT ", session_columns!(), " FROM sessions s WHERE s.id IN (");
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(tx, c => {
        let mut query = sqlx::QueryBuilder::new(FIND);
        let mut list = query.separated(", ");
        for id in ids {
            list.push_bind(*id);
        }
        query.push(") ORDER BY s.starts_at, s.id").build_query_as().fetch_all(c).await?
    }))
}

/// The planned sessions that begin between two moments. Visits are every morning: whoever goes has the
/// rota, and the people of the branch see it on Today.
pub async fn beginning(
    tx: &mut Tx,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<Vec<Session>> {
    const FIND: &str = concat!(
        "SELECT ",
        session_columns!(),
        " FROM sessions s WHERE s.state = 'planned' AND s.starts_at > $1 AND s.starts_at <= $2 \
         AND s.id NOT IN (SELECT session_id FROM carried_sessions) \
         AND s.id NOT IN (SELECT session_id FROM visits) ORDER BY s.starts_at, s.id"
    );
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(from).bind(to).fetch_all(c).await?))
}

/// Who is to be reminded of a session: those who are invited or facilitate, want reminders, are neither
/// excused nor locked out, have had none for this beginning and have not been written to about it, or about its
/// programme, since a moment.
pub async fn to_remind(
    tx: &mut Tx,
    session: &Session,
    occasion: &str,
    since: DateTime<Utc>,
) -> Result<Vec<PersonId>> {
    const FIND: &str = concat!(
        "SELECT p.id FROM people p \
         WHERE p.active AND NOT p.name_only AND p.wants_reminders AND p.email IS NOT NULL \
         AND NOT EXISTS (SELECT 1 FROM attendance t WHERE t.session_id = $1 \
                         AND t.person_id = p.id AND t.state IN ('excused', 'absent')) \
         AND NOT EXISTS (SELECT 1 FROM letters l WHERE l.person_id = p.id \
                         AND (l.occasion = $3 OR (l.about IN ($1, $5) AND l.created_at > $4))) \
         AND (EXISTS (SELECT 1 FROM facilitators f \
                      WHERE f.session_id = $1 AND f.person_id = p.id) OR (NOT ($6 AND ",
        locked_out!(),
        ") AND ",
        invited!("$2"),
        ")) ORDER BY p.id"
    );
    Ok(on!(tx, c => sqlx::query_scalar(FIND)
        .bind(session.id)
        .bind(session.audience_id)
        .bind(occasion)
        .bind(since)
        .bind(session.programme_id.map_or(session.id.into(), uuid::Uuid::from))
        .bind(session.job_training.is_some())
        .fetch_all(c)
        .await?))
}
