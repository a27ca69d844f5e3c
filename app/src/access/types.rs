use serde::{Deserialize, Serialize};

use crate::{
    lang::Lang,
    people::{BranchId, DepartmentId, PersonId, PositionId},
};

crate::id!(
    /// A browser that is signed in.
    SignInId
);

crate::text_enum! {
    /// What a person may do beyond being an employee, which everybody is.
    pub enum Role {
        /// Plans and runs sessions, marks attendance. Customer-service instructors have it.
        Instructor => "instructor",
        /// Plans programmes and reads indicators, of some branches or departments or of all.
        Manager => "manager",
        /// Keeps people, reads onboarding and indicators.
        Hr => "hr",
        /// Gives access, changes settings.
        Admin => "admin",
    }
}

/// A role, for the whole company or for one branch or one department.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    pub role: Role,
    pub branch: Option<BranchId>,
    pub department: Option<DepartmentId>,
}

impl Grant {
    /// The role for the whole company.
    pub fn everywhere(role: Role) -> Self {
        Grant { role, branch: None, department: None }
    }

    fn is_everywhere(&self) -> bool {
        self.branch.is_none() && self.department.is_none()
    }
}

/// The person who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    pub id: PersonId,
    pub sign_in: SignInId,
    pub name: String,
    pub email: String,
    pub branch: BranchId,
    pub branch_name: String,
    pub department: Option<DepartmentId>,
    pub position: Option<PositionId>,
    pub lang: Option<Lang>,
    /// The zone of the person, else of the branch: an IANA name.
    pub zone: String,
    pub grants: Vec<Grant>,
}

impl Actor {
    /// Has the role somewhere.
    pub fn is(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }

    /// Has the role for the whole company.
    pub fn is_everywhere(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role && grant.is_everywhere())
    }

    /// Has the role for this branch; a grant for the whole company counts,
    /// one for a department does not.
    pub fn is_at(&self, role: Role, branch: Option<BranchId>) -> bool {
        self.grants.iter().any(|grant| {
            grant.role == role
                && (grant.is_everywhere() || (grant.branch.is_some() && grant.branch == branch))
        })
    }

    /// What the person may see; list and find functions ask for it.
    pub fn scope(&self) -> Scope {
        Scope::of(self.id, &self.grants)
    }
}

/// What somebody may see. An [`Actor`] gives one, so a query cannot forget to ask; for
/// somebody else, whose sight matters, `store::scope_of` does.
#[derive(Clone, Copy, Debug)]
pub struct Scope {
    person: PersonId,
    everything: bool,
}

impl Scope {
    pub(super) fn of(person: PersonId, grants: &[Grant]) -> Scope {
        let sees_all = [Role::Hr, Role::Admin, Role::Manager, Role::Instructor];
        let everything =
            grants.iter().any(|grant| grant.is_everywhere() && sees_all.contains(&grant.role));
        Scope { person, everything }
    }

    pub fn person(&self) -> PersonId {
        self.person
    }

    /// Sees records of every branch.
    pub fn everything(&self) -> bool {
        self.everything
    }
}
