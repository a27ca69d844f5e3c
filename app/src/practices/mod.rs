//! Expanding knowledge (phase 5): released versions of archetypes are offered to branches,
//! departments and others outside, tried there, and adopted, adapted or declined.
//!
//! An adaptation comes back as a note, and a programme that goes on takes along what is still
//! open (`turn`): so one turn of the spiral begins where the one before ended.

pub mod api;
pub mod rules;
pub mod texts;
mod types;
pub use types::*;

#[cfg(feature = "ssr")]
mod letters;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod spreading;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
#[cfg(feature = "ssr")]
pub mod turn;
