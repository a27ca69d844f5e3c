//! A SQLite file: one connection that writes, a pool that only reads.

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, SqliteConnection, SqlitePool};

use super::writer::Writer;
use super::{Stats, Tx};
use crate::error::{Error, Result};

/// Each reader is a thread that keeps pages and statements of its own: more than two for a core only
/// take the processor and memory from one another.
fn readers() -> u32 {
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    (2 * cores).clamp(4, 8) as u32
}

/// How long to wait for a lock that another process holds, or for a free reader.
const PATIENCE: Duration = Duration::from_secs(5);

#[derive(Debug)]
pub(super) struct File {
    path: PathBuf,
    options: SqliteConnectOptions,
    readers: SqlitePool,
    writer: Writer,
}

impl File {
    pub(super) async fn open(url: &str) -> Result<Self> {
        if url.contains(":memory:") {
            return Err(Error::internal(
                "readers and writer share a file: sqlite:path, not memory",
            ));
        }
        let options = SqliteConnectOptions::from_str(url)?
            .foreign_keys(true)
            // What is acknowledged survives a power cut.
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(PATIENCE);
        // The writer comes first: it makes the file and turns on the log the readers need.
        let writer = options.clone().create_if_missing(true).journal_mode(SqliteJournalMode::Wal);
        let writer = Writer::open(writer).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(readers())
            .acquire_timeout(PATIENCE)
            // A file does not hang up; asking first costs nearly half the reads.
            .test_before_acquire(false)
            .connect_lazy_with(options.clone().pragma("query_only", "ON"));
        Ok(Self { path: options.get_filename().to_owned(), options, readers, writer })
    }

    pub(super) async fn glance(&self) -> Result<Tx> {
        Ok(Tx::sqlite_glance(self.readers.acquire().await?))
    }

    pub(super) async fn read(&self) -> Result<Tx> {
        Ok(Tx::sqlite_read(self.readers.begin().await?))
    }

    pub(super) async fn write(&self) -> Result<Tx> {
        Ok(Tx::sqlite_write(self.writer.borrow().await?))
    }

    /// A connection of its own that does not check references, as rebuilding a table needs.
    pub(super) async fn unchecked_connection(&self) -> Result<SqliteConnection> {
        Ok(self.options.clone().foreign_keys(false).connect().await?)
    }

    /// Readers leave first: somebody who still reads may be about to write.
    pub(super) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }

    pub(super) fn stats(&self) -> Stats {
        self.writer.stats()
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}
