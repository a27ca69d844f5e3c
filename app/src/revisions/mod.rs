//! What a text was before: each revision as it was kept, what changed by words, and bringing one
//! back.
//!
//! Notes, concepts and sections of archetypes keep their own revisions, and the database lets
//! nobody change them. Bringing one back makes a new revision with its words; it is refused like
//! any other edit when somebody saved meanwhile. Here is what their pages have in common.

mod differ;
mod pieces;
mod texts;

pub use differ::{Fate, words};
pub use pieces::{Diff, Earlier, Once, Restoring, crumb, page};
