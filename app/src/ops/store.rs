use chrono::{DateTime, Utc};

use super::Check;
use crate::{
    db::{Engine, Tx, dialect, execute, on},
    error::Result,
    people::{BranchId, PersonId},
    request::Limits,
};

/// Whether there is an organisation or anybody in it.
pub async fn holds_anything(tx: &mut Tx) -> Result<bool> {
    const FIND: &str = "SELECT EXISTS (SELECT 1 FROM people) OR EXISTS (SELECT 1 FROM branches) \
                        OR EXISTS (SELECT 1 FROM organisation)";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).fetch_one(c).await?))
}

/// The last migration that was applied; `None` when there are no tables yet.
pub async fn version(tx: &mut Tx) -> Result<Option<i64>> {
    const LAST: &str = "SELECT MAX(version) FROM _sqlx_migrations WHERE success";
    let known = dialect!(
        tx,
        sqlite: "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = '_sqlx_migrations')",
        postgres: "SELECT to_regclass('_sqlx_migrations') IS NOT NULL",
    );
    let known: bool = on!(tx, c => sqlx::query_scalar(known).fetch_one(c).await?);
    if !known {
        return Ok(None);
    }
    Ok(on!(tx, c => sqlx::query_scalar(LAST).fetch_one(c).await?))
}

/// Answers whether the database can be reached.
pub async fn ping(tx: &mut Tx) -> Result<()> {
    let _: i64 = on!(tx, c => sqlx::query_scalar("SELECT CAST(1 AS BIGINT)").fetch_one(c).await?);
    Ok(())
}

/// How often a check is violated; `None` when it has no meaning on this engine.
pub async fn violations(tx: &mut Tx, check: &Check) -> Result<Option<i64>> {
    let Some(text) = check.on(tx.engine()) else { return Ok(None) };
    Ok(Some(on!(tx, c => sqlx::query_scalar(text).fetch_one(c).await?)))
}

/// How many other connections of this product a PostgreSQL database has.
pub async fn other_servers(tx: &mut Tx) -> Result<i64> {
    const COUNT: &str = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() \
                         AND application_name = 'espiral' AND pid <> pg_backend_pid()";
    match tx.engine() {
        Engine::Sqlite => Ok(0),
        Engine::Postgres => Ok(on!(tx, c => sqlx::query_scalar(COUNT).fetch_one(c).await?)),
    }
}

/// The branch a first administrator belongs to: the first there is.
pub async fn first_branch(tx: &mut Tx) -> Result<Option<BranchId>> {
    const FIND: &str = "SELECT id FROM branches WHERE active ORDER BY id LIMIT 1";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).fetch_optional(c).await?))
}

/// Forgets the sign-ins that are over; answers how many.
pub async fn forget_sign_ins(tx: &mut Tx, limits: Limits, now: DateTime<Utc>) -> Result<u64> {
    const FORGET: &str = "DELETE FROM sign_ins WHERE seen_at < $1 OR created_at < $2";
    let (idle, absolute) = (now - limits.idle, now - limits.absolute);
    Ok(execute!(tx, sqlx::query(FORGET).bind(idle).bind(absolute)))
}

/// Forgets the failed attempts whose window is over.
pub async fn forget_attempts(tx: &mut Tx, now: DateTime<Utc>) -> Result<u64> {
    Ok(execute!(tx, sqlx::query("DELETE FROM attempts WHERE resets_at <= $1").bind(now)))
}

/// Forgets the one-time links that ended before `until`.
pub async fn forget_links(tx: &mut Tx, until: DateTime<Utc>) -> Result<u64> {
    Ok(execute!(tx, sqlx::query("DELETE FROM access_links WHERE expires_at < $1").bind(until)))
}

/// Forgets the files that were uploaded before `until` and whose import nobody confirmed.
pub async fn forget_imports(tx: &mut Tx, until: DateTime<Utc>) -> Result<u64> {
    Ok(execute!(tx, sqlx::query("DELETE FROM imports WHERE created_at < $1").bind(until)))
}

/// The person with this address, and whether they are active.
pub async fn person(tx: &mut Tx, email: &str) -> Result<Option<(PersonId, bool)>> {
    const FIND: &str = "SELECT id, active FROM people WHERE email = $1";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(email).fetch_optional(c).await?))
}
