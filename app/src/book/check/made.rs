//! Concepts and decisions that arrived.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::Check;
use crate::{
    book::{Book, folder::Leaf, fronts::ConceptFront, texts::texts},
    concepts::{
        self,
        draft::{Draft, Typed},
    },
    judging,
};

/// How a concept read once.
pub struct Reading {
    pub draft: Draft,
    pub by: Option<String>,
    pub at: DateTime<Utc>,
}

/// How many revisions of one thing are read.
const REVISIONS_MAX: usize = 500;

impl Check<'_> {
    /// Answers every revision of every concept.
    pub(super) fn concepts(&mut self, book: &Book) -> Vec<Vec<Reading>> {
        let t = texts();
        let mut all = Vec::new();
        for (place, leaf) in book.concepts.iter().enumerate() {
            let (key, front) = (leaf.key.as_str(), &leaf.front);
            for author in &front.authors {
                self.person(key, author);
            }
            for note in &front.notes {
                self.link(key, "notes", note);
            }
            let most = concepts::rules::SOURCES_MAX * concepts::rules::ORIGINS_MAX;
            let few = front.notes.len() <= most && front.made_of.len() <= most;
            self.require(few, key, "notes", (t.too_many)(most as i64));
            let earlier = &book.concepts[..place];
            for origin in &front.made_of {
                // What it is made of comes before it, so nothing is made of itself.
                let before = earlier.iter().any(|leaf| leaf.key == *origin);
                self.require(before, key, origin, (t.origin_wrong)(origin));
            }
            all.push(self.readings(leaf));
        }
        all
    }

    fn readings(&mut self, leaf: &Leaf<ConceptFront>) -> Vec<Reading> {
        let (key, front) = (leaf.key.as_str(), &leaf.front);
        let mut readings = Vec::new();
        let count = front.revisions.len();
        self.require(count <= REVISIONS_MAX, key, "revisions", (texts().too_many)(500));
        for (number, before) in (1..).zip(front.revisions.iter().take(count.saturating_sub(1))) {
            let part = format!("revision {number}");
            let typed = Typed {
                title: before.title.as_deref().unwrap_or(&front.title),
                statement: leaf.part(&part).unwrap_or_default(),
                method: before.method.unwrap_or(front.method).as_str(),
                figure_kind: before.figure_kind.map_or("", |kind| kind.as_str()),
                figure: &before.figure,
            };
            self.moment(key, "at =", before.at);
            self.somebody(key, before.by.as_deref());
            match Draft::of(typed) {
                Ok(draft) => {
                    readings.push(Reading { draft, by: before.by.clone(), at: before.at });
                }
                Err(error) => self.refused(key, &format!("<!-- {part} -->"), error),
            }
        }
        let typed = Typed {
            title: &front.title,
            statement: &leaf.body,
            method: front.method.as_str(),
            figure_kind: front.figure_kind.map_or("", |kind| kind.as_str()),
            figure: &front.figure,
        };
        let last = front.revisions.last();
        let (by, at) = match last {
            Some(last) => (last.by.clone(), last.at),
            None => (front.authors.first().cloned(), self.now),
        };
        self.moment(key, "at =", at);
        self.somebody(key, by.as_deref());
        match Draft::of(typed) {
            Ok(draft) => readings.push(Reading { draft, by, at }),
            Err(error) => self.refused(key, "", error),
        }
        readings
    }

    pub(super) fn decisions(&mut self, book: &Book, concepts: &[Vec<Reading>]) {
        let t = texts();
        let most = judging::rules::TEXT_MAX;
        let revisions: HashMap<&str, i64> = book
            .concepts
            .iter()
            .zip(concepts)
            .map(|(leaf, readings)| (leaf.key.as_str(), readings.len() as i64))
            .collect();
        for leaf in &book.decisions {
            let (key, front) = (leaf.key.as_str(), &leaf.front);
            self.link(key, "concepts", &front.concept);
            if let Some(last) = revisions.get(front.concept.as_str()) {
                let known = (1..=*last).contains(&front.revision);
                self.require(known, key, "revision", t.revision_wrong);
            }
            self.moment(key, "at =", front.at);
            self.somebody(key, front.by.as_deref());
            self.somebody(key, front.owner.as_deref());
            self.require(!leaf.body.trim().is_empty(), key, "", t.reasons_missing);
            self.fits(key, "", &leaf.body, most);
            self.fits(key, "options", &front.options, most);
            self.fits(key, "change_reason", &front.change_reason, most);
            for (number, name) in (1..).zip(&front.dissent) {
                if !name.is_empty() {
                    self.person(key, name);
                }
                let part = format!("dissent {number}");
                let text = leaf.part(&part).unwrap_or_default();
                self.require(!text.is_empty(), key, "dissent", t.dissent_missing);
                self.fits(key, &format!("<!-- {part} -->"), text, most);
            }
        }
    }
}
