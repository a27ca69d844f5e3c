use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::programmes::ProgrammeId;

crate::id!(
    /// Knowledge put into words.
    ConceptId
);

crate::text_enum! {
    /// How a concept was reasoned out.
    pub enum Method {
        /// From a rule to the case.
        Deduction => "deduction",
        /// From many cases to a rule.
        Induction => "induction",
        /// From something odd to what would best explain it.
        Abduction => "abduction",
    }
}

crate::text_enum! {
    /// An image that helps to understand.
    pub enum FigureKind {
        Analogy => "analogy",
        Metaphor => "metaphor",
    }
}

crate::text_enum! {
    /// What has become of a concept.
    pub enum ConceptState {
        Open => "open",
        /// It is part of another one now.
        Merged => "merged",
        /// Several were made of it.
        Split => "split",
        Accepted => "accepted",
        /// To be worked on again.
        Rework => "rework",
        /// Set aside.
        Aside => "aside",
    }
}

/// A concept as it reads now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Concept {
    pub id: ConceptId,
    pub programme_id: ProgrammeId,
    pub title: String,
    /// Markdown, and what it renders to after sanitising.
    pub statement: String,
    pub html: String,
    pub method: Method,
    pub figure_kind: Option<FigureKind>,
    pub figure: String,
    pub state: ConceptState,
    pub created_at: DateTime<Utc>,
    pub changed_at: DateTime<Utc>,
    pub revision: i64,
    /// The revision that the last decision was made on.
    pub decided_on: Option<i64>,
}

/// A concept named by another one.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Named {
    pub id: ConceptId,
    pub title: String,
    pub state: ConceptState,
    pub revision: i64,
    /// The revision that the last decision was made on.
    pub decided_on: Option<i64>,
}

/// How a concept read once.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Revision {
    pub revision: i64,
    pub title: String,
    pub statement: String,
    pub method: Method,
    pub figure_kind: Option<FigureKind>,
    pub figure: String,
    pub editor: String,
    pub at: DateTime<Utc>,
}
