//! An open transaction on either engine.

use sqlx::pool::PoolConnection;
use sqlx::{PgConnection, Postgres, Sqlite, SqliteConnection, Transaction};

use super::Engine;
use super::writer::Loan;
use crate::error::Result;

/// An open transaction. Dropping it undoes what was done in it.
///
/// After an error, use `?` and let it drop: what is written after a failed statement may not
/// be part of the transaction any more. Nothing slow may happen while one is held — no network,
/// no hashing, no rendering — because on SQLite all writers take turns. There are no
/// transactions inside transactions.
#[derive(Debug)]
pub struct Tx(Open);

#[derive(Debug)]
enum Open {
    SqliteGlance(PoolConnection<Sqlite>),
    SqliteRead(Transaction<'static, Sqlite>),
    SqliteWrite(Loan),
    PostgresGlance(PoolConnection<Postgres>),
    Postgres(Transaction<'static, Postgres>),
}

/// The connection beneath a transaction; `on!` matches on it.
#[derive(Debug)]
pub enum Connection<'a> {
    Sqlite(&'a mut SqliteConnection),
    Postgres(&'a mut PgConnection),
}

impl Tx {
    pub(super) fn sqlite_glance(connection: PoolConnection<Sqlite>) -> Self {
        Self(Open::SqliteGlance(connection))
    }

    pub(super) fn sqlite_read(tx: Transaction<'static, Sqlite>) -> Self {
        Self(Open::SqliteRead(tx))
    }

    pub(super) fn sqlite_write(loan: Loan) -> Self {
        Self(Open::SqliteWrite(loan))
    }

    pub(super) fn postgres_glance(connection: PoolConnection<Postgres>) -> Self {
        Self(Open::PostgresGlance(connection))
    }

    pub(super) fn postgres(tx: Transaction<'static, Postgres>) -> Self {
        Self(Open::Postgres(tx))
    }

    /// Which engine it is open on.
    pub fn engine(&self) -> Engine {
        match &self.0 {
            Open::SqliteGlance(_) | Open::SqliteRead(_) | Open::SqliteWrite(_) => Engine::Sqlite,
            Open::PostgresGlance(_) | Open::Postgres(_) => Engine::Postgres,
        }
    }

    /// The connection beneath; stores reach it through `on!`.
    pub fn connection(&mut self) -> Connection<'_> {
        match &mut self.0 {
            Open::SqliteGlance(connection) => Connection::Sqlite(&mut *connection),
            Open::SqliteRead(tx) => Connection::Sqlite(&mut *tx),
            Open::SqliteWrite(loan) => Connection::Sqlite(loan.connection()),
            Open::PostgresGlance(connection) => Connection::Postgres(&mut *connection),
            Open::Postgres(tx) => Connection::Postgres(&mut *tx),
        }
    }

    /// Answers once everything is safely on disk.
    ///
    /// If the caller gives up waiting, the work may still be kept.
    pub async fn commit(self) -> Result<()> {
        match self.0 {
            Open::SqliteGlance(_) | Open::PostgresGlance(_) => {}
            Open::SqliteRead(tx) => tx.commit().await?,
            Open::SqliteWrite(loan) => loan.commit().await?,
            Open::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}
