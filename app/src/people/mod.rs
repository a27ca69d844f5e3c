//! People, and where they work: branches, departments, positions.

pub mod api;
pub mod rules;
pub mod texts;
mod types;
pub use types::*;

#[cfg(feature = "ssr")]
pub mod export;
#[cfg(feature = "ssr")]
pub mod import;
#[cfg(feature = "ssr")]
mod importing;
#[cfg(feature = "ssr")]
mod keeping;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
mod placing;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
#[cfg(feature = "ssr")]
pub mod zones;
