//! Concepts, and how they are justified.

use crate::{concepts::ConceptId, knowledge::NoteId, programmes::ProgrammeId};

pub fn concepts(id: ProgrammeId) -> String {
    format!("/programmes/{id}/concepts")
}

pub fn new_concept(id: ProgrammeId) -> String {
    format!("/programmes/{id}/concepts/new")
}

/// The form of a new concept, with a note chosen.
pub fn concept_of_note(id: ProgrammeId, note: NoteId) -> String {
    format!("/programmes/{id}/concepts/new?note={note}")
}

/// The form of a new concept that goes on with what the turn before left open.
pub fn take_up_concept(id: ProgrammeId, concept: ConceptId) -> String {
    format!("/programmes/{id}/concepts/new?takes_up={concept}")
}

/// The form of a new concept that is made of several.
pub fn merge_concepts(id: ProgrammeId) -> String {
    format!("/programmes/{id}/concepts/new?merge=")
}

/// The same, with one of them chosen.
pub fn merge_with(id: ProgrammeId, concept: ConceptId) -> String {
    format!("/programmes/{id}/concepts/new?merge={concept}")
}

pub fn concept(id: ConceptId) -> String {
    format!("/concepts/{id}")
}

pub fn edit_concept(id: ConceptId) -> String {
    format!("/concepts/{id}/edit")
}

pub fn split_concept(id: ConceptId) -> String {
    format!("/concepts/{id}/split")
}

/// The criteria by which the concepts of a programme are judged.
pub fn criteria(id: ProgrammeId) -> String {
    format!("/programmes/{id}/criteria")
}

/// Where concepts are judged, and their results.
pub fn judging(id: ProgrammeId) -> String {
    format!("/programmes/{id}/judging")
}

/// The concept at a place of the round, counted from 1, to be judged.
pub fn judging_of(id: ProgrammeId, place: i64) -> String {
    format!("/programmes/{id}/judging?concept={place}")
}

/// What was decided about the concepts of a programme.
pub fn decisions(id: ProgrammeId) -> String {
    format!("/programmes/{id}/decisions")
}

/// What was decided about one of them.
pub fn decision_on(id: ProgrammeId, concept: ConceptId) -> String {
    format!("/programmes/{id}/decisions#concept-{concept}")
}
