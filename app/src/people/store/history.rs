use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::types::Json;
use uuid::Uuid;

use crate::{
    db::{Tx, on},
    error::Result,
};

/// Something that was done to a record.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct HistoryRow {
    pub at: DateTime<Utc>,
    /// The name of who did it; nobody when the program did.
    pub actor: Option<String>,
    pub action: String,
    pub detail: Json<Value>,
}

/// What was done to a record, newest first, `limit` entries at most.
pub async fn history(tx: &mut Tx, subject: impl Into<Uuid>, limit: i64) -> Result<Vec<HistoryRow>> {
    const FIND: &str = "SELECT a.at, p.name AS actor, a.action, a.detail FROM audit a \
                        LEFT JOIN people p ON p.id = a.actor_id \
                        WHERE a.subject_id = $1 ORDER BY a.at DESC, a.id DESC LIMIT $2";
    let subject = subject.into();
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(subject).bind(limit).fetch_all(c).await?))
}
