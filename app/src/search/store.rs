//! The index of what can be found, in the database.

mod finding;
mod index;
mod reach;
mod sources;
pub mod terms;

pub use finding::{Asked, Candidate, candidates};
pub use index::{first_of, forget_strays, keep, keep_practices_at, missing, moment_of};
pub use reach::{Places, Reach, Within, places, reach};
