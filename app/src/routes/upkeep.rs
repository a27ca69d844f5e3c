//! Earlier texts, comments and reviews.

use crate::{
    archetypes::{ArchetypeId, Part},
    concepts::ConceptId,
    knowledge::NoteId,
};

/// What was decided about a concept, on its own page: for who reads it without its programme.
pub fn decisions_of(id: ConceptId) -> String {
    format!("/concepts/{id}#decisions")
}

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

/// The form to comment on a passage of a thing, counted from 0.
pub fn comment_on(kind: &str, id: impl std::fmt::Display, part: &str, passage: usize) -> String {
    match part {
        "" => format!("/comment/{kind}/{id}?passage={passage}"),
        part => format!("/comment/{kind}/{id}?part={part}&passage={passage}"),
    }
}

/// The form to comment on a thing as a whole.
pub fn comment_on_whole(kind: &str, id: impl std::fmt::Display) -> String {
    format!("/comment/{kind}/{id}")
}

pub fn edit_comment(id: impl std::fmt::Display) -> String {
    format!("/comments/{id}/edit")
}

/// A comment on the page of its thing.
pub fn comment_at(page: &str, id: impl std::fmt::Display) -> String {
    format!("{page}#comment-{id}")
}

/// Where a thing is verified, reviewed and retired.
pub fn keep(kind: &str, id: impl std::fmt::Display) -> String {
    format!("/reviews/{kind}/{id}")
}

/// What is to be reviewed.
pub const REVIEWS: &str = "/knowledge/reviews";
