//! `[[Titles]]` in what people write: a link to the concept, archetype or practice of that title.
//!
//! A title is looked up once, when the text is written, among what its author may see; the link
//! then goes by id, so a new title does not break it. What is ambiguous or unknown stays as it was
//! typed. Readers who may not see the target read the words without a link, and what a thing is
//! mentioned in is told only as far as the reader may see that.

mod named;
pub mod pages;
mod reading;
pub mod rules;
pub mod store;
#[cfg(test)]
mod tests;
mod texts;

pub use named::Named;
pub use reading::{flat, shown};
