//! The calendar of a person, as telephones and calendar programs read it: by a secret address, which
//! can be made anew and ended; and a single session as a file.
//!
//! A domain with something for people's days adds a function to [`feed::entries`] that answers its
//! [`Entry`]s for a person between two moments.

pub mod api;
pub mod rules;
pub mod texts;
mod types;
pub use types::*;

#[cfg(feature = "ssr")]
pub mod feed;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
#[cfg(feature = "ssr")]
mod writing;
#[cfg(feature = "ssr")]
pub use writing::write;
