//! The five phases of a programme: where it stands, what each phase still lacks, and going on.
//!
//! Work of a phase is taken while the programme is in it. Every write asks [`gate`] inside its
//! transaction; going on ([`moving`]) waits for those who are writing, so nothing slips in after
//! the gaps were counted.

mod types;
pub use types::*;

pub mod api;
pub mod rules;
pub mod texts;

#[cfg(feature = "ssr")]
pub mod gate;
#[cfg(feature = "ssr")]
pub mod moving;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(test)]
mod tests;
