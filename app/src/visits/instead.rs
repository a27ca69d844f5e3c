//! Who could go instead of somebody, and what keeps the others.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::{Weekdays, proposing::Fixed};
use crate::{
    onboarding::{Held, proposing::Busy},
    people::{BranchId, PersonId},
};

/// Somebody who could go instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stand {
    pub id: PersonId,
    pub name: String,
    pub base: String,
    /// None when nobody has entered the way.
    pub minutes: Option<i64>,
}

/// What is known of somebody who may go instead.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub stand: Stand,
    pub weekdays: Weekdays,
    pub goes_there: bool,
    pub away: bool,
    /// Another visit that morning, or something at that time.
    pub holds: Option<Holds>,
}

/// What somebody has then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holds {
    pub what: Held,
    /// A session has none.
    pub branch: Option<BranchId>,
    pub hours: Option<(DateTime<Utc>, DateTime<Utc>)>,
}

/// Why somebody is not free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeps {
    Away,
    /// Does not visit on this day of the week.
    NotWorking,
    Holds(Holds),
}

/// Those who are free, the nearest first, and what keeps the others; ways that nobody knows come last.
#[derive(Clone, Debug, Default)]
pub struct Stands {
    pub free: Vec<Stand>,
    pub kept: Vec<(Stand, Keeps)>,
}

/// Who is free on a day, and who is not. Whoever does not go there at all is in neither.
pub fn stands(day: NaiveDate, mut all: Vec<Candidate>) -> Stands {
    all.retain(|one| one.goes_there);
    all.sort_by_cached_key(|Candidate { stand, .. }| {
        (stand.minutes.unwrap_or(i64::MAX), stand.name.clone(), stand.id)
    });
    let mut stands = Stands::default();
    for one in all {
        let keeps = match one.holds {
            _ if one.away => Some(Keeps::Away),
            Some(holds) => Some(Keeps::Holds(holds)),
            None => (!one.weekdays.on(day)).then_some(Keeps::NotWorking),
        };
        match keeps {
            None => stands.free.push(one.stand),
            Some(keeps) => stands.kept.push((one.stand, keeps)),
        }
    }
    stands
}

/// What somebody has between two moments; what is at the branch `together` is no hindrance there.
pub fn held_then(
    held: &[Busy],
    person: PersonId,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
    together: Option<BranchId>,
) -> Option<Holds> {
    let in_the_way = |one: &&Busy| {
        one.person == person
            && one.starts_at < until
            && one.ends_at > from
            && (together.is_none() || one.together_at != together)
    };
    held.iter().find(in_the_way).map(|one| Holds {
        what: one.what,
        branch: one.together_at,
        hours: Some((one.starts_at, one.ends_at)),
    })
}

/// The visit that somebody makes on a day, around a moment of it: a morning has one.
pub fn visit_on(
    rota: &[Fixed],
    held: &[Busy],
    person: PersonId,
    (day, around): (NaiveDate, DateTime<Utc>),
) -> Option<Holds> {
    let fixed = rota.iter().find(|one| one.instructor == person && one.day == day)?;
    let far = |one: &Busy| (one.starts_at - around).abs();
    let booked = held
        .iter()
        .filter(|one| one.what == Held::Visit && one.together_at == Some(fixed.branch))
        .filter(|one| one.person == person && far(one) < TimeDelta::days(1))
        .min_by_key(|one| far(one));
    Some(Holds {
        what: Held::Visit,
        branch: Some(fixed.branch),
        hours: booked.map(|one| (one.starts_at, one.ends_at)),
    })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn whoever_is_free_and_nearest_stands_in() {
        let one = |n: u128, minutes: Option<i64>| Candidate {
            stand: Stand {
                id: Uuid::from_u128(n).into(),
                name: format!("{n}"),
                base: String::new(),
                minutes,
            },
            weekdays: Weekdays::WORKING,
            goes_there: true,
            away: false,
            holds: None,
        };
        let visit = Holds { what: Held::Visit, branch: None, hours: None };
        let all = vec![
            one(1, None),
            one(2, Some(40)),
            one(3, Some(10)),
            Candidate { away: true, ..one(4, Some(1)) },
            Candidate { holds: Some(visit), ..one(5, Some(2)) },
            Candidate { goes_there: false, ..one(6, Some(1)) },
            Candidate { weekdays: Weekdays::default(), ..one(7, Some(3)) },
        ];
        let march = |day| NaiveDate::from_ymd_opt(2026, 3, day).unwrap();
        let stands_on = |day| stands(march(day), all.clone());
        let names = |day| stands_on(day).free.into_iter().map(|one| one.name).collect::<Vec<_>>();
        assert_eq!(names(4), ["3", "2", "1"]);
        let kept: Vec<(String, Keeps)> =
            stands_on(4).kept.into_iter().map(|(one, keeps)| (one.name, keeps)).collect();
        let expected = [("4", Keeps::Away), ("5", Keeps::Holds(visit)), ("7", Keeps::NotWorking)];
        assert_eq!(kept, expected.map(|(name, keeps)| (name.to_owned(), keeps)));
        // On a Saturday nobody is free.
        assert!(names(7).is_empty());
    }
}
