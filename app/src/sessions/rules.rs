//! Who may plan and change sessions, which times make sense, and what can still be done with one.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};

use super::{Session, SessionState, Standing};
use crate::{
    access::{Actor, Role},
    onboarding::JobTraining,
    people::BranchId,
};

/// Shorter is a slip of the finger.
pub const SHORTEST: TimeDelta = TimeDelta::minutes(5);
/// Longer is a slip of the finger, too.
pub const LONGEST: TimeDelta = TimeDelta::hours(12);
/// Nobody plans further ahead than this.
const AHEAD: Days = Days::new(2 * 366);

pub const TOPIC_MAX: usize = 200;
pub const LINE_MAX: usize = 200;
pub const PROMPT_MAX: usize = 500;
pub const AGENDA_MAX: usize = 20_000;
pub const REASON_MAX: usize = 500;

const PLANNERS: [Role; 4] = [Role::Instructor, Role::Manager, Role::Hr, Role::Admin];

/// May plan sessions somewhere: for the whole company or for a branch.
pub fn may_plan(actor: &Actor) -> bool {
    actor.grants.iter().any(|grant| {
        PLANNERS.contains(&grant.role) && (grant.branch.is_some() || grant.department.is_none())
    })
}

/// May plan sessions at this branch; one without a branch belongs to the whole company.
pub fn may_plan_at(actor: &Actor, branch: Option<BranchId>) -> bool {
    PLANNERS.into_iter().any(|role| actor.is_at(role, branch))
}

/// May edit, move and cancel the session; `facilitates` says whether the person facilitates it.
pub fn may_edit(actor: &Actor, session: &Session, facilitates: bool) -> bool {
    facilitates || may_plan_at(actor, session.branch_id)
}

/// What it says can still change.
pub fn can_edit(state: SessionState) -> bool {
    matches!(state, SessionState::Planned | SessionState::Open)
}

/// Whoever is in the room would be surprised: only what has not begun is moved or cancelled.
pub fn can_move(state: SessionState) -> bool {
    state == SessionState::Planned
}

/// The same as for moving.
pub fn can_cancel(state: SessionState) -> bool {
    can_move(state)
}

/// A cancelled session comes back as long as its time lies ahead.
pub fn can_reinstate(session: &Session, now: DateTime<Utc>) -> bool {
    session.state == SessionState::Cancelled && session.starts_at > now
}

/// What kind of job training a session is: what was chosen for it or, as long as it has not begun,
/// what its programme is.
pub fn job_training(
    state: SessionState,
    chosen: Option<JobTraining>,
    of_programme: Option<JobTraining>,
) -> Option<JobTraining> {
    chosen.or(of_programme.filter(|_| state == SessionState::Planned))
}

/// What has become of a session; `attended` says whether anybody was there.
pub fn standing(
    state: SessionState,
    ends_at: DateTime<Utc>,
    attended: bool,
    now: DateTime<Utc>,
) -> Standing {
    match state {
        SessionState::Planned if ends_at <= now => Standing::Missed,
        SessionState::Planned => Standing::Planned,
        SessionState::Open => Standing::Open,
        SessionState::Closed if attended => Standing::Executed,
        SessionState::Closed => Standing::Empty,
        SessionState::Cancelled => Standing::Cancelled,
    }
}

/// What is wrong with the times of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeProblem {
    TooShort,
    TooLong,
    Past,
    TooFar,
}

/// Checks the times of a session to come. `today` is when the present day began at its place:
/// what began an hour ago can still be written down.
pub fn check_times(
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    today: DateTime<Utc>,
) -> Result<(), TimeProblem> {
    let lasts = ends_at - starts_at;
    if lasts < SHORTEST {
        Err(TimeProblem::TooShort)
    } else if lasts > LONGEST {
        Err(TimeProblem::TooLong)
    } else if starts_at < today {
        Err(TimeProblem::Past)
    } else if starts_at > today + AHEAD {
        Err(TimeProblem::TooFar)
    } else {
        Ok(())
    }
}

/// `09:00` as browsers send it, `9:00`, `9.30` or `9` as people type it.
pub fn parse_time(typed: &str) -> Option<NaiveTime> {
    let mut parts = typed.trim().split([':', '.', 'h']);
    let hour = parts.next()?.trim().parse().ok()?;
    let minute = match parts.next() {
        None | Some("") => 0,
        Some(minute) => minute.parse().ok()?,
    };
    // Some browsers add seconds.
    let seconds_fit = parts.next().is_none_or(|seconds| seconds.parse::<u32>().is_ok());
    NaiveTime::from_hms_opt(hour, minute, 0).filter(|_| seconds_fit)
}

/// A link that a browser follows to another site and nothing else.
pub fn is_link(typed: &str) -> bool {
    ["https://", "http://"].into_iter().any(|scheme| {
        typed.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
    }) && !typed.chars().any(|c| c.is_whitespace() || c.is_control())
}

/// The quarter in which a day lies: 1 to 4.
pub fn quarter_of(date: NaiveDate) -> (i64, i64) {
    use chrono::Datelike;
    (date.year().into(), (i64::from(date.month0()) / 3) + 1)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::access::Grant;

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn branch(n: u128) -> BranchId {
        Uuid::from_u128(n).into()
    }

    fn actor(grants: Vec<Grant>) -> Actor {
        Actor {
            id: Uuid::from_u128(9).into(),
            sign_in: Uuid::from_u128(8).into(),
            name: "Ana".into(),
            email: "ana@respira.example".into(),
            branch: branch(1),
            branch_name: "Central".into(),
            department: None,
            position: None,
            lang: None,
            zone: "America/Lima".into(),
            grants,
        }
    }

    #[test]
    fn planning_takes_a_role_for_the_company_or_the_branch() {
        let north = Grant { role: Role::Manager, branch: Some(branch(2)), department: None };
        let service = Grant {
            role: Role::Manager,
            branch: None,
            department: Some(Uuid::from_u128(3).into()),
        };
        let everywhere = Grant::everywhere(Role::Instructor);
        //  grants, may plan, at no branch, at 1, at 2
        let table = [
            (vec![], false, false, false, false),
            (vec![everywhere], true, true, true, true),
            (vec![north.clone()], true, false, false, true),
            (vec![service], false, false, false, false),
            (vec![north, Grant::everywhere(Role::Hr)], true, true, true, true),
        ];
        for (grants, plan, nowhere, first, second) in table {
            let actor = actor(grants);
            assert_eq!(may_plan(&actor), plan, "{actor:?}");
            assert_eq!(may_plan_at(&actor, None), nowhere, "{actor:?}");
            assert_eq!(may_plan_at(&actor, Some(branch(1))), first, "{actor:?}");
            assert_eq!(may_plan_at(&actor, Some(branch(2))), second, "{actor:?}");
        }
    }

    #[test]
    fn times_make_sense_or_say_what_is_wrong() {
        let today = utc("2022-07-08T05:00:00Z");
        let check = |start: &str, minutes| {
            let start = utc(start);
            check_times(start, start + TimeDelta::minutes(minutes), today)
        };
        assert_eq!(check("2022-07-08T14:00:00Z", 105), Ok(()));
        assert_eq!(check("2022-07-08T05:00:00Z", 5), Ok(()));
        assert_eq!(check("2022-07-08T14:00:00Z", 12 * 60), Ok(()));
        assert_eq!(check("2022-07-08T14:00:00Z", 12 * 60 + 1), Err(TimeProblem::TooLong));
        assert_eq!(check("2022-07-08T14:00:00Z", 4), Err(TimeProblem::TooShort));
        assert_eq!(check("2022-07-08T14:00:00Z", -60), Err(TimeProblem::TooShort));
        assert_eq!(check("2022-07-08T04:59:00Z", 60), Err(TimeProblem::Past));
        assert_eq!(check("2024-07-12T14:00:00Z", 60), Err(TimeProblem::TooFar));
    }

    #[test]
    fn only_what_has_not_begun_is_moved_or_cancelled() {
        let movable: Vec<_> = SessionState::ALL.iter().filter(|state| can_move(**state)).collect();
        assert_eq!(movable, [&SessionState::Planned]);
        let editable: Vec<_> = SessionState::ALL.iter().filter(|state| can_edit(**state)).collect();
        assert_eq!(editable, [&SessionState::Planned, &SessionState::Open]);
    }

    #[test]
    fn executed_is_found_out_not_stored() {
        let (before, end) = (utc("2022-07-08T15:00:00Z"), utc("2022-07-08T15:45:00Z"));
        let of = |state, attended, now| standing(state, end, attended, now);
        assert_eq!(of(SessionState::Planned, false, before), Standing::Planned);
        assert_eq!(of(SessionState::Planned, false, end), Standing::Missed);
        assert_eq!(of(SessionState::Open, true, end), Standing::Open);
        assert_eq!(of(SessionState::Closed, true, end), Standing::Executed);
        assert_eq!(of(SessionState::Closed, false, end), Standing::Empty);
        assert_eq!(of(SessionState::Cancelled, false, before), Standing::Cancelled);
    }

    #[test]
    fn times_are_read_as_people_type_them() {
        let nine = NaiveTime::from_hms_opt(9, 0, 0);
        for typed in ["09:00", "9:00", "9", "9h", "09:00:00"] {
            assert_eq!(parse_time(typed), nine, "{typed}");
        }
        assert_eq!(parse_time("9.30"), NaiveTime::from_hms_opt(9, 30, 0));
        for wrong in ["", "24:00", "9:75", "nine", "-1:00"] {
            assert_eq!(parse_time(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_link_leads_to_another_site() {
        assert!(is_link("https://meet.example/abc?x=1"));
        for wrong in ["meet.example", "javascript:alert(1)", "https://", "https:///x", "http://a b"]
        {
            assert!(!is_link(wrong), "{wrong}");
        }
    }

    #[test]
    fn quarters_begin_in_january_april_july_and_october() {
        let of = |month| quarter_of(NaiveDate::from_ymd_opt(2022, month, 1).unwrap());
        assert_eq!([1, 3, 4, 6, 7, 9, 10, 12].map(of).map(|(_, q)| q), [1, 1, 2, 2, 3, 3, 4, 4]);
        assert_eq!(of(7).0, 2022);
    }

    #[test]
    fn a_planned_session_is_job_training_when_its_programme_is() {
        use JobTraining::{Behavioural, Technical};
        use SessionState::{Open, Planned};
        assert_eq!(job_training(Planned, None, None), None);
        assert_eq!(job_training(Planned, None, Some(Technical)), Some(Technical));
        assert_eq!(job_training(Planned, Some(Behavioural), Some(Technical)), Some(Behavioural));
        // Whoever is in the room came before the programme became job training.
        assert_eq!(job_training(Open, None, Some(Technical)), None);
        assert_eq!(job_training(Open, Some(Technical), None), Some(Technical));
    }
}
