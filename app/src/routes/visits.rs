//! The rota of branch visits.

use crate::{
    people::{BranchId, PersonId},
    sessions::SessionId,
    visits::{DraftId, DraftLineId},
};

/// The form that plans a visit.
pub const NEW_VISIT: &str = "/visits/new";
/// The same for another visit to a branch on a day.
pub fn new_visit_like(branch: BranchId, day: chrono::NaiveDate) -> String {
    format!("{NEW_VISIT}?branch={branch}&date={day}")
}

/// What the rota is made from.
pub const VISITS_SET_UP: &str = "/visits/set-up";

/// The week of a day.
pub fn visits_on(day: chrono::NaiveDate) -> String {
    format!("/visits?on={day}")
}

/// The same, just after a proposal that begins then was published.
pub fn visits_published(day: chrono::NaiveDate, draft: DraftId) -> String {
    format!("/visits?on={day}&published={draft}")
}

/// The month of a branch.
pub fn visits_at(branch: BranchId) -> String {
    format!("/visits?branch={branch}&view=month")
}

/// The proposal that waits to be published.
pub const VISITS_DRAFT: &str = "/visits/draft";

/// A week of it.
pub fn draft_on(day: chrono::NaiveDate) -> String {
    format!("/visits/draft?on={day}")
}

/// A week of it, from which a visit has just been taken out.
pub fn draft_without(day: chrono::NaiveDate, out: &str) -> String {
    format!("/visits/draft?on={day}&out={}#week", super::encode(out))
}

/// One visit of it.
pub fn draft_line(id: DraftLineId) -> String {
    format!("/visits/draft/{id}")
}

/// What stands in for a page when there is no network.
pub const OFFLINE: &str = "/offline";

/// How well branches are covered.
pub const VISITS_COVERAGE: &str = "/visits/coverage";

/// Who can go instead.
pub fn cover_visit(id: SessionId) -> String {
    format!("/visits/{id}/cover")
}

pub fn visit(id: SessionId) -> String {
    format!("/visits/{id}")
}

pub fn change_visit(id: SessionId) -> String {
    format!("/visits/{id}/edit")
}

pub fn swap_visit(id: SessionId) -> String {
    format!("/visits/{id}/swap")
}

/// When a branch can be visited.
pub fn visiting_branch(id: BranchId) -> String {
    format!("/visits/set-up/branches/{id}")
}

/// When an instructor can go.
pub fn visiting_person(id: PersonId) -> String {
    format!("/visits/set-up/people/{id}")
}

/// What somebody still has planned, to be handed to others.
pub fn hand_over(id: PersonId) -> String {
    format!("/people/{id}/handover")
}

/// The same, after so many things were handed over and so many visits called off.
pub fn handed_over(id: PersonId, (handed, off): (usize, usize)) -> String {
    format!("{}?handed={handed}&off={off}", hand_over(id))
}
