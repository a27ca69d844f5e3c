//! One person's attendance at one session, and the history of it.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    attendance::{AttendanceState, Gate, Mark, Record, Way},
    db::{Tx, execute, on},
    error::Result,
    invited,
    people::PersonId,
    sessions::SessionId,
};

/// Adds a person's row unless there is one. `false` when there is.
pub async fn add(
    tx: &mut Tx,
    gate: &Gate,
    person: PersonId,
    state: AttendanceState,
    way: Way,
    at: DateTime<Utc>,
) -> Result<bool> {
    const ADD: &str = concat!(
        "INSERT INTO attendance (session_id, person_id, state, way, at, walk_in) \
         VALUES ($1, $2, $3, $4, $5, \
                 NOT EXISTS (SELECT 1 FROM people p WHERE p.id = $2 AND ",
        invited!("$6"),
        ")) ON CONFLICT DO NOTHING"
    );
    let added = execute!(
        tx,
        sqlx::query(ADD)
            .bind(gate.id)
            .bind(person)
            .bind(state)
            .bind(way)
            .bind(at)
            .bind(gate.audience_id)
    );
    Ok(added == 1)
}

/// Changes a person's row from one state to another. `false` when it is in another by now.
pub async fn change(
    tx: &mut Tx,
    session: SessionId,
    person: PersonId,
    (from, to): (AttendanceState, AttendanceState),
    way: Way,
    at: DateTime<Utc>,
) -> Result<bool> {
    const CHANGE: &str = "UPDATE attendance SET state = $4, way = $5, at = $6 \
                          WHERE session_id = $1 AND person_id = $2 AND state = $3";
    let changed = execute!(
        tx,
        sqlx::query(CHANGE).bind(session).bind(person).bind(from).bind(to).bind(way).bind(at)
    );
    Ok(changed == 1)
}

const REMEMBER: &str = "INSERT INTO attendance_history (id, session_id, person_id, from_state, \
                        to_state, actor_id, reason, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

/// Writes down who changed what and why.
pub async fn remember(
    tx: &mut Tx,
    session: SessionId,
    person: PersonId,
    (from, to): (Option<AttendanceState>, AttendanceState),
    actor: PersonId,
    reason: &str,
    at: DateTime<Utc>,
) -> Result<()> {
    execute!(
        tx,
        sqlx::query(REMEMBER)
            .bind(Uuid::now_v7())
            .bind(session)
            .bind(person)
            .bind(from)
            .bind(to)
            .bind(actor)
            .bind(reason)
            .bind(at)
    );
    Ok(())
}

/// Gives everybody here a first row, with its history. Nobody else may write meanwhile.
pub async fn remember_many(
    tx: &mut Tx,
    session: SessionId,
    marks: &[(PersonId, AttendanceState)],
    way: Way,
    actor: PersonId,
    at: DateTime<Utc>,
) -> Result<()> {
    // Eight values a row, far below what a statement may carry.
    for some in marks.chunks(500) {
        on!(tx, c => {
            let mut rows = sqlx::QueryBuilder::new(
                "INSERT INTO attendance (session_id, person_id, state, way, walk_in, at) ",
            );
            rows.push_values(some, |mut row, (person, state)| {
                row.push_bind(session).push_bind(person).push_bind(state).push_bind(way);
                row.push_bind(false).push_bind(at);
            });
            rows.build().execute(&mut *c).await?;
            let mut rows = sqlx::QueryBuilder::new(
                "INSERT INTO attendance_history (id, session_id, person_id, to_state, actor_id, at) ",
            );
            rows.push_values(some, |mut row, (person, state)| {
                row.push_bind(Uuid::now_v7()).push_bind(session).push_bind(person);
                row.push_bind(state).push_bind(actor).push_bind(at);
            });
            rows.build().execute(c).await?;
        });
    }
    Ok(())
}

/// A person's attendance at a session, if there is any.
pub async fn mark(tx: &mut Tx, session: SessionId, person: PersonId) -> Result<Option<Mark>> {
    const FIND: &str = "SELECT state, way, walk_in, at FROM attendance \
                        WHERE session_id = $1 AND person_id = $2";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(session).bind(person).fetch_optional(c).await?))
}

#[derive(sqlx::FromRow)]
struct MarkAt {
    session_id: SessionId,
    #[sqlx(flatten)]
    mark: Mark,
}

/// A person's attendance at those of these sessions where there is any.
pub async fn marks_of(
    tx: &mut Tx,
    person: PersonId,
    sessions: &[SessionId],
) -> Result<HashMap<SessionId, Mark>> {
    if sessions.is_empty() {
        return Ok(HashMap::new());
    }
    let marks: Vec<MarkAt> = on!(tx, c => {
        let mut find = sqlx::QueryBuilder::new(
            "SELECT session_id, state, way, walk_in, at FROM attendance WHERE person_id = ",
        );
        find.push_bind(person).push(" AND session_id IN (");
        let mut list = find.separated(", ");
        for session in sessions {
            list.push_bind(session);
        }
        find.push(")").build_query_as().fetch_all(c).await?
    });
    Ok(marks.into_iter().map(|row| (row.session_id, row.mark)).collect())
}

/// A person's own record, the latest session first.
pub async fn of_person(
    tx: &mut Tx,
    person: PersonId,
    limit: i64,
    offset: i64,
) -> Result<Vec<Record>> {
    const FIND: &str = "SELECT s.id AS session_id, s.topic, s.starts_at, s.ends_at, s.time_zone, \
                               t.state, t.walk_in, t.at \
                        FROM attendance t JOIN sessions s ON s.id = t.session_id \
                        WHERE t.person_id = $1 ORDER BY s.starts_at DESC LIMIT $2 OFFSET $3";
    Ok(on!(tx, c => sqlx::query_as(FIND)
        .bind(person)
        .bind(limit)
        .bind(offset)
        .fetch_all(c)
        .await?))
}

/// Where on the waiting list somebody stands who waits since `at`; the first is 1.
pub async fn place_in_line(
    tx: &mut Tx,
    session: SessionId,
    person: PersonId,
    at: DateTime<Utc>,
) -> Result<i64> {
    const COUNT: &str = "SELECT COUNT(*) + 1 FROM attendance \
                         WHERE session_id = $1 AND state = 'waiting' \
                           AND (at < $3 OR (at = $3 AND person_id < $2))";
    Ok(on!(tx, c => sqlx::query_scalar(COUNT)
        .bind(session)
        .bind(person)
        .bind(at)
        .fetch_one(c)
        .await?))
}
