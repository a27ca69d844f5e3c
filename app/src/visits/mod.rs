//! Branch visits: who of the instructors is at which branch on which morning.
//!
//! A visit is a session underneath, held at a branch: people check in with the same code, it is
//! marked on the same roster, its notes stand on the same wall, and it is in everybody's record.
//! This domain adds the rota: mornings, absences, ways, and that no morning is given away twice.

mod types;
pub use types::*;

pub mod api;
pub mod form;
pub mod rules;
pub mod texts;

#[cfg(feature = "ssr")]
pub mod asking;
#[cfg(feature = "ssr")]
pub mod changing;
#[cfg(feature = "ssr")]
pub mod conflicts;
#[cfg(feature = "ssr")]
pub mod cover_texts;
#[cfg(feature = "ssr")]
pub mod coverage;
#[cfg(feature = "ssr")]
mod draft_texts;
#[cfg(feature = "ssr")]
pub mod drafting;
#[cfg(feature = "ssr")]
pub mod instead;
#[cfg(feature = "ssr")]
mod kept_texts;
#[cfg(feature = "ssr")]
pub mod letters;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod planning;
#[cfg(feature = "ssr")]
pub mod proposing;
#[cfg(feature = "ssr")]
mod run_texts;
#[cfg(feature = "ssr")]
pub mod running;
#[cfg(feature = "ssr")]
mod setting_up;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
mod taking_out;
#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
