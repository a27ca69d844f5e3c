//! Programmes: a problem worked on in phases or levels, one session each.
//!
//! A new programme is a form of two steps, the basics and the proposed sessions; `draft` is that
//! form as typed and `planning` what its buttons do.

pub mod api;
pub mod draft;
pub mod progress;
pub mod rules;
pub mod stages;
pub mod texts;
mod types;
pub use types::*;

#[cfg(feature = "ssr")]
pub mod audience;
#[cfg(feature = "ssr")]
mod editing;
#[cfg(feature = "ssr")]
pub mod letters;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
mod planning;
#[cfg(feature = "ssr")]
mod rows;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
