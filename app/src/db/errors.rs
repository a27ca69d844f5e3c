//! What a failing statement means, told alike on both engines.

use sqlx::error::{DatabaseError, ErrorKind};
use tracing::warn;

use crate::error::Error;

/// How a trigger says that a value collides with another: `RAISE(ABORT, 'taken: …')`.
const TAKEN: &str = "taken:";

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::RowNotFound => Error::NotFound,
            sqlx::Error::Database(failure) => of_database(failure.as_ref()),
            sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed => Error::Busy,
            // The server or its worker went away; the pool opens another connection.
            sqlx::Error::Io(_) | sqlx::Error::WorkerCrashed => {
                warn!(%error, "lost a connection to the database");
                Error::Busy
            }
            _ => Error::internal(error),
        }
    }
}

fn of_database(failure: &dyn DatabaseError) -> Error {
    match failure.kind() {
        ErrorKind::UniqueViolation | ErrorKind::ExclusionViolation => Error::Taken,
        // Rules look before they write, so the other row came or went in between.
        ErrorKind::ForeignKeyViolation => {
            warn!(error = %failure, "a reference does not hold");
            Error::Stale
        }
        _ if failure.message().starts_with(TAKEN) => Error::Taken,
        _ if trying_again_helps(failure) => {
            warn!(error = %failure, "the database is busy");
            Error::Busy
        }
        _ => Error::internal(failure),
    }
}

/// Whether the same statement may succeed a moment later.
fn trying_again_helps(failure: &dyn DatabaseError) -> bool {
    const BUSY: u32 = 5;
    const LOCKED: u32 = 6;

    let code = failure.code().unwrap_or_default();
    if failure.try_downcast_ref::<sqlx::sqlite::SqliteError>().is_some() {
        // The low byte is the kind of failure, the rest is detail.
        return code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, BUSY | LOCKED));
    }
    matches!(
        code.as_ref(),
        "40001" // serialization failure
        | "40P01" // deadlock
        | "55P03" // lock not available
        | "57014" // statement timeout
        | "53300" // too many connections
        | "57P01" | "57P02" | "57P03" // shutting down, crashed, starting up
    )
}
