//! When the days of somebody new could be: on the next free mornings, one after the other.

use std::collections::HashMap;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};

use super::{Held, Why};
use crate::{
    people::{BranchId, PersonId},
    programmes::rules::is_weekend,
    sessions::zones,
    visits::Weekdays,
};

mod coming;

/// How far ahead a morning is looked for.
pub const AHEAD: u64 = 60;

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
    pub what: Held,
}

/// Somebody who could hold a day at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Teacher {
    pub id: PersonId,
    pub way: Way,
}

/// How somebody comes to a place from where they work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// They work there.
    Base,
    Minutes(i64),
    Unknown,
    /// Nobody asks them to travel so far for a day; they hold one when they are there anyway.
    Far,
}

/// Where a day can be held.
pub struct Place<'a> {
    pub branch: BranchId,
    pub zone: &'a str,
    /// On which days it is open for training; every working day when nobody knows.
    pub open: Option<&'a (dyn Fn(NaiveDate) -> bool + Sync)>,
    /// Who could hold a day there, those with fewer days ahead first.
    pub instructors: &'a [Teacher],
}

/// What a proposal rests on.
pub struct Around<'a> {
    /// The branch of the person, then the place of training if there is another one.
    pub places: &'a [Place<'a>],
    /// The first day that may be taken.
    pub from: NaiveDate,
    /// Until then nobody is sent on a way of which nobody knows how far it is, unless no morning is found.
    pub in_time: NaiveDate,
    /// On which days of the week those work who have said so.
    pub weekdays: HashMap<PersonId, Weekdays>,
    pub busy: &'a [Busy],
    /// When the person themselves has something.
    pub own: &'a [(DateTime<Utc>, DateTime<Utc>)],
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
    pub why: Why,
}

/// A morning for each day, in order and no two on one day; `None` where there is none.
pub fn propose(around: &Around<'_>, wanted: &[Wanted]) -> Vec<Option<Slot>> {
    let mut held: HashMap<PersonId, Vec<&Busy>> = HashMap::new();
    for busy in around.busy {
        held.entry(busy.person).or_default().push(busy);
    }
    let search = Search { around, held };
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
            let slot = search.morning(*day, from, last)?;
            next = slot.on.succ_opt()?;
            lost = false;
            last = Some(slot.instructor);
            Some(slot)
        })
        .collect()
}

struct Search<'a> {
    around: &'a Around<'a>,
    held: HashMap<PersonId, Vec<&'a Busy>>,
}

impl Search<'_> {
    /// The first morning with somebody of whom it is known how they come there; a way that nobody knows
    /// only when the day would have no morning otherwise, or come too late.
    fn morning(&self, day: Wanted, from: NaiveDate, last: Option<PersonId>) -> Option<Slot> {
        let in_time = |slot: &Slot| slot.on <= self.around.in_time;
        let known = self.first_free(day, from, last, false);
        if known.as_ref().is_some_and(in_time) {
            return known;
        }
        let any = self.first_free(day, from, last, true);
        any.filter(|slot| known.is_none() || in_time(slot)).or(known)
    }

    fn first_free(
        &self,
        day: Wanted,
        from: NaiveDate,
        last: Option<PersonId>,
        unknown: bool,
    ) -> Option<Slot> {
        let around = self.around;
        (0..AHEAD).filter_map(|ahead| from.checked_add_days(Days::new(ahead))).find_map(|on| {
            let late = day.before.is_some_and(|before| on >= before);
            if late || is_weekend(on) {
                return None;
            }
            let slots = around.places.iter().enumerate();
            let slots = slots.flat_map(|(index, place)| {
                let slots = self.at(place, day, on).into_iter().enumerate();
                slots.map(move |(order, slot)| {
                    let known = last == Some(slot.instructor);
                    // There at one of the places, then on a way, then on an unknown one.
                    let far = slot.why.max(Why::Base);
                    let (there, way) = match far {
                        Why::Way(minutes) => (1, minutes),
                        Why::Unknown => (2, 0),
                        _ => (0, 0),
                    };
                    ((there, index, slot.why, way, !known, order), slot)
                })
            });
            let usable = slots.filter(|(_, slot)| unknown || slot.why != Why::Unknown);
            usable.min_by_key(|(rank, _)| *rank).map(|(_, slot)| slot)
        })
    }

    /// Everybody who could hold a day at a place on a morning.
    fn at(&self, place: &Place<'_>, day: Wanted, on: NaiveDate) -> Vec<Slot> {
        if place.open.is_some_and(|open| !open(on)) {
            return Vec::new();
        }
        let Some((starts_at, ends_at)) = moments(on, day, place.zone) else { return Vec::new() };
        let taken = |&(from, to): &(DateTime<Utc>, DateTime<Utc>)| from < ends_at && to > starts_at;
        if starts_at <= self.around.now || self.around.own.iter().any(taken) {
            return Vec::new();
        }
        let half = half_day(on, (starts_at, ends_at), place.zone);
        let slot = |teacher: &Teacher| {
            let works = self.around.weekdays.get(&teacher.id).is_none_or(|days| days.on(on));
            let held = self.held.get(&teacher.id).map(Vec::as_slice).unwrap_or_default();
            let why = coming::comes(place.branch, (starts_at, ends_at), half, teacher, held);
            let (branch, zone) = (place.branch, place.zone.to_owned());
            let (number, instructor) = (day.number, teacher.id);
            why.filter(|_| works).map(|why| Slot {
                number,
                on,
                starts_at,
                ends_at,
                branch,
                zone,
                instructor,
                why,
            })
        };
        place.instructors.iter().filter_map(slot).collect()
    }
}

/// The morning or the afternoon in which a day lies: nobody changes places within it.
fn half_day(
    on: NaiveDate,
    (starts_at, ends_at): (DateTime<Utc>, DateTime<Utc>),
    zone: &str,
) -> (DateTime<Utc>, DateTime<Utc>) {
    let next = on.succ_opt().unwrap_or(on);
    let (from, until) = (zones::start_of_day(on, zone), zones::start_of_day(next, zone));
    let noon = NaiveTime::from_hms_opt(13, 0, 0).and_then(|at| zones::local(on, at, zone).ok());
    match noon {
        Some(noon) if starts_at < noon => (from, noon.max(ends_at)),
        Some(noon) => (noon, until.max(ends_at)),
        None => (from, until.max(ends_at)),
    }
}

/// Start and end by the clocks of the zone; `None` where clocks skip the start.
pub fn moments(on: NaiveDate, day: Wanted, zone: &str) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    let seconds = u32::try_from(day.starts_at_minute * 60).ok()?;
    let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0)?;
    let starts_at = zones::local(on, time, zone).ok()?;
    Some((starts_at, starts_at + TimeDelta::minutes(day.minutes)))
}

#[cfg(test)]
mod tests;
