//! Archetypes in the database. What somebody may see of them follows from their programme.

mod changes;
mod reading;
mod versions;

pub use changes::*;
pub use reading::*;
pub use versions::*;
