//! Photos of notes.
//!
//! What a camera makes is never kept: it is read within bounds of size and memory, turned upright,
//! made smaller and written anew (`picture`), so that neither where it was taken nor anything else
//! that a camera notes comes along. A photo is seen by whoever sees its note, and by nobody else.
//!
//! In a browser with JavaScript the text of a note goes first (see `knowledge::islands`), and its
//! photos follow it: `script/photos.js` makes them small and keeps them until the server has them.

mod types;
pub use types::*;

pub mod api;
pub mod rules;
pub mod texts;

#[cfg(feature = "ssr")]
pub mod arriving;
#[cfg(feature = "ssr")]
mod keeping;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod picture;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;

#[cfg(feature = "ssr")]
pub use keeping::{bytes, keep, put};
