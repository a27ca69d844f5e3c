//! Who may keep the rota, and what stands against a visit on a day.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};

use super::{Absence, Gap, Hours, Instructor, Visit, Weekdays};
use crate::{
    access::{Actor, Role},
    people::{BranchId, PersonId},
    sessions::SessionState,
};

pub const TOPIC_MAX: usize = 200;
pub const REASON_MAX: usize = 500;
pub const LINE_MAX: usize = 120;
/// A visit is wished at least this often, in days.
pub const EVERY_MAX: i64 = 366;
/// The longest way between two branches, in minutes.
pub const TRAVEL_MAX: i64 = 1440;

/// So long a report may wait on a device for the network. The keys by which a report that arrives
/// twice happens once are kept longer.
pub const WAITS_AT_MOST: TimeDelta = TimeDelta::days(2);

const PLANNERS: [Role; 3] = [Role::Instructor, Role::Hr, Role::Admin];

/// May plan visits somewhere.
pub fn may_plan(actor: &Actor) -> bool {
    actor.grants.iter().any(|grant| {
        PLANNERS.contains(&grant.role) && (grant.branch.is_some() || grant.department.is_none())
    })
}

/// May plan visits to this branch, and say when it can be visited.
pub fn may_plan_at(actor: &Actor, branch: BranchId) -> bool {
    PLANNERS.into_iter().any(|role| actor.is_at(role, Some(branch)))
}

/// May plan for the whole company: propose a rota, publish it.
pub fn may_plan_all(actor: &Actor) -> bool {
    PLANNERS.into_iter().any(|role| actor.is_everywhere(role))
}

/// May say when an instructor is away: oneself, and those who keep people.
pub fn may_keep_days_of(actor: &Actor, person: PersonId) -> bool {
    actor.id == person || [Role::Hr, Role::Admin].into_iter().any(|role| actor.is(role))
}

/// Whether the instructor visits this branch at all.
pub fn visits(instructor: &Instructor, branch: BranchId) -> bool {
    instructor.only_branches.is_empty() || instructor.only_branches.contains(&branch)
}

/// Why somebody cannot go in the place of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// Does not visit that branch, or nobody at all.
    Stranger,
    Absent,
    /// Does not visit on that day of the week.
    NotWorking,
}

/// What keeps an instructor from going to a visit of somebody else. The absences may be of several. A day
/// that somebody chose although it is not usual is for whoever goes.
pub fn kept_from(
    instructor: Option<&Instructor>,
    visit: &Visit,
    absences: &[Absence],
) -> Option<Kept> {
    let Some(one) = instructor.filter(|one| visits(one, visit.branch_id)) else {
        return Some(Kept::Stranger);
    };
    let away = absences.iter().any(|away| away.whose == one.id && away.covers(visit.day));
    match one.weekdays.on(visit.day) || visit.anyway {
        _ if away => Some(Kept::Absent),
        true => None,
        false => Some(Kept::NotWorking),
    }
}

/// What has to be there before somebody visits a branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    Branches,
    Instructors,
    /// No branch has said how often it is to be visited; only a proposal needs that.
    Wishes,
}

/// What lacks, in the order in which it is added.
pub fn lacks(branches: usize, instructors: usize, wishes: Option<usize>) -> Vec<Lack> {
    let found = [
        (branches == 0, Lack::Branches),
        (instructors == 0, Lack::Instructors),
        (branches > 0 && wishes == Some(0), Lack::Wishes),
    ];
    found.into_iter().filter_map(|(lacks, what)| lacks.then_some(what)).collect()
}

/// Only what has not begun is changed.
pub fn can_change(state: SessionState) -> bool {
    state == SessionState::Planned
}

/// A visit that is called off comes back as long as its time lies ahead.
pub fn can_reinstate(visit: &Visit, now: DateTime<Utc>) -> bool {
    visit.state == SessionState::Cancelled && visit.starts_at > now && !visit.branch_closed
}

/// Why it could not be held as it was, if it came back: then another visit is planned instead.
pub fn gone_meanwhile(visit: &Visit) -> Option<Gap> {
    visit.gap.filter(|gap| !gap.of_day() || *gap == Gap::Blocked)
}

/// Somebody else has to go, or nobody can.
pub fn needs_cover(visit: &Visit, now: DateTime<Utc>) -> bool {
    visit.state == SessionState::Planned
        && visit.ends_at > now
        && (visit.gap.is_some() || visit.branch_closed)
}

/// What helps a visit that cannot be held as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    Somebody,
    Morning,
    /// Its branch is closed: whoever goes, on whatever day, nobody is there.
    CallingOff,
}

/// What helps a visit with this gap, at a branch that may be closed.
pub fn remedy(gap: Option<Gap>, branch_closed: bool) -> Remedy {
    match gap {
        _ if branch_closed => Remedy::CallingOff,
        Some(gap) if gap.of_day() => Remedy::Morning,
        _ => Remedy::Somebody,
    }
}

/// Whether its page is kept on a device, for a morning without a network: on its day, and on the
/// evening before.
pub fn is_near(day: NaiveDate, today: NaiveDate) -> bool {
    today <= day && Some(day) <= today.checked_add_days(Days::new(1))
}

/// What stands against a visit on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Against {
    /// The branch takes no visit; the reason may be empty.
    Blocked(String),
    /// The instructor is away.
    Absent,
    /// The branch does not open on this day of the week.
    Closed,
    /// The instructor does not visit on this day of the week.
    NotWorking,
    Holiday(String),
}

impl Against {
    /// Nobody may plan it all the same.
    pub fn stops(&self) -> bool {
        matches!(self, Against::Blocked(_) | Against::Absent)
    }

    /// It makes the day one that is not usual there, whoever comes.
    pub fn of_day(&self) -> bool {
        matches!(self, Against::Holiday(_) | Against::Closed)
    }
}

/// What is known of a day at a branch, for an instructor.
#[derive(Clone, Debug, Default)]
pub struct DayFacts {
    pub blocked: Option<String>,
    pub absent: bool,
    pub holiday: Option<String>,
}

/// Everything that stands against a visit on this day, what stops it first.
pub fn against(day: NaiveDate, open: Weekdays, working: Weekdays, facts: DayFacts) -> Vec<Against> {
    let found = [
        facts.blocked.map(Against::Blocked),
        facts.absent.then_some(Against::Absent),
        facts.holiday.map(Against::Holiday),
        (!open.on(day)).then_some(Against::Closed),
        (!working.on(day)).then_some(Against::NotWorking),
    ];
    found.into_iter().flatten().collect()
}

/// Whether somebody chose a day that is not usual, and ticked that they know: a tick about a usual day
/// says nothing, and what makes that day unusual later is told.
pub fn chosen_anyway(found: &[Against], ticked: bool) -> bool {
    ticked && found.iter().any(Against::of_day)
}

/// Whether the hours of a morning make sense.
pub fn hours_fit(hours: &Hours) -> bool {
    hours.ends_minute - hours.starts_minute >= 15
        && (0..24 * 60).contains(&hours.starts_minute)
        && hours.ends_minute <= 24 * 60
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::access::Grant;

    fn actor(grants: Vec<Grant>) -> Actor {
        Actor {
            id: Uuid::from_u128(9).into(),
            sign_in: Default::default(),
            name: String::new(),
            email: String::new(),
            branch: branch(1),
            branch_name: String::new(),
            department: None,
            position: None,
            lang: None,
            zone: "America/Lima".into(),
            grants,
        }
    }

    fn branch(n: u128) -> BranchId {
        Uuid::from_u128(n).into()
    }

    /// Monday 2 March 2026 and the days after it.
    fn march(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
    }

    #[test]
    fn instructors_and_hr_plan_and_managers_do_not() {
        let at = |role, n| Grant { role, branch: Some(branch(n)), department: None };
        //  grants, somewhere, at 1, at 2, everywhere
        let table = [
            (vec![], false, false, false, false),
            (vec![Grant::everywhere(Role::Manager)], false, false, false, false),
            (vec![Grant::everywhere(Role::Instructor)], true, true, true, true),
            (vec![Grant::everywhere(Role::Hr)], true, true, true, true),
            (vec![Grant::everywhere(Role::Admin)], true, true, true, true),
            (vec![at(Role::Instructor, 2)], true, false, true, false),
            (vec![at(Role::Manager, 1)], false, false, false, false),
        ];
        for (grants, plan, first, second, all) in table {
            let actor = actor(grants);
            assert_eq!(may_plan(&actor), plan, "{actor:?}");
            assert_eq!(may_plan_at(&actor, branch(1)), first, "{actor:?}");
            assert_eq!(may_plan_at(&actor, branch(2)), second, "{actor:?}");
            assert_eq!(may_plan_all(&actor), all, "{actor:?}");
        }
        let service = Grant {
            role: Role::Instructor,
            branch: None,
            department: Some(Uuid::from_u128(3).into()),
        };
        assert!(!may_plan(&actor(vec![service])));
    }

    #[test]
    fn ones_own_days_are_ones_own_and_hrs() {
        let me = Uuid::from_u128(9).into();
        let other = Uuid::from_u128(10).into();
        let instructor = actor(vec![Grant::everywhere(Role::Instructor)]);
        assert!(may_keep_days_of(&instructor, me) && !may_keep_days_of(&instructor, other));
        assert!(may_keep_days_of(&actor(vec![Grant::everywhere(Role::Hr)]), other));
    }

    #[test]
    fn absence_and_a_blocked_day_stop_a_visit_and_the_rest_can_be_overruled() {
        let weekdays = |days: &[&str]| {
            Weekdays::read(&days.iter().map(|day| (*day).to_owned()).collect::<Vec<_>>()).unwrap()
        };
        let free = DayFacts::default();
        assert_eq!(against(march(2), Weekdays::WORKING, Weekdays::WORKING, free.clone()), []);
        // Saturday.
        let found = against(march(7), Weekdays::WORKING, Weekdays::WORKING, free.clone());
        assert_eq!(found, [Against::Closed, Against::NotWorking]);
        assert!(!found.iter().any(Against::stops));
        // A branch that opens on Tuesdays only.
        assert_eq!(against(march(3), weekdays(&["2"]), Weekdays::WORKING, free), []);
        let facts =
            DayFacts {
                blocked: Some("Mudanza".into()), absent: true, holiday: Some("Día".into())
            };
        let found = against(march(2), Weekdays::WORKING, Weekdays::WORKING, facts);
        assert_eq!(found.iter().filter(|one| one.stops()).count(), 2);
        assert_eq!(found.len(), 3);
        assert!(chosen_anyway(&found, true) && !chosen_anyway(&found, false));
        assert!(!chosen_anyway(&[Against::NotWorking], true));
    }

    #[test]
    fn what_lacks_is_said_in_the_order_in_which_it_is_added() {
        assert_eq!(lacks(0, 0, Some(0)), [Lack::Branches, Lack::Instructors]);
        assert_eq!(lacks(3, 0, Some(0)), [Lack::Instructors, Lack::Wishes]);
        assert_eq!(lacks(3, 2, Some(0)), [Lack::Wishes]);
        // Visits that are planned by hand need no wishes.
        assert_eq!(lacks(3, 2, None), []);
        assert_eq!(lacks(3, 2, Some(1)), []);
    }

    #[test]
    fn a_morning_has_a_quarter_of_an_hour_at_least() {
        let of = |starts_minute, ends_minute| {
            hours_fit(&Hours { starts_minute, ends_minute, ..Hours::usual(branch(1)) })
        };
        assert!(of(540, 720) && of(540, 555) && of(0, 1440));
        assert!(!of(540, 554) && !of(720, 540) && !of(540, 1441));
    }
}
