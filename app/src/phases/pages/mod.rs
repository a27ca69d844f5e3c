//! Where a programme stands: its own page, a card on the programme, and the head of each room.

mod card;
mod panel;
mod phase;

pub use card::card;
pub use panel::{Action, Panel, earlier, room_panel, sentences};
pub use phase::{moves, phase};
