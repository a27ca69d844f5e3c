//! Who may do what with programmes, and on which days their sessions are proposed.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::{Programme, ProgrammeState};
use crate::{
    access::{Actor, Role},
    people::BranchId,
};

pub const NAME_MAX: usize = 120;
pub const PROBLEM_MAX: usize = 2_000;
pub const STAGE_MAX: usize = 80;
pub const REASON_MAX: usize = 500;
/// How many days may lie between two sessions.
pub const RHYTHM: std::ops::RangeInclusive<i64> = 1..=90;
/// How many minutes a session may last.
pub const MINUTES: std::ops::RangeInclusive<i64> = 5..=720;
/// How many sessions a programme may be planned with at once.
pub const ROWS_MAX: usize = 30;

const LEADERS: [Role; 3] = [Role::Manager, Role::Hr, Role::Admin];

/// May plan programmes somewhere: for the whole company or for a branch.
pub fn may_create(actor: &Actor) -> bool {
    actor.grants.iter().any(|grant| {
        LEADERS.contains(&grant.role) && (grant.branch.is_some() || grant.department.is_none())
    })
}

/// May have programmes at this branch; one without a branch belongs to the whole company.
pub fn may_lead_at(actor: &Actor, branch: Option<BranchId>) -> bool {
    LEADERS.into_iter().any(|role| actor.is_at(role, branch))
}

/// May edit, cancel, archive and reactivate the programme.
pub fn may_edit(actor: &Actor, programme: &Programme) -> bool {
    may_lead_at(actor, programme.branch_id)
}

/// What is over is not called off any more.
pub fn can_cancel(state: ProgrammeState) -> bool {
    state == ProgrammeState::Active
}

/// A programme goes out of the lists when none of its sessions is `ahead`: planned or open.
pub fn can_archive(state: ProgrammeState, ahead: bool) -> bool {
    state != ProgrammeState::Archived && !ahead
}

/// Saturdays and Sundays are proposed to nobody.
pub fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The days proposed for `count` sessions, one every `rhythm` days from `start` on.
///
/// Each session has its place on the grid `start`, `start + rhythm`, `start + 2 × rhythm`, …
/// A place on a weekend or a holiday moves to the next working day. The sessions after it keep
/// their own places on the grid, so one holiday does not move a whole programme to another
/// weekday. Two sessions never share a day: with a rhythm of a day or two, a session that would
/// fall on or before the one before it moves on as well.
pub fn propose(
    start: NaiveDate,
    rhythm: i64,
    count: usize,
    holidays: &BTreeSet<NaiveDate>,
) -> Vec<NaiveDate> {
    let rhythm = rhythm.clamp(*RHYTHM.start(), *RHYTHM.end()).unsigned_abs();
    let mut days: Vec<NaiveDate> = Vec::with_capacity(count);
    for number in 0..count as u64 {
        let place = start.checked_add_days(Days::new(rhythm * number)).unwrap_or(NaiveDate::MAX);
        let after_last = days.last().and_then(|last| last.succ_opt()).unwrap_or(NaiveDate::MIN);
        days.push(working_day(place.max(after_last), holidays));
    }
    days
}

/// The day itself or the first working day after it.
pub fn working_day(day: NaiveDate, holidays: &BTreeSet<NaiveDate>) -> NaiveDate {
    day.iter_days().find(|day| !is_weekend(*day) && !holidays.contains(day)).unwrap_or(day)
}

/// What the next turn of a programme is called unless somebody says otherwise: two of one name could
/// not be told apart. `word` is what a turn is called: "Citas sin esperas · vuelta 2".
pub fn name_of_next_turn(name: &str, word: &str) -> String {
    let mark = format!(" · {word} ");
    let counted = name.rsplit_once(&mark);
    match counted.and_then(|(stem, turn)| Some((stem, turn.parse::<u32>().ok()?))) {
        Some((stem, turn)) => format!("{stem}{mark}{}", turn.saturating_add(1)),
        None => format!("{name}{mark}2"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::{Grant, SignInId};
    use crate::people::PersonId;
    use crate::programmes::{Framework, ProgrammeId};

    #[test]
    fn the_next_turn_has_a_name_of_its_own() {
        let name = |before| name_of_next_turn(before, "vuelta");
        assert_eq!(name("Citas sin esperas"), "Citas sin esperas · vuelta 2");
        assert_eq!(name("Citas sin esperas · vuelta 2"), "Citas sin esperas · vuelta 3");
        assert_eq!(name("Citas · vuelta final"), "Citas · vuelta final · vuelta 2");
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn days<const N: usize>(texts: [&str; N]) -> Vec<NaiveDate> {
        texts.into_iter().map(day).collect()
    }

    fn none() -> BTreeSet<NaiveDate> {
        BTreeSet::new()
    }

    #[test]
    fn every_week_from_a_friday() {
        assert_eq!(
            propose(day("2022-07-08"), 7, 3, &none()),
            days(["2022-07-08", "2022-07-15", "2022-07-22"])
        );
        assert_eq!(
            propose(day("2022-07-08"), 14, 3, &none()),
            days(["2022-07-08", "2022-07-22", "2022-08-05"])
        );
    }

    /// Peru's Fiestas Patrias in 2022: Thursday 28 and Friday 29 July.
    fn fiestas() -> BTreeSet<NaiveDate> {
        days(["2022-07-28", "2022-07-29"]).into_iter().collect()
    }

    #[test]
    fn a_holiday_moves_one_session_and_not_those_after_it() {
        // Friday the 29th is a holiday, then come Saturday and Sunday: Monday 1 August. The last
        // one keeps Friday 5 August.
        assert_eq!(
            propose(day("2022-07-08"), 7, 5, &fiestas()),
            days(["2022-07-08", "2022-07-15", "2022-07-22", "2022-08-01", "2022-08-05"])
        );
        // Wednesday the 27th is a working day like any other.
        assert_eq!(
            propose(day("2022-07-20"), 7, 3, &fiestas()),
            days(["2022-07-20", "2022-07-27", "2022-08-03"])
        );
    }

    #[test]
    fn a_start_at_the_weekend_moves_to_monday_and_the_grid_stays() {
        // Saturdays the 9th, 16th, 23rd: each becomes the Monday after it.
        assert_eq!(
            propose(day("2022-07-09"), 7, 3, &none()),
            days(["2022-07-11", "2022-07-18", "2022-07-25"])
        );
    }

    #[test]
    fn two_sessions_never_share_a_day() {
        // Daily from Thursday: the grid says Thu, Fri, Sat, Sun, Mon. Saturday becomes Monday,
        // Sunday would be Monday too and becomes Tuesday, Monday becomes Wednesday.
        assert_eq!(
            propose(day("2022-07-14"), 1, 5, &none()),
            days(["2022-07-14", "2022-07-15", "2022-07-18", "2022-07-19", "2022-07-20"])
        );
        // Every ten days from Tuesday 19 July: Friday the 29th becomes Monday 1 August.
        assert_eq!(
            propose(day("2022-07-19"), 10, 3, &fiestas()),
            days(["2022-07-19", "2022-08-01", "2022-08-08"])
        );
    }

    fn actor(grant: Option<Grant>) -> Actor {
        Actor {
            id: PersonId::default(),
            sign_in: SignInId::default(),
            name: String::new(),
            email: String::new(),
            branch: BranchId::default(),
            branch_name: String::new(),
            department: None,
            position: None,
            lang: None,
            zone: "America/Lima".into(),
            grants: grant.into_iter().collect(),
        }
    }

    #[test]
    fn leaders_plan_for_the_company_or_for_their_branch() {
        let north = BranchId::from(uuid::Uuid::from_u128(1));
        let south = BranchId::from(uuid::Uuid::from_u128(2));
        let programme = |branch_id| Programme {
            id: ProgrammeId::default(),
            name: String::new(),
            framework: Framework::Phases,
            problem: String::new(),
            branch_id,
            start_on: day("2022-07-08"),
            rhythm_days: 7,
            starts_at_minute: 540,
            minutes: 90,
            phase: 1,
            state: ProgrammeState::Active,
            state_reason: String::new(),
            copied_from: None,
            job_training: None,
            revision: 1,
        };
        for role in LEADERS {
            let everywhere = actor(Some(Grant::everywhere(role)));
            assert!(may_create(&everywhere));
            assert!(may_edit(&everywhere, &programme(None)));
            assert!(may_edit(&everywhere, &programme(Some(south))));
        }
        let of_north = Grant { role: Role::Manager, branch: Some(north), department: None };
        let of_north = actor(Some(of_north));
        assert!(may_create(&of_north));
        assert!(may_edit(&of_north, &programme(Some(north))));
        assert!(!may_edit(&of_north, &programme(Some(south))));
        assert!(!may_edit(&of_north, &programme(None)));
        for nobody in [actor(None), actor(Some(Grant::everywhere(Role::Instructor)))] {
            assert!(!may_create(&nobody));
            assert!(!may_edit(&nobody, &programme(None)));
        }
    }

    #[test]
    fn what_lies_ahead_keeps_a_programme_in_the_lists() {
        assert!(can_archive(ProgrammeState::Active, false));
        assert!(!can_archive(ProgrammeState::Active, true));
        assert!(can_archive(ProgrammeState::Cancelled, false));
        assert!(!can_archive(ProgrammeState::Archived, false));
        assert!(can_cancel(ProgrammeState::Active) && !can_cancel(ProgrammeState::Cancelled));
    }
}
