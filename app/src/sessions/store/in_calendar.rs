//! Sessions as they stand in somebody's calendar.

use chrono::{DateTime, Utc};
use sqlx::FromRow;

use crate::{
    db::{Tx, on},
    error::Result,
    invited, locked_out,
    people::PersonId,
    session_columns,
    sessions::{Session, SessionId},
};

/// What a calendar says besides the session itself.
#[derive(Clone, Debug, Default, FromRow)]
pub struct Around {
    /// Empty when it takes place at no branch.
    pub branch: String,
    pub address: String,
    pub programme: Option<String>,
    /// When somebody last changed it, as the log says.
    pub changed_at: Option<DateTime<Utc>>,
    /// It is a visit to the branch.
    pub visit: bool,
}

/// When a session `s` was last changed.
macro_rules! changed {
    () => {
        "(SELECT MAX(c.at) FROM audit c WHERE c.subject_id = s.id \
            AND (c.action LIKE 'session.%' OR c.action LIKE 'visit.%'))"
    };
}

pub async fn changed_at(tx: &mut Tx, id: SessionId) -> Result<Option<DateTime<Utc>>> {
    const FIND: &str = concat!("SELECT ", changed!(), " FROM sessions s WHERE s.id = $1");
    Ok(on!(tx, c => sqlx::query_scalar(FIND).bind(id).fetch_one(c).await?))
}

/// A session in somebody's calendar.
#[derive(Clone, Debug, FromRow)]
pub struct InCalendar {
    #[sqlx(flatten)]
    pub session: Session,
    #[sqlx(flatten)]
    pub around: Around,
}

/// The sessions between two moments that somebody facilitates, is invited to or has a mark of. Job
/// training comes with the end of the onboarding.
pub async fn in_calendar(
    tx: &mut Tx,
    person: PersonId,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<Vec<InCalendar>> {
    const FIND: &str = concat!(
        "SELECT ",
        session_columns!(),
        ", COALESCE(b.name, '') AS branch, COALESCE(b.address, '') AS address, \
         g.name AS programme, ",
        changed!(),
        " AS changed_at, EXISTS (SELECT 1 FROM visits v WHERE v.session_id = s.id) AS visit \
         FROM sessions s JOIN people p ON p.id = $1 \
         LEFT JOIN branches b ON b.id = s.branch_id \
         LEFT JOIN programmes g ON g.id = s.programme_id \
         WHERE s.starts_at > $2 AND s.starts_at < $3 \
         AND s.id NOT IN (SELECT session_id FROM carried_sessions) \
         AND (EXISTS (SELECT 1 FROM facilitators f WHERE f.session_id = s.id AND f.person_id = $1) \
              OR EXISTS (SELECT 1 FROM attendance t WHERE t.session_id = s.id AND t.person_id = $1) \
              OR (NOT (s.job_training IS NOT NULL AND ",
        locked_out!(),
        ") AND ",
        invited!("s.audience_id"),
        ")) ORDER BY s.starts_at, s.id"
    );
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(person).bind(from).bind(to).fetch_all(c).await?))
}
