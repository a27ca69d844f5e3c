//! People from a file: read it, plan what it would do, show that, and only then do it.
//!
//! ```ignore
//! let table = import::read(&bytes, import::detect(&bytes))?;
//! let existing = store::imports::existing(&mut tx).await?;
//! let plan = import::plan(&table, &existing, Options::default())?;
//! let applied = import::apply(&mut tx, &plan, by, now).await?;
//! ```
//!
//! Reading and planning touch nothing but their arguments. The key of a row is the employee
//! number, else the e-mail address; a blank cell leaves what is known as it is.

mod apply;
mod columns;
mod plan;
mod planner;
mod row;
mod table;
#[cfg(test)]
mod tests;
mod words;

pub use apply::{Applied, apply};
pub use columns::Columns;
pub use plan::{Existing, Known, Options, Outcome, Plan, PlannedRow, Wanted, plan};
pub use row::Problem;
pub use table::{Encoding, Line, Table, Unreadable, detect, read};

/// The largest file that is taken, in bytes.
pub const LARGEST: usize = 5 * 1024 * 1024;
