//! The database: a SQLite file by default, PostgreSQL where one machine is not enough.
//!
//! Stores are written once for both. A page reads in one `read()`, a command changes things in
//! one `write()`, and every store function takes the open [`Tx`]. `on!` runs a query on whichever
//! engine it is, `dialect!` picks a text where one cannot serve both. Constraints decide races;
//! what a failing statement means to the caller is decided once, in `errors`.

mod errors;
mod macros;
mod migrate;
mod sqlite;
mod stats;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;
mod together;
mod tx;
mod writer;

use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Connection as _, Executor as _, PgPool};

pub use self::stats::Stats;
pub use self::together::Together;
pub use self::tx::{Connection, Tx};
use crate::error::{Error, Result};
pub use crate::{dialect, execute, on};

/// Leaves room for several servers within PostgreSQL's usual hundred.
const PG_CONNECTIONS: u32 = 20;
/// How long to wait for a free connection before answering that we are busy.
const PG_PATIENCE: Duration = Duration::from_secs(5);
/// After this long unused, a connection is asked whether it still lives.
const PG_REST: Duration = Duration::from_secs(5);
/// Queries are short here: compiling one takes PostgreSQL many times as long as running it.
const PG_SESSION: &str = "SET jit = off";
/// All that is read in one transaction is of one moment, as it is on SQLite by itself.
const PG_READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/// Which database is in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// The database of this process; clones share it.
#[derive(Clone, Debug)]
pub struct Db(Backend);

#[derive(Clone, Debug)]
enum Backend {
    Sqlite(Arc<sqlite::File>),
    Postgres(PgPool),
}

impl Db {
    /// Opens `sqlite:path`, which is made when missing, or `postgres://…`.
    pub async fn open(url: &str) -> Result<Self> {
        if url.starts_with("sqlite:") {
            return Ok(Self(Backend::Sqlite(Arc::new(sqlite::File::open(url).await?))));
        }
        if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            return Self::open_postgres(PgConnectOptions::from_str(url)?).await;
        }
        // The address may hold a password: it is not repeated.
        Err(Error::internal("the database must be sqlite:path or postgres://…"))
    }

    async fn open_postgres(options: PgConnectOptions) -> Result<Self> {
        let pool = PgPoolOptions::new()
            .max_connections(PG_CONNECTIONS)
            .acquire_timeout(PG_PATIENCE)
            // Asking a connection whether it still lives costs a round trip: only after a rest.
            .test_before_acquire(false)
            .before_acquire(|connection, state| {
                Box::pin(async move {
                    if state.idle_for > PG_REST {
                        connection.ping().await?;
                    }
                    Ok(true)
                })
            })
            .after_connect(|connection, _| {
                Box::pin(async move {
                    connection.execute(PG_SESSION).await?;
                    Ok(())
                })
            })
            .connect_with(options.application_name("espiral"))
            .await?;
        Ok(Self(Backend::Postgres(pool)))
    }

    /// For one query alone. A statement is a transaction by itself, so this spares its beginning
    /// and its end; two queries may see different moments. On SQLite it cannot write.
    pub async fn glance(&self) -> Result<Tx> {
        match &self.0 {
            Backend::Sqlite(file) => file.glance().await,
            Backend::Postgres(pool) => Ok(Tx::postgres_glance(pool.acquire().await?)),
        }
    }

    /// Opens a transaction that only reads; what it sees does not change while it is open.
    pub async fn read(&self) -> Result<Tx> {
        match &self.0 {
            Backend::Sqlite(file) => file.read().await,
            Backend::Postgres(pool) => Ok(Tx::postgres(pool.begin_with(PG_READ).await?)),
        }
    }

    /// Opens a transaction that writes; nothing is kept before its `commit()` has answered.
    ///
    /// On SQLite it may see rows of others that are not yet on disk: an answer that rests on
    /// them goes through `commit()` as well.
    pub async fn write(&self) -> Result<Tx> {
        match &self.0 {
            Backend::Sqlite(file) => file.write().await,
            Backend::Postgres(pool) => Ok(Tx::postgres(pool.begin().await?)),
        }
    }

    /// Waits until readers see what others have written so far. For an answer that refuses because
    /// of them: on SQLite a writer sees its group before readers do.
    pub async fn settled(&self) -> Result<()> {
        match &self.0 {
            Backend::Sqlite(_) => self.write().await?.commit().await,
            Backend::Postgres(_) => Ok(()),
        }
    }

    /// Brings the tables up to date; safe when several servers start at once.
    pub async fn migrate(&self) -> Result<()> {
        self.migrate_until(None).await
    }

    /// The same up to a migration, as tests of what comes after need it.
    async fn migrate_until(&self, until: Option<i64>) -> Result<()> {
        match &self.0 {
            Backend::Sqlite(file) => {
                migrate::sqlite(file.unchecked_connection().await?, until).await
            }
            Backend::Postgres(pool) => migrate::postgres(&pool.connect_options(), until).await,
        }
    }

    /// The last migration this program knows.
    pub fn newest_version() -> i64 {
        migrate::SQLITE.iter().map(|migration| migration.version).max().unwrap_or(0)
    }

    /// Serves the writers in line, waits for open transactions, and closes every connection.
    pub async fn close(&self) {
        match &self.0 {
            Backend::Sqlite(file) => file.close().await,
            Backend::Postgres(pool) => pool.close().await,
        }
    }

    /// Lets PostgreSQL count what was just filled in, as it does by itself within a minute or two.
    /// SQLite plans well enough without.
    pub async fn analyze(&self) -> Result<()> {
        if let Backend::Postgres(pool) = &self.0 {
            sqlx::query("ANALYZE").execute(pool).await?;
        }
        Ok(())
    }

    /// Which database is in use.
    pub fn engine(&self) -> Engine {
        match &self.0 {
            Backend::Sqlite(_) => Engine::Sqlite,
            Backend::Postgres(_) => Engine::Postgres,
        }
    }

    /// PostgreSQL's pool, for what is not a transaction: LISTEN and NOTIFY.
    pub fn pg_pool(&self) -> Option<&PgPool> {
        match &self.0 {
            Backend::Sqlite(_) => None,
            Backend::Postgres(pool) => Some(pool),
        }
    }

    /// Where SQLite keeps its file.
    pub fn path(&self) -> Option<&Path> {
        match &self.0 {
            Backend::Sqlite(file) => Some(file.path()),
            Backend::Postgres(_) => None,
        }
    }

    /// What SQLite's writer has done so far; PostgreSQL keeps its own count.
    pub fn stats(&self) -> Option<Stats> {
        match &self.0 {
            Backend::Sqlite(file) => Some(file.stats()),
            Backend::Postgres(_) => None,
        }
    }
}
