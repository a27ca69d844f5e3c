//! What a room sees on its projector: the phase and its question, polls, what the phase has so far,
//! and the notes that the facilitator lets through.
//!
//! Approval is a matter of the session. While it is on, a note or a concept waits until somebody who runs the
//! session has let it through at the revision they read; the query of the screen's wall
//! (`knowledge::store::on_screen`) knows no other notes. The wall on phones is not affected.

pub mod api;
pub mod texts;

#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
