//! When a phase takes work, what it still lacks, and who may go on.

use super::{Gap, Left, PHASES, Part, Standing};
use crate::{
    access::Actor,
    people::BranchId,
    programmes::{self, ProgrammeState},
};

/// The longest reason for a move, in characters.
pub const REASON_MAX: usize = 500;

/// Why a phase takes no work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// The programme is cancelled or archived.
    NotActive,
    /// The programme is in this later phase.
    Over(i64),
    /// The programme is still in this earlier phase.
    NotYet(i64),
}

/// Work of a phase is taken while the programme is in it.
pub fn takes_work(standing: &Standing, phase: i64) -> Result<(), Closed> {
    if standing.state != ProgrammeState::Active {
        Err(Closed::NotActive)
    } else if standing.phase > phase {
        Err(Closed::Over(standing.phase))
    } else if standing.phase < phase {
        Err(Closed::NotYet(standing.phase))
    } else {
        Ok(())
    }
}

/// A room takes notes as long as the programme has not gone past its phase: people may write
/// before a session begins, whatever phase the programme is in then.
pub fn takes_notes(standing: &Standing, phase: i64) -> Result<(), Closed> {
    match takes_work(standing, phase) {
        Err(Closed::NotYet(_)) => Ok(()),
        other => other,
    }
}

/// Leads the programme: manager, HR or administrator for its branch or for the company.
pub fn leads(actor: &Actor, branch: Option<BranchId>) -> bool {
    programmes::rules::may_lead_at(actor, branch)
}

/// Takes part in the work of the phases.
pub fn takes_part(actor: &Actor, standing: &Standing, part: Part) -> bool {
    part.invited || runs(actor, standing, part)
}

/// Takes part, and the programme is in that phase.
pub fn works(actor: &Actor, standing: &Standing, part: Part, phase: i64) -> bool {
    takes_work(standing, phase).is_ok() && takes_part(actor, standing, part)
}

/// Runs the work of the phases: facilitates, or leads the programme.
pub fn runs(actor: &Actor, standing: &Standing, part: Part) -> bool {
    part.facilitates || leads(actor, standing.branch_id)
}

/// What a phase still lacks. A phase without participants is not told that people are missing.
pub fn gaps(phase: i64, left: &Left) -> Vec<Gap> {
    let people = |count: i64| left.participants - count;
    let mut gaps = Vec::new();
    let mut lacks = |holds: bool, gap: Gap| {
        if holds {
            gaps.push(gap);
        }
    };
    let of = left.participants;
    match phase {
        1 => {
            lacks(left.notes == 0, Gap::NoNotes);
            let missing = people(left.shared);
            lacks(left.notes > 0 && missing > 0, Gap::NotSharedByName { missing, of });
        }
        2 => {
            lacks(left.concepts == 0, Gap::NoConcept);
            let missing = people(left.conceived);
            lacks(left.concepts > 0 && missing > 0, Gap::WithoutConcept { missing, of });
        }
        3 => {
            let (missing, of) = (left.undecided, left.concepts);
            lacks(missing > 0, Gap::Undecided { missing, of });
            lacks(left.accepted == 0, Gap::NoneAccepted);
        }
        4 => {
            let some = left.archetypes > 0;
            lacks(!some, Gap::NoArchetype);
            let missing = people(left.contributed);
            lacks(some && missing > 0, Gap::NotContributed { missing, of });
            let (missing, of) = (left.unreleased, left.archetypes);
            lacks(missing > 0, Gap::Unreleased { missing, of });
        }
        5 => {
            let (missing, of) = (left.unanswered, left.practices);
            lacks(of == 0, Gap::NothingOffered);
            lacks(missing > 0, Gap::Unanswered { missing, of });
        }
        _ => {}
    }
    gaps
}

/// Why a programme does not move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Not one phase further or back.
    NoSuchStep,
    NotAllowed,
    ReasonMissing,
    ReasonTooLong,
}

/// Whether the programme moves. Whoever facilitates goes on when nothing lacks; going on without,
/// and going back, is for those who lead, and they say why.
pub fn check_move(
    from: i64,
    to: i64,
    leads: bool,
    facilitates: bool,
    lacks: bool,
    reason: &str,
) -> Result<(), Refusal> {
    if (from - to).abs() != 1 || !(1..=PHASES).contains(&to) {
        return Err(Refusal::NoSuchStep);
    }
    let plain = to > from && !lacks;
    let may = leads || (facilitates && plain);
    if !may {
        return Err(Refusal::NotAllowed);
    }
    if !plain && reason.is_empty() {
        return Err(Refusal::ReasonMissing);
    }
    if reason.chars().count() > REASON_MAX {
        return Err(Refusal::ReasonTooLong);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(phase: i64, state: ProgrammeState) -> Standing {
        Standing { phase, state, branch_id: None }
    }

    #[test]
    fn work_is_taken_in_its_phase_only() {
        let third = standing(3, ProgrammeState::Active);
        assert_eq!(takes_work(&third, 3), Ok(()));
        assert_eq!(takes_work(&third, 2), Err(Closed::Over(3)));
        assert_eq!(takes_work(&third, 4), Err(Closed::NotYet(3)));
        for state in [ProgrammeState::Cancelled, ProgrammeState::Archived] {
            assert_eq!(takes_work(&standing(3, state), 3), Err(Closed::NotActive));
        }
    }

    #[test]
    fn a_room_takes_notes_until_its_phase_is_over() {
        let second = standing(2, ProgrammeState::Active);
        assert_eq!(takes_notes(&second, 1), Err(Closed::Over(2)));
        assert_eq!(takes_notes(&second, 2), Ok(()));
        assert_eq!(takes_notes(&second, 4), Ok(()));
    }

    #[test]
    fn a_phase_says_what_it_lacks() {
        // Twelve people, nine of them shared 20 notes, four made five concepts; two of the five
        // have no decision and two were accepted. Seven worked on three archetypes, of which one
        // is not released; of four practices three wait.
        let left = Left {
            notes: 20,
            participants: 12,
            shared: 9,
            conceived: 4,
            concepts: 5,
            undecided: 2,
            accepted: 2,
            archetypes: 3,
            unreleased: 1,
            contributed: 7,
            practices: 4,
            unanswered: 3,
        };
        assert_eq!(gaps(1, &left), [Gap::NotSharedByName { missing: 3, of: 12 }]);
        assert_eq!(gaps(2, &left), [Gap::WithoutConcept { missing: 8, of: 12 }]);
        assert_eq!(gaps(3, &left), [Gap::Undecided { missing: 2, of: 5 }]);
        let contributed = Gap::NotContributed { missing: 5, of: 12 };
        assert_eq!(gaps(4, &left), [contributed, Gap::Unreleased { missing: 1, of: 3 }]);
        assert_eq!(gaps(5, &left), [Gap::Unanswered { missing: 3, of: 4 }]);
        let nothing = Left { participants: 12, ..Left::default() };
        assert_eq!(gaps(1, &nothing), [Gap::NoNotes]);
        assert_eq!(gaps(2, &nothing), [Gap::NoConcept]);
        assert_eq!(gaps(3, &nothing), [Gap::NoneAccepted]);
        assert_eq!(gaps(4, &nothing), [Gap::NoArchetype]);
        assert_eq!(gaps(5, &nothing), [Gap::NothingOffered]);
        let all = Left {
            shared: 12,
            conceived: 12,
            undecided: 0,
            contributed: 12,
            unreleased: 0,
            unanswered: 0,
            ..left
        };
        assert!([1, 2, 3, 4, 5].iter().all(|phase| gaps(*phase, &all).is_empty()));
    }

    #[test]
    fn who_goes_on_and_who_says_why() {
        //  from, to, leads, facilitates, lacks, reason, outcome
        let table = [
            (1, 2, true, false, false, "", Ok(())),
            (1, 2, false, true, false, "", Ok(())),
            (1, 2, false, true, true, "x", Err(Refusal::NotAllowed)),
            (1, 2, true, false, true, "", Err(Refusal::ReasonMissing)),
            (1, 2, true, true, true, "No hay más tiempo", Ok(())),
            (2, 1, false, true, false, "x", Err(Refusal::NotAllowed)),
            (2, 1, true, false, false, "", Err(Refusal::ReasonMissing)),
            (2, 1, true, false, false, "Falta escuchar a laboratorio", Ok(())),
            (1, 2, false, false, false, "x", Err(Refusal::NotAllowed)),
            (1, 3, true, true, false, "x", Err(Refusal::NoSuchStep)),
            (1, 1, true, true, false, "x", Err(Refusal::NoSuchStep)),
            (5, 6, true, true, false, "x", Err(Refusal::NoSuchStep)),
            (1, 0, true, true, false, "x", Err(Refusal::NoSuchStep)),
        ];
        for (from, to, leads, facilitates, lacks, reason, outcome) in table {
            let checked = check_move(from, to, leads, facilitates, lacks, reason);
            assert_eq!(checked, outcome, "{from} {to} {leads} {facilitates} {lacks} {reason}");
        }
        let long = "ñ".repeat(501);
        assert_eq!(check_move(1, 2, true, false, false, &long), Err(Refusal::ReasonTooLong));
    }
}
