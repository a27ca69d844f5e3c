use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::types::Json;
use uuid::Uuid;

use super::Next;
use crate::{
    db::{Tx, execute, on},
    error::Result,
    people::PersonId,
};

/// Takes the key of a form. `Some` when it was taken before: where the form led then.
///
/// PostgreSQL waits here for a twin that is still at work; SQLite has one writer anyway.
pub async fn taken(
    tx: &mut Tx,
    key: Uuid,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<Option<Next>> {
    const TAKE: &str = "INSERT INTO once_keys (id, person_id, at) VALUES ($1, $2, $3) \
                        ON CONFLICT (id) DO NOTHING";
    const FIND: &str = "SELECT next FROM once_keys WHERE id = $1 AND person_id = $2";
    let rows = execute!(tx, sqlx::query(TAKE).bind(key).bind(person).bind(now));
    if rows == 1 {
        return Ok(None);
    }
    let next: Option<String> =
        on!(tx, c => sqlx::query_scalar(FIND).bind(key).bind(person).fetch_optional(c).await?);
    Ok(Some(Next::to(next.unwrap_or_else(|| "/".into()))))
}

/// Keeps where a form led, for its twin.
pub async fn remember(tx: &mut Tx, key: Uuid, next: &Next) -> Result<()> {
    const KEEP: &str = "UPDATE once_keys SET next = $2 WHERE id = $1";
    execute!(tx, sqlx::query(KEEP).bind(key).bind(&next.0));
    Ok(())
}

/// Forgets the keys of forms sent before `until`.
pub async fn forget_keys(tx: &mut Tx, until: DateTime<Utc>) -> Result<()> {
    const FORGET: &str = "DELETE FROM once_keys WHERE at < $1";
    execute!(tx, sqlx::query(FORGET).bind(until));
    Ok(())
}

pub async fn audit(
    tx: &mut Tx,
    at: DateTime<Utc>,
    actor: Option<PersonId>,
    action: &str,
    subject: &str,
    subject_id: Uuid,
    detail: Value,
) -> Result<()> {
    const ADD: &str = "INSERT INTO audit (id, at, actor_id, action, subject, subject_id, detail) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7)";
    execute!(
        tx,
        sqlx::query(ADD)
            .bind(Uuid::now_v7())
            .bind(at)
            .bind(actor)
            .bind(action)
            .bind(subject)
            .bind(subject_id)
            .bind(Json(detail))
    );
    Ok(())
}

/// Tells the other servers of a PostgreSQL database.
pub async fn notify(pool: &sqlx::PgPool, channel: &str, payload: &str) -> Result<()> {
    sqlx::query("SELECT pg_notify($1, $2)").bind(channel).bind(payload).execute(pool).await?;
    Ok(())
}
