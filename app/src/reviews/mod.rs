//! Keeping knowledge right: who vouches for a text, who looks after it and until when, and what
//! has taken its place.
//!
//! A verification is for one text and no other: when that is changed, the page says that an older
//! text was verified. An owner is reminded on Today when the day of a review has come. What is
//! retired or superseded stays where it is, says so, and can be taken up again. Notes are told as
//! they were lived, so none of this is for them.

pub mod api;

#[cfg(feature = "ssr")]
pub mod acting;
#[cfg(feature = "ssr")]
pub mod choosing;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod rules;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
mod subject;
#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
#[cfg(feature = "ssr")]
pub mod texts;
#[cfg(feature = "ssr")]
mod types;

#[cfg(feature = "ssr")]
pub use subject::{Subject, subject};
#[cfg(feature = "ssr")]
pub use types::*;
