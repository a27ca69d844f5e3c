//! Polls: questions to a room whose answers are detached from who gave them.
//!
//! That somebody answered and what they answered are kept apart (`store`): for each poll one row of
//! counts and sorted words, and one row of sorted people. Both are written again whole with every
//! answer, so neither has a time, an order or an id that the other has, too. Nothing else of an
//! answer is kept: no once-key, no entry in the log of changes (`answering`).

mod types;
pub use types::*;

pub mod api;
pub mod rules;
pub mod texts;

#[cfg(feature = "ssr")]
mod answering;
#[cfg(feature = "ssr")]
pub mod library;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod running;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
