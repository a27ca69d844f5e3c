//! What a concept may be, and who may change it.

use super::{Concept, ConceptState, FigureKind};
use crate::people::PersonId;

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
