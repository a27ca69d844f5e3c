use chrono::NaiveDate;

use crate::{
    archetypes::ArchetypeId,
    knowledge::NoteId,
    people::{BranchId, DepartmentId},
    programmes::ProgrammeId,
};

crate::id!(
    /// A released version on its way to somebody.
    PracticeId
);
crate::id!(
    /// A step of a practice from state to state.
    MoveId
);

crate::text_enum! {
    /// To whom knowledge spreads: the first four inside the company, the others outside.
    pub enum TargetKind {
        Branch => "branch",
        Department => "department",
        Up => "up",
        Down => "down",
        Subsidiary => "subsidiary",
        Supplier => "supplier",
        Client => "client",
        Competitor => "competitor",
    }
}

impl TargetKind {
    /// Within the company.
    pub fn is_inside(self) -> bool {
        matches!(
            self,
            TargetKind::Branch | TargetKind::Department | TargetKind::Up | TargetKind::Down
        )
    }
}

crate::text_enum! {
    /// How far a practice has come.
    pub enum PracticeState {
        Offered => "offered",
        InTrial => "in-trial",
        Adopted => "adopted",
        /// Adopted in another form; what was changed came back as a note.
        Adapted => "adapted",
        Declined => "declined",
        /// Those who offered it took the offer back before it was answered.
        Withdrawn => "withdrawn",
    }
}

/// A released version of an archetype, on its way to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Practice {
    pub id: PracticeId,
    pub archetype_id: ArchetypeId,
    pub number: i64,
    /// What the archetype was called in this version.
    pub archetype: String,
    pub programme_id: ProgrammeId,
    pub target_kind: TargetKind,
    pub branch_id: Option<BranchId>,
    pub department_id: Option<DepartmentId>,
    /// The branch, the department, or the name that was typed.
    pub target: String,
    pub state: PracticeState,
    pub revision: i64,
    /// Of its last step: the day, who took it and why.
    pub moved_on: NaiveDate,
    pub person: String,
    pub reason: String,
}

/// A step of a practice.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Move {
    pub to_state: PracticeState,
    pub moved_on: NaiveDate,
    pub reason: String,
    pub evidence: String,
    /// As what an adaptation came back.
    pub note_id: Option<NoteId>,
    pub person: String,
}

/// A version that can be offered.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Release {
    pub archetype_id: ArchetypeId,
    pub number: i64,
    pub name: String,
}

/// To whom a version is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    Branch(BranchId),
    Department(DepartmentId),
    /// Anybody else, by name.
    Named(TargetKind, String),
}

impl Target {
    pub fn kind(&self) -> TargetKind {
        match self {
            Target::Branch(_) => TargetKind::Branch,
            Target::Department(_) => TargetKind::Department,
            Target::Named(kind, _) => *kind,
        }
    }

    /// Reads what the form has: `branch:<id>`, `department:<id>`, or a kind with its name.
    pub fn parse(chosen: &str, name: &str) -> Option<Target> {
        if let Some(id) = chosen.strip_prefix("branch:") {
            return id.parse().ok().map(Target::Branch);
        }
        if let Some(id) = chosen.strip_prefix("department:") {
            return id.parse().ok().map(Target::Department);
        }
        match TargetKind::parse(chosen)? {
            TargetKind::Branch | TargetKind::Department => None,
            kind => Some(Target::Named(kind, name.to_owned())),
        }
    }
}
