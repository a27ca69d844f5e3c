//! Earlier texts, comments and reviews.

use crate::{
    archetypes::{ArchetypeId, Part},
    concepts::ConceptId,
    knowledge::NoteId,
};

/// How a concept read at one revision.
pub fn concept_revision(id: ConceptId, number: i64) -> String {
    format!("/concepts/{id}/versions/{number}")
}

/// How a note read at one revision: for its author alone.
pub fn note_revision(id: NoteId, number: i64) -> String {
    format!("/knowledge/{id}/versions/{number}")
}

/// How a section read at one revision.
pub fn archetype_revision(id: ArchetypeId, part: Part, number: i64) -> String {
    format!("/archetypes/{id}/edit/{part}/{number}")
}

/// Where a thing is verified, reviewed and retired.
pub fn keep(kind: &str, id: impl std::fmt::Display) -> String {
    format!("/reviews/{kind}/{id}")
}

/// What is to be reviewed.
pub const REVIEWS: &str = "/knowledge/reviews";
