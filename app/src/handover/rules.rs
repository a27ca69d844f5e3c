//! Who hands over, and who can take something.

use chrono::NaiveDate;

use super::{Line, Thing, Time};
use crate::{
    access::Actor,
    onboarding::{self, proposing::Busy},
    people::PersonId,
    sessions,
    visits::{
        self,
        instead::{Holds, held_then},
    },
};

/// The longest reason, in characters.
pub const REASON_MAX: usize = 500;

/// May hand something over somewhere; each line asks its own rule besides.
pub fn may_hand_over(actor: &Actor) -> bool {
    visits::rules::may_plan(actor)
        || sessions::rules::may_plan(actor)
        || onboarding::rules::may_keep(actor)
}

/// What somebody has else then. A visit and onboarding days at one branch go together.
pub fn holds(line: &Line, time: &Time, person: PersonId, held: &[Busy]) -> Option<Holds> {
    let together = match line.thing {
        Thing::Visit(_) | Thing::Day(..) => line.branch,
        Thing::Session(_) | Thing::Text(..) => None,
    };
    held_then(held, person, (time.starts_at, time.ends_at), together)
}

/// Whether a text changes hands for days that end on `until`: only with a review due by then. For
/// good, everything does.
pub fn goes_along(review_on: Option<NaiveDate>, until: Option<NaiveDate>) -> bool {
    until.is_none_or(|until| review_on.is_some_and(|day| day <= until))
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

/// Whether a line that nobody takes is called off: only visits are, when `off` was ticked.
pub fn goes_off(thing: Thing, stays: bool, off: bool) -> bool {
    off && !stays && matches!(thing, Thing::Visit(_))
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
            time: None,
            review_on: None,
            not: Vec::new(),
            may: true,
        }
    }

    #[test]
    fn what_is_at_the_same_time_elsewhere_is_in_the_way() {
        let person = Uuid::from_u128(7).into();
        let time = Time {
            starts_at: at(14),
            ends_at: at(17),
            zone: "America/Lima".into(),
            day: "2026-03-05".parse().unwrap(),
        };
        let is_busy =
            |line: &Line, person, held: &[Busy]| holds(line, &time, person, held).is_some();
        let held = |from, until, branch: Option<u128>| Busy {
            person,
            starts_at: at(from),
            ends_at: at(until),
            together_at: branch.map(|n| Uuid::from_u128(n).into()),
            what: onboarding::Held::Visit,
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

    /// Away until the 31st: what is due on that day goes along, what is due later or at no time stays.
    #[test]
    fn texts_go_for_good_or_with_a_review_that_is_due() {
        let [due, later] = ["2026-03-31", "2026-04-01"].map(|day| day.parse().ok());
        assert!(goes_along(due, due) && !goes_along(later, due) && !goes_along(None, due));
        assert!(goes_along(later, None) && goes_along(None, None));
    }

    #[test]
    fn whoever_takes_all_takes_what_they_can_and_nobody_else_chose() {
        let [ana, luis] = [1, 2].map(|n| PersonId::from(Uuid::from_u128(n)));
        assert_eq!(taker(Some(ana), false, Some(luis), &[luis]), Some(ana));
        assert_eq!(taker(None, false, Some(luis), &[ana, luis]), Some(luis));
        assert_eq!(taker(None, false, Some(luis), &[ana]), None);
        assert_eq!(taker(None, true, Some(luis), &[luis]), None);
        assert_eq!(taker(None, false, None, &[luis]), None);
        let [visit, day] = [Thing::Visit(Default::default()), Thing::Day(Default::default(), 1)];
        assert!(goes_off(visit, false, true) && !goes_off(visit, true, true));
        assert!(!goes_off(visit, false, false) && !goes_off(day, false, true));
    }
}
