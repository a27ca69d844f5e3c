//! Who takes the knowledge of a programme out and who carries knowledge in, and how much.

use crate::{
    access::Actor,
    phases::Part,
    programmes::{self, Framework, Programme, ProgrammeState},
};

/// How many things (notes, concepts, versions, …) are carried in at once.
pub const THINGS_MAX: usize = 5_000;
/// The most moves between phases.
pub const MOVES_MAX: usize = 500;
/// The longest name of a person, a place or a programme, in characters.
pub const NAME_MAX: usize = 120;
/// How many problems are listed.
pub const PROBLEMS_SHOWN: usize = 50;

/// Those who run a programme take its knowledge out: whoever leads it, and its facilitators.
pub fn may_take_out(actor: &Actor, programme: &Programme, part: Part) -> bool {
    part.facilitates || programmes::rules::may_edit(actor, programme)
}

/// Whoever leads a programme carries knowledge in: it names other people as authors.
pub fn may_carry_in(actor: &Actor, programme: &Programme) -> bool {
    programmes::rules::may_edit(actor, programme)
}

/// May send a file to have a look at: whoever leads anything.
pub fn may_send(actor: &Actor) -> bool {
    programmes::rules::may_create(actor)
}

/// Why a programme takes nothing in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// It has no phases, so it has no place for concepts and what follows.
    NoPhases,
    NotActive,
    /// Something was said or made in it already.
    NotEmpty,
}

/// Knowledge is carried into an active programme of five phases in which nothing was done yet.
pub fn takes_in(framework: Framework, state: ProgrammeState, empty: bool) -> Result<(), Closed> {
    match (framework, state, empty) {
        (Framework::Levels | Framework::Own, ..) => Err(Closed::NoPhases),
        (_, ProgrammeState::Cancelled | ProgrammeState::Archived, _) => Err(Closed::NotActive),
        (_, _, false) => Err(Closed::NotEmpty),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_empty_active_programme_of_five_phases_takes_knowledge_in() {
        use Framework::*;
        use ProgrammeState::*;
        assert_eq!(takes_in(Phases, Active, true), Ok(()));
        assert_eq!(takes_in(Phases, Active, false), Err(Closed::NotEmpty));
        assert_eq!(takes_in(Phases, Archived, true), Err(Closed::NotActive));
        assert_eq!(takes_in(Own, Active, true), Err(Closed::NoPhases));
        assert_eq!(takes_in(Levels, Active, true), Err(Closed::NoPhases));
    }
}
