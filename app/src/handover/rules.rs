//! Who hands over, and who can take something.

use super::{Line, Thing};
use crate::{
    access::Actor,
    onboarding::{self, proposing::Busy},
    people::PersonId,
    sessions, visits,
};

/// The longest reason, in characters.
pub const REASON_MAX: usize = 500;

/// May hand something over somewhere; each line asks its own rule besides.
pub fn may_hand_over(actor: &Actor) -> bool {
    visits::rules::may_plan(actor)
        || sessions::rules::may_plan(actor)
        || onboarding::rules::may_keep(actor)
}

/// Whether somebody has something else then. A visit and onboarding days at one branch go together.
pub fn is_busy(line: &Line, person: PersonId, held: &[Busy]) -> bool {
    let goes_together = |one: &Busy| match line.thing {
        Thing::Visit(_) | Thing::Day(..) => line.branch.is_some() && one.together_at == line.branch,
        Thing::Session(_) => false,
    };
    held.iter().any(|one| {
        one.person == person
            && one.starts_at < line.ends_at
            && one.ends_at > line.starts_at
            && !goes_together(one)
    })
}

/// Who takes a line: whoever was chosen for it, else the one who takes all that they can. `stays`
/// says that nobody does.
pub fn taker(
    chosen: Option<PersonId>,
    stays: bool,
    all: Option<PersonId>,
    free: &[PersonId],
) -> Option<PersonId> {
    match (chosen, stays) {
        (Some(person), _) => Some(person),
        (None, true) => None,
        (None, false) => all.filter(|person| free.contains(person)),
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use uuid::Uuid;

    use super::*;

    fn at(hour: u32) -> DateTime<Utc> {
        format!("2026-03-05T{hour:02}:00:00Z").parse().unwrap()
    }

    fn line(thing: Thing) -> Line {
        Line {
            thing,
            revision: 1,
            title: String::new(),
            branch: Some(Uuid::from_u128(1).into()),
            place: String::new(),
            starts_at: at(14),
            ends_at: at(17),
            time_zone: "America/Lima".into(),
            day: "2026-03-05".parse().unwrap(),
            not: Vec::new(),
            may: true,
        }
    }

    #[test]
    fn what_is_at_the_same_time_elsewhere_is_in_the_way() {
        let person = Uuid::from_u128(7).into();
        let held = |from, until, branch: Option<u128>| Busy {
            person,
            starts_at: at(from),
            ends_at: at(until),
            together_at: branch.map(|n| Uuid::from_u128(n).into()),
        };
        let things =
            [Thing::Visit(Default::default()), Thing::Day(Default::default(), 2)].map(line);
        let session = line(Thing::Session(Default::default()));
        // Before, after, at the same branch, at another, a session.
        let table = [
            (held(12, 14, Some(2)), false, false),
            (held(17, 18, None), false, false),
            (held(13, 15, Some(1)), false, true),
            (held(16, 18, Some(2)), true, true),
            (held(15, 16, None), true, true),
        ];
        for (one, goes, sits) in table {
            for thing in &things {
                assert_eq!(is_busy(thing, person, std::slice::from_ref(&one)), goes, "{one:?}");
            }
            assert_eq!(is_busy(&session, person, std::slice::from_ref(&one)), sits, "{one:?}");
            assert!(!is_busy(&session, Uuid::from_u128(8).into(), std::slice::from_ref(&one)));
        }
    }

    #[test]
    fn whoever_takes_all_takes_what_they_can_and_nobody_else_chose() {
        let [ana, luis] = [1, 2].map(|n| PersonId::from(Uuid::from_u128(n)));
        assert_eq!(taker(Some(ana), false, Some(luis), &[luis]), Some(ana));
        assert_eq!(taker(None, false, Some(luis), &[ana, luis]), Some(luis));
        assert_eq!(taker(None, false, Some(luis), &[ana]), None);
        assert_eq!(taker(None, true, Some(luis), &[luis]), None);
        assert_eq!(taker(None, false, None, &[luis]), None);
    }
}
