//! Archetypes, versions and practices.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    archetypes::Part,
    practices::{PracticeState, TargetKind},
};

/// `archetypes/…`; its texts are the sections (`steps`), earlier revisions of them
/// (`steps revision 1`) and contributions (`contribution 1`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArchetypeFront {
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    pub begun: DateTime<Utc>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub concepts: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// Every revision of every section, in the order of each section.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub revisions: Vec<WrittenFront>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contributions: Vec<WrittenFront>,
}

/// Who wrote for a section, and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrittenFront {
    pub section: Part,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    pub at: DateTime<Utc>,
}

/// `versions/…`; its texts are the sections as they were frozen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VersionFront {
    pub archetype: String,
    pub number: i64,
    pub name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    pub made: DateTime<Utc>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub released_by: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub released: Option<DateTime<Utc>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub frozen: Vec<FrozenFront>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trials: Vec<TrialFront>,
}

/// Which revision of a section was frozen; sections without one have no text yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrozenFront {
    pub section: Part,
    pub revision: i64,
}

/// A trial run of a version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrialFront {
    pub place: String,
    pub held_on: NaiveDate,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    pub at: DateTime<Utc>,
    pub measured: String,
    pub result: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub to_change: String,
}

/// `practices/…`; it has no text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PracticeFront {
    pub version: String,
    pub target_kind: TargetKind,
    pub target: String,
    pub moves: Vec<MoveFront>,
}

/// A step of a practice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoveFront {
    pub to: PracticeState,
    pub on: NaiveDate,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    pub at: DateTime<Utc>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub evidence: String,
    /// As which note an adaptation came back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
