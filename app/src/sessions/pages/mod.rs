//! The pages of sessions: lists and calendars, the room, the forms.

mod calendar;
mod edit;
mod fields;
mod filters;
mod history;
mod list;
mod parts;
mod plan;
mod reschedule;
mod room;

pub use edit::edit;
pub use list::list;
pub use parts::{StageBadge, StandingBadge, clock_note, place, when};
pub use plan::plan;
pub use reschedule::reschedule;
pub use room::room;
