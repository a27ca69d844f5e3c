//! Archetypes (phase 4): blueprints made of accepted concepts and of what people know already.
//!
//! An archetype has seven sections, each edited by itself under a revision of its own, so two who
//! write in different sections never meet, and two in the same one see both texts (`pages::part`).
//! A version is a frozen copy of all sections; it is tried, then released, and from then on the
//! database itself refuses any change of it.

pub mod api;
pub mod rules;
pub mod texts;
mod types;
pub use types::*;

#[cfg(feature = "ssr")]
pub mod building;
#[cfg(feature = "ssr")]
pub mod handout;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
