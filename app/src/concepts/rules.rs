//! What a concept may be, and who may change it.

use super::{Concept, ConceptState, FigureKind, PHASE};
use crate::{
    judging,
    people::PersonId,
    phases::{
        Standing,
        rules::{Closed, takes_work},
    },
};

pub const TITLE_MAX: usize = 120;
/// The longest statement, in characters.
pub const STATEMENT_MAX: usize = 8_000;
pub const FIGURE_MAX: usize = 600;
/// How many notes a concept may come from.
pub const SOURCES_MAX: usize = 30;
/// How many concepts may become one.
pub const ORIGINS_MAX: usize = 10;

/// What is wrong with an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureProblem {
    /// It is said to be an analogy or a metaphor, but there is no text.
    Missing,
    /// There is a text, but not what it is.
    KindMissing,
    TooLong,
}

/// An image is left out, or has both its kind and its text.
pub fn check_figure(kind: Option<FigureKind>, text: &str) -> Result<(), FigureProblem> {
    match kind {
        Some(_) if text.is_empty() => Err(FigureProblem::Missing),
        None if !text.is_empty() => Err(FigureProblem::KindMissing),
        _ if text.chars().count() > FIGURE_MAX => Err(FigureProblem::TooLong),
        _ => Ok(()),
    }
}

/// What was merged or split stays as it was.
pub fn can_change(state: ConceptState) -> bool {
    !matches!(state, ConceptState::Merged | ConceptState::Split)
}

/// Why the text of a concept does not change now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fixed {
    /// Its phase is over or has not begun.
    Closed(Closed),
    /// People judge it as it reads.
    Judged,
}

/// A text changes in the phase of concepts. What was sent back to be reworked changes while
/// concepts are justified, too, so that the next round judges the new text; but not while a round
/// is open.
pub fn takes_text(standing: &Standing, state: ConceptState, round_open: bool) -> Result<(), Fixed> {
    let sent_back =
        state == ConceptState::Rework && takes_work(standing, judging::rules::PHASE).is_ok();
    match (sent_back, round_open) {
        (true, true) => Err(Fixed::Judged),
        (true, false) => Ok(()),
        (false, _) => takes_work(standing, PHASE).map_err(Fixed::Closed),
    }
}

/// Only what was not decided on becomes part of something else: a decision is about one text.
pub fn can_derive(state: ConceptState) -> bool {
    matches!(state, ConceptState::Open | ConceptState::Rework)
}

/// Its authors change a concept, and those who run the programme.
pub fn may_change(concept: &Concept, authors: &[PersonId], person: PersonId, runs: bool) -> bool {
    can_change(concept.state) && (runs || authors.contains(&person))
}

/// Its authors merge or split a concept, and those who run the programme.
pub fn may_derive(concept: &Concept, authors: &[PersonId], person: PersonId, runs: bool) -> bool {
    can_derive(concept.state) && (runs || authors.contains(&person))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programmes::ProgrammeState;

    #[test]
    fn an_image_has_both_a_kind_and_a_text_or_neither() {
        let metaphor = Some(FigureKind::Metaphor);
        assert_eq!(check_figure(None, ""), Ok(()));
        assert_eq!(check_figure(metaphor, "Un semáforo"), Ok(()));
        assert_eq!(check_figure(metaphor, ""), Err(FigureProblem::Missing));
        assert_eq!(check_figure(None, "Un semáforo"), Err(FigureProblem::KindMissing));
        assert_eq!(check_figure(metaphor, &"ñ".repeat(600)), Ok(()));
        assert_eq!(check_figure(metaphor, &"ñ".repeat(601)), Err(FigureProblem::TooLong));
    }

    #[test]
    fn what_was_sent_back_changes_while_nobody_judges() {
        use ConceptState::{Accepted, Open, Rework};
        let at = |phase, state| Standing { phase, state, branch_id: None };
        let active = |phase| at(phase, ProgrammeState::Active);
        let over = |phase| Err(Fixed::Closed(Closed::Over(phase)));
        //  phase, state, whether a round is open, outcome
        let table = [
            (2, Open, false, Ok(())),
            (2, Rework, false, Ok(())),
            // The manager went back although a round is open: that is the phase of concepts.
            (2, Rework, true, Ok(())),
            (3, Open, false, over(3)),
            (3, Accepted, false, over(3)),
            (3, Rework, false, Ok(())),
            (3, Rework, true, Err(Fixed::Judged)),
            (4, Rework, false, over(4)),
            (1, Rework, false, Err(Fixed::Closed(Closed::NotYet(1)))),
        ];
        for (phase, state, open, outcome) in table {
            assert_eq!(takes_text(&active(phase), state, open), outcome, "{phase} {state} {open}");
        }
        let archived = at(3, ProgrammeState::Archived);
        let closed = Err(Fixed::Closed(Closed::NotActive));
        assert_eq!(takes_text(&archived, Rework, false), closed);
    }

    #[test]
    fn what_was_merged_or_split_stays_as_it_was() {
        let changed: Vec<_> =
            ConceptState::ALL.iter().filter(|state| can_change(**state)).collect();
        use ConceptState::{Accepted, Aside, Open, Rework};
        assert_eq!(changed, [&Open, &Accepted, &Rework, &Aside]);
        let derived: Vec<_> =
            ConceptState::ALL.iter().filter(|state| can_derive(**state)).collect();
        assert_eq!(derived, [&Open, &Rework]);
    }
}
