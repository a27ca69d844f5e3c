use chrono::{DateTime, Utc};

use super::Owner;
use crate::{
    db::{Tx, execute, on},
    error::Result,
    people::PersonId,
};

/// Keeps the hash of the address of somebody's calendar, in the place of the one before.
pub async fn keep(tx: &mut Tx, person: PersonId, hash: &[u8], now: DateTime<Utc>) -> Result<()> {
    const KEEP: &str = "INSERT INTO calendar_feeds (person_id, token_hash, made_at) \
        VALUES ($1, $2, $3) ON CONFLICT (person_id) \
        DO UPDATE SET token_hash = excluded.token_hash, made_at = excluded.made_at";
    execute!(tx, sqlx::query(KEEP).bind(person).bind(hash).bind(now));
    Ok(())
}

/// Ends the address of somebody's calendar.
pub async fn end(tx: &mut Tx, person: PersonId) -> Result<()> {
    execute!(tx, sqlx::query("DELETE FROM calendar_feeds WHERE person_id = $1").bind(person));
    Ok(())
}

/// When the address of somebody's calendar was made; `None` when there is none.
pub async fn made_at(tx: &mut Tx, person: PersonId) -> Result<Option<DateTime<Utc>>> {
    const FIND: &str = "SELECT made_at FROM calendar_feeds WHERE person_id = $1";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).bind(person).fetch_optional(c).await?))
}

/// Whose calendar has an address of this hash; nobody's who has left.
pub async fn owner(tx: &mut Tx, hash: &[u8]) -> Result<Option<Owner>> {
    const FIND: &str = "SELECT p.id, COALESCE(p.language, o.language) AS language, \
        o.name AS organisation FROM calendar_feeds f JOIN people p ON p.id = f.person_id \
        JOIN organisation o ON o.id = 1 WHERE f.token_hash = $1 AND p.active";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(hash).fetch_optional(c).await?))
}

/// The host that ends the names of entries; empty as long as no calendar was written.
pub async fn host(tx: &mut Tx) -> Result<String> {
    const FIND: &str = "SELECT calendar_host FROM organisation WHERE id = 1";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).fetch_one(c).await?))
}

/// Keeps it; what was kept before stays.
pub async fn keep_host(tx: &mut Tx, host: &str) -> Result<()> {
    const KEEP: &str =
        "UPDATE organisation SET calendar_host = $1 WHERE id = 1 AND calendar_host = ''";
    execute!(tx, sqlx::query(KEEP).bind(host));
    Ok(())
}
