//! Programmes: a problem worked on in phases or levels, one session each.

pub mod stages;
mod types;
pub use types::*;

#[cfg(feature = "ssr")]
pub mod store;
