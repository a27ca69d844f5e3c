//! Knowledge: what people share in a session, and the wall where it appears.
//!
//! A note goes through one transaction that locks its session (`sharing`), its Markdown becomes
//! HTML before that (`draft`), and it leaves the database only as one recipient may see it
//! (`store`, `rules::author_shown_to`). In the room, `islands` keep what is written until the
//! server has it, and `live` tells the page that something changed.

mod types;
pub use types::*;

pub mod api;
mod browser;
pub mod islands;
pub mod live;
pub mod outbox;
mod room_texts;
pub mod rules;
pub mod taking_texts;
pub mod texts;

#[cfg(feature = "ssr")]
pub mod draft;
#[cfg(feature = "ssr")]
mod following;
#[cfg(feature = "ssr")]
mod grouping;
#[cfg(feature = "ssr")]
pub mod markdown;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod places;
#[cfg(feature = "ssr")]
pub mod sharing;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
pub mod taking;
#[cfg(test)]
mod tests;
#[cfg(feature = "ssr")]
mod wall;

#[cfg(feature = "ssr")]
pub use following::{Follower, News};
#[cfg(feature = "ssr")]
pub use wall::{about as note_about, author as note_author, room_wall, screen_wall};
