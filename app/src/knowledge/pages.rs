//! What has been shared: the list with its search, one note, and its editing.

mod edit;
mod list;
mod note;
mod revision;
mod themes;

pub use self::{edit::edit, list::list, note::note, revision::revision, themes::themes};
