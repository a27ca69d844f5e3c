//! Sessions: planned, opened, closed; where and when people learn together.

mod types;
pub use types::*;

pub mod rules;

#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
pub mod zones;
