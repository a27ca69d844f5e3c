//! Comments: what people say about a passage of a text, or about a thing as a whole.
//!
//! A comment keeps the passage in its own words and the revision it stood in. While the text still
//! holds that passage, the comment stands there; otherwise it goes under those on an earlier text,
//! with its quote. Whoever may see a thing may comment on it, and calls others by name (`mentions`)
//! who may see it, too. On a note whose author is hidden, that author speaks as "the author".

pub mod api;

#[cfg(feature = "ssr")]
mod mentions;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod passages;
#[cfg(feature = "ssr")]
pub mod rules;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
pub mod talking;
#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
#[cfg(feature = "ssr")]
pub mod texts;
#[cfg(feature = "ssr")]
mod types;

#[cfg(feature = "ssr")]
pub use types::*;
