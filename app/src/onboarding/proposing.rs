//! When the days of somebody new could be: on the next free mornings, one after the other.

use std::collections::HashSet;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday};

use crate::{
    people::{BranchId, PersonId},
    sessions::zones,
};

/// How far ahead a morning is looked for.
const AHEAD: u64 = 60;

/// A day that needs a morning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub number: i64,
    /// Minutes after midnight.
    pub starts_at_minute: i64,
    pub minutes: i64,
}

/// Time that an instructor is not free. On an onboarding day others may join at the same place.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Busy {
    pub person: PersonId,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// Where an onboarding day is; a session has none.
    pub onboarding_at: Option<BranchId>,
}

/// What a proposal rests on.
pub struct Around<'a> {
    pub branch: BranchId,
    pub zone: &'a str,
    /// The first day that may be taken.
    pub from: NaiveDate,
    pub holidays: HashSet<NaiveDate>,
    /// On which days the branch is open for training; every working day when nobody knows.
    pub open: Option<&'a (dyn Fn(NaiveDate) -> bool + Sync)>,
    /// Who could hold a day, in the order in which they are asked.
    pub instructors: &'a [PersonId],
    pub busy: &'a [Busy],
    pub now: DateTime<Utc>,
}

/// A morning for a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    pub number: i64,
    pub on: NaiveDate,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub instructor: PersonId,
}

/// A morning for each day, in order and no two on one day; `None` where there is none.
pub fn propose(around: &Around<'_>, wanted: &[Wanted]) -> Vec<Option<Slot>> {
    let mut next = Some(around.from);
    let mut last: Option<PersonId> = None;
    wanted
        .iter()
        .map(|day| {
            // After a day without a morning the others would be out of order.
            let slot = first_free(around, *day, next.take()?, last)?;
            next = slot.on.succ_opt();
            last = Some(slot.instructor);
            Some(slot)
        })
        .collect()
}

fn first_free(
    around: &Around<'_>,
    day: Wanted,
    from: NaiveDate,
    last: Option<PersonId>,
) -> Option<Slot> {
    (0..AHEAD).filter_map(|ahead| from.checked_add_days(Days::new(ahead))).find_map(|on| {
        if !is_working_day(around, on) {
            return None;
        }
        let (starts_at, ends_at) = moments(on, day, around.zone)?;
        if starts_at <= around.now {
            return None;
        }
        let instructor = whom(around, starts_at, ends_at, last)?;
        Some(Slot { number: day.number, on, starts_at, ends_at, instructor })
    })
}

/// Neither weekend nor holiday, and the branch is open.
fn is_working_day(around: &Around<'_>, on: NaiveDate) -> bool {
    !matches!(on.weekday(), Weekday::Sat | Weekday::Sun)
        && !around.holidays.contains(&on)
        && around.open.is_none_or(|open| open(on))
}

/// Start and end by the clocks of the zone; `None` where clocks skip the start.
pub fn moments(on: NaiveDate, day: Wanted, zone: &str) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    let seconds = u32::try_from(day.starts_at_minute * 60).ok()?;
    let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0)?;
    let starts_at = zones::local(on, time, zone).ok()?;
    Some((starts_at, starts_at + TimeDelta::minutes(day.minutes)))
}

/// Who holds a day there already, so that people learn together; else who held the day before;
/// else the first who is free.
fn whom(
    around: &Around<'_>,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    last: Option<PersonId>,
) -> Option<PersonId> {
    let at_that_time = |person: PersonId| {
        around
            .busy
            .iter()
            .filter(move |b| b.person == person && b.starts_at < ends_at && b.ends_at > starts_at)
    };
    let free = |person: PersonId| {
        at_that_time(person).all(|busy| busy.onboarding_at == Some(around.branch))
    };
    let there = |person: PersonId| at_that_time(person).next().is_some();
    let able: Vec<PersonId> = around.instructors.iter().copied().filter(|p| free(*p)).collect();
    able.iter()
        .copied()
        .find(|person| there(*person))
        .or_else(|| last.filter(|last| able.contains(last)))
        .or_else(|| able.first().copied())
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const LIMA: &str = "America/Lima";

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn person(n: u128) -> PersonId {
        PersonId::from(Uuid::from_u128(n))
    }

    fn place(n: u128) -> BranchId {
        BranchId::from(Uuid::from_u128(n))
    }

    fn three() -> [Wanted; 3] {
        [1, 2, 3].map(|number| Wanted { number, starts_at_minute: 540, minutes: 180 })
    }

    fn around<'a>(from: &str, instructors: &'a [PersonId], busy: &'a [Busy]) -> Around<'a> {
        Around {
            branch: place(1),
            zone: LIMA,
            from: on(from),
            holidays: HashSet::new(),
            open: None,
            instructors,
            busy,
            now: "2026-03-02T12:00:00Z".parse().unwrap(),
        }
    }

    fn busy(who: u128, from: &str, to: &str, at: Option<u128>) -> Busy {
        let moment = |text: &str| format!("{text}:00Z").parse().unwrap();
        let (starts_at, ends_at) = (moment(from), moment(to));
        Busy { person: person(who), starts_at, ends_at, onboarding_at: at.map(place) }
    }

    fn told(slots: &[Option<Slot>]) -> Vec<(String, PersonId)> {
        slots.iter().flatten().map(|slot| (slot.on.to_string(), slot.instructor)).collect()
    }

    #[test]
    fn days_follow_one_another_around_weekends_and_holidays() {
        // Thursday 5 March 2026; Monday is a holiday.
        let team = [person(1)];
        let mut around = around("2026-03-05", &team, &[]);
        around.holidays.insert(on("2026-03-09"));
        let slots = propose(&around, &three());
        let days: Vec<_> = told(&slots).into_iter().map(|(day, _)| day).collect();
        assert_eq!(days, ["2026-03-05", "2026-03-06", "2026-03-10"]);
        // Nine o'clock in Lima.
        assert_eq!(slots[0].unwrap().starts_at.to_rfc3339(), "2026-03-05T14:00:00+00:00");
    }

    #[test]
    fn over_the_end_of_the_year_and_the_leap_day() {
        let team = [person(1)];
        let slots = propose(&around("2027-12-30", &team, &[]), &three());
        let days: Vec<_> = told(&slots).into_iter().map(|(day, _)| day).collect();
        assert_eq!(days, ["2027-12-30", "2027-12-31", "2028-01-03"]);
        let slots = propose(&around("2028-02-28", &team, &[]), &three());
        assert_eq!(told(&slots)[1].0, "2028-02-29");
    }

    #[test]
    fn whoever_facilitates_or_is_elsewhere_is_not_asked() {
        let team = [person(1), person(2)];
        let taken = [
            busy(1, "2026-03-04T15:00", "2026-03-04T16:00", None), // a session
            busy(1, "2026-03-05T14:00", "2026-03-05T17:00", Some(2)), // a day elsewhere
            busy(2, "2026-03-06T14:00", "2026-03-06T17:00", None),
        ];
        let slots = propose(&around("2026-03-04", &team, &taken), &three());
        assert_eq!(
            told(&slots),
            [
                ("2026-03-04".to_owned(), person(2)),
                ("2026-03-05".to_owned(), person(2)),
                ("2026-03-06".to_owned(), person(1)),
            ]
        );
    }

    #[test]
    fn people_of_one_branch_learn_together() {
        let team = [person(1), person(2)];
        let taken = [busy(2, "2026-03-04T14:00", "2026-03-04T17:00", Some(1))];
        let slots = propose(&around("2026-03-04", &team, &taken), &three());
        assert_eq!(told(&slots)[0].1, person(2));
        // And stay with the instructor they know.
        assert_eq!(told(&slots)[1].1, person(2));
    }

    #[test]
    fn without_an_instructor_there_is_no_day() {
        assert_eq!(propose(&around("2026-03-04", &[], &[]), &three()), [None, None, None]);
    }

    #[test]
    fn a_morning_that_has_begun_is_not_proposed() {
        let team = [person(1)];
        let mut around = around("2026-03-02", &team, &[]);
        around.now = "2026-03-02T14:00:00Z".parse().unwrap();
        assert_eq!(told(&propose(&around, &three()))[0].0, "2026-03-03");
    }

    #[test]
    fn a_branch_is_asked_on_its_opening_mornings_only() {
        let team = [person(1)];
        let tuesdays = |on: NaiveDate| on.weekday() == Weekday::Tue;
        let around = Around { open: Some(&tuesdays), ..around("2026-03-02", &team, &[]) };
        let days: Vec<_> = told(&propose(&around, &three())).into_iter().map(|(d, _)| d).collect();
        assert_eq!(days, ["2026-03-03", "2026-03-10", "2026-03-17"]);
    }

    /// No proposal breaks a hard rule, whatever the team and its days are.
    #[test]
    fn no_proposal_puts_anybody_in_two_places() {
        let team = [person(1), person(2), person(3)];
        let mut seed = 7u64;
        let mut next = |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (seed >> 33) % below
        };
        for _ in 0..300 {
            let mut taken = Vec::new();
            for _ in 0..next(12) {
                let start = on("2026-03-02") + Days::new(next(12));
                let start = start.and_hms_opt(12 + next(6) as u32, 0, 0).unwrap().and_utc();
                let elsewhere = [None, Some(place(1)), Some(place(2))][next(3) as usize];
                let person = team[next(3) as usize];
                let ends_at = start + TimeDelta::hours(1 + next(3) as i64);
                taken.push(Busy { person, starts_at: start, ends_at, onboarding_at: elsewhere });
            }
            let around = around("2026-03-02", &team, &taken);
            let slots = propose(&around, &three());
            for slot in slots.iter().flatten() {
                assert!(is_working_day(&around, slot.on) && slot.starts_at > around.now);
                assert!(!taken.iter().any(|busy| busy.person == slot.instructor
                    && busy.onboarding_at != Some(around.branch)
                    && busy.starts_at < slot.ends_at
                    && busy.ends_at > slot.starts_at));
            }
            let days: Vec<_> = slots.iter().flatten().map(|slot| slot.on).collect();
            assert!(days.windows(2).all(|two| two[0] < two[1]), "{days:?}");
        }
    }
}
