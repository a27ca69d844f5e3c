//! Concepts: what was told in notes, put into words (phase 2).
//!
//! A concept names how it was reasoned out and the notes it comes from. It is edited by several
//! people, and an edit of an older text never replaces a newer one. Merging and splitting make new
//! concepts; the ones they come from stay as they were.

mod types;
pub use types::*;

/// The phase in which concepts are made.
pub const PHASE: i64 = 2;

pub mod api;
pub mod rules;
pub mod texts;
pub mod undo_texts;

#[cfg(feature = "ssr")]
pub mod choosing;
#[cfg(feature = "ssr")]
pub mod draft;
#[cfg(feature = "ssr")]
pub mod making;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(test)]
mod tests;
#[cfg(feature = "ssr")]
pub mod undoing;
