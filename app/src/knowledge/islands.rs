//! The parts of a session's room that need a browser. Without one, the form posts and the page
//! shows the wall as it was.

mod sharing;
mod wall;

pub use self::{sharing::Sharing, wall::Wall};
