//! The promises of this module, told on both engines where both make them.

mod closing;
mod failures;
mod groups;
mod schema;
mod values;

use super::testing::{each_engine, on_sqlite};
use super::{Db, dialect, on};
use crate::error::{Error, Result};

/// A table to write to, with a column that must be unique.
async fn with_notes(db: &Db) {
    let mut tx = db.write().await.unwrap();
    on!(tx, c => sqlx::raw_sql("CREATE TABLE note (name TEXT NOT NULL UNIQUE, part BIGINT NOT NULL)")
        .execute(c).await.map(drop))
    .unwrap();
    tx.commit().await.unwrap();
}

async fn add(tx: &mut super::Tx, name: &str, part: i64) -> Result<()> {
    Ok(on!(tx, c => sqlx::query("INSERT INTO note (name, part) VALUES ($1, $2)")
        .bind(name).bind(part).execute(c).await.map(drop))?)
}

async fn count(tx: &mut super::Tx) -> Result<i64> {
    Ok(on!(tx, c => sqlx::query_scalar("SELECT COUNT(*) FROM note").fetch_one(c).await)?)
}

/// What is kept, in order.
async fn names(db: &Db) -> Vec<String> {
    let mut tx = db.read().await.unwrap();
    on!(tx, c => sqlx::query_scalar("SELECT name FROM note ORDER BY name").fetch_all(c).await)
        .unwrap()
}
