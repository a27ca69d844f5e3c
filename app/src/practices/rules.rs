//! Who spreads what, and how a practice moves from state to state.

use super::{Practice, PracticeState};
use crate::{
    access::{Actor, Role},
    archetypes::{Standing, rules::may_shape},
};

/// The phase in which knowledge spreads.
pub const PHASE: i64 = 5;
pub const NAME_MAX: usize = 200;
pub const REMARK_MAX: usize = 2_000;

/// May offer a release.
pub fn may_offer(standing: Standing) -> bool {
    may_shape(standing)
}

/// May say what became of a practice: who may offer it, and who leads the branch it went to.
pub fn may_move(actor: &Actor, standing: Standing, practice: &Practice) -> bool {
    let leads = practice.branch_id.is_some() && actor.is_at(Role::Manager, practice.branch_id);
    may_offer(standing) || leads
}

/// Where somebody who may move a practice can take it from here. What was declined can be offered
/// again. Only those who offer withdraw an offer, until it is answered, and only they make it again.
pub fn next(state: PracticeState, offers: bool) -> &'static [PracticeState] {
    use PracticeState::*;
    match state {
        Offered if offers => &[InTrial, Declined, Withdrawn],
        Offered => &[InTrial, Declined],
        InTrial => &[Adopted, Adapted, Declined],
        Adopted => &[Adapted, Declined],
        Adapted => &[Adopted, Declined],
        Declined => &[Offered],
        Withdrawn if offers => &[Offered],
        Withdrawn => &[],
    }
}

/// Whether the version of a practice is there to be read: to those who see the programme always, to
/// whom it went unless the offer was withdrawn.
pub fn is_readable(state: PracticeState, sees_programme: bool) -> bool {
    sees_programme || state != PracticeState::Withdrawn
}

/// Whether somebody still owes an answer.
pub fn is_open(state: PracticeState) -> bool {
    matches!(state, PracticeState::Offered | PracticeState::InTrial)
}

/// Whether it is how people work now, as it was offered or otherwise.
pub fn is_in_use(state: PracticeState) -> bool {
    matches!(state, PracticeState::Adopted | PracticeState::Adapted)
}

/// Whether a state needs evidence: that it works, or that it works otherwise.
pub fn needs_evidence(state: PracticeState) -> bool {
    is_in_use(state)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practices::{Target, TargetKind};

    #[test]
    fn nobody_adopts_what_was_not_tried() {
        use PracticeState::*;
        assert_eq!(next(Offered, false), [InTrial, Declined]);
        assert_eq!(next(InTrial, false), [Adopted, Adapted, Declined]);
        assert_eq!(next(Declined, false), [Offered]);
        // What was marked by mistake can be put right, either way.
        assert!(next(Adopted, false).contains(&Adapted) && next(Adapted, false).contains(&Adopted));
        for state in PracticeState::ALL {
            assert!(!next(*state, true).contains(state), "{state} leads to itself");
        }
        let open: Vec<_> = PracticeState::ALL.iter().filter(|state| is_open(**state)).collect();
        assert_eq!(open, [&Offered, &InTrial]);
    }

    #[test]
    fn an_offer_is_withdrawn_by_those_who_offer_until_it_is_answered() {
        use PracticeState::*;
        let from: Vec<_> = PracticeState::ALL
            .iter()
            .filter(|state| next(**state, true).contains(&Withdrawn))
            .collect();
        assert_eq!(from, [&Offered]);
        assert!(!next(Offered, false).contains(&Withdrawn));
        assert_eq!((next(Withdrawn, true), next(Withdrawn, false)), (&[Offered][..], &[][..]));
        assert!(is_readable(Withdrawn, true) && !is_readable(Withdrawn, false));
        assert!(is_readable(Declined, false));
    }

    #[test]
    fn a_target_is_read_as_the_form_has_it() {
        let id = "0193a7c2-0000-7000-8000-000000000001";
        assert_eq!(
            Target::parse(&format!("branch:{id}"), ""),
            Some(Target::Branch(id.parse().unwrap()))
        );
        let client = Target::parse("client", "Minera Sur");
        assert_eq!(client, Some(Target::Named(TargetKind::Client, "Minera Sur".into())));
        for wrong in ["", "branch", "branch:x", "department", "moon"] {
            assert_eq!(Target::parse(wrong, "x"), None, "{wrong}");
        }
    }
}
