use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    access::Actor,
    attendance::AttendanceState,
    db::{Tx, on},
    error::Result,
    programmes::{Framework, ProgrammeId},
    sessions::{SessionId, SessionState},
};

/// A session as the page shows it to one person.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub struct Mine {
    pub id: SessionId,
    pub topic: String,
    pub programme_id: Option<ProgrammeId>,
    pub programme: Option<String>,
    pub framework: Option<Framework>,
    pub stage_number: Option<i64>,
    pub stage_name: Option<String>,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub time_zone: String,
    pub state: SessionState,
    pub room: String,
    pub link: String,
    pub branch: Option<String>,
    /// My attendance, if there is any yet.
    pub my_state: Option<AttendanceState>,
    pub my_time: Option<DateTime<Utc>>,
    /// I run it.
    pub facilitating: bool,
}

/// The sessions of a person from those that are not over to `until`, the next first; and those
/// that they run and have not closed.
///
/// It starts from the few audiences that name the person, so its cost does not grow with the
/// number of sessions of others.
pub async fn mine(
    tx: &mut Tx,
    actor: &Actor,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<Mine>> {
    const FIND: &str = "\
        WITH mine AS ( \
            SELECT s.id FROM audiences a JOIN sessions s ON s.audience_id = a.owner_id \
            WHERE a.target_id IN ($1, $2, $3, $4, $5) \
              AND s.starts_at < $7 AND (s.ends_at > $6 OR s.state = 'open') \
            UNION \
            SELECT s.id FROM facilitators f JOIN sessions s ON s.id = f.session_id \
            WHERE f.person_id = $1 AND s.starts_at < $7 \
              AND (s.ends_at > $6 OR s.state IN ('open')) \
            UNION \
            SELECT s.id FROM attendance t JOIN sessions s ON s.id = t.session_id \
            WHERE t.person_id = $1 AND s.starts_at < $7 AND s.ends_at > $6) \
        SELECT s.id, s.topic, s.programme_id, p.name AS programme, p.framework, s.stage_number, \
               st.name AS stage_name, s.starts_at, s.ends_at, s.time_zone, s.state, s.room, \
               s.link, b.name AS branch, t.state AS my_state, t.at AS my_time, \
               f.person_id IS NOT NULL AS facilitating \
        FROM mine JOIN sessions s ON s.id = mine.id \
        LEFT JOIN programmes p ON p.id = s.programme_id \
        LEFT JOIN stages st ON st.programme_id = s.programme_id AND st.number = s.stage_number \
        LEFT JOIN branches b ON b.id = s.branch_id \
        LEFT JOIN attendance t ON t.session_id = s.id AND t.person_id = $1 \
        LEFT JOIN facilitators f ON f.session_id = s.id AND f.person_id = $1 \
        WHERE s.state IN ('planned', 'open') \
        ORDER BY s.starts_at, s.id LIMIT $8";
    Ok(on!(tx, c => sqlx::query_as(FIND)
        .bind(actor.id)
        .bind(actor.branch)
        .bind(actor.department)
        .bind(actor.position)
        .bind(Uuid::nil())
        .bind(now)
        .bind(until)
        .bind(limit)
        .fetch_all(c)
        .await?))
}

/// A session that somebody forgot: its time is over and it was not closed.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub struct Unfinished {
    pub id: SessionId,
    pub topic: String,
    pub starts_at: DateTime<Utc>,
    pub time_zone: String,
    pub opened: bool,
}

/// Sessions since `since` that a person runs and that were never opened or not closed.
pub async fn unfinished(
    tx: &mut Tx,
    actor: &Actor,
    since: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Vec<Unfinished>> {
    const FIND: &str = "\
        SELECT s.id, s.topic, s.starts_at, s.time_zone, s.opened_at IS NOT NULL AS opened \
        FROM facilitators f JOIN sessions s ON s.id = f.session_id \
        WHERE f.person_id = $1 AND s.state IN ('planned', 'open') \
          AND s.ends_at <= $2 AND s.starts_at > $3 \
        ORDER BY s.starts_at DESC LIMIT 5";
    Ok(on!(tx, c => sqlx::query_as(FIND)
        .bind(actor.id).bind(now).bind(since).fetch_all(c).await?))
}

/// How a programme of a person stands: one row per session of a stage.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub struct Milestone {
    pub number: i64,
    pub name: String,
    pub starts_at: Option<DateTime<Utc>>,
    pub time_zone: Option<String>,
    pub state: Option<SessionState>,
}

/// The stages of a programme with their latest session.
pub async fn milestones(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<Milestone>> {
    const FIND: &str = "\
        SELECT st.number, st.name, s.starts_at, s.time_zone, s.state \
        FROM stages st \
        LEFT JOIN sessions s ON s.id = ( \
            SELECT x.id FROM sessions x \
            WHERE x.programme_id = st.programme_id AND x.stage_number = st.number \
            ORDER BY x.state = 'cancelled', x.starts_at DESC LIMIT 1) \
        WHERE st.programme_id = $1 ORDER BY st.number";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(programme).fetch_all(c).await?))
}

/// A note of one's own.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub struct MyNote {
    pub id: Uuid,
    pub body: String,
    pub created_at: DateTime<Utc>,
    pub topic: Option<String>,
}

/// One's latest notes.
pub async fn notes(tx: &mut Tx, actor: &Actor, limit: i64) -> Result<Vec<MyNote>> {
    const FIND: &str = "\
        SELECT n.id, n.body, n.created_at, s.topic FROM notes n \
        LEFT JOIN sessions s ON s.id = n.session_id \
        WHERE n.author_id = $1 AND n.deleted_at IS NULL ORDER BY n.created_at DESC LIMIT $2";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(actor.id).bind(limit).fetch_all(c).await?))
}
