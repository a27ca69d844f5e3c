//! From judgements to the snapshot: medians, spread, points, totals, ties, disagreement.
//!
//! - The **value** of a concept by a criterion is the median of its judgements.
//! - Its **points** lie between 0 and 1: on the scale of five, (median − 1) ÷ 4; of a quantity,
//!   the place of the median between the lowest and the highest median of all concepts, counted
//!   from the worse end. When all concepts have the same median, each has all the points: by this
//!   criterion none is worse than another.
//! - The **weighted total** is the mean of the points by the weights, the **plain** one their
//!   mean. A cell that does not count drops out of both sums; what is left is told with it.
//! - A concept has a **place** when every criterion that counts for any concept counts for it,
//!   too: what was judged by less is not better than what was judged by all. A criterion that
//!   counts for none is held against none.
//! - **Three judgements** are the fewest that are shown or counted, of a cell and of a
//!   department in it. If a cell with fewer counted, its value could be worked out from the
//!   total. Departments that are too small are shown together, and never fewer than three
//!   people: else the rest could be worked out by subtracting the others from the whole, so the
//!   smallest department that could be shown joins them.
//! - **Quartiles** are the medians of the lower and the upper half, without the middle one when
//!   the number is odd.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};

use num_bigint::BigUint;
use num_rational::Ratio;

use super::JUDGES_MIN;
use crate::{
    judging::{
        CellResult, ConceptId, Criterion, CriterionId, CriterionKind, Direction, Disagreement,
        Given, Group, JudgedConcept, Snapshot, Spread, Total,
    },
    people::DepartmentId,
};

/// How many places of disagreement are named.
const DISAGREEMENTS: usize = 5;

/// A concept as it was put up for judging.
#[derive(Clone, Debug)]
pub struct Judged {
    pub concept: ConceptId,
    pub revision: i64,
    pub title: String,
}

/// Everything that a snapshot is made of.
pub struct Round {
    pub criteria: Vec<Criterion>,
    pub concepts: Vec<Judged>,
    pub given: Vec<Given>,
    pub departments: HashMap<DepartmentId, String>,
    pub judges: i64,
    pub participants: i64,
}

/// A value with the department it comes from.
type Vote = (Option<DepartmentId>, i64);

/// What the reveal publishes.
pub fn snapshot(round: Round) -> Snapshot {
    let mut cells: HashMap<(ConceptId, CriterionId), Vec<Vote>> = HashMap::new();
    for given in &round.given {
        let cell = cells.entry((given.concept_id, given.criterion_id)).or_default();
        cell.push((given.department_id, given.value));
    }
    let concepts: Vec<JudgedConcept> = round
        .concepts
        .iter()
        .map(|judged| JudgedConcept {
            concept: judged.concept,
            revision: judged.revision,
            title: judged.title.clone(),
            cells: round
                .criteria
                .iter()
                .map(|criterion| {
                    let given = cells.remove(&(judged.concept, criterion.id)).unwrap_or_default();
                    cell(criterion, &given, &round.departments)
                })
                .collect(),
            weighted: None,
            plain: None,
        })
        .collect();
    of_cells(round.criteria, concepts, round.judges, round.participants)
}

/// The same of cells that are worked out already: points, totals and disagreement follow.
pub fn of_cells(
    criteria: Vec<Criterion>,
    mut concepts: Vec<JudgedConcept>,
    judges: i64,
    participants: i64,
) -> Snapshot {
    let scales: Vec<Scale> = criteria
        .iter()
        .enumerate()
        .map(|(index, criterion)| Scale::of(criterion, index, &concepts))
        .collect();
    let parts: Vec<Vec<Part>> =
        concepts.iter_mut().map(|concept| points(concept, &criteria, &scales)).collect();
    let counting = (0..criteria.len())
        .filter(|index| concepts.iter().any(|concept| concept.cells[*index].spread.is_some()))
        .count();
    let weighted = totals(&parts, counting, |part| part.weight);
    let plain = totals(&parts, counting, |_| 1);
    for ((concept, weighted), plain) in concepts.iter_mut().zip(weighted).zip(plain) {
        (concept.weighted, concept.plain) = (weighted, plain);
    }
    let disagreements = disagreements(&criteria, &concepts);
    Snapshot { criteria, concepts, judges, participants, disagreements }
}

fn cell(
    criterion: &Criterion,
    given: &[Vote],
    names: &HashMap<DepartmentId, String>,
) -> CellResult {
    let n = given.len() as i64;
    let shown = n >= JUDGES_MIN;
    let values = given.iter().map(|(_, value)| *value).collect();
    CellResult {
        criterion: criterion.id,
        n,
        spread: shown.then(|| spread(criterion.kind, values)),
        points: None,
        groups: if shown { groups(criterion.kind, given, names) } else { Vec::new() },
    }
}

/// How at least one value lie.
fn spread(kind: CriterionKind, mut values: Vec<i64>) -> Spread {
    values.sort_unstable();
    let n = values.len();
    let half = if n == 1 { 1 } else { n / 2 };
    let counts = match kind {
        CriterionKind::Quantitative => Vec::new(),
        CriterionKind::Qualitative => (1..=5)
            .map(|choice| values.iter().filter(|v| **v == choice * 100).count() as i64)
            .collect(),
    };
    Spread {
        min: 2 * values[0],
        q1: median(&values[..half]),
        median: median(&values),
        q3: median(&values[n - half..]),
        max: 2 * values[n - 1],
        counts,
    }
}

/// The median of sorted values, in half of their unit.
fn median(sorted: &[i64]) -> i64 {
    let n = sorted.len();
    sorted[(n - 1) / 2] + sorted[n / 2]
}

/// The departments that may be shown, by name, and at the end the others together.
fn groups(
    kind: CriterionKind,
    given: &[Vote],
    names: &HashMap<DepartmentId, String>,
) -> Vec<Group> {
    let fewest = JUDGES_MIN as usize;
    let mut by_name: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    let mut others = Vec::new();
    for (department, value) in given {
        match department.and_then(|id| names.get(&id)) {
            Some(name) => by_name.entry(name.clone()).or_default().push(*value),
            None => others.push(*value),
        }
    }
    let (mut shown, small): (Vec<_>, Vec<_>) =
        by_name.into_iter().partition(|(_, values)| values.len() >= fewest);
    others.extend(small.into_iter().flat_map(|(_, values)| values));
    if !others.is_empty() && others.len() < fewest {
        // The others could be worked out: the smallest one shown goes with them.
        if let Some(smallest) =
            shown.iter().enumerate().min_by_key(|(_, (_, values))| values.len()).map(|(i, _)| i)
        {
            others.extend(shown.remove(smallest).1);
        }
    }
    if shown.is_empty() {
        return Vec::new();
    }
    if !others.is_empty() {
        shown.push((String::new(), others));
    }
    shown
        .into_iter()
        .map(|(department, values)| Group {
            department,
            n: values.len() as i64,
            spread: spread(kind, values),
        })
        .collect()
}

/// How medians by one criterion become points.
#[derive(Clone, Copy)]
struct Scale {
    worst: i64,
    best: i64,
}

impl Scale {
    fn of(criterion: &Criterion, index: usize, concepts: &[JudgedConcept]) -> Scale {
        if criterion.kind == CriterionKind::Qualitative {
            return Scale { worst: 200, best: 1_000 };
        }
        let medians = || {
            let spreads =
                concepts.iter().filter_map(|concept| concept.cells[index].spread.as_ref());
            spreads.map(|spread| spread.median)
        };
        let (low, high) = (medians().min().unwrap_or(0), medians().max().unwrap_or(0));
        match criterion.direction {
            Direction::More => Scale { worst: low, best: high },
            Direction::Less => Scale { worst: high, best: low },
        }
    }

    /// The points of a median as a fraction from 0 to 1.
    fn fraction(self, median: i64) -> (u64, u64) {
        match self.worst.abs_diff(self.best) {
            0 => (1, 1),
            width => (self.worst.abs_diff(median), width),
        }
    }
}

/// A cell that counts: its points as a fraction, and its weight.
struct Part {
    weight: u64,
    points: (u64, u64),
}

/// Writes the points into the cells and answers those that count.
fn points(concept: &mut JudgedConcept, criteria: &[Criterion], scales: &[Scale]) -> Vec<Part> {
    let mut parts = Vec::new();
    for ((cell, criterion), scale) in concept.cells.iter_mut().zip(criteria).zip(scales) {
        let Some(spread) = &cell.spread else { continue };
        let points = scale.fraction(spread.median);
        cell.points = Some(hundredths(points.0 as f64 / points.1 as f64));
        parts.push(Part { weight: criterion.weight.unsigned_abs(), points });
    }
    parts
}

/// Hundredths of a point on a scale to 100, to be shown.
fn hundredths(share: f64) -> i64 {
    (share * 10_000.0).round() as i64
}

/// A weighted mean, exactly. Brought to one denominator its fractions fit no integer of the machine,
/// and rounding them could make a tie or miss one.
type Mean = Ratio<BigUint>;

fn mean(parts: &[Part], weight: impl Fn(&Part) -> u64) -> Option<Mean> {
    let weights: u64 = parts.iter().map(&weight).sum();
    if weights == 0 {
        return None;
    }
    let weighed = |part: &Part| {
        Mean::new(part.points.0.into(), part.points.1.into()) * BigUint::from(weight(part))
    };
    Some(parts.iter().map(weighed).sum::<Mean>() / BigUint::from(weights))
}

/// The total of each concept with its place; none where nothing counts. So many criteria count for
/// those that have a place.
fn totals(
    concepts: &[Vec<Part>],
    counting: usize,
    weight: impl Fn(&Part) -> u64 + Copy,
) -> Vec<Option<Total>> {
    let means: Vec<Option<Mean>> = concepts
        .iter()
        .map(|parts| if parts.len() == counting { mean(parts, weight) } else { None })
        .collect();
    let compared = |mean: &Mean, order: Ordering| {
        means.iter().flatten().filter(|other| other.cmp(&mean) == order).count() as i64
    };
    let shown = |parts: &[Part]| {
        let weights: u64 = parts.iter().map(weight).sum();
        let sum: f64 = parts
            .iter()
            .map(|part| weight(part) as f64 * part.points.0 as f64 / part.points.1 as f64)
            .sum();
        hundredths(sum / weights as f64)
    };
    let total = |(parts, mean): (&Vec<Part>, &Option<Mean>)| {
        if parts.iter().map(weight).sum::<u64>() == 0 {
            return None;
        }
        let (criteria, weight) =
            (parts.len() as i64, parts.iter().map(|part| part.weight as i64).sum());
        let Some(mean) = mean.as_ref() else {
            return Some(Total { points: shown(parts), rank: None, tied: false, criteria, weight });
        };
        // In a tie all show the same points, whatever rounding would make of each.
        let first = means.iter().position(|other| other.as_ref() == Some(mean))?;
        Some(Total {
            points: shown(&concepts[first]),
            rank: Some(1 + compared(mean, Ordering::Greater)),
            tied: compared(mean, Ordering::Equal) > 1,
            criteria,
            weight,
        })
    };
    concepts.iter().zip(&means).map(total).collect()
}

/// The cells in which the middle half of the judgements lies widest apart, as a share of the
/// scale: of 1 to 5, or of all that was estimated by the criterion.
fn disagreements(criteria: &[Criterion], concepts: &[JudgedConcept]) -> Vec<Disagreement> {
    let mut found = Vec::new();
    for (index, criterion) in criteria.iter().enumerate() {
        let spreads = || {
            concepts.iter().filter_map(|concept| {
                let spread = concept.cells[index].spread.as_ref()?;
                Some((concept.concept, spread))
            })
        };
        let width = match criterion.kind {
            CriterionKind::Qualitative => 800,
            CriterionKind::Quantitative => {
                let low = spreads().map(|(_, spread)| spread.min).min().unwrap_or(0);
                let high = spreads().map(|(_, spread)| spread.max).max().unwrap_or(0);
                high - low
            }
        };
        found.extend(spreads().filter(|(_, spread)| spread.q3 > spread.q1).map(
            |(concept, spread)| {
                let share = i128::from(spread.q3 - spread.q1) * 10_000 / i128::from(width.max(1));
                Disagreement { concept, criterion: criterion.id, share: share as i64 }
            },
        ));
    }
    // Sorting keeps the order of criteria and concepts where people disagree alike.
    found.sort_by_key(|disagreement| std::cmp::Reverse(disagreement.share));
    found.truncate(DISAGREEMENTS);
    found
}

#[cfg(test)]
mod tests;
