//! One session and everything around it.

use chrono::{DateTime, Utc};

use crate::{
    access::Scope,
    db::{Tx, on},
    error::Result,
    people::PersonId,
    programmes::{Framework, ProgrammeId},
    session_columns, session_visible,
    sessions::{Clash, Move, Session, SessionId},
};

/// A session that the person may see.
pub async fn find(tx: &mut Tx, scope: &Scope, id: SessionId) -> Result<Option<Session>> {
    const FIND: &str = concat!(
        "SELECT ",
        session_columns!(),
        " FROM sessions s WHERE s.id = $3 AND ",
        session_visible!()
    );
    Ok(on!(tx, c => sqlx::query_as(FIND)
        .bind(scope.person())
        .bind(scope.everything())
        .bind(id)
        .fetch_optional(c)
        .await?))
}

/// Whether the person facilitates the session.
pub async fn facilitates(tx: &mut Tx, id: SessionId, person: PersonId) -> Result<bool> {
    const FIND: &str =
        "SELECT EXISTS (SELECT 1 FROM facilitators WHERE session_id = $1 AND person_id = $2)";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).bind(id).bind(person).fetch_one(c).await?))
}

/// Whether anybody was present or late.
pub async fn attended(tx: &mut Tx, id: SessionId) -> Result<bool> {
    const FIND: &str = "SELECT EXISTS (SELECT 1 FROM attendance \
                        WHERE session_id = $1 AND state IN ('present', 'late'))";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).bind(id).fetch_one(c).await?))
}

/// Where the session has been before, the latest move first.
pub async fn moves(tx: &mut Tx, id: SessionId) -> Result<Vec<Move>> {
    const LIST: &str = "SELECT m.from_start, m.to_start, m.reason, p.name AS who, m.at \
        FROM moves m LEFT JOIN people p ON p.id = m.actor_id \
        WHERE m.session_id = $1 ORDER BY m.at DESC, m.id DESC";
    Ok(on!(tx, c => sqlx::query_as(LIST).bind(id).fetch_all(c).await?))
}

/// Who planned the session.
pub async fn planner(tx: &mut Tx, id: SessionId) -> Result<Option<String>> {
    const FIND: &str = "SELECT p.name FROM sessions s JOIN people p ON p.id = s.created_by \
                        WHERE s.id = $1";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).bind(id).fetch_optional(c).await?))
}

/// Who did something to the session last, by the word in the audit log.
pub async fn last_to(tx: &mut Tx, id: SessionId, action: &str) -> Result<Option<String>> {
    const FIND: &str = "SELECT p.name FROM audit a JOIN people p ON p.id = a.actor_id \
        WHERE a.subject_id = $1 AND a.action = $2 ORDER BY a.at DESC, a.id DESC LIMIT 1";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).bind(id).bind(action).fetch_optional(c).await?))
}

/// Who of these people is in another session, or holds an onboarding day, between two moments.
pub async fn clashes(
    tx: &mut Tx,
    people: &[PersonId],
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    except: Option<SessionId>,
) -> Result<Vec<Clash>> {
    const FIND: &str = "SELECT p.name AS person, b.session_id, b.starts_at, b.ends_at, b.teaches_at \
        FROM (SELECT session_id, person_id, starts_at, ends_at, NULL AS teaches_at FROM bookings \
              UNION ALL \
              SELECT NULL, instructor_id, starts_at, ends_at, branch_id FROM onboarding_days \
              WHERE instructor_id IS NOT NULL AND starts_at IS NOT NULL \
                AND COALESCE(attendance, '') <> 'absent') b \
        JOIN people p ON p.id = b.person_id WHERE b.starts_at < ";
    if people.is_empty() {
        return Ok(Vec::new());
    }
    // No session has the nil id.
    let except = except.unwrap_or_default();
    Ok(on!(tx, c => {
        let mut query = sqlx::QueryBuilder::new(FIND);
        query.push_bind(to).push(" AND b.ends_at > ").push_bind(from);
        query.push(" AND (b.session_id IS NULL OR b.session_id <> ").push_bind(except).push(") AND b.person_id IN (");
        let mut ids = query.separated(", ");
        for id in people {
            ids.push_bind(*id);
        }
        query.push(") ORDER BY b.starts_at, p.folded").build_query_as().fetch_all(c).await?
    }))
}

/// The quarters (year, 1 to 4) from the given one on whose plan is frozen.
pub async fn frozen_from(tx: &mut Tx, (year, quarter): (i64, i64)) -> Result<Vec<(i64, i64)>> {
    const LIST: &str = "SELECT year, quarter FROM frozen_quarters \
        WHERE year > $1 OR (year = $1 AND quarter >= $2) ORDER BY year, quarter";
    Ok(on!(tx, c => sqlx::query_as(LIST).bind(year).bind(quarter).fetch_all(c).await?))
}

/// The programme of a session, as a line about it says.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct ProgrammeLine {
    pub id: ProgrammeId,
    pub name: String,
    pub framework: Framework,
    pub stage_number: Option<i64>,
    /// The name of a stage of an own list.
    pub stage: Option<String>,
    /// How many stages the programme has.
    pub stages: i64,
}

/// The programme that the session belongs to.
pub async fn programme_line(tx: &mut Tx, id: SessionId) -> Result<Option<ProgrammeLine>> {
    const FIND: &str = "SELECT p.id, p.name, p.framework, s.stage_number, g.name AS stage, \
        (SELECT COUNT(*) FROM stages st WHERE st.programme_id = p.id) AS stages \
        FROM sessions s JOIN programmes p ON p.id = s.programme_id \
        LEFT JOIN stages g ON g.programme_id = p.id AND g.number = s.stage_number \
        WHERE s.id = $1";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(id).fetch_optional(c).await?))
}

/// What the branch of the session is called.
pub async fn branch_name(tx: &mut Tx, id: SessionId) -> Result<Option<String>> {
    const FIND: &str = "SELECT b.name FROM sessions s JOIN branches b ON b.id = s.branch_id \
                        WHERE s.id = $1";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).bind(id).fetch_optional(c).await?))
}
