//! People, and where they work: branches, departments, positions.

mod types;
pub use types::*;

#[cfg(feature = "ssr")]
pub mod store;
