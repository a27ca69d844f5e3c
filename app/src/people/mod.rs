//! People, and where they work: branches, departments, positions.

pub mod api;
pub mod rules;
mod types;
pub use types::*;

#[cfg(feature = "ssr")]
pub mod export;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
