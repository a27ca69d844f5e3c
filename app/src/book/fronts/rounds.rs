//! What a round of judging published.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{first, is_first};
use crate::judging::{CriterionKind, Direction, Group, Spread};

/// `rounds/…`; its text is what the discussion before it brought up. Points, totals and
/// disagreement are worked out again from what it says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoundFront {
    pub opened: DateTime<Utc>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened_by: Option<String>,
    pub revealed: DateTime<Utc>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revealed_by: Option<String>,
    /// How many people judged anything, and how many could have.
    pub judges: i64,
    pub participants: i64,
    #[serde(default)]
    pub criteria: Vec<CriterionFront>,
    #[serde(default)]
    pub concepts: Vec<JudgedFront>,
}

/// What concepts were judged by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CriterionFront {
    pub name: String,
    pub kind: CriterionKind,
    /// A whole per cent; those of a round make 100.
    pub weight: i64,
    /// Of a quantity.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    #[serde(default = "more", skip_serializing_if = "is_more")]
    pub direction: Direction,
    /// What 1, 3 and 5 mean.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub low: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub middle: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub high: String,
    /// The only one that judged by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// The number of the criterion, from 1, that a department's own is part of: an earlier one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of: Option<i64>,
}

fn more() -> Direction {
    Direction::More
}

fn is_more(direction: &Direction) -> bool {
    *direction == Direction::More
}

/// A concept as it was judged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JudgedFront {
    pub concept: String,
    #[serde(default = "first", skip_serializing_if = "is_first")]
    pub revision: i64,
    /// What it was called then.
    pub title: String,
    /// One for each criterion, in their order.
    #[serde(default)]
    pub cells: Vec<CellFront>,
}

/// How a concept was judged by a criterion; values are in half-hundredths.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CellFront {
    /// How many judged it.
    pub n: i64,
    /// None of fewer than three.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spread: Option<Spread>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
}
