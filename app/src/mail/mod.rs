//! Letters by e-mail: what is to be sent is written in the transaction of the command that causes it,
//! and sent afterwards by the server's background work.
//!
//! A domain writes a letter with [`post`]. What it says is a [`Content`]: paragraphs, facts and one
//! link; the rest (greeting, organisation, how to end reminders) comes by itself.

pub mod api;
pub mod rules;
pub mod texts;
mod types;
pub use types::*;

#[cfg(feature = "ssr")]
mod compose;
#[cfg(feature = "ssr")]
mod gathering;
#[cfg(feature = "ssr")]
mod keeping;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
mod posting;
#[cfg(feature = "ssr")]
pub mod sending;
#[cfg(feature = "ssr")]
mod smtp;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(any(test, feature = "testing"))]
#[cfg(feature = "ssr")]
pub mod testing;
#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
#[cfg(feature = "ssr")]
pub use gathering::gather;
#[cfg(feature = "ssr")]
pub use keeping::end_reminders;
#[cfg(feature = "ssr")]
pub use posting::{Letter, post, withdraw, withdraw_farewells};
#[cfg(any(test, feature = "testing"))]
#[cfg(feature = "ssr")]
pub use store::written;
