//! Whom letters about visits go to, and what a rota says.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::FromRow;

use crate::{
    db::{Tx, on},
    error::Result,
    people::{BranchId, PersonId},
    sessions::SessionId,
    visits::{DraftId, letters::Rota},
};

/// Whoever leads a branch, or any branch, as their role says.
pub async fn leaders(tx: &mut Tx, branch: Option<BranchId>) -> Result<Vec<(BranchId, PersonId)>> {
    const FIND: &str = "SELECT DISTINCT g.branch_id, p.id FROM grants g \
        JOIN people p ON p.id = g.person_id \
        WHERE g.role = 'manager' AND g.department_id IS NULL AND g.branch_id IS NOT NULL \
          AND ($1 IS NULL OR g.branch_id = $1) AND p.active AND NOT p.name_only \
        ORDER BY g.branch_id, p.id";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(branch).fetch_all(c).await?))
}

/// A visit as a letter lists it.
#[derive(Clone, Debug, FromRow)]
pub struct OnRota {
    pub branch_id: BranchId,
    pub branch: String,
    pub instructor_id: PersonId,
    pub instructor: String,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub time_zone: String,
}

/// The planned visits on days of a span that are still to come.
pub async fn on_rota(
    tx: &mut Tx,
    from: NaiveDate,
    to: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Vec<OnRota>> {
    const LIST: &str = "SELECT v.branch_id, b.name AS branch, v.instructor_id, \
            p.name AS instructor, s.starts_at, s.ends_at, s.time_zone \
        FROM visits v JOIN sessions s ON s.id = v.session_id \
        JOIN branches b ON b.id = v.branch_id JOIN people p ON p.id = v.instructor_id \
        WHERE v.live AND b.active AND s.state = 'planned' AND v.day >= $1 AND v.day <= $2 \
          AND s.starts_at > $3 ORDER BY s.starts_at, b.folded, s.id";
    Ok(on!(tx, c => sqlx::query_as(LIST).bind(from).bind(to).bind(now).fetch_all(c).await?))
}

/// Deletes the letters about rotas that a visit may stand in and nobody has begun to send; answers
/// whose they were. A visit stands in a rota of the day it is on now, and of days it was on before.
pub async fn take_back_rotas(tx: &mut Tx, visit: SessionId) -> Result<Vec<(Rota, Vec<PersonId>)>> {
    const FIND: &str = "SELECT DISTINCT d.id, d.from_day, d.to_day FROM visit_drafts d \
        JOIN letters l ON l.about = d.id AND l.state = 'waiting' \
        WHERE EXISTS (SELECT 1 FROM visits v WHERE v.session_id = $1)";
    let found: Vec<(DraftId, NaiveDate, NaiveDate)> =
        on!(tx, c => sqlx::query_as(FIND).bind(visit).fetch_all(c).await?);
    let mut all = Vec::new();
    for (id, from, to) in found {
        let taken = crate::mail::withdraw(tx, id.into()).await?;
        let people = taken.into_iter().map(|(person, _)| person).collect();
        all.push((Rota { id, from, to }, people));
    }
    Ok(all)
}
