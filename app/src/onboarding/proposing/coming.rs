//! Who can be at a place on a morning.

use chrono::{DateTime, Utc};

use crate::{
    onboarding::{
        Held, Why,
        proposing::{Busy, Teacher, Way},
    },
    people::BranchId,
};

/// Nobody is sent further for a day, in minutes.
pub const FURTHEST: i64 = 90;

/// Why somebody can hold a day at a place between two moments, knowing what they hold besides; `None`
/// when they cannot be there. `half` is the morning or the afternoon around the day: whoever has
/// something at another branch in it does not change places, and whoever would have to travel has
/// nothing else in it.
pub fn comes(
    place: BranchId,
    (starts_at, ends_at): (DateTime<Utc>, DateTime<Utc>),
    half: (DateTime<Utc>, DateTime<Utc>),
    teacher: &Teacher,
    held: &[&Busy],
) -> Option<Why> {
    let here = |busy: &Busy| busy.together_at == Some(place);
    let at_once = |busy: &&&Busy| busy.starts_at < ends_at && busy.ends_at > starts_at;
    if held.iter().filter(at_once).any(|busy| !here(busy)) {
        return None;
    }
    let then = || held.iter().filter(|busy| busy.starts_at < half.1 && busy.ends_at > half.0);
    if then().any(|busy| busy.together_at.is_some() && !here(busy)) {
        return None;
    }
    if then().any(|busy| here(busy) && busy.what == Held::Visit) {
        return Some(Why::Visit);
    }
    if then().any(|busy| here(busy)) {
        return Some(Why::Together);
    }
    let free = then().next().is_none();
    match teacher.way {
        Way::Base => Some(Why::Base),
        Way::Minutes(way) if free && way <= FURTHEST => Some(Why::Way(way)),
        Way::Unknown if free => Some(Why::Unknown),
        Way::Minutes(_) | Way::Unknown | Way::Far => None,
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn at(hour: &str) -> DateTime<Utc> {
        format!("2026-03-05T{hour}:00Z").parse().unwrap()
    }

    fn place(n: u128) -> BranchId {
        Uuid::from_u128(n).into()
    }

    fn held(from: &str, until: &str, what: Held, branch: Option<u128>) -> Busy {
        let person = Uuid::from_u128(9).into();
        let together_at = branch.map(place);
        Busy { person, starts_at: at(from), ends_at: at(until), together_at, what }
    }

    /// A day from 9 to 12 at place 1, by the clocks of Greenwich; the morning ends at 13.
    fn asked(way: Way, held: &[Busy]) -> Option<Why> {
        let teacher = Teacher { id: Uuid::from_u128(9).into(), way };
        let held: Vec<&Busy> = held.iter().collect();
        comes(place(1), (at("09:00"), at("12:00")), (at("00:00"), at("13:00")), &teacher, &held)
    }

    #[test]
    fn whoever_is_there_or_near_comes() {
        use Way::{Base, Far, Minutes, Unknown};
        let visit = held("09:00", "12:00", Held::Visit, Some(1));
        let day = held("09:00", "12:00", Held::Day, Some(1));
        // A visit before the day is the same journey.
        let before = held("07:30", "08:30", Held::Visit, Some(1));
        for way in [Base, Minutes(500), Unknown, Far] {
            assert_eq!(asked(way, std::slice::from_ref(&visit)), Some(Why::Visit));
            assert_eq!(asked(way, std::slice::from_ref(&day)), Some(Why::Together));
            assert_eq!(asked(way, std::slice::from_ref(&before)), Some(Why::Visit));
        }
        assert_eq!(asked(Base, &[]), Some(Why::Base));
        assert_eq!(asked(Minutes(90), &[]), Some(Why::Way(90)));
        assert_eq!(asked(Minutes(91), &[]), None);
        assert_eq!(asked(Unknown, &[]), Some(Why::Unknown));
        assert_eq!(asked(Far, &[]), None);
    }

    #[test]
    fn nobody_is_in_two_places() {
        use Way::{Base, Minutes, Unknown};
        let table = [
            // At once: a session, a visit elsewhere, an absence.
            (held("11:00", "12:30", Held::Session, None), [None, None]),
            (held("09:00", "12:00", Held::Visit, Some(2)), [None, None]),
            (held("00:00", "23:00", Held::Absence, None), [None, None]),
            // In the same morning at another branch.
            (held("07:00", "08:30", Held::Visit, Some(2)), [None, None]),
            // A session before it: whoever works there has it there.
            (held("07:00", "08:30", Held::Session, None), [Some(Why::Base), None]),
            // In the afternoon everybody can be somewhere else.
            (held("14:00", "17:00", Held::Visit, Some(2)), [Some(Why::Base), Some(Why::Way(20))]),
        ];
        for (busy, [based, travels]) in table {
            let busy = [busy];
            assert_eq!(asked(Base, &busy), based, "{busy:?}");
            assert_eq!(asked(Minutes(20), &busy), travels, "{busy:?}");
            assert_eq!(asked(Unknown, &busy).is_some(), travels.is_some(), "{busy:?}");
        }
    }
}
