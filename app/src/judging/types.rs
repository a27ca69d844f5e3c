use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{concepts::ConceptId, people::DepartmentId, programmes::ProgrammeId};

crate::id!(
    /// A round of judging.
    RoundId
);
crate::id!(
    /// One of the criteria of a round.
    CriterionId
);
crate::id!(
    /// What was decided about a concept.
    DecisionId
);
crate::text_enum! {
    /// What a round lets people do.
    pub enum RoundState {
        /// The manager picks criteria.
        Draft => "draft",
        /// Everybody judges, blind.
        Open => "open",
        /// Everybody sees the snapshot.
        Revealed => "revealed",
    }
}

crate::text_enum! {
    pub enum CriterionKind {
        /// An estimate with a unit.
        Quantitative => "quantitative",
        /// From 1 to 5, in words.
        Qualitative => "qualitative",
    }
}

crate::text_enum! {
    /// Which end of a quantity is the better one.
    pub enum Direction {
        More => "more",
        Less => "less",
    }
}

crate::text_enum! {
    /// What becomes of a concept.
    pub enum Verdict {
        Accept => "accept",
        Rework => "rework",
        Aside => "aside",
    }
}

/// A round of judging, without what was judged.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Round {
    pub id: RoundId,
    pub programme_id: ProgrammeId,
    /// Counts from 1 within the programme.
    pub number: i64,
    pub state: RoundState,
    /// What the discussion brought up that made another round worth while.
    pub note: String,
    pub opened_at: Option<DateTime<Utc>>,
    pub revealed_at: Option<DateTime<Utc>>,
}

/// One of the criteria of a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Criterion {
    pub id: CriterionId,
    pub name: String,
    pub kind: CriterionKind,
    /// Of a quantity: "S/ per month".
    pub unit: String,
    pub direction: Direction,
    /// What 1, 3 and 5 mean; empty for a quantity.
    pub low: String,
    pub middle: String,
    pub high: String,
    /// Only people of this department judge it.
    pub department_id: Option<DepartmentId>,
    pub department: Option<String>,
    /// The criterion of all that a department's own belongs to, and its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of: Option<CriterionId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whole: Option<String>,
    /// A whole per cent; those of a round make 100.
    pub weight: i64,
}

impl Criterion {
    /// Its name below the one that it is part of: "Cost › Overtime at reception".
    pub fn title(&self) -> String {
        match &self.whole {
            Some(whole) => format!("{whole} › {}", self.name),
            None => self.name.clone(),
        }
    }
}

/// What a reveal publishes, once and for all.
///
/// Values are in half-hundredths (1/200), because the median of two hundredths lies between
/// them; points are hundredths of a point on a scale from 0 to 100.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    pub criteria: Vec<Criterion>,
    pub concepts: Vec<JudgedConcept>,
    /// How many people judged anything, and how many could have.
    pub judges: i64,
    pub participants: i64,
    /// Where people disagree most, that first.
    pub disagreements: Vec<Disagreement>,
}

/// A concept as it was judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JudgedConcept {
    pub concept: ConceptId,
    pub revision: i64,
    pub title: String,
    /// In the order of the criteria.
    pub cells: Vec<CellResult>,
    pub weighted: Option<Total>,
    pub plain: Option<Total>,
}

/// One concept by one criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellResult {
    pub criterion: CriterionId,
    /// How many judged it.
    pub n: i64,
    /// None when too few did: nothing of it is shown or counted.
    pub spread: Option<Spread>,
    pub points: Option<i64>,
    pub groups: Vec<Group>,
}

/// How the values of one cell lie.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spread {
    pub min: i64,
    pub q1: i64,
    pub median: i64,
    pub q3: i64,
    pub max: i64,
    /// How many chose 1, 2, 3, 4, 5; empty for a quantity.
    pub counts: Vec<i64>,
}

/// The values of one department, or of all that are too small to be shown, together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Empty for the small ones together.
    pub department: String,
    pub n: i64,
    pub spread: Spread,
}

/// A total with its place among the concepts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Total {
    pub points: i64,
    /// 1 is the best; those in a tie share it. None when fewer criteria count than for others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<i64>,
    pub tied: bool,
    /// How many criteria count, and what they weigh together.
    pub criteria: i64,
    pub weight: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disagreement {
    pub concept: ConceptId,
    pub criterion: CriterionId,
    /// The interquartile range in hundredths of a per cent of the scale.
    pub share: i64,
}

/// What a decision keeps of the snapshot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scores {
    pub round: i64,
    /// The revision of the concept that was judged.
    pub revision: i64,
    pub concepts: i64,
    pub weighted: Option<Total>,
    pub plain: Option<Total>,
}

/// One judgement, without who made it.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Given {
    pub concept_id: ConceptId,
    pub criterion_id: CriterionId,
    /// Of whoever judged.
    pub department_id: Option<DepartmentId>,
    /// In hundredths.
    pub value: i64,
}
