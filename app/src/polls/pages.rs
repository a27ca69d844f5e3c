//! Polls in the room, and where those who run the session make them.

mod answer;
mod form;
mod manage;
mod results;
mod room;
mod sheet;

pub use form::{edit, new};
pub use manage::manage;
pub use results::{labels, results};
pub use room::{RoomPolls, feelings_way, room_polls};
pub use sheet::export;
