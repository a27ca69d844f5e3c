//! Where knowledge comes from and what becomes of it: from a note over concepts, what was decided
//! about them, and archetypes to the practices of branches, and back as a note into the next turn.
//!
//! Links are followed in the database, whatever the reader may see; what a step *says* is asked
//! of its own domain, so a hidden name or a foreign session stays as hidden here as there.

pub mod page;
mod picture;
mod rules;
pub mod store;
#[cfg(test)]
mod tests;
pub mod texts;
mod types;

pub use types::*;
