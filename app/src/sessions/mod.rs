//! Sessions: planned, opened, closed; where and when people learn together.

mod types;
pub use types::*;

#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
pub mod zones;
