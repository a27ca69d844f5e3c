//! Archetypes, versions and practices that arrived.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, Utc};

use super::Check;
use crate::{
    archetypes::{self, Part, building::Written},
    book::{
        Book,
        folder::Leaf,
        fronts::{ArchetypeFront, VersionFront},
        texts::texts,
    },
    people::fold,
    practices,
    writing::one_line,
};

/// A text that somebody wrote for a section.
pub struct Text {
    pub written: Written,
    pub by: Option<String>,
    pub at: DateTime<Utc>,
}

/// An archetype as it is built again: every revision of its sections, and how many of them each
/// version froze.
#[derive(Default)]
pub struct Blueprint {
    pub sections: BTreeMap<Part, Vec<Text>>,
    pub contributions: Vec<(Part, Text)>,
    /// The places of its versions in the book, each with how far every section had come.
    pub versions: Vec<(usize, BTreeMap<Part, usize>)>,
}

impl Blueprint {
    fn last(&self, part: Part) -> &str {
        let texts = self.sections.get(&part);
        texts.and_then(|texts| texts.last()).map_or("", |text| text.written.body.as_str())
    }

    fn count(&self, part: Part) -> usize {
        self.sections.get(&part).map_or(0, Vec::len)
    }
}

impl Check<'_> {
    pub(super) fn blueprints(&mut self, book: &Book) -> Vec<Blueprint> {
        for leaf in &book.versions {
            self.link(&leaf.key, "archetypes", &leaf.front.archetype);
        }
        book.archetypes.iter().map(|leaf| self.blueprint(leaf, book)).collect()
    }

    fn blueprint(&mut self, leaf: &Leaf<ArchetypeFront>, book: &Book) -> Blueprint {
        let t = texts();
        let (key, front) = (leaf.key.as_str(), &leaf.front);
        self.named_thing(key, &front.name);
        self.moment(key, "begun", front.begun);
        self.somebody(key, front.owner.as_deref());
        for concept in &front.concepts {
            self.link(key, "concepts", concept);
        }
        for note in &front.notes {
            self.link(key, "notes", note);
        }
        self.require(leaf.body.trim().is_empty(), key, "", t.text_outside);
        let mut blueprint = Blueprint::default();
        self.revisions(leaf, &mut blueprint);
        for (number, given) in (1..).zip(&front.contributions) {
            let part = format!("contribution {number}");
            let missing = leaf.part(&part).is_none_or(str::is_empty);
            self.require(!missing, key, "contributions", t.contribution_missing);
            let text = self.text(leaf, &part, given.by.clone(), given.at);
            blueprint.contributions.extend(text.map(|text| (given.section, text)));
        }
        self.versions(leaf, book, &mut blueprint);
        // What the file says last, when it says nothing of revisions.
        for part in Part::ALL {
            let now = leaf.part(part.as_str()).unwrap_or_default();
            if now == blueprint.last(*part) {
                continue;
            }
            let text = self.text(leaf, part.as_str(), front.owner.clone(), self.now);
            blueprint.sections.entry(*part).or_default().extend(text);
        }
        blueprint
    }

    /// The revisions that the file tells of; the last one of each section is its text.
    fn revisions(&mut self, leaf: &Leaf<ArchetypeFront>, blueprint: &mut Blueprint) {
        for part in Part::ALL {
            let own = leaf.front.revisions.iter().filter(|written| written.section == *part);
            let count = own.clone().count();
            for (number, written) in (1..).zip(own) {
                let name = match number == count {
                    true => part.to_string(),
                    false => format!("{part} revision {number}"),
                };
                let text = self.text(leaf, &name, written.by.clone(), written.at);
                blueprint.sections.entry(*part).or_default().extend(text);
            }
        }
    }

    /// A text of an archetype; without one, an empty one.
    fn text<Front>(
        &mut self,
        leaf: &Leaf<Front>,
        part: &str,
        by: Option<String>,
        at: DateTime<Utc>,
    ) -> Option<Text> {
        let key = leaf.key.as_str();
        self.moment(key, "at =", at);
        self.somebody(key, by.as_deref());
        match Written::of(leaf.part(part).unwrap_or_default(), "text") {
            Ok(written) => Some(Text { written, by, at }),
            Err(error) => {
                self.refused(key, &format!("<!-- {part} -->"), error);
                None
            }
        }
    }

    fn versions(
        &mut self,
        archetype: &Leaf<ArchetypeFront>,
        book: &Book,
        blueprint: &mut Blueprint,
    ) {
        let own = book.versions.iter().enumerate();
        let mut own: Vec<_> =
            own.filter(|(_, leaf)| leaf.front.archetype == archetype.key).collect();
        own.sort_by_key(|(_, leaf)| leaf.front.number);
        let tells = !archetype.front.revisions.is_empty();
        let mut before = BTreeMap::new();
        for (number, (place, leaf)) in (1..).zip(own) {
            let key = leaf.key.as_str();
            self.require(
                leaf.front.number == number,
                key,
                "number",
                (texts().number_wrong)(number),
            );
            self.version(leaf);
            let mut frozen = BTreeMap::new();
            for part in Part::ALL {
                let reached = match tells {
                    true => self.frozen(leaf, *part, blueprint),
                    false => self.appended(leaf, *part, blueprint),
                };
                let back = before.get(part).is_some_and(|before| reached < *before);
                self.require(!back, key, "frozen", (texts().frozen_wrong)(part.as_str()));
                frozen.insert(*part, reached);
            }
            before.clone_from(&frozen);
            blueprint.versions.push((place, frozen));
        }
    }

    /// How many revisions of a section there were when a version was frozen.
    fn frozen(&mut self, leaf: &Leaf<VersionFront>, part: Part, blueprint: &Blueprint) -> usize {
        let told = leaf.front.frozen.iter().find(|frozen| frozen.section == part);
        let number = told.map_or(0, |told| usize::try_from(told.revision).unwrap_or(usize::MAX));
        let texts_of = blueprint.sections.get(&part).map_or(&[][..], Vec::as_slice);
        let then = match number {
            0 => Some(""),
            number => texts_of.get(number - 1).map(|text| text.written.body.as_str()),
        };
        let same = then == Some(leaf.part(part.as_str()).unwrap_or_default());
        self.require(same, &leaf.key, "frozen", (texts().frozen_wrong)(part.as_str()));
        number
    }

    /// The same for a file that says nothing of revisions: what is new in the version is one.
    fn appended(
        &mut self,
        leaf: &Leaf<VersionFront>,
        part: Part,
        blueprint: &mut Blueprint,
    ) -> usize {
        let then = leaf.part(part.as_str()).unwrap_or_default();
        if then != blueprint.last(part) {
            let text = self.text(leaf, part.as_str(), leaf.front.by.clone(), leaf.front.made);
            blueprint.sections.entry(part).or_default().extend(text);
        }
        blueprint.count(part)
    }

    fn version(&mut self, leaf: &Leaf<VersionFront>) {
        let t = texts();
        let most = archetypes::rules::REMARK_MAX;
        let (key, front) = (leaf.key.as_str(), &leaf.front);
        self.named_thing(key, &front.name);
        self.fits(key, "summary", &front.summary, most);
        self.moment(key, "made", front.made);
        self.somebody(key, front.by.as_deref());
        self.require(leaf.body.trim().is_empty(), key, "", t.text_outside);
        if let Some(released) = front.released {
            self.moment(key, "released", released);
            self.somebody(key, front.released_by.as_deref());
            self.require(!front.trials.is_empty(), key, "released", t.untried);
        }
        for trial in &front.trials {
            let place = one_line(&trial.place);
            self.require(!place.is_empty(), key, "place", t.place_missing);
            self.fits(key, "place", &place, archetypes::rules::LINE_MAX);
            self.moment(key, "at =", trial.at);
            self.somebody(key, trial.by.as_deref());
            for (needle, text) in [
                ("measured", &trial.measured),
                ("result", &trial.result),
                ("to_change", &trial.to_change),
            ] {
                self.fits(key, needle, text, most);
            }
        }
    }

    fn named_thing(&mut self, key: &str, name: &str) {
        let name = one_line(name);
        self.require(!name.is_empty(), key, "name", texts().name_wrong);
        self.fits(key, "name", &name, archetypes::rules::NAME_MAX);
    }

    pub(super) fn practices(&mut self, book: &Book) {
        let t = texts();
        let most = practices::rules::REMARK_MAX;
        let mut offered = HashSet::new();
        for leaf in &book.practices {
            let (key, front) = (leaf.key.as_str(), &leaf.front);
            self.link(key, "versions", &front.version);
            let version = book.versions.iter().find(|version| version.key == front.version);
            let released = version.is_none_or(|version| version.front.released.is_some());
            self.require(released, key, "version", t.unreleased);
            let target = one_line(&front.target);
            self.require(!target.is_empty(), key, "target =", t.target_missing);
            self.fits(key, "target =", &target, practices::rules::NAME_MAX);
            let new = offered.insert((&front.version, front.target_kind, fold(&target)));
            self.require(new, key, "target =", t.offered_twice);
            self.require(!front.moves.is_empty(), key, "moves", t.moves_missing);
            for step in &front.moves {
                self.moment(key, "at =", step.at);
                self.somebody(key, step.by.as_deref());
                self.fits(key, "reason", &step.reason, most);
                self.fits(key, "evidence", &step.evidence, most);
                if let Some(note) = &step.note {
                    self.link(key, "notes", note);
                }
            }
        }
    }
}
