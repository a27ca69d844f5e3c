//! What has been shared: one note, its editing, and the themes of a session.

mod edit;
mod note;
mod revision;
mod taken;
mod themes;
mod waiting;

pub use self::{
    edit::edit, note::note, revision::revision, taken::in_room, themes::themes, waiting::waiting,
};
