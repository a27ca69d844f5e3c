use chrono::{DateTime, Utc};

use super::{Alike, Line, Quarter, Tally};
use crate::{
    access::Scope,
    db::{Tx, execute, on},
    error::Result,
    people::{BranchId, DepartmentId},
    programmes::{Framework, ProgrammeId},
};

/// What the indicator is narrowed to; nothing means the whole company.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub branch: Option<BranchId>,
    pub department: Option<DepartmentId>,
    pub programme: Option<ProgrammeId>,
    pub framework: Option<Framework>,
}

/// True of a session `s` that the person `$1` manages, or of all when `$2` says so.
macro_rules! managed {
    () => {
        "($2 OR EXISTS (SELECT 1 FROM grants g WHERE g.person_id = $1 AND g.role = 'manager' \
           AND (g.branch_id = s.branch_id OR (g.branch_id IS NULL AND g.department_id IS NULL) \
                OR EXISTS (SELECT 1 FROM audiences a WHERE a.owner_id = s.audience_id \
                             AND a.target_id IN (g.branch_id, g.department_id)))))"
    };
}

/// True of a session that can be in a plan: one of ours; a visit only when the organisation says so.
macro_rules! plannable {
    ($id:literal) => {
        concat!(
            $id,
            " NOT IN (SELECT session_id FROM carried_sessions) \
             AND ((SELECT visits_in_plan FROM organisation WHERE id = 1) OR ",
            $id,
            " NOT IN (SELECT session_id FROM visits))"
        )
    };
}

/// The programmes to choose from: those with a session that the person manages.
pub async fn programmes(tx: &mut Tx, scope: &Scope) -> Result<Vec<(ProgrammeId, String)>> {
    const ALL: &str = concat!(
        "SELECT p.id, p.name FROM programmes p \
         WHERE EXISTS (SELECT 1 FROM sessions s WHERE s.programme_id = p.id AND ",
        managed!(),
        ") ORDER BY p.start_on DESC, p.folded"
    );
    Ok(on!(tx, c => sqlx::query_as(ALL)
        .bind(scope.person()).bind(scope.everything()).fetch_all(c).await?))
}

/// When the plan of a quarter was frozen.
pub async fn frozen_at(tx: &mut Tx, quarter: Quarter) -> Result<Option<DateTime<Utc>>> {
    const FIND: &str = "SELECT frozen_at FROM frozen_quarters WHERE year = $1 AND quarter = $2";
    Ok(on!(tx, c => sqlx::query_scalar(FIND)
        .bind(i64::from(quarter.year)).bind(i64::from(quarter.number)).fetch_optional(c).await?))
}

/// The sessions of a quarter's plan, and those held in it that the plan did not have. Only those
/// that the person manages. `$10` and `$11` bound the quarter.
///
/// A quarter that is not frozen has everything in it that is not cancelled as its plan.
pub async fn lines(
    tx: &mut Tx,
    scope: &Scope,
    filter: &Filter,
    quarter: Quarter,
    (start, end): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<Line>> {
    const ALL: &str = concat!(
        "SELECT s.id, s.topic, s.programme_id, p.name AS programme, p.framework, s.stage_number, \
               st.name AS stage_name, \
               b.name AS branch, COALESCE(f.starts_at, s.starts_at) AS planned_for, s.starts_at, \
               s.ends_at, s.time_zone, s.state, s.opened_at IS NOT NULL AS opened, s.cancel_reason, \
               s.plan_reason, \
               (SELECT m.reason FROM moves m WHERE m.session_id = s.id ORDER BY m.at DESC LIMIT 1) \
                   AS move_reason, \
               (SELECT COUNT(*) FROM attendance t WHERE t.session_id = s.id \
                  AND t.state IN ('present', 'late')) AS attended, \
               (SELECT COUNT(*) FROM attendance t WHERE t.session_id = s.id \
                  AND t.state <> 'waiting') AS marked, \
               (f.session_id IS NOT NULL OR (q.year IS NULL AND s.state <> 'cancelled')) AS in_plan \
        FROM sessions s \
        LEFT JOIN programmes p ON p.id = s.programme_id \
        LEFT JOIN stages st ON st.programme_id = s.programme_id AND st.number = s.stage_number \
        LEFT JOIN branches b ON b.id = s.branch_id \
        LEFT JOIN frozen_quarters q ON q.year = $7 AND q.quarter = $8 \
        LEFT JOIN frozen_sessions f ON f.year = $7 AND f.quarter = $8 AND f.session_id = s.id \
        WHERE (f.session_id IS NOT NULL OR (s.starts_at >= $9 AND s.starts_at < $10)) \
          AND ",
        managed!(),
        " \
          AND ($3 IS NULL OR s.branch_id = $3) \
          AND ($4 IS NULL OR EXISTS (SELECT 1 FROM audiences a \
                 WHERE a.owner_id = s.audience_id AND a.target_id = $4)) \
          AND ($5 IS NULL OR s.programme_id = $5) \
          AND ($6 IS NULL OR p.framework = $6) \
          AND (f.session_id IS NOT NULL OR (",
        plannable!("s.id"),
        ")) ORDER BY planned_for, s.id"
    );
    Ok(on!(tx, c => sqlx::query_as(ALL)
        .bind(scope.person())
        .bind(scope.everything())
        .bind(filter.branch)
        .bind(filter.department)
        .bind(filter.programme)
        .bind(filter.framework)
        .bind(i64::from(quarter.year))
        .bind(i64::from(quarter.number))
        .bind(start)
        .bind(end)
        .fetch_all(c)
        .await?))
}

/// The plan of a quarter, counted: how many of its sessions are alike in all that decides whether
/// they were executed. Only those that the person manages.
pub async fn counted(
    tx: &mut Tx,
    scope: &Scope,
    quarter: Quarter,
    (start, end): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<Alike>> {
    const COUNT: &str = concat!(
        "WITH plan AS ( \
             SELECT session_id AS id FROM frozen_sessions WHERE year = $3 AND quarter = $4 \
             UNION ALL \
             SELECT id FROM sessions \
             WHERE starts_at >= $5 AND starts_at < $6 AND state <> 'cancelled' \
               AND ",
        plannable!("id"),
        " AND NOT EXISTS (SELECT 1 FROM frozen_quarters WHERE year = $3 AND quarter = $4)) \
         SELECT s.state, s.opened_at IS NOT NULL AS opened, \
                s.starts_at >= $5 AND s.starts_at < $6 AS within, \
                EXISTS (SELECT 1 FROM attendance t WHERE t.session_id = s.id \
                          AND t.state IN ('present', 'late')) AS attended, \
                COUNT(*) AS sessions \
         FROM plan JOIN sessions s ON s.id = plan.id WHERE ",
        managed!(),
        " GROUP BY 1, 2, 3, 4"
    );
    Ok(on!(tx, c => sqlx::query_as(COUNT)
        .bind(scope.person())
        .bind(scope.everything())
        .bind(i64::from(quarter.year))
        .bind(i64::from(quarter.number))
        .bind(start)
        .bind(end)
        .fetch_all(c)
        .await?))
}

/// Freezes the plan of a quarter: what was planned for it before `known_until` and not cancelled
/// by then, at the time it had then. `false` when it was frozen already.
pub async fn freeze(
    tx: &mut Tx,
    quarter: Quarter,
    (start, end): (DateTime<Utc>, DateTime<Utc>),
    known_until: DateTime<Utc>,
) -> Result<bool> {
    const QUARTER: &str = "INSERT INTO frozen_quarters (year, quarter, frozen_at) \
                           VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    // A session that has moved since then counts where it was.
    const SESSIONS: &str = concat!(
        "INSERT INTO frozen_sessions (year, quarter, session_id, starts_at) \
        SELECT $1, $2, id, planned_for FROM ( \
            SELECT s.id, COALESCE( \
                (SELECT m.from_start FROM moves m WHERE m.session_id = s.id AND m.at > $3 \
                 ORDER BY m.at LIMIT 1), s.starts_at) AS planned_for \
            FROM sessions s \
            WHERE ",
        plannable!("s.id"),
        " AND s.created_at <= $3 AND (s.cancelled_at IS NULL OR s.cancelled_at > $3)) known \
        WHERE planned_for >= $4 AND planned_for < $5"
    );
    let (year, number) = (i64::from(quarter.year), i64::from(quarter.number));
    let new = execute!(tx, sqlx::query(QUARTER).bind(year).bind(number).bind(known_until));
    if new == 0 {
        return Ok(false);
    }
    execute!(
        tx,
        sqlx::query(SESSIONS).bind(year).bind(number).bind(known_until).bind(start).bind(end)
    );
    Ok(true)
}

/// Whether the organisation was at work before a moment, so that it had the chance to plan.
pub async fn at_work_before(tx: &mut Tx, moment: DateTime<Utc>) -> Result<bool> {
    const FIND: &str = "SELECT EXISTS (SELECT 1 FROM people WHERE created_at < $1)";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).bind(moment).fetch_one(c).await?))
}

/// The first moment of the earliest session, where the trend begins.
pub async fn earliest(tx: &mut Tx) -> Result<Option<DateTime<Utc>>> {
    const FIND: &str = concat!("SELECT MIN(starts_at) FROM sessions WHERE ", plannable!("id"));
    Ok(on!(tx, c => sqlx::query_scalar(FIND).fetch_one(c).await?))
}

/// Sums, for a caller that has read the lines of several quarters.
pub fn sum(tallies: impl IntoIterator<Item = Tally>) -> Tally {
    tallies.into_iter().fold(Tally::default(), |sum, tally| sum + tally)
}
