//! When the days of somebody new could be: on the next free mornings, one after the other.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};

use crate::{
    people::{BranchId, PersonId},
    programmes::rules::is_weekend,
    sessions::zones,
    visits::Weekdays,
};

/// How far ahead a morning is looked for.
const AHEAD: u64 = 60;

/// A day that needs a morning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    pub number: i64,
    /// Minutes after midnight.
    pub starts_at_minute: i64,
    pub minutes: i64,
    /// The days that stay as they are and come before and after it.
    pub after: Option<NaiveDate>,
    pub before: Option<NaiveDate>,
}

/// Time that an instructor is not free. Where they are together with new people already, others may
/// join them.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Busy {
    pub person: PersonId,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// The branch of an onboarding day or of a visit; a session has none.
    pub together_at: Option<BranchId>,
}

/// Where a day can be held.
pub struct Place<'a> {
    pub branch: BranchId,
    pub zone: &'a str,
    /// On which days it is open for training; every working day when nobody knows.
    pub open: Option<&'a (dyn Fn(NaiveDate) -> bool + Sync)>,
    /// Who could hold a day there, in the order in which they are asked.
    pub instructors: &'a [PersonId],
}

/// What a proposal rests on.
pub struct Around<'a> {
    /// The branch of the person, then the place of training if there is another one.
    pub places: &'a [Place<'a>],
    /// The first day that may be taken.
    pub from: NaiveDate,
    pub holidays: HashSet<NaiveDate>,
    /// On which days of the week those work who have said so.
    pub weekdays: HashMap<PersonId, Weekdays>,
    pub busy: &'a [Busy],
    pub now: DateTime<Utc>,
}

/// A morning for a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    pub number: i64,
    pub on: NaiveDate,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub branch: BranchId,
    pub zone: String,
    pub instructor: PersonId,
}

/// A morning for each day, in order and no two on one day; `None` where there is none.
pub fn propose(around: &Around<'_>, wanted: &[Wanted]) -> Vec<Option<Slot>> {
    let mut next = around.from;
    let mut last: Option<PersonId> = None;
    let mut lost = false;
    wanted
        .iter()
        .map(|day| {
            // After a day without a morning the others would be out of order.
            if std::mem::replace(&mut lost, true) {
                return None;
            }
            let after = day.after.and_then(|on| on.succ_opt());
            let from = after.map_or(next, |after| after.max(next));
            let slot = first_free(around, *day, from, last)?;
            next = slot.on.succ_opt()?;
            lost = false;
            last = Some(slot.instructor);
            Some(slot)
        })
        .collect()
}

/// The first morning on which somebody is free, at the first of the places where that is so.
fn first_free(
    around: &Around<'_>,
    day: Wanted,
    from: NaiveDate,
    last: Option<PersonId>,
) -> Option<Slot> {
    (0..AHEAD).filter_map(|ahead| from.checked_add_days(Days::new(ahead))).find_map(|on| {
        if is_weekend(on) || around.holidays.contains(&on) {
            return None;
        }
        if day.before.is_some_and(|before| on >= before) {
            return None;
        }
        around.places.iter().find_map(|place| {
            if place.open.is_some_and(|open| !open(on)) {
                return None;
            }
            let (starts_at, ends_at) = moments(on, day, place.zone)?;
            if starts_at <= around.now {
                return None;
            }
            let works = |person: &PersonId| {
                around.weekdays.get(person).is_none_or(|weekdays| weekdays.on(on))
            };
            let team: Vec<PersonId> = place.instructors.iter().copied().filter(works).collect();
            let place_today = Place { instructors: &team, ..*place };
            let instructor = whom(&place_today, around.busy, starts_at, ends_at, last)?;
            let (branch, zone) = (place.branch, place.zone.to_owned());
            Some(Slot { number: day.number, on, starts_at, ends_at, branch, zone, instructor })
        })
    })
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
    place: &Place<'_>,
    busy: &[Busy],
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    last: Option<PersonId>,
) -> Option<PersonId> {
    let at_that_time = |person: PersonId| {
        busy.iter()
            .filter(move |b| b.person == person && b.starts_at < ends_at && b.ends_at > starts_at)
    };
    let free =
        |person: PersonId| at_that_time(person).all(|busy| busy.together_at == Some(place.branch));
    let there = |person: PersonId| at_that_time(person).next().is_some();
    let able: Vec<PersonId> = place.instructors.iter().copied().filter(|p| free(*p)).collect();
    able.iter()
        .copied()
        .find(|person| there(*person))
        .or_else(|| last.filter(|last| able.contains(last)))
        .or_else(|| able.first().copied())
}

#[cfg(test)]
mod tests;
