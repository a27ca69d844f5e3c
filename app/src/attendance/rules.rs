//! Who may run a session, when one can check in, and which marks need a reason.

use chrono::{DateTime, TimeDelta, Utc};

use super::{AttendanceState, Gate, Way};
use crate::{access::Actor, people::BranchId, sessions::SessionState};

/// Check-in opens by itself this many minutes before the start.
const CHECK_IN_BEFORE: i64 = 15;
/// A facilitator can open the session from this many minutes before the start.
const OPEN_BEFORE: i64 = 60;
/// The longest reason, in characters.
pub const REASON_MAX: usize = 500;

/// Whether one can check in now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// Opens by itself at that moment, or when the facilitator opens the session.
    NotYet(DateTime<Utc>),
    Open,
    /// Nobody opened the session, and its time is over.
    Over,
    Closed,
    Cancelled,
}

pub fn door(gate: &Gate, now: DateTime<Utc>) -> Door {
    let opens_at = gate.starts_at - TimeDelta::minutes(CHECK_IN_BEFORE);
    match gate.state {
        SessionState::Cancelled => Door::Cancelled,
        SessionState::Closed => Door::Closed,
        SessionState::Open => Door::Open,
        SessionState::Planned if now < opens_at => Door::NotYet(opens_at),
        SessionState::Planned if now > gate.ends_at => Door::Over,
        SessionState::Planned => Door::Open,
    }
}

/// What somebody is who comes now, when `taken` places are taken or waited for: all arguments
/// decide, the person does not.
pub fn arrival(gate: &Gate, taken: i64, now: DateTime<Utc>) -> AttendanceState {
    if gate.capacity.is_some_and(|places| taken >= places) {
        AttendanceState::Waiting
    } else if now > gate.starts_at + TimeDelta::minutes(gate.late_after_minutes) {
        AttendanceState::Late
    } else {
        AttendanceState::Present
    }
}

/// May open, close and project the session and mark attendance: its facilitators, and whoever
/// plans sessions at its branch, so that somebody can stand in for a facilitator who is ill.
pub fn may_run(actor: &Actor, branch: Option<BranchId>, facilitates: bool) -> bool {
    facilitates || crate::sessions::rules::may_plan_at(actor, branch)
}

/// Whether somebody is still to be looked at: nobody has marked them, or only the end of the session has.
pub fn is_left(mark: Option<(AttendanceState, Way)>) -> bool {
    matches!(mark, None | Some((AttendanceState::Absent, Way::Closing)))
}

/// Since when a facilitator can open the session.
pub fn opens_from(gate: &Gate) -> DateTime<Utc> {
    gate.starts_at - TimeDelta::minutes(OPEN_BEFORE)
}

/// Why a facilitator's mark is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkProblem {
    Cancelled,
    /// Nobody can be there, or missing, before check-in opens.
    NotOpen,
    Full,
    ReasonMissing,
    ReasonTooLong,
}

/// A mark that a facilitator wants to make.
#[derive(Clone, Copy, Debug)]
pub struct NewMark<'a> {
    /// `None` when the person is unmarked.
    pub from: Option<AttendanceState>,
    pub to: AttendanceState,
    /// Stands first on the waiting list.
    pub next_in_line: bool,
    pub reason: &'a str,
}

/// Before check-in opens, nobody can be there and nobody can be missing.
pub fn is_early(gate: &Gate, to: AttendanceState, now: DateTime<Utc>) -> bool {
    to != AttendanceState::Excused && matches!(door(gate, now), Door::NotYet(_))
}

/// Whether the mark can be made, when `taken` places are taken.
///
/// Excusing somebody is possible at any time. The first mark needs no reason, nor does giving a
/// free place to the next in line; every other change is a correction and does, and so does
/// whatever changes once the session is closed.
pub fn check_mark(
    gate: &Gate,
    mark: NewMark,
    taken: i64,
    now: DateTime<Utc>,
) -> Result<(), MarkProblem> {
    let reason = mark.reason.trim();
    let takes_place = mark.to.attended() && !mark.from.is_some_and(AttendanceState::attended);
    let closed = gate.state == SessionState::Closed;
    let served = mark.from == Some(AttendanceState::Waiting)
        && mark.to == AttendanceState::Present
        && mark.next_in_line;
    if gate.state == SessionState::Cancelled {
        Err(MarkProblem::Cancelled)
    } else if mark.to.attended() && door(gate, now) == Door::Over || is_early(gate, mark.to, now) {
        Err(MarkProblem::NotOpen)
    } else if takes_place && gate.capacity.is_some_and(|places| taken >= places) {
        Err(MarkProblem::Full)
    } else if (closed || (mark.from.is_some() && !served)) && reason.is_empty() {
        Err(MarkProblem::ReasonMissing)
    } else if reason.chars().count() > REASON_MAX {
        Err(MarkProblem::ReasonTooLong)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use AttendanceState::*;

    use super::*;
    use crate::{
        access::{Grant, Role},
        sessions::SessionId,
    };

    fn at(time: &str) -> DateTime<Utc> {
        format!("2026-03-04T{time}Z").parse().unwrap()
    }

    /// From 9:00 to 10:00, late after ten minutes.
    fn gate(state: SessionState, capacity: Option<i64>) -> Gate {
        Gate {
            id: SessionId::default(),
            audience_id: uuid::Uuid::nil(),
            state,
            starts_at: at("09:00:00"),
            ends_at: at("10:00:00"),
            late_after_minutes: 10,
            capacity,
        }
    }

    #[test]
    fn the_door_opens_a_quarter_of_an_hour_before_the_start() {
        use SessionState::*;
        for (state, time, expected) in [
            (Planned, "08:44:59", Door::NotYet(at("08:45:00"))),
            (Planned, "08:45:00", Door::Open),
            (Planned, "10:00:00", Door::Open),
            (Planned, "10:00:01", Door::Over),
            (Open, "08:05:00", Door::Open),
            (Open, "23:00:00", Door::Open),
            (Closed, "09:30:00", Door::Closed),
            (Cancelled, "09:30:00", Door::Cancelled),
        ] {
            assert_eq!(door(&gate(state, None), at(time)), expected, "{state} at {time}");
        }
    }

    #[test]
    fn whom_only_the_end_made_absent_is_left() {
        assert!(is_left(None) && is_left(Some((Absent, Way::Closing))));
        let looked_at = [(Absent, Way::Facilitator), (Excused, Way::Closing), (Present, Way::Code)];
        assert!(!looked_at.into_iter().any(|mark| is_left(Some(mark))));
    }

    #[test]
    fn late_begins_after_the_tenth_minute() {
        let free = gate(SessionState::Open, None);
        assert_eq!(arrival(&free, 900, at("08:50:00")), Present);
        assert_eq!(arrival(&free, 900, at("09:10:00")), Present);
        assert_eq!(arrival(&free, 900, at("09:10:00.001")), Late);
    }

    #[test]
    fn who_comes_when_all_places_are_taken_waits() {
        let five = gate(SessionState::Open, Some(5));
        assert_eq!(arrival(&five, 4, at("09:00:00")), Present);
        assert_eq!(arrival(&five, 5, at("09:00:00")), Waiting);
        assert_eq!(arrival(&five, 4, at("09:30:00")), Late);
        assert_eq!(arrival(&five, 5, at("09:30:00")), Waiting);
    }

    #[test]
    fn a_correction_needs_a_reason_and_a_first_mark_does_not() {
        let gate = gate(SessionState::Open, Some(5));
        let check = |from, to, next_in_line, reason, taken| {
            let mark = NewMark { from, to, next_in_line, reason };
            check_mark(&gate, mark, taken, at("09:20:00"))
        };
        assert_eq!(check(None, Present, false, "", 0), Ok(()));
        assert_eq!(check(None, Absent, false, "", 5), Ok(()));
        assert_eq!(check(None, Late, false, "", 5), Err(MarkProblem::Full));
        assert_eq!(check(Some(Absent), Late, false, " ", 0), Err(MarkProblem::ReasonMissing));
        assert_eq!(check(Some(Absent), Late, false, "Was in the lab", 0), Ok(()));
        assert_eq!(check(Some(Absent), Late, false, "Was in the lab", 5), Err(MarkProblem::Full));
        // Who has a place keeps it.
        assert_eq!(check(Some(Present), Late, false, "Came at 9:15", 5), Ok(()));
        // First come, first served; anybody else with a reason.
        assert_eq!(check(Some(Waiting), Present, true, "", 4), Ok(()));
        assert_eq!(check(Some(Waiting), Present, true, "", 5), Err(MarkProblem::Full));
        assert_eq!(check(Some(Waiting), Present, false, "", 4), Err(MarkProblem::ReasonMissing));
        assert_eq!(check(Some(Waiting), Absent, true, "", 4), Err(MarkProblem::ReasonMissing));
        let long = "x".repeat(501);
        assert_eq!(check(Some(Absent), Late, false, &long, 0), Err(MarkProblem::ReasonTooLong));
    }

    #[test]
    fn nobody_is_there_before_the_door_opens_but_may_be_excused() {
        let check_with = |state, to, time, reason| {
            let mark = NewMark { from: None, to, next_in_line: false, reason };
            check_mark(&gate(state, None), mark, 0, at(time))
        };
        let check = |state, to, time| check_with(state, to, time, "");
        use SessionState::*;
        assert_eq!(check(Planned, Excused, "07:00:00"), Ok(()));
        assert_eq!(check(Planned, Present, "07:00:00"), Err(MarkProblem::NotOpen));
        assert_eq!(check(Planned, Absent, "07:00:00"), Err(MarkProblem::NotOpen));
        assert_eq!(check(Planned, Absent, "12:00:00"), Ok(()));
        assert_eq!(check(Planned, Present, "08:45:00"), Ok(()));
        assert_eq!(check(Planned, Present, "12:00:00"), Err(MarkProblem::NotOpen));
        assert_eq!(check(Closed, Present, "12:00:00"), Err(MarkProblem::ReasonMissing));
        assert_eq!(check_with(Closed, Present, "12:00:00", "Signed the sheet"), Ok(()));
        assert_eq!(check(Cancelled, Excused, "07:00:00"), Err(MarkProblem::Cancelled));
    }

    #[test]
    fn facilitators_and_those_who_lead_the_branch_run_a_session() {
        let [here, there] = [1, 2].map(|n| BranchId::from(uuid::Uuid::from_u128(n)));
        let actor = |grants| Actor {
            id: Default::default(),
            sign_in: Default::default(),
            name: String::new(),
            email: String::new(),
            branch: here,
            branch_name: String::new(),
            department: None,
            position: None,
            lang: None,
            zone: "America/Lima".into(),
            grants,
        };
        let at = |role, branch| Grant { role, branch: Some(branch), department: None };
        let may = |grants, facilitates| may_run(&actor(grants), Some(here), facilitates);
        assert!(may(vec![], true));
        assert!(!may(vec![], false));
        assert!(may(vec![Grant::everywhere(Role::Hr)], false));
        assert!(may(vec![at(Role::Manager, here)], false));
        assert!(!may(vec![at(Role::Manager, there)], false));
        assert!(may(vec![Grant::everywhere(Role::Instructor)], false));
        assert!(!may(vec![at(Role::Instructor, there)], false));
        assert!(may(vec![Grant::everywhere(Role::Admin)], false));
        assert!(!may_run(&actor(vec![at(Role::Manager, here)]), None, false));
    }
}
