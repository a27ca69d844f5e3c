//! Concepts and decisions of a book.

use super::{Carrying, whole};
use crate::{
    concepts::{self, ConceptState, store::NewConcept},
    error::{Error, Result},
    judging::{self, DecisionId, store::NewDecision},
    knowledge::rules::clean,
    people::PersonId,
};

impl Carrying<'_> {
    pub(super) async fn concepts(&mut self) -> Result<()> {
        let checked = self.checked;
        let readings = checked.concepts.iter().zip(&checked.concept_ids);
        for (leaf, (readings, id)) in checked.book.concepts.iter().zip(readings) {
            let front = &leaf.front;
            let (first, later) = readings.split_first().ok_or(Error::Stale)?;
            let mut authors: Vec<PersonId> =
                front.authors.iter().map(|author| self.by(Some(author))).collect();
            if authors.is_empty() {
                authors.push(self.by(first.by.as_deref()));
            }
            let sources = self.note_ids(&front.notes);
            let (id, by) = (*id, self.by(first.by.as_deref()));
            let new = NewConcept {
                id,
                programme: self.programme.id,
                draft: &first.draft,
                authors: &authors,
                sources: &sources,
                by,
                at: whole(first.at),
            };
            concepts::store::add(self.tx, new).await?;
            for (revision, reading) in (1..).zip(later) {
                let by = self.by(reading.by.as_deref());
                let at = whole(reading.at);
                concepts::store::revise(self.tx, (id, revision), &reading.draft, by, at).await?;
            }
            for origin in &front.made_of {
                let origin = *self.concepts.get(origin.as_str()).ok_or(Error::Stale)?;
                concepts::store::add_origin(self.tx, id, origin, None).await?;
            }
            if front.state != ConceptState::Open {
                super::store::set_concept_state(self.tx, id, front.state).await?;
            }
            self.concepts.insert(&leaf.key, id);
        }
        Ok(())
    }

    pub(super) async fn decisions(&mut self) -> Result<()> {
        let checked = self.checked;
        let mut numbers = std::collections::HashMap::new();
        for leaf in &checked.book.decisions {
            let front = &leaf.front;
            let concept = *self.concepts.get(front.concept.as_str()).ok_or(Error::Stale)?;
            let number = numbers.entry(concept).or_insert(0i64);
            *number += 1;
            let id = DecisionId::new();
            let new = NewDecision {
                id,
                programme: self.programme.id,
                concept,
                concept_revision: front.revision,
                number: *number,
                verdict: front.verdict,
                options: &clean(&front.options),
                scores: front.scores.clone(),
                reasons: &clean(&leaf.body),
                change_reason: &clean(&front.change_reason),
                owner: self.by(front.owner.as_deref()),
                review_on: front.review_on,
                by: self.by(front.by.as_deref()),
                at: whole(front.at),
            };
            judging::store::add_decision(self.tx, new).await?;
            let mut unnamed = 0;
            for (place, name) in front.dissent.iter().enumerate() {
                let person = match name.is_empty() {
                    false => self.by(Some(name)),
                    true => {
                        unnamed += 1;
                        self.unnamed(unnamed - 1).await?
                    }
                };
                let text = clean(leaf.part(&format!("dissent {}", place + 1)).unwrap_or_default());
                let hidden = name.is_empty();
                judging::store::add_dissent(self.tx, id, person, hidden, &text).await?;
            }
        }
        Ok(())
    }
}
