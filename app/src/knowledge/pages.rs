//! What has been shared: the list with its search, one note, and its editing.

mod edit;
mod list;
mod note;
mod themes;

pub use self::{edit::edit, list::list, note::note, themes::themes};
