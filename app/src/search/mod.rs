//! Finding things again: notes, concepts, archetypes and practices, in one search.
//!
//! Each of them has a row in the index, which is brought up to date in the transaction that
//! changes the thing: every store that does so calls [`store::keep`]. `words` analyses texts and
//! questions alike, `finding` asks the index and `ranking` says what comes first. What a card
//! shows is loaded by the domain of the thing, as the reader may see it: the index has no way to
//! a name that is hidden.

pub mod catching_up;
pub mod finding;
pub mod pages;
mod ranking;
pub mod store;
#[cfg(test)]
mod tests;
pub mod texts;
mod types;
pub mod words;

pub use types::*;
