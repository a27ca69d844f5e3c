//! `[[Titles]]` in the texts of a book: links to what comes along with it.

use super::{Checked, Reading, built::Text};
use crate::{links::Named, provenance::Kind};

impl Checked {
    /// The same, its titles being links to its own concepts and archetypes. Others stay words.
    pub(super) fn linked(mut self) -> Checked {
        let concepts = self.book.concepts.iter().zip(&self.concept_ids);
        let concepts =
            concepts.map(|(leaf, id)| (leaf.front.title.as_str(), (Kind::Concept, (*id).into())));
        let archetypes = self.book.archetypes.iter().zip(&self.archetype_ids);
        let archetypes = archetypes
            .map(|(leaf, id)| (leaf.front.name.as_str(), (Kind::Archetype, (*id).into())));
        let named = Named::among(concepts.chain(archetypes));
        self.notes = self.notes.into_iter().map(|draft| draft.linked(&named)).collect();
        let reading = |reading: Reading| Reading {
            draft: reading.draft.linked(&named),
            by: reading.by,
            at: reading.at,
        };
        self.concepts = self
            .concepts
            .into_iter()
            .map(|readings| readings.into_iter().map(reading).collect())
            .collect();
        let text =
            |text: Text| Text { written: text.written.linked(&named), by: text.by, at: text.at };
        for blueprint in &mut self.blueprints {
            let sections = std::mem::take(&mut blueprint.sections).into_iter();
            blueprint.sections = sections
                .map(|(part, texts)| (part, texts.into_iter().map(text).collect()))
                .collect();
        }
        self
    }
}
