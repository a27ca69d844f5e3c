//! Espiral: staff training and knowledge creation.
//!
//! The domain is split by its own words; each folder holds its types, rules, store, operations
//! and pages. `ARCHITECTURE.md` walks through one request.

pub mod clock;
#[cfg(feature = "ssr")]
pub mod db;
pub mod error;
pub mod kinds;
pub mod lang;
pub mod ui;
