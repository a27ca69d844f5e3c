//! Choosing photos, seeing them, and keeping those of one's own note.

mod chooser;
mod editor;
mod seen;

pub use self::{
    chooser::chooser,
    editor::{back_to_editor, kept, more},
    seen::{large, small},
};
