use serde::{Deserialize, Serialize};

use crate::{people::BranchId, programmes::ProgrammeState};

/// How many phases there are.
pub const PHASES: i64 = 5;

/// Where a programme of five phases stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Standing {
    /// The current phase, from 1.
    pub phase: i64,
    pub state: ProgrammeState,
    pub branch_id: Option<BranchId>,
}

/// What ties a person to a programme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Part {
    pub invited: bool,
    /// Facilitates one of its sessions.
    pub facilitates: bool,
}

/// Evidence that a phase still lacks. Kept with the move when the programme goes on without it,
/// so its names and numbers must not change their meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "gap", rename_all = "snake_case")]
pub enum Gap {
    NoNotes,
    /// So many of the participants had shared nothing, hidden names counted too: kept with moves of
    /// long ago. Its numbers are not told, because they tell who hides.
    NotShared {
        missing: i64,
        of: i64,
    },
    /// So many of the participants have shared nothing under their name. Hidden names do not count:
    /// who knows all that have shown theirs would know the others by subtraction.
    NotSharedByName {
        missing: i64,
        of: i64,
    },
    NoConcept,
    /// So many of the participants are authors of no concept.
    WithoutConcept {
        missing: i64,
        of: i64,
    },
    /// So many concepts wait for their decision.
    Undecided {
        missing: i64,
        of: i64,
    },
    NoneAccepted,
    NoArchetype,
    /// So many of the participants have written in no archetype and added nothing to one.
    NotContributed {
        missing: i64,
        of: i64,
    },
    /// So many archetypes have no version that was tried and released.
    Unreleased {
        missing: i64,
        of: i64,
    },
    NothingOffered,
    /// So many practices are offered or tried, and nobody has said what became of them.
    Unanswered {
        missing: i64,
        of: i64,
    },
}

/// What the phases have left so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Left {
    pub notes: i64,
    /// Participants, and how many of them have shared a note under their name or are authors of a
    /// concept.
    pub participants: i64,
    pub shared: i64,
    pub conceived: i64,
    /// Concepts that were not merged into others or split.
    pub concepts: i64,
    /// Of them: not decided on, and accepted.
    pub undecided: i64,
    pub accepted: i64,
    /// Archetypes in use, and how many of them have no released version.
    pub archetypes: i64,
    pub unreleased: i64,
    /// How many participants have written in an archetype or added to one.
    pub contributed: i64,
    /// Practices, and how many of them are offered or in trial.
    pub practices: i64,
    pub unanswered: i64,
}
