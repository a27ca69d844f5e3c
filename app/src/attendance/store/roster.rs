//! The people of a session, as its roster lists them.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    attendance::{AttendanceState, Way},
    db::{Tx, on},
    error::Result,
    invited, locked_out,
    people::{PersonId, fold},
    sessions::{Session, SessionId, SessionState},
};

/// People on a page of the roster.
pub const PAGE: i64 = 50;
/// How many people a search for somebody to add finds.
const FOUND: i64 = 20;

/// Which people of the roster are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    #[default]
    All,
    Unmarked,
    In(AttendanceState),
}

impl Filter {
    /// The text of it in an address; empty for everybody.
    pub fn as_str(self) -> &'static str {
        match self {
            Filter::All => "",
            Filter::Unmarked => "unmarked",
            Filter::In(state) => state.as_str(),
        }
    }

    pub fn parse(text: &str) -> Self {
        match text {
            "unmarked" => Filter::Unmarked,
            text => AttendanceState::parse(text).map_or(Filter::All, Filter::In),
        }
    }
}

/// One person on the list.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Entry {
    pub person: PersonId,
    pub name: String,
    pub branch: String,
    pub position: String,
    pub state: Option<AttendanceState>,
    pub way: Option<Way>,
    pub walk_in: bool,
    pub at: Option<DateTime<Utc>>,
    /// Not admitted yet: it is job training, and their CS days are missing.
    pub locked: bool,
}

/// Who is invited or has a mark, after what is read of them. Who facilitates is not expected to
/// check in. Once a session is closed only marks count: who is hired later was not invited then.
macro_rules! on_the_list {
    () => {
        concat!(
            " FROM people p \
             JOIN branches b ON b.id = p.branch_id \
             LEFT JOIN positions o ON o.id = p.position_id \
             LEFT JOIN attendance t ON t.session_id = $1 AND t.person_id = p.id \
             WHERE (t.person_id IS NOT NULL OR ($2 AND p.active \
                    AND NOT EXISTS (SELECT 1 FROM facilitators f \
                                    WHERE f.session_id = $1 AND f.person_id = p.id) AND ",
            invited!("$3"),
            ")) AND p.folded LIKE $4 \
               AND ($5 = '' OR t.state = $5 \
                    OR ($5 = 'unmarked' AND t.state IS NULL AND NOT ($6 AND ",
            locked_out!(),
            ")))"
        )
    };
}
macro_rules! asked {
    ($query:expr, $session:expr, $filter:expr, $search:expr) => {
        $query
            .bind($session.id)
            .bind(matches!($session.state, SessionState::Planned | SessionState::Open))
            .bind($session.audience_id)
            .bind(pattern($search))
            .bind($filter.as_str())
            .bind($session.job_training.is_some())
    };
}

/// How many people the filter finds.
pub async fn count_roster(
    tx: &mut Tx,
    session: &Session,
    filter: Filter,
    search: &str,
) -> Result<i64> {
    const COUNT: &str = concat!("SELECT COUNT(*)", on_the_list!());
    Ok(on!(tx, c => asked!(sqlx::query_scalar(COUNT), session, filter, search)
        .fetch_one(c)
        .await?))
}

/// One page of them, by name; who waits, in the order of their coming.
pub async fn roster(
    tx: &mut Tx,
    session: &Session,
    filter: Filter,
    search: &str,
    limit: i64,
    offset: i64,
) -> Result<Vec<Entry>> {
    const FIND: &str = concat!(
        "SELECT p.id AS person, p.name, b.name AS branch, COALESCE(o.name, '') AS position, \
                t.state, t.way, COALESCE(t.walk_in, FALSE) AS walk_in, t.at, ($6 AND ",
        locked_out!(),
        ") AS locked",
        on_the_list!(),
        " ORDER BY CASE WHEN $5 = 'waiting' THEN t.at END, p.folded, p.id LIMIT $7 OFFSET $8"
    );
    Ok(on!(tx, c => asked!(sqlx::query_as(FIND), session, filter, search)
        .bind(limit)
        .bind(offset)
        .fetch_all(c)
        .await?))
}

/// Finds names that hold the text anywhere.
fn pattern(search: &str) -> String {
    format!("%{}%", fold(search).replace(['%', '_'], ""))
}

/// Somebody with where they work.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Someone {
    pub person: PersonId,
    pub name: String,
    pub branch: String,
    pub position: String,
}

/// Active people by a part of their name who are not on the list.
pub async fn outsiders(tx: &mut Tx, session: &Session, search: &str) -> Result<Vec<Someone>> {
    const FIND: &str = concat!(
        "SELECT p.id AS person, p.name, b.name AS branch, COALESCE(o.name, '') AS position \
         FROM people p \
         JOIN branches b ON b.id = p.branch_id \
         LEFT JOIN positions o ON o.id = p.position_id \
         WHERE p.active AND p.folded LIKE $4 \
           AND NOT EXISTS (SELECT 1 FROM attendance t \
                           WHERE t.session_id = $1 AND t.person_id = p.id) \
           AND NOT ($2 AND ",
        invited!("$3"),
        ") ORDER BY p.folded LIMIT $5"
    );
    let invites = matches!(session.state, SessionState::Planned | SessionState::Open);
    Ok(on!(tx, c => sqlx::query_as(FIND)
        .bind(session.id)
        .bind(invites)
        .bind(session.audience_id)
        .bind(pattern(search))
        .bind(FOUND)
        .fetch_all(c)
        .await?))
}

/// Whether somebody is invited by the audience of this owner.
pub async fn is_invited(tx: &mut Tx, audience: Uuid, person: PersonId) -> Result<bool> {
    const FIND: &str =
        concat!("SELECT EXISTS (SELECT 1 FROM people p WHERE p.id = $1 AND ", invited!("$2"), ")");
    Ok(on!(tx, c => sqlx::query_scalar(FIND).bind(person).bind(audience).fetch_one(c).await?))
}

/// How many of those who facilitate a session are among its invited, active people.
pub async fn facilitators_invited(tx: &mut Tx, session: &Session) -> Result<i64> {
    const COUNT: &str = concat!(
        "SELECT COUNT(*) FROM facilitators f JOIN people p ON p.id = f.person_id \
         WHERE f.session_id = $1 AND p.active AND ",
        invited!("$2")
    );
    Ok(on!(tx, c => sqlx::query_scalar(COUNT)
        .bind(session.id)
        .bind(session.audience_id)
        .fetch_one(c)
        .await?))
}

/// Active people who are invited and have no mark, by name; who facilitates is not among them, nor
/// whoever is not admitted to job training yet.
pub async fn unmarked(tx: &mut Tx, session: &Session) -> Result<Vec<Someone>> {
    const FIND: &str = concat!(
        "SELECT p.id AS person, p.name, b.name AS branch, COALESCE(o.name, '') AS position \
         FROM people p \
         JOIN branches b ON b.id = p.branch_id \
         LEFT JOIN positions o ON o.id = p.position_id \
         WHERE p.active \
           AND NOT EXISTS (SELECT 1 FROM attendance t \
                           WHERE t.session_id = $1 AND t.person_id = p.id) \
           AND NOT EXISTS (SELECT 1 FROM facilitators f \
                           WHERE f.session_id = $1 AND f.person_id = p.id) AND ",
        invited!("$2"),
        " AND NOT ($3 AND ",
        locked_out!(),
        ") ORDER BY p.folded, p.id"
    );
    if !matches!(session.state, SessionState::Planned | SessionState::Open) {
        return Ok(Vec::new());
    }
    Ok(on!(tx, c => sqlx::query_as(FIND)
        .bind(session.id)
        .bind(session.audience_id)
        .bind(session.job_training.is_some())
        .fetch_all(c)
        .await?))
}

/// How many active, invited people are not admitted yet.
pub async fn not_admitted(tx: &mut Tx, session: &Session) -> Result<i64> {
    const COUNT: &str = concat!(
        "SELECT COUNT(*) FROM people p WHERE p.active AND NOT EXISTS (SELECT 1 FROM attendance t \
            WHERE t.session_id = $1 AND t.person_id = p.id) AND ",
        invited!("$2"),
        " AND ",
        locked_out!()
    );
    if session.job_training.is_none() {
        return Ok(0);
    }
    Ok(on!(tx, c => sqlx::query_scalar(COUNT)
        .bind(session.id)
        .bind(session.audience_id)
        .fetch_one(c)
        .await?))
}

/// Whether somebody is invited who is admitted, apart from those who facilitate.
pub async fn anybody_admitted(tx: &mut Tx, session: &Session) -> Result<bool> {
    const FIND: &str = concat!(
        "SELECT EXISTS (SELECT 1 FROM people p WHERE p.active AND ",
        invited!("$2"),
        " AND NOT EXISTS (SELECT 1 FROM facilitators f \
                          WHERE f.session_id = $1 AND f.person_id = p.id) AND NOT ",
        locked_out!(),
        ")"
    );
    Ok(on!(tx, c => sqlx::query_scalar(FIND)
        .bind(session.id)
        .bind(session.audience_id)
        .fetch_one(c)
        .await?))
}

/// Who stands first on the waiting list, and since when.
pub async fn waiting(
    tx: &mut Tx,
    session: SessionId,
) -> Result<Option<(PersonId, String, DateTime<Utc>)>> {
    const FIND: &str = "SELECT p.id, p.name, t.at FROM attendance t \
                        JOIN people p ON p.id = t.person_id \
                        WHERE t.session_id = $1 AND t.state = 'waiting' \
                        ORDER BY t.at, t.person_id LIMIT 1";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(session).fetch_optional(c).await?))
}

/// One change of a person's mark.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Change {
    pub person_id: PersonId,
    pub from_state: Option<AttendanceState>,
    pub to_state: AttendanceState,
    pub actor_id: PersonId,
    pub actor: String,
    pub reason: String,
    pub at: DateTime<Utc>,
}

/// What happened to the marks of these people, the oldest change first.
pub async fn history(tx: &mut Tx, session: SessionId, people: &[PersonId]) -> Result<Vec<Change>> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(tx, c => {
        let mut find = sqlx::QueryBuilder::new(
            "SELECT h.person_id, h.from_state, h.to_state, h.actor_id, p.name AS actor, h.reason, \
                    h.at \
             FROM attendance_history h JOIN people p ON p.id = h.actor_id WHERE h.session_id = ",
        );
        find.push_bind(session).push(" AND h.person_id IN (");
        let mut list = find.separated(", ");
        for person in people {
            list.push_bind(person);
        }
        find.push(") ORDER BY h.at, h.id").build_query_as().fetch_all(c).await?
    }))
}
