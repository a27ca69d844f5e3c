use std::collections::HashMap;

use crate::{
    attendance::{AttendanceState, Counts},
    db::{Tx, on},
    error::Result,
    locked_out,
    sessions::SessionId,
};

/// How a line of an audience finds people `p`. Each is an index of its own, which one condition
/// with OR would not use.
const WAYS: [(&str, &str); 5] = [
    ("everyone", "1 = 1"),
    ("branch", "p.branch_id = a.target_id"),
    ("department", "p.department_id = a.target_id"),
    ("position", "p.position_id = a.target_id"),
    ("person", "p.id = a.target_id"),
];

/// How many people of each session stand how. Two queries, whatever the number of sessions.
pub async fn counts(tx: &mut Tx, sessions: &[SessionId]) -> Result<HashMap<SessionId, Counts>> {
    let mut found: HashMap<_, _> = sessions.iter().map(|id| (*id, Counts::default())).collect();
    if sessions.is_empty() {
        return Ok(found);
    }
    let marked: Vec<(SessionId, AttendanceState, i64)> = on!(tx, c => {
        let mut query = sqlx::QueryBuilder::new(
            "SELECT session_id, state, COUNT(*) FROM attendance WHERE session_id IN (",
        );
        let mut list = query.separated(", ");
        for session in sessions {
            list.push_bind(session);
        }
        query.push(") GROUP BY session_id, state").build_query_as().fetch_all(c).await?
    });
    for (session, state, count) in marked {
        let Some(counts) = found.get_mut(&session) else { continue };
        match state {
            AttendanceState::Present => counts.present = count,
            AttendanceState::Late => counts.late = count,
            AttendanceState::Excused => counts.excused = count,
            AttendanceState::Absent => counts.absent = count,
            AttendanceState::Waiting => counts.waiting = count,
        }
    }
    for (session, count) in unmarked(tx, sessions).await? {
        if let Some(counts) = found.get_mut(&session) {
            counts.unmarked = count;
        }
    }
    Ok(found)
}

/// The same for one session.
pub async fn counts_of(tx: &mut Tx, session: SessionId) -> Result<Counts> {
    Ok(counts(tx, &[session]).await?.remove(&session).unwrap_or_default())
}

/// How many active people are invited without a row; who facilitates is not expected to check in.
/// Whoever is not admitted to job training yet is not expected either.
/// Nobody at a session that is over: who is hired later was not invited then.
async fn unmarked(tx: &mut Tx, sessions: &[SessionId]) -> Result<Vec<(SessionId, i64)>> {
    Ok(on!(tx, c => {
        let mut query = sqlx::QueryBuilder::new("SELECT i.session_id, COUNT(*) FROM (");
        for (place, (kind, condition)) in WAYS.into_iter().enumerate() {
            if place > 0 {
                query.push(" UNION ");
            }
            query.push("SELECT s.id AS session_id, p.id AS person_id FROM sessions s \
                        JOIN audiences a ON a.owner_id = s.audience_id AND a.kind = '");
            query.push(kind).push("' JOIN people p ON ").push(condition);
            query.push(
                " WHERE p.active AND s.state IN ('planned', 'open') \
                  AND NOT EXISTS (SELECT 1 FROM facilitators f \
                                  WHERE f.session_id = s.id AND f.person_id = p.id) \
                  AND NOT (s.job_training IS NOT NULL AND ",
            );
            query.push(locked_out!()).push(") AND s.id IN (");
            let mut list = query.separated(", ");
            for session in sessions {
                list.push_bind(session);
            }
            query.push(")");
        }
        query.push(") i WHERE NOT EXISTS (SELECT 1 FROM attendance t \
                    WHERE t.session_id = i.session_id AND t.person_id = i.person_id) \
                    GROUP BY i.session_id");
        query.build_query_as().fetch_all(c).await?
    }))
}
