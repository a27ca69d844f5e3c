use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::people::BranchId;

crate::id!(
    /// A training programme.
    ProgrammeId
);

crate::text_enum! {
    /// The shape of a programme: which stages it goes through.
    pub enum Framework {
        /// Organisational knowledge creation (SECI): five phases.
        Phases => "phases",
        /// Relationship marketing: five levels.
        Levels => "levels",
        /// A list of stages of its own, two to nine.
        Own => "own",
    }
}

crate::text_enum! {
    pub enum ProgrammeState {
        Active => "active",
        /// Called off: its sessions to come are cancelled too.
        Cancelled => "cancelled",
        /// Over, and out of the lists.
        Archived => "archived",
    }
}

/// A problem worked on in stages, one session each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Programme {
    pub id: ProgrammeId,
    pub name: String,
    pub framework: Framework,
    pub problem: String,
    /// Where its sessions take place, unless a session says otherwise.
    pub branch_id: Option<BranchId>,
    pub start_on: NaiveDate,
    /// Days from one session to the next: 7 is weekly.
    pub rhythm_days: i64,
    /// Minutes after midnight, local time, at which its sessions start.
    pub starts_at_minute: i64,
    /// How long a session lasts.
    pub minutes: i64,
    pub state: ProgrammeState,
    pub state_reason: String,
    pub copied_from: Option<ProgrammeId>,
    pub revision: i64,
}

/// One phase, level or own stage. `name` is empty for the two frameworks, whose names are words
/// of the product in each language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Stage {
    pub number: i64,
    pub name: String,
}

crate::text_enum! {
    /// What a line of an audience names.
    pub enum AudienceKind {
        /// All active people; the target is the nil id.
        Everyone => "everyone",
        Branch => "branch",
        Department => "department",
        Position => "position",
        Person => "person",
    }
}

/// One line of who is invited. An audience is the union of its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct AudienceLine {
    pub kind: AudienceKind,
    pub target_id: uuid::Uuid,
}
