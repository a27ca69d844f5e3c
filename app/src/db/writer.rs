//! Durable writes on SQLite that share one sync of the disk.
//!
//! One task owns the connection that writes and lends it to one writer after the other, each
//! inside a savepoint of one shared transaction. When the group has been going long enough, or
//! nobody waits, the task commits, and only then tells everybody in it that their work is kept.
//! The next group gathers while the disk syncs, so a lone writer never waits for company.
//!
//! Only the task runs BEGIN, SAVEPOINT, RELEASE, ROLLBACK and COMMIT: a request that is cancelled
//! half-way cannot interrupt any of them. Giving the connection back is a plain send, so it
//! works in `drop`, during a panic too.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, SqliteConnection};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use tracing::{error, warn};

use super::stats::{Counters, Stats, add};
use crate::error::{Error, Result};

/// How long one group may go on: what the first of its writers waits at most for the others.
const GROUP_AGE: Duration = Duration::from_millis(15);
/// How many writers one group may serve.
const GROUP_SIZE: usize = 500;
/// How long a writer waits for its turn.
const PATIENCE: Duration = Duration::from_secs(5);
/// Whoever keeps the connection longer than this does something slow inside a transaction.
const TOO_LONG: Duration = Duration::from_millis(500);

/// Somebody who waits for the connection.
type Turn = oneshot::Sender<Loan>;
/// Told that the work is on disk; dropped when it is not.
type Ack = oneshot::Sender<()>;
/// The connection on its way home, with whom to tell unless the work was abandoned.
type Returned = (SqliteConnection, Option<Ack>);

/// The queue in front of the task.
#[derive(Debug)]
pub(super) struct Writer {
    /// `None` once closed.
    queue: Mutex<Option<mpsc::UnboundedSender<Turn>>>,
    task: Mutex<Option<JoinHandle<()>>>,
    counters: Arc<Counters>,
}

impl Writer {
    /// Makes the file when it is missing. The connection that writes is opened by the first group,
    /// which comes after the migrations: one that knew the tables as they were before would not
    /// find those of the search.
    pub(super) async fn open(options: SqliteConnectOptions) -> Result<Self> {
        options.connect().await?.close().await?;
        let (queue, turns) = mpsc::unbounded_channel();
        let counters = Arc::new(Counters::default());
        let owner = Owner { options, connection: None, turns, counters: counters.clone() };
        let task = tokio::spawn(owner.run());
        Ok(Self { queue: Mutex::new(Some(queue)), task: Mutex::new(Some(task)), counters })
    }

    /// Waits in line for the connection: first come, first served.
    pub(super) async fn borrow(&self) -> Result<Loan> {
        let (turn, loan) = oneshot::channel();
        lock(&self.queue).as_ref().ok_or(Error::Busy)?.send(turn).map_err(|_| Error::Busy)?;
        match tokio::time::timeout(PATIENCE, loan).await {
            Ok(Ok(loan)) => Ok(loan),
            Ok(Err(_)) | Err(_) => Err(Error::Busy),
        }
    }

    /// Takes no more writers, serves those in line, then closes the connection.
    pub(super) async fn close(&self) {
        lock(&self.queue).take();
        let task = lock(&self.task).take();
        if let Some(task) = task
            && let Err(error) = task.await
        {
            error!(%error, "the writer did not end well");
        }
    }

    pub(super) fn stats(&self) -> Stats {
        self.counters.read()
    }
}

/// Nothing that can panic happens under these locks, so their contents are always sound.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The connection while a writer has it. Dropping it gives it back and abandons the work.
#[derive(Debug)]
pub(super) struct Loan(Option<(SqliteConnection, oneshot::Sender<Returned>)>);

impl Loan {
    pub(super) fn connection(&mut self) -> &mut SqliteConnection {
        let (connection, _) = self.0.as_mut().expect("only commit and drop empty a loan");
        connection
    }

    pub(super) async fn commit(mut self) -> Result<()> {
        let (ack, kept) = oneshot::channel();
        self.give_back(Some(ack));
        kept.await.map_err(|_| Error::Busy)
    }

    fn give_back(&mut self, ack: Option<Ack>) {
        if let Some((connection, home)) = self.0.take() {
            // Nobody is at home only when the whole process is shutting down.
            home.send((connection, ack)).ok();
        }
    }
}

impl Drop for Loan {
    fn drop(&mut self) {
        self.give_back(None);
    }
}

/// The task: it owns the connection and everything that controls transactions.
struct Owner {
    options: SqliteConnectOptions,
    /// `None` at first and after a failure, until the next group opens one.
    connection: Option<SqliteConnection>,
    turns: mpsc::UnboundedReceiver<Turn>,
    counters: Arc<Counters>,
}

impl Owner {
    async fn run(mut self) {
        while let Some(first) = self.turns.recv().await {
            let mut acks = Vec::new();
            match self.group(first, &mut acks).await {
                Ok(()) => {
                    add(&self.counters.commits, 1);
                    add(&self.counters.kept, acks.len());
                    for ack in acks {
                        ack.send(()).ok();
                    }
                }
                // Dropping the acknowledgements tells everybody in the group.
                Err(error) => {
                    add(&self.counters.failed, 1);
                    error!(%error, writers = acks.len(), "a group of writes failed");
                }
            }
        }
        if let Some(connection) = self.connection.take()
            && let Err(error) = connection.close().await
        {
            warn!(%error, "the writing connection did not close well");
        }
    }

    /// Serves one group. On an error the connection is dropped, which undoes all of it: whatever
    /// state it was in, nobody inherits it.
    async fn group(&mut self, first: Turn, acks: &mut Vec<Ack>) -> sqlx::Result<()> {
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => self.options.connect().await?,
        };
        control(&mut connection, "BEGIN IMMEDIATE").await?;
        let started = Instant::now();
        let mut served = 0;
        let mut next = Some(first);
        while let Some(turn) = next {
            // Those who gave up waiting are passed over.
            if !turn.is_closed() {
                connection = self.lend(connection, turn, acks).await?;
                served += 1;
            }
            let open = served < GROUP_SIZE && started.elapsed() < GROUP_AGE;
            next = if open { self.turns.try_recv().ok() } else { None };
        }
        control(&mut connection, "COMMIT").await?;
        self.connection = Some(connection);
        Ok(())
    }

    /// Lends the connection to one writer, and keeps or undoes what was done with it.
    async fn lend(
        &self,
        mut connection: SqliteConnection,
        turn: Turn,
        acks: &mut Vec<Ack>,
    ) -> sqlx::Result<SqliteConnection> {
        control(&mut connection, "SAVEPOINT w").await?;
        let (home, returned) = oneshot::channel();
        let lent = Instant::now();
        // If the writer is gone by now, the loan comes back in the error and drops: returned.
        turn.send(Loan(Some((connection, home)))).ok();
        let (mut connection, ack) = returned.await.map_err(|_| sqlx::Error::WorkerCrashed)?;
        if lent.elapsed() > TOO_LONG {
            warn!(held = ?lent.elapsed(), "a writer kept all others waiting");
        }
        match ack {
            Some(ack) => acks.push(ack),
            None => {
                add(&self.counters.dropped, 1);
                control(&mut connection, "ROLLBACK TO w").await?;
            }
        }
        // Fails when a statement ended the shared transaction behind our back.
        control(&mut connection, "RELEASE w").await?;
        Ok(connection)
    }
}

async fn control(connection: &mut SqliteConnection, statement: &'static str) -> sqlx::Result<()> {
    sqlx::query(statement).execute(connection).await?;
    Ok(())
}
