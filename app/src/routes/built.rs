//! Addresses of what a programme builds and spreads, and of its knowledge as files.

use crate::{
    archetypes::{ArchetypeId, Part},
    people::ImportId,
    practices::PracticeId,
    programmes::ProgrammeId,
};

/// The archetypes of a programme (phase 4).
pub fn archetypes(id: ProgrammeId) -> String {
    format!("/programmes/{id}/archetypes")
}

pub fn archetype(id: ArchetypeId) -> String {
    format!("/archetypes/{id}")
}

/// A section on the page of its archetype.
pub fn archetype_part(id: ArchetypeId, part: Part) -> String {
    format!("/archetypes/{id}#{part}")
}

/// Its name and what it is made of.
pub fn edit_archetype(id: ArchetypeId) -> String {
    format!("/archetypes/{id}/edit")
}

/// A section, to write in it and to read what it was.
pub fn edit_archetype_part(id: ArchetypeId, part: Part) -> String {
    format!("/archetypes/{id}/edit/{part}")
}

pub fn archetype_version(id: ArchetypeId, number: i64) -> String {
    format!("/archetypes/{id}/versions/{number}")
}

/// What changed from a version to a later one, or to the text of today.
pub fn archetype_changes(id: ArchetypeId, from: i64, to: Option<i64>) -> String {
    match to {
        Some(to) => format!("/archetypes/{id}/changes?from={from}&to={to}"),
        None => format!("/archetypes/{id}/changes?from={from}"),
    }
}

/// The sheet to print.
pub fn handout(id: ArchetypeId, number: Option<i64>) -> String {
    match number {
        Some(number) => format!("/archetypes/{id}/handout?version={number}"),
        None => format!("/archetypes/{id}/handout"),
    }
}

/// The same as Markdown.
pub fn archetype_markdown(id: ArchetypeId, number: Option<i64>) -> String {
    match number {
        Some(number) => format!("/export/archetypes/{id}.md?version={number}"),
        None => format!("/export/archetypes/{id}.md"),
    }
}

/// The knowledge of a programme as files.
pub fn knowledge_files(id: ProgrammeId) -> String {
    format!("/export/programmes/{id}.zip")
}

/// The page that takes such files.
pub fn carry_in(id: ProgrammeId) -> String {
    format!("/programmes/{id}/carry-in")
}

/// What a file that was sent would add.
pub fn carry_in_preview(id: ProgrammeId, file: ImportId) -> String {
    format!("/programmes/{id}/carry-in/{file}")
}

/// A practice on one sheet, to print.
pub fn practice_sheet(id: PracticeId) -> String {
    format!("/practices/{id}/handout")
}

/// Where the releases of a programme are spread (phase 5).
pub fn practices(id: ProgrammeId) -> String {
    format!("/programmes/{id}/practices")
}

pub fn practice(id: PracticeId) -> String {
    format!("/practices/{id}")
}
