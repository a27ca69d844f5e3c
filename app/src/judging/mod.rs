//! Justifying concepts (phase 3): criteria, blind judgements, the reveal, decisions and dissent.
//!
//! A programme is judged in rounds. In a draft the manager picks criteria and their weights;
//! opening freezes them and the revisions of the concepts. Everybody then judges alone: until the
//! reveal, only two queries read judgements (`store::judgements`): one's own, and how many have
//! finished. The reveal computes one snapshot (`rules::scoring`) and stores it in the round; all
//! pages and files show that and nothing else. Decisions and dissent follow (`deciding`).

mod types;
pub use crate::concepts::ConceptId;
pub use types::*;

pub mod api;
pub mod library;
pub mod rules;
pub mod texts;

#[cfg(feature = "ssr")]
pub mod deciding;
#[cfg(feature = "ssr")]
pub mod forms;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
#[cfg(feature = "ssr")]
pub mod working;
