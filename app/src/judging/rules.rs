//! Who may do what while concepts are judged, what can be typed, and what a round needs.
//!
//! How judgements become a snapshot is in [`scoring`].

pub mod scoring;

use super::{Criterion, CriterionKind};
use crate::{
    access::{Actor, Role},
    people::DepartmentId,
    programmes::{self, Programme},
};

/// The phase in which concepts are justified.
pub const PHASE: i64 = 3;
/// Fewer judgements than this would tell whose they are: nothing is shown of them.
pub const JUDGES_MIN: i64 = 3;
pub const CRITERIA_MAX: usize = 12;
pub const NAME_MAX: usize = 120;
pub const UNIT_MAX: usize = 40;
pub const ANCHOR_MAX: usize = 120;
pub const TEXT_MAX: usize = 2_000;
/// The largest quantity, in hundredths: ten thousand million.
const QUANTITY_MAX: i64 = 1_000_000_000_000;

/// May pick criteria, open and reveal a round, and decide.
pub fn may_lead(actor: &Actor, programme: &Programme) -> bool {
    programmes::rules::may_edit(actor, programme)
}

/// The departments whose own criteria somebody may write: those that they manage.
pub fn departments_led(actor: &Actor) -> Vec<DepartmentId> {
    let managed = actor.grants.iter().filter(|grant| grant.role == Role::Manager);
    managed.filter_map(|grant| grant.department).collect()
}

/// May write or take out this criterion while the round is prepared: who leads the programme any,
/// who manages a department those of its own that are part of one for all.
pub fn may_write(actor: &Actor, programme: &Programme, criterion: &Criterion) -> bool {
    let theirs = criterion.department_id.filter(|_| criterion.part_of.is_some());
    may_lead(actor, programme)
        || theirs.is_some_and(|department| departments_led(actor).contains(&department))
}

/// Whether a criterion can be part of the other: a department's own of one that all judge by.
pub fn can_be_part(criterion: &Criterion, of: &Criterion) -> bool {
    criterion.department_id.is_some() && of.department_id.is_none() && criterion.id != of.id
}

/// Whether somebody of this department judges the criterion.
pub fn judges(criterion: &Criterion, department: Option<DepartmentId>) -> bool {
    criterion.department_id.is_none() || criterion.department_id == department
}

/// How many have finished, as far as the manager may know: fewer than three would point at
/// single people, who could then be watched or asked.
pub fn turnout_shown(finished: i64) -> Option<i64> {
    (finished >= JUDGES_MIN).then_some(finished)
}

/// What a round still lacks before it can open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    Criteria,
    /// Some weigh nothing.
    Weightless,
    /// What the weights make instead of 100.
    Weights(i64),
    Concepts,
    /// Too few people take part to hide anybody.
    People,
}

pub fn lacks(weights: &[i64], concepts: usize, participants: i64) -> Vec<Lack> {
    let sum: i64 = weights.iter().sum();
    [
        (weights.is_empty(), Lack::Criteria),
        (weights.contains(&0), Lack::Weightless),
        (!weights.is_empty() && sum != 100, Lack::Weights(sum)),
        (concepts == 0, Lack::Concepts),
        (participants < JUDGES_MIN, Lack::People),
    ]
    .into_iter()
    .filter_map(|(lacking, what)| lacking.then_some(what))
    .collect()
}

/// 100 shared out as evenly as whole numbers allow, the first ones rounded up.
pub fn even_weights(count: usize) -> Vec<i64> {
    let count = count as i64;
    (0..count).map(|index| 100 / count + i64::from(index < 100 % count)).collect()
}

/// A judgement as typed, in hundredths. `None` when it cannot be read.
pub fn parse_judgement(kind: CriterionKind, typed: &str) -> Option<i64> {
    match kind {
        CriterionKind::Quantitative => parse_quantity(typed),
        CriterionKind::Qualitative => {
            let choice: i64 = typed.trim().parse().ok()?;
            (1..=5).contains(&choice).then_some(choice * 100)
        }
    }
}

/// Whether a unit is money, whose decimals are two or none: "S/ al mes", "$".
pub fn is_money(unit: &str) -> bool {
    let unit = unit.trim_start();
    ["S/", "$", "US$", "€"].iter().any(|sign| unit.starts_with(sign))
}

/// A judgement as it is typed again.
pub fn as_typed(criterion: &Criterion, value: i64) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let (whole, cents) = (value.abs() / 100, value.abs() % 100);
    match (criterion.kind, cents) {
        (CriterionKind::Qualitative, _) | (_, 0) => format!("{sign}{whole}"),
        (_, cents) if cents % 10 == 0 && !is_money(&criterion.unit) => {
            format!("{sign}{whole}.{}", cents / 10)
        }
        (_, cents) => format!("{sign}{whole}.{cents:02}"),
    }
}

/// `12000`, `12,000`, `S/ 12 000.50`: commas between thousands, a point before decimals. A comma
/// that cannot stand between thousands is one before decimals: `12,5`.
fn parse_quantity(typed: &str) -> Option<i64> {
    let text: String = typed.trim().trim_start_matches("S/").chars().collect();
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (negative, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest.to_owned()),
        None => (false, text),
    };
    let (whole, cents) = split_decimals(&text)?;
    let digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty() || !digits(&whole) || !digits(&cents) || cents.len() > 2 {
        return None;
    }
    let value: i64 = format!("{whole}{cents:0<2}").parse().ok()?;
    (value <= QUANTITY_MAX).then_some(if negative { -value } else { value })
}

fn split_decimals(text: &str) -> Option<(String, String)> {
    let (whole, cents) = match text.split_once('.') {
        Some((whole, cents)) => (whole, cents),
        None => match text.split_once(',') {
            Some((whole, cents)) if !groups_thousands(text) => {
                return Some((whole.into(), cents.into()));
            }
            _ => (text, ""),
        },
    };
    let fits = !whole.contains(',') || groups_thousands(whole);
    fits.then(|| (whole.replace(',', ""), cents.into()))
}

/// Whether the commas stand before groups of three digits: `1,234,567`.
fn groups_thousands(text: &str) -> bool {
    let mut parts = text.split(',');
    let first = parts.next().is_some_and(|part| (1..=3).contains(&part.len()) && part != "0");
    first && parts.all(|part| part.len() == 3)
}

#[cfg(test)]
mod tests;
