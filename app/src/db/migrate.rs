//! Brings the tables up to date with the migrations embedded in the program.
//!
//! Both folders hold the same file names. A migration that has landed is never edited: its
//! checksum is compared with the one that was applied.

use sqlx::migrate::Migrator;
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection, SqliteConnection};

use crate::error::{Error, Result};

pub(super) static SQLITE: Migrator = sqlx::migrate!("../migrations/sqlite");
pub(super) static POSTGRES: Migrator = sqlx::migrate!("../migrations/postgres");

/// All pending migrations (`until` one of them) or none, one process at a time.
///
/// A table is changed on SQLite by building it anew, which must not fire the references to it.
/// So the connection does not check references while it works, and all of them are checked
/// before it commits.
pub(super) async fn sqlite(mut connection: SqliteConnection, until: Option<i64>) -> Result<()> {
    let mut tx = connection.begin_with("BEGIN IMMEDIATE").await?;
    SQLITE.run_direct(until, &mut *tx, false).await.map_err(Error::internal)?;
    let broken: Option<(String,)> =
        sqlx::query_as(r#"SELECT "table" FROM pragma_foreign_key_check"#)
            .fetch_optional(&mut *tx)
            .await?;
    if let Some((table,)) = broken {
        return Err(Error::internal(format!("the migrations leave a broken reference in {table}")));
    }
    tx.commit().await?;
    Ok(connection.close().await?)
}

/// One migration after the other. The connection is one of its own because it holds the lock
/// that keeps other servers from migrating: when it closes, the lock is gone whatever happened.
pub(super) async fn postgres(options: &PgConnectOptions, until: Option<i64>) -> Result<()> {
    let mut connection = options.connect().await?;
    POSTGRES.run_direct(until, &mut connection, false).await.map_err(Error::internal)?;
    Ok(connection.close().await?)
}
