use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    access::Actor,
    attendance::AttendanceState,
    db::{Tx, on},
    error::Result,
    people::PersonId,
    programmes::{Framework, Meeting, ProgrammeId, Stage},
    provenance::Kind,
    reviews::store::kept_things,
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
    /// It is a visit to a branch.
    pub visit: bool,
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
               f.person_id IS NOT NULL AS facilitating, \
               EXISTS (SELECT 1 FROM visits v WHERE v.session_id = s.id) AS visit \
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

crate::text_enum! {
    /// What waits for somebody.
    pub enum What {
        /// A session that they run, whose time is over, and that was not opened or not closed.
        Session => "session",
        /// A comment that names them.
        Mention => "mention",
        /// A review of what they look after.
        Review => "review",
        /// A visit of theirs that others have planned, changed or called off.
        Visit => "visit",
        /// A visit to which somebody else has to go.
        Cover => "cover",
    }
}

/// Something that waits for a person.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub struct Waiting {
    pub what: What,
    /// Of what kind the thing is; none for a session.
    pub kind: Option<Kind>,
    pub subject_id: Uuid,
    /// The comment, for a mention.
    pub comment_id: Option<Uuid>,
    /// Who wrote the comment; empty when that name is hidden.
    pub who: String,
    /// What it is called. A mention tells nothing of its thing: who may not see that any more
    /// would read it here.
    pub name: String,
    /// Of a practice: to whom it went.
    pub target: String,
    /// When the session began, or the comment was written.
    pub at: Option<DateTime<Utc>>,
    pub review_on: Option<NaiveDate>,
    /// The session's.
    pub time_zone: String,
    pub opened: bool,
}

/// How much of each kind stands on the page.
const WAITING: i64 = 5;

/// What waits for a person: sessions to finish that began between two moments, mentions that were
/// not read, reviews that are due on a day, visits that have changed between the two moments, and
/// for those who keep the rota visits without an instructor. One query for all, because the page
/// has few.
pub async fn waiting(
    tx: &mut Tx,
    person: PersonId,
    (since, now): (DateTime<Utc>, DateTime<Utc>),
    day: NaiveDate,
    keeps_rota: bool,
) -> Result<Vec<Waiting>> {
    const FIND: &str = concat!(
        "SELECT * FROM (SELECT 'session' AS what, CAST(NULL AS TEXT) AS kind, s.id AS subject_id, \
                CAST(NULL AS UUID) AS comment_id, '' AS who, s.topic AS name, '' AS target, \
                s.starts_at AS at, CAST(NULL AS DATE) AS review_on, s.time_zone, \
                s.opened_at IS NOT NULL AS opened \
         FROM facilitators f JOIN sessions s ON s.id = f.session_id \
         WHERE f.person_id = $1 AND s.state IN ('planned', 'open') \
           AND s.ends_at <= $2 AND s.starts_at > $3 \
         ORDER BY s.starts_at DESC, s.id LIMIT $5) AS sessions_to_finish \
         UNION ALL SELECT * FROM (SELECT 'mention', c.kind, c.subject_id, c.id, \
                CASE WHEN n.id IS NULL THEN w.name ELSE '' END, '', '', c.at, CAST(NULL AS DATE), '', FALSE \
         FROM mentions m JOIN comments c ON c.id = m.comment_id \
         JOIN people w ON w.id = c.author_id \
         LEFT JOIN notes n ON c.kind = 'note' AND n.id = c.subject_id AND n.name_hidden \
                          AND n.author_id = c.author_id \
         WHERE m.person_id = $1 AND m.read_at IS NULL AND c.deleted_at IS NULL \
         ORDER BY c.at DESC, c.id LIMIT $5) AS unread \
         UNION ALL SELECT * FROM (SELECT 'review', q.kind, q.subject_id, CAST(NULL AS UUID), '', \
                COALESCE(k.title, v.name, h.name), COALESCE(b.name, d.name, r.name, ''), \
                CAST(NULL AS TIMESTAMPTZ), \
                q.review_on, '', FALSE ",
        kept_things!(),
        "AND q.owner_id = $1 AND q.review_on <= $4 \
         ORDER BY q.review_on, q.subject_id LIMIT $5) AS reviews_due \
         UNION ALL SELECT * FROM (SELECT 'visit', CAST(NULL AS TEXT), s.id, CAST(NULL AS UUID), '', \
                s.topic, '', s.starts_at, CAST(NULL AS DATE), s.time_zone, FALSE \
         FROM visits v JOIN sessions s ON s.id = v.session_id \
         WHERE s.ends_at > $2 AND v.session_id IN ( \
                SELECT w.session_id FROM visits w WHERE w.instructor_id = $1 \
                UNION SELECT x.session_id FROM visit_events x \
                WHERE x.from_instructor = $1 AND x.at > $3) \
           AND EXISTS (SELECT 1 FROM visit_events e \
            WHERE e.session_id = v.session_id AND e.at > $3 \
              AND (e.actor_id IS NULL OR e.actor_id <> $1) \
              AND (v.instructor_id = $1 OR e.from_instructor = $1) \
              AND NOT EXISTS (SELECT 1 FROM visit_reads r \
                    WHERE r.person_id = $1 AND r.seen_at >= e.at)) \
         ORDER BY s.starts_at, s.id LIMIT $5) AS visit_news \
         UNION ALL SELECT * FROM (SELECT 'cover', CAST(NULL AS TEXT), s.id, CAST(NULL AS UUID), \
                p.name, s.topic, '', s.starts_at, CAST(NULL AS DATE), s.time_zone, FALSE \
         FROM visits v JOIN sessions s ON s.id = v.session_id \
         JOIN people p ON p.id = v.instructor_id JOIN branches b ON b.id = v.branch_id \
         WHERE $6 AND v.live AND s.state = 'planned' AND s.ends_at > $2 \
           AND (NOT b.active OR ",
        crate::visit_gap!(),
        " IS NOT NULL) ORDER BY s.starts_at, s.id LIMIT $5) AS to_cover"
    );
    Ok(on!(tx, c => sqlx::query_as(FIND)
        .bind(person)
        .bind(now)
        .bind(since)
        .bind(day)
        .bind(WAITING)
        .bind(keeps_rota)
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
        WHERE n.author_id = $1 AND n.deleted_at IS NULL ORDER BY n.created_at DESC LIMIT $2";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(actor.id).bind(limit).fetch_all(c).await?))
}
