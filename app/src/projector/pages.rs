//! The queue of notes for the projector, and what stands beside the code on its page.

mod phase;
mod queue;
mod stage;

pub use queue::queue;
pub use stage::stage;
