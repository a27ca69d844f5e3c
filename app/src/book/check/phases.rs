//! How a programme went from phase to phase.

use super::Check;
use crate::{
    book::{Book, rules, texts::texts},
    phases::{self, Gap, PHASES},
    writing::one_line,
};

/// A count that a phase may have lacked.
const MOST: i64 = 100_000;

impl Check<'_> {
    /// One step after another, from the first phase to the one in which the programme is.
    pub(super) fn moves(&mut self, book: &Book) {
        let t = texts();
        let (key, front) = (book.programme.key.as_str(), &book.programme.front);
        let most = rules::MOVES_MAX;
        self.require(front.moves.len() <= most, key, "moves", (t.too_many)(most as i64));
        let (mut phase, mut before) = (1, None);
        for step in &front.moves {
            let one_further = (step.from - step.to).abs() == 1 && (1..=PHASES).contains(&step.to);
            let in_order = before.is_none_or(|before| before <= step.at) && step.at <= self.now;
            if step.from != phase || !one_further || !in_order {
                self.wrong(key, "moves", t.moves_wrong);
                return;
            }
            self.moment(key, "at", step.at);
            self.somebody(key, step.by.as_deref());
            self.fits(key, "reason", &one_line(&step.reason), phases::rules::REASON_MAX);
            let counted = step.gaps.iter().all(|gap| counts(gap).iter().all(|n| fits(*n)));
            self.require(counted, key, "gaps", t.count_wrong);
            (phase, before) = (step.to, Some(step.at));
        }
        let there = front.moves.is_empty() || front.phase.is_none_or(|now| now == phase);
        self.require(there, key, "phase", t.moves_wrong);
    }
}

fn fits(count: i64) -> bool {
    (0..=MOST).contains(&count)
}

fn counts(gap: &Gap) -> Vec<i64> {
    match *gap {
        Gap::NotShared { missing, of }
        | Gap::NotSharedByName { missing, of }
        | Gap::WithoutConcept { missing, of }
        | Gap::Undecided { missing, of }
        | Gap::NotContributed { missing, of }
        | Gap::Unreleased { missing, of }
        | Gap::Unanswered { missing, of } => vec![missing, of],
        Gap::NoNotes
        | Gap::NoConcept
        | Gap::NoneAccepted
        | Gap::NoArchetype
        | Gap::NothingOffered => Vec::new(),
    }
}
