use chrono::{DateTime, Utc};
use uuid::Uuid;

mod waiting;
pub use waiting::{Around, Waiting, What, waiting};

use crate::{
    access::Actor,
    attendance::AttendanceState,
    db::{Tx, on},
    error::Result,
    programmes::{Framework, Meeting, ProgrammeId, Stage},
    sessions::{SessionId, SessionState},
};

/// Whether no programme and no session was ever planned.
pub async fn nothing_yet(tx: &mut Tx) -> Result<bool> {
    const FIND: &str = "SELECT NOT EXISTS (SELECT 1 FROM programmes) \
                        AND NOT EXISTS (SELECT 1 FROM sessions)";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).fetch_one(c).await?))
}

/// A session as the page shows it to one person.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub struct Mine {
    pub id: SessionId,
    pub topic: String,
    pub programme_id: Option<ProgrammeId>,
    pub programme: Option<String>,
    pub framework: Option<Framework>,
    /// The phase in which people work now, in a programme of phases.
    pub phase: Option<i64>,
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
    /// It is a visit to a branch.
    pub visit: bool,
    /// It is job training that does not open for me yet.
    pub locked: bool,
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
        SELECT s.id, s.topic, s.programme_id, p.name AS programme, p.framework, \
               CASE WHEN p.framework = 'phases' AND p.state = 'active' THEN p.phase END AS phase, \
               s.stage_number, \
               st.name AS stage_name, s.starts_at, s.ends_at, s.time_zone, s.state, s.room, \
               s.link, b.name AS branch, t.state AS my_state, t.at AS my_time, \
               f.person_id IS NOT NULL AS facilitating, \
               EXISTS (SELECT 1 FROM visits v WHERE v.session_id = s.id) AS visit, \
               s.job_training IS NOT NULL AND f.person_id IS NULL AND EXISTS \
                 (SELECT 1 FROM onboardings lo WHERE lo.person_id = $1 AND lo.current \
                    AND lo.finished_at IS NULL AND lo.released_at IS NULL) AS locked \
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

/// The stages of a programme, and of their sessions what tells how far it is: one query.
pub async fn path(tx: &mut Tx, programme: ProgrammeId) -> Result<(Vec<Stage>, Vec<Meeting>)> {
    const FIND: &str = "\
        SELECT st.number, st.name, s.id, s.starts_at, s.ends_at, s.time_zone, s.state, \
               (SELECT COUNT(*) FROM attendance t WHERE t.session_id = s.id \
                  AND t.state IN ('present', 'late')) AS attended \
        FROM stages st \
        LEFT JOIN sessions s ON s.programme_id = st.programme_id AND s.stage_number = st.number \
             AND s.id NOT IN (SELECT session_id FROM carried_sessions) \
        WHERE st.programme_id = $1 ORDER BY st.number, s.starts_at, s.id";
    let rows: Vec<Milestone> =
        on!(tx, c => sqlx::query_as(FIND).bind(programme).fetch_all(c).await?);
    let meetings = rows.iter().filter_map(|row| row.meeting(programme)).collect();
    let mut stages: Vec<Stage> =
        rows.into_iter().map(|row| Stage { number: row.number, name: row.name }).collect();
    stages.dedup_by_key(|stage| stage.number);
    Ok((stages, meetings))
}

/// A stage, and one of its sessions if it has any.
#[derive(sqlx::FromRow)]
struct Milestone {
    number: i64,
    name: String,
    id: Option<SessionId>,
    starts_at: Option<DateTime<Utc>>,
    ends_at: Option<DateTime<Utc>>,
    time_zone: Option<String>,
    state: Option<SessionState>,
    attended: i64,
}

impl Milestone {
    /// The session, as far as its place on the path is concerned.
    fn meeting(&self, programme: ProgrammeId) -> Option<Meeting> {
        Some(Meeting {
            id: self.id?,
            programme_id: programme,
            stage_number: Some(self.number),
            topic: String::new(),
            starts_at: self.starts_at?,
            ends_at: self.ends_at?,
            time_zone: self.time_zone.clone()?,
            room: String::new(),
            link: String::new(),
            state: self.state?,
            attended: self.attended,
            marked: 0,
            reason: String::new(),
            facilitators: Vec::new(),
        })
    }
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
        WHERE n.author_id = $1 AND n.deleted_at IS NULL AND n.taken_at IS NULL \
        ORDER BY n.created_at DESC LIMIT $2";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(actor.id).bind(limit).fetch_all(c).await?))
}
