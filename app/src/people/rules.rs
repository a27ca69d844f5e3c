//! Who may see and keep people and branches, and what is valid about them.

use super::BranchId;
use crate::access::{Actor, Role};

/// May look for people to invite or to put in charge.
pub fn may_pick_people(actor: &Actor) -> bool {
    !actor.grants.is_empty()
}

/// May look at people: those their role covers.
pub fn may_see_people(actor: &Actor) -> bool {
    [Role::Hr, Role::Admin, Role::Manager].into_iter().any(|role| actor.is(role))
}

/// May add people and change them at this branch.
pub fn may_keep_people(actor: &Actor, branch: BranchId) -> bool {
    [Role::Hr, Role::Admin].into_iter().any(|role| actor.is_at(role, Some(branch)))
}
