//! Rounds of judging that arrived: what they say of themselves has to fit together.

use std::collections::{HashMap, HashSet};

use super::{Check, Reading};
use crate::{
    book::{
        Book,
        folder::Leaf,
        fronts::{CellFront, CriterionFront, RoundFront},
        texts::texts,
    },
    concepts,
    judging::{
        CriterionKind, Spread,
        rules::{self, JUDGES_MIN},
    },
    writing::one_line,
};

/// No more people judge, and no larger value is estimated, in half-hundredths.
const PEOPLE: i64 = 100_000;
const VALUE: i64 = 2_000_000_000_000;

impl Check<'_> {
    pub(super) fn rounds(&mut self, book: &Book, readings: &[Vec<Reading>]) {
        let revisions: HashMap<&str, i64> = book
            .concepts
            .iter()
            .zip(readings)
            .map(|(leaf, readings)| (leaf.key.as_str(), readings.len() as i64))
            .collect();
        for leaf in &book.rounds {
            self.round(leaf, &revisions);
        }
    }

    fn round(&mut self, leaf: &Leaf<RoundFront>, revisions: &HashMap<&str, i64>) {
        let t = texts();
        let (key, front) = (leaf.key.as_str(), &leaf.front);
        self.moment(key, "opened =", front.opened);
        self.moment(key, "revealed =", front.revealed);
        let in_order = front.opened <= front.revealed && front.revealed <= self.now;
        self.require(in_order, key, "revealed =", t.ends_wrong);
        self.somebody(key, front.opened_by.as_deref());
        self.somebody(key, front.revealed_by.as_deref());
        self.fits(key, "", &leaf.body, rules::TEXT_MAX);
        let people = JUDGES_MIN <= front.judges
            && front.judges <= front.participants
            && front.participants <= PEOPLE;
        self.require(people, key, "judges", t.round_wrong);
        let count = front.criteria.len();
        let weights = front.criteria.iter().all(|criterion| (1..=100).contains(&criterion.weight));
        let sum: i64 = front.criteria.iter().map(|criterion| criterion.weight.clamp(0, 100)).sum();
        let weighed = count <= rules::CRITERIA_MAX && weights && sum == 100;
        self.require(weighed, key, "weight", t.weights_wrong);
        for (index, criterion) in front.criteria.iter().enumerate() {
            self.criterion(key, criterion);
            let whole = |of: i64| {
                let place = usize::try_from(of - 1).ok().filter(|place| *place < index)?;
                front.criteria.get(place).filter(|whole| whole.department.is_none())
            };
            let fits = criterion
                .part_of
                .is_none_or(|of| criterion.department.is_some() && whole(of).is_some());
            self.require(fits, key, "part_of", t.round_wrong);
        }
        self.require(!front.concepts.is_empty(), key, "concepts", t.round_wrong);
        let mut seen = HashSet::new();
        for judged in &front.concepts {
            self.link(key, "concepts", &judged.concept);
            let once = seen.insert(judged.concept.as_str());
            self.require(once, key, &judged.concept, t.round_wrong);
            if let Some(last) = revisions.get(judged.concept.as_str()) {
                let known = (1..=*last).contains(&judged.revision);
                self.require(known, key, "revision", t.revision_wrong);
            }
            self.fits(key, "title", &judged.title, concepts::rules::TITLE_MAX);
            let cells = judged.cells.len() == count
                && judged.cells.iter().zip(&front.criteria).all(|(cell, criterion)| {
                    cell.n <= front.judges && cell_fits(cell, criterion.kind)
                });
            self.require(cells, key, &judged.concept, t.round_wrong);
        }
    }

    fn criterion(&mut self, key: &str, criterion: &CriterionFront) {
        let named = !one_line(&criterion.name).is_empty();
        self.require(named, key, "name", texts().name_wrong);
        self.fits(key, "name", &criterion.name, rules::NAME_MAX);
        self.fits(key, "unit", &criterion.unit, rules::UNIT_MAX);
        for anchor in [&criterion.low, &criterion.middle, &criterion.high] {
            self.fits(key, anchor, anchor, rules::ANCHOR_MAX);
        }
        let department = criterion.department.as_deref().unwrap_or_default();
        self.fits(key, "department", department, rules::NAME_MAX);
    }
}

/// Whether the numbers of a cell can be those of so many judgements: fewer than three tell nothing,
/// and departments together are all of them.
fn cell_fits(cell: &CellFront, kind: CriterionKind) -> bool {
    let grouped: i64 = cell.groups.iter().map(|group| group.n.clamp(0, PEOPLE)).sum();
    let groups = cell.groups.iter().all(|group| {
        group.department.chars().count() <= rules::NAME_MAX && lies(group.n, &group.spread, kind)
    });
    match &cell.spread {
        None => (0..JUDGES_MIN).contains(&cell.n) && cell.groups.is_empty(),
        Some(spread) => {
            lies(cell.n, spread, kind) && groups && (cell.groups.is_empty() || grouped == cell.n)
        }
    }
}

/// Whether a spread can be that of so many values.
fn lies(n: i64, spread: &Spread, kind: CriterionKind) -> bool {
    let Spread { min, q1, median, q3, max, counts } = spread;
    let ordered = [min, q1, median, q3, max].is_sorted();
    let fits = match kind {
        CriterionKind::Qualitative => {
            let counted = counts.iter().all(|count| (0..=PEOPLE).contains(count));
            (200..=1_000).contains(min)
                && (200..=1_000).contains(max)
                && counts.len() == 5
                && counted
                && counts.iter().sum::<i64>() == n
        }
        CriterionKind::Quantitative => {
            (-VALUE..=VALUE).contains(min) && (-VALUE..=VALUE).contains(max) && counts.is_empty()
        }
    };
    (JUDGES_MIN..=PEOPLE).contains(&n) && ordered && fits
}
