//! What the map of coverage is made from.

use chrono::NaiveDate;

use crate::{
    access::Scope,
    db::{Tx, on},
    error::Result,
    people::BranchId,
    visit_visible,
    visits::coverage::Held,
};

/// The visits that the person sees between two days, those called off, too.
pub async fn held(
    tx: &mut Tx,
    scope: &Scope,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Vec<Held>> {
    const LIST: &str = concat!(
        "SELECT v.branch_id, v.instructor_id, p.name AS instructor, v.day, s.starts_at, \
         s.ends_at, s.state, EXISTS (SELECT 1 FROM attendance t WHERE t.session_id = s.id \
            AND t.state IN ('present', 'late')) AS attended \
         FROM visits v JOIN sessions s ON s.id = v.session_id \
         JOIN people p ON p.id = v.instructor_id WHERE ",
        visit_visible!(),
        " AND v.day >= $3 AND v.day <= $4 ORDER BY v.day, s.id"
    );
    Ok(on!(tx, c => sqlx::query_as(LIST)
        .bind(scope.person())
        .bind(scope.everything())
        .bind(from)
        .bind(to)
        .fetch_all(c)
        .await?))
}

/// The last day on which each branch was visited and somebody was there, up to a day.
pub async fn last_held(tx: &mut Tx, until: NaiveDate) -> Result<Vec<(BranchId, NaiveDate)>> {
    const LIST: &str = "SELECT v.branch_id, MAX(v.day) FROM visits v \
        WHERE v.day <= $1 AND EXISTS (SELECT 1 FROM attendance t \
            WHERE t.session_id = v.session_id AND t.state IN ('present', 'late')) \
        GROUP BY v.branch_id";
    Ok(on!(tx, c => sqlx::query_as(LIST).bind(until).fetch_all(c).await?))
}

/// The branches whose visits the person sees, by name; those that are closed are left out.
pub async fn branches_seen(tx: &mut Tx, scope: &Scope) -> Result<Vec<(BranchId, String)>> {
    const LIST: &str = "SELECT b.id, b.name FROM branches b WHERE b.active AND ($2 \
          OR b.id = (SELECT me.branch_id FROM people me WHERE me.id = $1) \
          OR EXISTS (SELECT 1 FROM grants g WHERE g.person_id = $1 AND g.branch_id = b.id)) \
        ORDER BY b.folded, b.id";
    Ok(on!(tx, c => sqlx::query_as(LIST)
        .bind(scope.person())
        .bind(scope.everything())
        .fetch_all(c)
        .await?))
}
