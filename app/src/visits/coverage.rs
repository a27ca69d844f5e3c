//! How well branches are covered: week by week, since when, and how much of the plan was held.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};

use crate::{
    people::{BranchId, PersonId},
    sessions::SessionState,
};

/// A visit as the map counts it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Held {
    pub branch_id: BranchId,
    pub instructor_id: PersonId,
    pub instructor: String,
    pub day: NaiveDate,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub state: SessionState,
    /// Somebody was present or late.
    pub attended: bool,
}

/// What became of a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Called off, or its time is over and nobody was there.
    Missed,
    /// Still to come, or going on.
    Ahead,
    Made,
}

/// The longest without a visit first, those that never had one before all; otherwise as they were.
pub fn by_waiting(
    branches: &mut [(BranchId, String)],
    last: impl Fn(BranchId) -> Option<NaiveDate>,
) {
    branches.sort_by_key(|(branch, _)| last(*branch));
}

impl Held {
    pub fn fate(&self, now: DateTime<Utc>) -> Fate {
        match self.state {
            _ if self.attended => Fate::Made,
            SessionState::Cancelled | SessionState::Closed => Fate::Missed,
            SessionState::Planned if self.ends_at <= now => Fate::Missed,
            SessionState::Planned | SessionState::Open => Fate::Ahead,
        }
    }

    fn minutes(&self) -> i64 {
        (self.ends_at - self.starts_at).num_minutes()
    }
}

/// How much of what was planned was held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    pub made: i64,
    /// Those that are over; what lies ahead is neither.
    pub planned: i64,
}

impl Share {
    fn add(&mut self, visit: &Held, now: DateTime<Utc>) {
        let fate = visit.fate(now);
        // Called off before its day has come, it is neither.
        let given_up = visit.state == SessionState::Cancelled && visit.ends_at > now;
        self.planned += i64::from(fate != Fate::Ahead && !given_up);
        self.made += i64::from(fate == Fate::Made);
    }

    /// As a fraction; none of nothing.
    pub fn fraction(self) -> Option<f64> {
        (self.planned > 0).then(|| self.made as f64 / self.planned as f64)
    }
}

/// A branch in the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub branch: BranchId,
    /// The best that a week saw, and how many visits were so; nothing when there was none.
    pub weeks: Vec<Option<(Fate, i64)>>,
    pub share: Share,
}

/// The hours of an instructor, in minutes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hours {
    pub instructor: PersonId,
    pub name: String,
    pub made: i64,
    pub ahead: i64,
    pub share: Share,
}

/// The Mondays from the one of a day to the one of another.
pub fn mondays(first: NaiveDate, last: NaiveDate) -> Vec<NaiveDate> {
    monday(first).iter_weeks().take_while(|day| *day <= last).collect()
}

/// The Monday of the week of a day.
pub fn monday(day: NaiveDate) -> NaiveDate {
    day - Days::new(day.weekday().num_days_from_monday().into())
}

/// The branches week by week, in their order.
pub fn map(
    branches: &[BranchId],
    held: &[Held],
    weeks: &[NaiveDate],
    now: DateTime<Utc>,
) -> Vec<Row> {
    let row = |branch: &BranchId| {
        let mut row =
            Row { branch: *branch, weeks: vec![None; weeks.len()], share: Share::default() };
        for visit in held.iter().filter(|visit| visit.branch_id == *branch) {
            let fate = visit.fate(now);
            row.share.add(visit, now);
            let week = weeks.iter().position(|week| *week == monday(visit.day));
            if let Some(cell) = week.and_then(|week| row.weeks.get_mut(week)) {
                *cell = Some(match *cell {
                    Some((best, count)) if best > fate => (best, count),
                    Some((best, count)) if best == fate => (best, count + 1),
                    _ => (fate, 1),
                });
            }
        }
        row
    };
    branches.iter().map(row).collect()
}

/// The hours of everybody who visits, by name.
pub fn hours(held: &[Held], now: DateTime<Utc>) -> Vec<Hours> {
    let mut all: BTreeMap<(String, PersonId), Hours> = BTreeMap::new();
    for visit in held {
        let key = (visit.instructor.clone(), visit.instructor_id);
        let one = all.entry(key).or_insert_with(|| Hours {
            instructor: visit.instructor_id,
            name: visit.instructor.clone(),
            made: 0,
            ahead: 0,
            share: Share::default(),
        });
        let fate = visit.fate(now);
        one.share.add(visit, now);
        match fate {
            Fate::Made => one.made += visit.minutes(),
            Fate::Ahead => one.ahead += visit.minutes(),
            Fate::Missed => {}
        }
    }
    all.into_values().collect()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn now() -> DateTime<Utc> {
        "2026-03-04T14:00:00Z".parse().unwrap()
    }

    fn branch(n: u128) -> BranchId {
        Uuid::from_u128(n).into()
    }

    #[test]
    fn who_has_waited_longest_comes_first() {
        let mut branches = [1, 2, 3, 4].map(|n| (branch(n), n.to_string()));
        let last = [(branch(1), day(3, 2)), (branch(2), day(2, 9)), (branch(4), day(3, 2))];
        let last = |id| last.iter().find(|(one, _)| *one == id).map(|(_, on)| *on);
        by_waiting(&mut branches, last);
        assert_eq!(branches.map(|(_, name)| name), ["3", "2", "1", "4"]);
    }

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    /// Three hours from nine in Lima.
    fn held(n: u128, who: u128, on: NaiveDate, state: SessionState, attended: bool) -> Held {
        let starts_at = on.and_hms_opt(14, 0, 0).unwrap().and_utc();
        Held {
            branch_id: branch(n),
            instructor_id: Uuid::from_u128(who).into(),
            instructor: format!("Instructor {who}"),
            day: on,
            starts_at,
            ends_at: starts_at + chrono::TimeDelta::hours(3),
            state,
            attended,
        }
    }

    #[test]
    fn a_visit_is_made_when_somebody_was_there() {
        use SessionState::*;
        for (state, on, attended, fate) in [
            (Closed, day(3, 3), true, Fate::Made),
            (Closed, day(3, 3), false, Fate::Missed),
            (Planned, day(3, 3), false, Fate::Missed),
            (Planned, day(3, 4), false, Fate::Ahead),
            (Open, day(3, 4), true, Fate::Made),
            (Cancelled, day(3, 9), false, Fate::Missed),
        ] {
            assert_eq!(held(1, 1, on, state, attended).fate(now()), fate, "{state} {on}");
        }
    }

    #[test]
    fn the_map_goes_by_weeks_over_the_end_of_a_month() {
        use SessionState::*;
        let all = [
            held(1, 1, day(2, 26), Closed, true),
            held(1, 2, day(2, 27), Planned, false),
            held(1, 1, day(3, 2), Cancelled, false),
            held(2, 1, day(3, 6), Planned, false),
            held(2, 2, day(3, 5), Cancelled, false),
        ];
        let weeks = mondays(day(2, 25), day(3, 8));
        assert_eq!(weeks, [day(2, 23), day(3, 2)]);
        let rows = map(&[branch(1), branch(2)], &all, &weeks, now());
        assert_eq!(rows[0].weeks, [Some((Fate::Made, 1)), Some((Fate::Missed, 1))]);
        // One of three; what lies ahead of the other branch counts in neither, called off or not.
        assert_eq!(rows[0].share, Share { made: 1, planned: 3 });
        assert_eq!(rows[1].weeks, [None, Some((Fate::Ahead, 1))]);
        assert_eq!(rows[1].share.fraction(), None);
        let hours = hours(&all, now());
        assert_eq!((hours[0].made, hours[0].ahead), (180, 180));
        assert_eq!((hours[1].made, hours[1].share), (0, Share { made: 0, planned: 1 }));
    }
}
