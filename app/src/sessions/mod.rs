//! Sessions: planned, opened, closed; where and when people learn together.

mod types;
pub use types::*;

pub mod api;
pub mod form;
pub mod islands;
pub mod rules;
pub mod texts;

#[cfg(feature = "ssr")]
pub mod calendar;
#[cfg(feature = "ssr")]
mod commands;
#[cfg(feature = "ssr")]
pub mod letters;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod planning;
#[cfg(feature = "ssr")]
mod remarks;
#[cfg(feature = "ssr")]
pub mod saying;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
#[cfg(feature = "ssr")]
pub mod zones;
