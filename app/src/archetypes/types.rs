use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{concepts::ConceptState, people::PersonId, programmes::ProgrammeId};

crate::id!(
    /// A blueprint that a programme builds.
    ArchetypeId
);
crate::id!(
    /// What a member adds to a section.
    InputId
);
crate::id!(
    /// A trial run of a version.
    TrialId
);

crate::text_enum! {
    /// A section of an archetype, in the order in which it is read.
    pub enum Part {
        Purpose => "purpose",
        Steps => "steps",
        Roles => "roles",
        Tools => "tools",
        Checklist => "checklist",
        Measures => "measures",
        Risks => "risks",
    }
}

/// A blueprint that a programme builds.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Archetype {
    pub id: ArchetypeId,
    pub programme_id: ProgrammeId,
    pub name: String,
    pub owner_id: PersonId,
    pub owner: String,
    pub created_at: DateTime<Utc>,
    /// The number of the last version; 0 when there is none.
    pub versions: i64,
    pub revision: i64,
}

/// An archetype in the list of its programme.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Listed {
    pub id: ArchetypeId,
    pub name: String,
    pub owner: String,
    pub versions: i64,
    pub released: Option<i64>,
    /// Sections with a text.
    pub written: i64,
    /// Concepts it is made of.
    pub concepts: i64,
    /// People who wrote in it or added to it.
    pub people: i64,
}

/// An archetype among what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Shown {
    pub id: ArchetypeId,
    pub programme_id: ProgrammeId,
    pub name: String,
    pub owner: String,
    /// The last version that was released.
    pub released: Option<i64>,
}

/// The text of a section as it reads now.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct PartText {
    pub part: Part,
    pub body: String,
    pub html: String,
    /// 0 when nobody has written in it.
    pub revision: i64,
    pub editor: Option<String>,
    pub at: Option<DateTime<Utc>>,
}

/// A text that a section once had.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Revision {
    pub revision: i64,
    pub body: String,
    pub editor: String,
    pub at: DateTime<Utc>,
}

/// What a member adds to a section.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Input {
    pub id: InputId,
    pub part: Part,
    pub person_id: PersonId,
    pub name: String,
    /// Empty once it was taken back.
    pub html: String,
    pub at: DateTime<Utc>,
    pub taken_back_at: Option<DateTime<Utc>>,
}

/// A person of the programme, with the sections they gave something to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub id: PersonId,
    pub name: String,
    pub position: String,
    pub branch: String,
    pub parts: Vec<Part>,
}

/// A frozen copy of all sections.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Version {
    pub number: i64,
    /// What the archetype was called then.
    pub name: String,
    pub summary: String,
    pub made_by: String,
    pub made_at: DateTime<Utc>,
    pub released_by: Option<String>,
    pub released_at: Option<DateTime<Utc>>,
    /// How many trial runs it had.
    pub trials: i64,
}

/// The text of a section, frozen or not.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Copy {
    pub part: Part,
    pub part_revision: i64,
    pub body: String,
    pub html: String,
}

/// A trial run of a version.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Trial {
    /// The branch, or the place in words.
    pub place: String,
    pub held_on: NaiveDate,
    pub measured: String,
    pub result: String,
    pub to_change: String,
    pub person: String,
}

/// A concept that an archetype is made of, or could be.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Source {
    pub id: Uuid,
    pub title: String,
    pub state: ConceptState,
    pub revision: i64,
    /// The revision that the last decision was made on.
    pub decided_on: Option<i64>,
}

/// What ties a person to an archetype or to its programme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    pub invited: bool,
    pub facilitates: bool,
    /// Leads the programme: manager of its scope, HR, administration.
    pub leads: bool,
    pub owns: bool,
}
