//! Pages of concepts: the list of a programme, one concept, writing, merging, splitting.

mod edit;
mod fields;
mod list;
mod new;
mod one;
mod panel;
mod parts;
mod read;
mod revision;
mod split;
mod undo;

pub use edit::edit;
pub use list::list;
pub use new::new;
pub use one::one;
pub use panel::room_panel;
pub use parts::{named_list, standing};
pub use revision::revision;
pub use split::split;
