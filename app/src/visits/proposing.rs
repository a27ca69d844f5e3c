//! Fills the open mornings of a span of days: who goes where. Pure, and always the same for the
//! same question.
//!
//! Morning by morning, everybody who can go is matched with the branches that are open by the
//! algorithm of Kuhn and Munkres. What a match is worth is counted in three digits, so to speak: a
//! branch that needs an instructor for its new people comes first; then whoever would have waited
//! longest at the next chance, measured by how often a visit is wished; then the shorter way. A
//! branch that opens on Tuesdays only has its next chance a week later, so it is not passed over on
//! a Tuesday for one that opens every day.

mod question;
mod reasons;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use chrono::{Days, NaiveDate};
use pathfinding::prelude::{Matrix, kuhn_munkres};

pub use question::{Against, Fixed, Member, Need, Place, Question};
pub use reasons::{Gap, Outcome, Unmet, UnmetWhy, Why};

use crate::people::{BranchId, PersonId};
use reasons::Tally;

/// What a way counts that nobody has entered, in minutes.
pub const UNKNOWN_WAY: i64 = 90;
/// A longer way is as long.
const LONGEST_WAY: i64 = 1440;
/// Thousandths of a wished span; more is as much.
const MOST_PRESSURE: i64 = 1_000_000;
/// How far ahead the next chance of a branch is looked for.
pub(super) const AHEAD: u64 = 60;

/// A visit that is proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub day: NaiveDate,
    pub branch: BranchId,
    pub instructor: PersonId,
    pub why: Why,
}

/// What is proposed, and what it brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// By day, then by branch as the question has them.
    pub lines: Vec<Line>,
    pub outcome: Outcome,
}

/// Answers a question.
pub fn propose(question: &Question) -> Proposal {
    filled(question, |rota, day, open, free| rota.matched(day, open, free))
}

/// The same around what somebody put there by hand, which is not among the lines.
pub fn propose_around(question: &Question, by_hand: &[Fixed]) -> Proposal {
    let fixed = [question.fixed.as_slice(), by_hand].concat();
    let around = Question { fixed, ..question.clone() };
    let Proposal { lines, .. } = propose(&around);
    let of_lines = lines.iter().map(|line| Fixed {
        branch: line.branch,
        instructor: line.instructor,
        day: line.day,
    });
    let all: Vec<Fixed> = of_lines.chain(by_hand.iter().copied()).collect();
    // What both bring together, compared with neither.
    Proposal { lines, outcome: recount(question, &all).outcome }
}

/// The same for visits that somebody has changed by hand: why they stand there now, and what they
/// bring.
pub fn recount(question: &Question, visits: &[Fixed]) -> Proposal {
    filled(question, |rota, day, _, _| {
        let of_day = visits.iter().filter(|visit| visit.day == day);
        let mut matched: Vec<Matched> = of_day
            .filter_map(|visit| {
                let place = question.places.iter().position(|one| one.id == visit.branch)?;
                let member = question.crew.iter().position(|one| one.id == visit.instructor)?;
                Some((place, member, rota.why(place, member, day)))
            })
            .collect();
        matched.sort_by_key(|(place, ..)| *place);
        matched
    })
}

/// Goes from morning to morning, giving away what `matched` says of the places that are open and of
/// those who are free.
fn filled(
    question: &Question,
    matched: impl Fn(&Rota, NaiveDate, &[usize], &[usize]) -> Vec<Matched>,
) -> Proposal {
    let mut rota = Rota::new(question);
    let mut lines = Vec::new();
    let mut tally = Tally::new(question.places.len());
    for day in question.days() {
        let (open, free) = (rota.open_on(day), rota.free_on(day));
        let matched = matched(&rota, day, &open, &free);
        tally.day(question, &rota, day, (&open, &free), &matched);
        for (place, member, why) in matched {
            rota.visited(place, day);
            let (branch, instructor) = (question.places[place].id, question.crew[member].id);
            lines.push(Line { day, branch, instructor, why });
        }
    }
    let outcome = tally.outcome(question, &rota);
    Proposal { lines, outcome }
}

/// A match: the place, the member, why.
type Matched = (usize, usize, Why);

/// What has been given away so far.
struct Rota<'a> {
    question: &'a Question,
    /// The days with a visit of each place: those that were fixed, and those proposed.
    visits: Vec<Vec<NaiveDate>>,
    fixed_places: HashSet<(usize, NaiveDate)>,
    fixed_members: HashSet<(PersonId, NaiveDate)>,
}

impl<'a> Rota<'a> {
    fn new(question: &'a Question) -> Rota<'a> {
        let index: HashMap<BranchId, usize> =
            question.places.iter().enumerate().map(|(index, place)| (place.id, index)).collect();
        let mut visits: Vec<Vec<NaiveDate>> =
            question.places.iter().map(|place| place.last_visit.into_iter().collect()).collect();
        let mut fixed_places = HashSet::new();
        for fixed in &question.fixed {
            if let Some(place) = index.get(&fixed.branch) {
                visits[*place].push(fixed.day);
                fixed_places.insert((*place, fixed.day));
            }
        }
        visits.iter_mut().for_each(|days| days.sort());
        let fixed_members =
            question.fixed.iter().map(|fixed| (fixed.instructor, fixed.day)).collect();
        Rota { question, visits, fixed_places, fixed_members }
    }

    fn visited(&mut self, place: usize, day: NaiveDate) {
        let days = &mut self.visits[place];
        let at = days.partition_point(|other| *other < day);
        days.insert(at, day);
    }

    /// The last visit of a place before a day, and the next one after it.
    fn around(&self, place: usize, day: NaiveDate) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let days = &self.visits[place];
        let at = days.partition_point(|other| *other < day);
        (at.checked_sub(1).map(|before| days[before]), days.get(at).copied())
    }

    /// How long a place has waited on a day; three wished spans when it was never visited.
    fn waited(&self, place: usize, day: NaiveDate) -> i64 {
        match self.around(place, day).0 {
            Some(last) => (day - last).num_days(),
            None => {
                3 * self.question.places[place].every_days + (day - self.question.first).num_days()
            }
        }
    }

    /// The places that take a visit on this morning and are not visited then.
    fn open_on(&self, day: NaiveDate) -> Vec<usize> {
        let open = |place: &usize| {
            self.question.is_open(&self.question.places[*place], day)
                && !self.fixed_places.contains(&(*place, day))
        };
        (0..self.question.places.len()).filter(open).collect()
    }

    /// Those who can go somewhere on this morning.
    fn free_on(&self, day: NaiveDate) -> Vec<usize> {
        let free = |member: &usize| {
            let member = &self.question.crew[*member];
            member.works(day) && !self.fixed_members.contains(&(member.id, day))
        };
        (0..self.question.crew.len()).filter(free).collect()
    }

    /// Whether somebody new at a place still needs a morning, counting the visits that stand until theirs
    /// should be over.
    fn is_needed(&self, place: usize, day: NaiveDate) -> bool {
        let visits = |until: NaiveDate| {
            let within = self.question.first..=until;
            self.visits[place].iter().filter(|on| **on != day && within.contains(on)).count() as i64
        };
        let needs = &self.question.places[place].needs;
        needs.iter().any(|need| day <= need.until && visits(need.until) < need.mornings)
    }

    /// Whether a place is left out on a day: it was visited lately, and nobody new needs a morning.
    fn is_left_out(&self, place: usize, day: NaiveDate) -> bool {
        self.is_too_soon(place, day) && !self.is_needed(place, day)
    }

    /// A place is not visited again before half of the wished days have passed, nor so shortly
    /// before a visit that is fixed.
    fn is_too_soon(&self, place: usize, day: NaiveDate) -> bool {
        let every = self.question.places[place].every_days;
        let (last, next) = self.around(place, day);
        let near = |other: NaiveDate| (other - day).num_days().abs() * 2 < every;
        last.is_some_and(near) || next.is_some_and(near)
    }

    /// How long a place would have waited at its next chance, in thousandths of the wished days.
    fn pressure(&self, place: usize, day: NaiveDate) -> i64 {
        let one = &self.question.places[place];
        let next = (day + Days::new(1)).iter_days().take(AHEAD as usize);
        let chance = next.into_iter().find(|day| self.question.is_open(one, *day));
        let chance = chance.unwrap_or(day + Days::new(AHEAD));
        let waited = self.waited(place, day) + (chance - day).num_days();
        (waited * 1000 / one.every_days.max(1)).min(MOST_PRESSURE)
    }

    fn matched(&self, day: NaiveDate, open: &[usize], free: &[usize]) -> Vec<Matched> {
        let places: Vec<usize> =
            open.iter().copied().filter(|place| !self.is_left_out(*place, day)).collect();
        if places.is_empty() || free.is_empty() {
            return Vec::new();
        }
        let worth = self.worth(day, &places, free);
        // As many more columns as there are rows: to stay free is always possible, and worth nothing.
        let weights = Matrix::from_fn(free.len(), places.len() + free.len(), |(row, column)| {
            match places.get(column) {
                Some(_) => worth[row][column].unwrap_or(i64::MIN / 1_000_000),
                None => 0,
            }
        });
        let (_, columns) = kuhn_munkres(&weights);
        let mut matched: Vec<Matched> = columns
            .into_iter()
            .zip(free)
            .filter_map(|(column, member)| {
                let place = *places.get(column)?;
                Some((place, *member, self.why(place, *member, day)))
            })
            .collect();
        matched.sort_by_key(|(place, ..)| *place);
        matched
    }

    /// What each match is worth, a row for each member; nothing where they cannot go.
    fn worth(&self, day: NaiveDate, places: &[usize], free: &[usize]) -> Vec<Vec<Option<i64>>> {
        // One step of pressure outweighs all ways of a morning together, one need all pressure.
        let step = (free.len() as i64 + 1) * (LONGEST_WAY + 1);
        let need = step * MOST_PRESSURE;
        let of_places: Vec<(i64, Option<_>)> = places
            .iter()
            .map(|place| {
                let one = &self.question.places[*place];
                let needed = if self.is_needed(*place, day) { need } else { 0 };
                (needed + self.pressure(*place, day) * step, one.morning(day))
            })
            .collect();
        let row = |member: &usize| {
            let member = &self.question.crew[*member];
            let column = |(place, (worth, morning)): (&usize, &(i64, Option<_>))| {
                let place = &self.question.places[*place];
                let goes = member.goes_to(place.id)
                    && morning.is_some_and(|at| !member.is_busy(place.id, at));
                goes.then(|| worth + LONGEST_WAY + 1 - member.way(place.id).min(LONGEST_WAY))
            };
            places.iter().zip(&of_places).map(column).collect()
        };
        free.iter().map(row).collect()
    }

    fn why(&self, place: usize, member: usize, day: NaiveDate) -> Why {
        let one = &self.question.places[place];
        Why {
            waited: self.around(place, day).0.map(|last| (day - last).num_days()),
            every: one.every_days,
            minutes: self.question.crew[member].minutes.get(&one.id).copied(),
            needed: self.is_needed(place, day),
        }
    }
}
