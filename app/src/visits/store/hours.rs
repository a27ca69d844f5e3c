//! When branches can be visited, and the ways between them.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    db::{Tx, execute, on},
    error::{Error, Result},
    people::{BranchId, PersonId},
    visits::{Block, BlockId, Hours},
};

/// The hours of a branch; the usual ones until somebody sets them.
pub async fn hours(tx: &mut Tx, branch: BranchId) -> Result<Hours> {
    const FIND: &str = "SELECT branch_id, weekdays, starts_minute, ends_minute, every_days, \
                        contact, telephone, revision FROM visit_branches WHERE branch_id = $1";
    let found = on!(tx, c => sqlx::query_as(FIND).bind(branch).fetch_optional(c).await?);
    Ok(found.unwrap_or_else(|| Hours::usual(branch)))
}

/// The hours that were set, of all branches.
pub async fn all_hours(tx: &mut Tx) -> Result<HashMap<BranchId, Hours>> {
    const ALL: &str = "SELECT branch_id, weekdays, starts_minute, ends_minute, every_days, \
                       contact, telephone, revision FROM visit_branches";
    let all: Vec<Hours> = on!(tx, c => sqlx::query_as(ALL).fetch_all(c).await?);
    Ok(all.into_iter().map(|hours| (hours.branch_id, hours)).collect())
}

/// Saves the hours of a branch. [`Error::Stale`] when somebody else did since `hours.revision`,
/// [`Error::Taken`] when two set them for the first time at once.
pub async fn save_hours(tx: &mut Tx, hours: &Hours) -> Result<()> {
    const ADD: &str = "INSERT INTO visit_branches (branch_id, weekdays, starts_minute, \
        ends_minute, every_days, contact, telephone) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    const SAVE: &str = "UPDATE visit_branches SET weekdays = $2, starts_minute = $3, \
        ends_minute = $4, every_days = $5, contact = $6, telephone = $7, \
        revision = revision + 1 WHERE branch_id = $1 AND revision = $8";
    macro_rules! bound {
        ($query:expr) => {
            $query
                .bind(hours.branch_id)
                .bind(hours.weekdays)
                .bind(hours.starts_minute)
                .bind(hours.ends_minute)
                .bind(hours.every_days)
                .bind(&hours.contact)
                .bind(&hours.telephone)
        };
    }
    let rows = match hours.revision {
        0 => execute!(tx, bound!(sqlx::query(ADD))),
        revision => execute!(tx, bound!(sqlx::query(SAVE)).bind(revision)),
    };
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// The blocked days of a branch that are not over on a day.
pub async fn blocks(tx: &mut Tx, branch: BranchId, from: NaiveDate) -> Result<Vec<Block>> {
    const LIST: &str = "SELECT id, branch_id AS whose, from_day, to_day, reason \
        FROM visit_blocks WHERE branch_id = $1 AND to_day >= $2 ORDER BY from_day, id";
    Ok(on!(tx, c => sqlx::query_as(LIST).bind(branch).bind(from).fetch_all(c).await?))
}

/// The blocked days of all branches that touch a span.
pub async fn blocks_between(tx: &mut Tx, from: NaiveDate, to: NaiveDate) -> Result<Vec<Block>> {
    const LIST: &str = "SELECT id, branch_id AS whose, from_day, to_day, reason \
        FROM visit_blocks WHERE to_day >= $1 AND from_day <= $2 ORDER BY from_day, id";
    Ok(on!(tx, c => sqlx::query_as(LIST).bind(from).bind(to).fetch_all(c).await?))
}

pub async fn add_block(tx: &mut Tx, block: &Block, by: PersonId, at: DateTime<Utc>) -> Result<()> {
    const ADD: &str = "INSERT INTO visit_blocks (id, branch_id, from_day, to_day, reason, \
                       created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    execute!(
        tx,
        sqlx::query(ADD)
            .bind(block.id)
            .bind(block.whose)
            .bind(block.from_day)
            .bind(block.to_day)
            .bind(&block.reason)
            .bind(by)
            .bind(at)
    );
    Ok(())
}

/// `false` when it is gone already.
pub async fn remove_block(tx: &mut Tx, branch: BranchId, id: BlockId) -> Result<bool> {
    const REMOVE: &str = "DELETE FROM visit_blocks WHERE id = $1 AND branch_id = $2";
    Ok(execute!(tx, sqlx::query(REMOVE).bind(id).bind(branch)) == 1)
}

/// The minutes between branches, in both directions.
pub async fn travel(tx: &mut Tx) -> Result<HashMap<(BranchId, BranchId), i64>> {
    const ALL: &str = "SELECT one_id, other_id, minutes FROM travel";
    let all: Vec<(BranchId, BranchId, i64)> = on!(tx, c => sqlx::query_as(ALL).fetch_all(c).await?);
    Ok(all
        .into_iter()
        .flat_map(|(one, other, minutes)| [((one, other), minutes), ((other, one), minutes)])
        .collect())
}

/// Says how long the way between two branches takes; `None` forgets it.
pub async fn set_travel(
    tx: &mut Tx,
    (one, other): (BranchId, BranchId),
    minutes: Option<i64>,
) -> Result<()> {
    const SET: &str = "INSERT INTO travel (one_id, other_id, minutes) VALUES ($1, $2, $3) \
                       ON CONFLICT (one_id, other_id) DO UPDATE SET minutes = excluded.minutes";
    const FORGET: &str = "DELETE FROM travel WHERE one_id = $1 AND other_id = $2";
    let (one, other) = (one.min(other), one.max(other));
    match minutes {
        Some(minutes) => execute!(tx, sqlx::query(SET).bind(one).bind(other).bind(minutes)),
        None => execute!(tx, sqlx::query(FORGET).bind(one).bind(other)),
    };
    Ok(())
}
