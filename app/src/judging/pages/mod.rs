//! The pages of phase 3: criteria, judging, results, decisions, and the room's part.

mod around;
mod criteria;
mod decide;
mod decisions;
mod form;
mod judging;
mod panel;
mod parts;
mod results;
mod sheet;
mod spread;

pub use self::{
    criteria::criteria,
    decisions::{decisions, on_concept},
    judging::judging,
    panel::room_panel,
    parts::older,
    results::totals_in_order,
    sheet::export,
};
