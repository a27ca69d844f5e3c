//! What is known when a rota is proposed.

use std::collections::HashMap;

use chrono::{DateTime, Days, NaiveDate, Utc};

use crate::{
    people::{BranchId, PersonId},
    sessions::zones,
    visits::{Weekdays, planning::clock},
};

/// Which mornings are to be filled, with what.
#[derive(Clone, Debug, Default)]
pub struct Question {
    pub first: NaiveDate,
    /// Included.
    pub last: NaiveDate,
    /// The branches that wish for visits, in one order.
    pub places: Vec<Place>,
    /// Who can go, in one order.
    pub crew: Vec<Member>,
    /// Visits that stand already.
    pub fixed: Vec<Fixed>,
}

/// A branch that wishes for visits.
#[derive(Clone, Debug)]
pub struct Place {
    pub id: BranchId,
    pub every_days: i64,
    pub open: Weekdays,
    /// Spans of days without visits, holidays included, with their last one.
    pub blocked: Vec<(NaiveDate, NaiveDate)>,
    /// The last visit before the span.
    pub last_visit: Option<NaiveDate>,
    /// What each of the new people there still needs.
    pub needs: Vec<Need>,
    pub starts_minute: i64,
    pub ends_minute: i64,
    pub time_zone: String,
}

/// Mornings with an instructor that somebody new still needs. Those who wait at one branch share them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    pub mornings: i64,
    /// The last day on which they are in time.
    pub until: NaiveDate,
}

impl Need {
    /// Of somebody new with this many days without a time, who should be through by then. Whoever is late
    /// already, or almost, needs them in the first week.
    pub fn new(mornings: i64, deadline: NaiveDate, first: NaiveDate) -> Need {
        let soon = first.checked_add_days(Days::new(6)).unwrap_or(first);
        Need { mornings, until: deadline.max(soon) }
    }
}

/// Somebody who can go.
#[derive(Clone, Debug)]
pub struct Member {
    pub id: PersonId,
    pub weekdays: Weekdays,
    /// Spans of days away, their last one included.
    pub away: Vec<(NaiveDate, NaiveDate)>,
    /// What they hold elsewhere.
    pub busy: Vec<(DateTime<Utc>, DateTime<Utc>)>,
    /// Onboarding days that they hold: a visit to the same branch is the same journey.
    pub teaches: Vec<(BranchId, DateTime<Utc>, DateTime<Utc>)>,
    /// The only branches they visit; all when empty.
    pub only: Vec<BranchId>,
    /// The ways that are known, from where they set out.
    pub minutes: HashMap<BranchId, i64>,
}

/// A visit that stands already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fixed {
    pub branch: BranchId,
    pub instructor: PersonId,
    pub day: NaiveDate,
}

/// What stands against a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// The branch takes none on that day of the week.
    Closed,
    /// Nobody may come to the branch on that day: a holiday, or its own reason.
    Blocked,
    Past,
    /// The person does not go there.
    Stranger,
    /// The person is away on that day.
    Away,
    /// The person does not visit on that day of the week.
    NotWorking,
    /// The person has something else then.
    Busy,
    BranchHasOne,
    InstructorHasOne,
}

impl Question {
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> + use<> {
        let last = self.last;
        self.first.iter_days().take_while(move |day| *day <= last)
    }

    /// Whether a branch takes a visit on a morning, whoever comes.
    pub fn is_open(&self, place: &Place, day: NaiveDate) -> bool {
        place.open.on(day) && !within(&place.blocked, day)
    }

    /// What stands against one more visit.
    pub fn against(&self, visit: &Fixed, now: DateTime<Utc>) -> Vec<Against> {
        let Fixed { branch, instructor, day } = *visit;
        let place = self.places.iter().find(|place| place.id == branch);
        let member = self.crew.iter().find(|member| member.id == instructor);
        let open = |place: &Place| place.open.on(day) && place.morning(day).is_some();
        let blocked = |place: &Place| within(&place.blocked, day);
        let morning = place.and_then(|place| place.morning(day));
        let is = |what: &dyn Fn(&Member) -> bool| member.is_some_and(what);
        let mut fixed = self.fixed.iter().filter(|fixed| fixed.day == day);
        [
            (!place.is_some_and(open), Against::Closed),
            (place.is_some_and(blocked), Against::Blocked),
            (morning.is_some_and(|(starts_at, _)| starts_at <= now), Against::Past),
            (!is(&|member| member.goes_to(branch)), Against::Stranger),
            (is(&|member| within(&member.away, day)), Against::Away),
            (is(&|member| !member.weekdays.on(day)), Against::NotWorking),
            (is(&|member| morning.is_some_and(|at| member.is_busy(branch, at))), Against::Busy),
            (fixed.clone().any(|fixed| fixed.branch == branch), Against::BranchHasOne),
            (fixed.any(|fixed| fixed.instructor == instructor), Against::InstructorHasOne),
        ]
        .into_iter()
        .filter_map(|(stands, against)| stands.then_some(against))
        .collect()
    }
}

impl Place {
    /// From when to when a morning lasts there; none when clocks skip one of the two.
    pub fn morning(&self, day: NaiveDate) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let at = |minute| zones::local(day, clock(minute), &self.time_zone).ok();
        let (from, until) = (at(self.starts_minute)?, at(self.ends_minute)?);
        (from < until).then_some((from, until))
    }
}

impl Member {
    pub fn works(&self, day: NaiveDate) -> bool {
        self.weekdays.on(day) && !within(&self.away, day)
    }

    pub fn goes_to(&self, branch: BranchId) -> bool {
        self.only.is_empty() || self.only.contains(&branch)
    }

    /// Whether something keeps them from a branch between two moments.
    pub fn is_busy(&self, branch: BranchId, (from, until): (DateTime<Utc>, DateTime<Utc>)) -> bool {
        let overlaps = |begin, end| begin < until && end > from;
        self.busy.iter().any(|(begin, end)| overlaps(*begin, *end))
            || self.teaches.iter().any(|(at, begin, end)| *at != branch && overlaps(*begin, *end))
    }

    pub fn way(&self, branch: BranchId) -> i64 {
        self.minutes.get(&branch).copied().unwrap_or(super::UNKNOWN_WAY)
    }
}

fn within(spans: &[(NaiveDate, NaiveDate)], day: NaiveDate) -> bool {
    spans.iter().any(|(first, last)| (*first..=*last).contains(&day))
}
