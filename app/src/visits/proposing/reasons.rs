//! Why a visit stands where it stands, and what could not be met.

use std::collections::HashSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Matched, Question, Rota};
use crate::people::BranchId;

/// Why a visit stands where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    /// Days since the last visit; none when there was none.
    pub waited: Option<i64>,
    /// The wished days between visits.
    pub every: i64,
    /// The way of the instructor, as far as it is known.
    pub minutes: Option<i64>,
    /// New people need an instructor there.
    pub needed: bool,
}

/// The longest time without a visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    pub branch: BranchId,
    pub days: i64,
}

/// What a proposal brings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Without the proposal, and with it.
    pub before: Option<Gap>,
    pub after: Option<Gap>,
    pub unmet: Vec<Unmet>,
}

/// A branch whose wish could not be met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unmet {
    pub branch: BranchId,
    /// The longest time without a visit, in days.
    pub days: i64,
    pub every: i64,
    pub why: UnmetWhy,
}

crate::text_enum! {
    /// Why a wish could not be met.
    pub enum UnmetWhy {
        /// The branch had no open morning when it was due.
        Closed => "closed",
        /// Nobody could go when it was open.
        Nobody => "nobody",
        /// Those who could go went to branches that had waited longer.
        Others => "others",
        /// It had waited too long before the first morning.
        Before => "before",
    }
}

/// What happened on the mornings when a place was due.
#[derive(Clone, Copy, Default)]
struct Due {
    open: u32,
    reachable: u32,
}

pub struct Tally(Vec<Due>);

impl Tally {
    pub fn new(places: usize) -> Tally {
        Tally(vec![Due::default(); places])
    }

    /// Counts one morning, before its visits are added to the rota.
    pub fn day(
        &mut self,
        question: &Question,
        rota: &Rota,
        day: NaiveDate,
        (open, free): (&[usize], &[usize]),
        matched: &[Matched],
    ) {
        let visited: HashSet<usize> = matched.iter().map(|(place, ..)| *place).collect();
        for place in open.iter().filter(|place| !visited.contains(place)) {
            let one = &question.places[*place];
            if rota.waited(*place, day) < one.every_days {
                continue;
            }
            let due = &mut self.0[*place];
            due.open += 1;
            let reachable = one.morning(day).is_some_and(|at| {
                free.iter().any(|member| {
                    let member = &question.crew[*member];
                    member.goes_to(one.id) && !member.is_busy(one.id, at)
                })
            });
            due.reachable += u32::from(reachable);
        }
    }

    pub fn outcome(self, question: &Question, rota: &Rota) -> Outcome {
        let fixed: Vec<Vec<NaiveDate>> = Rota::new(question).visits;
        let gaps = |visits: &[Vec<NaiveDate>]| -> Vec<i64> {
            visits.iter().map(|days| longest(question, days)).collect()
        };
        let (before, after) = (gaps(&fixed), gaps(&rota.visits));
        let unmet = question.places.iter().enumerate().filter_map(|(index, place)| {
            let days = after[index];
            (days > place.every_days).then(|| Unmet {
                branch: place.id,
                days,
                every: place.every_days,
                why: self.why(question, rota, index),
            })
        });
        Outcome {
            unmet: unmet.collect(),
            before: worst(question, &before),
            after: worst(question, &after),
        }
    }

    fn why(&self, question: &Question, rota: &Rota, place: usize) -> UnmetWhy {
        let due = self.0[place];
        if due.reachable > 0 {
            return UnmetWhy::Others;
        }
        if due.open > 0 {
            return UnmetWhy::Nobody;
        }
        // It was visited as soon as it was open, and had waited too long by then.
        let days = &rota.visits[place];
        let first = days.iter().find(|day| **day >= question.first);
        match first {
            Some(first)
                if question
                    .days()
                    .take_while(|day| day < first)
                    .all(|day| !question.is_open(&question.places[place], day)) =>
            {
                UnmetWhy::Before
            }
            _ => UnmetWhy::Closed,
        }
    }
}

/// The longest time without a visit that reaches into the span, in days.
fn longest(question: &Question, days: &[NaiveDate]) -> i64 {
    let mut from = days.iter().rev().find(|day| **day < question.first).copied();
    let mut longest = 0;
    let within = days.iter().filter(|day| **day >= question.first && **day <= question.last);
    for day in within.chain([&question.last]) {
        longest = longest.max((*day - from.unwrap_or(question.first)).num_days());
        from = Some(*day);
    }
    longest
}

fn worst(question: &Question, gaps: &[i64]) -> Option<Gap> {
    let pairs = question.places.iter().zip(gaps);
    // Of equals, the first in the order of the question.
    let worst = pairs.reduce(|one, other| if other.1 > one.1 { other } else { one })?;
    Some(Gap { branch: worst.0.id, days: *worst.1 })
}
