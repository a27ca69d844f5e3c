use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::*;
use crate::{access::Grant, onboarding::OnboardingId};

fn on(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    format!("{text}:00Z").parse().unwrap()
}

/// Hired on Monday 2 March 2026.
fn onboarding() -> Onboarding {
    Onboarding {
        id: OnboardingId::default(),
        person_id: PersonId::default(),
        name: "Ana".into(),
        position: String::new(),
        position_id: None,
        branch_id: BranchId::default(),
        branch: "Central".into(),
        branch_zone: "America/Lima".into(),
        active: true,
        plan_id: Default::default(),
        plan: "CS".into(),
        version: 1,
        hired_on: on("2026-03-02"),
        person_hired_on: Some(on("2026-03-02")),
        job_training_on: None,
        earlier_id: None,
        current: true,
        finished_at: None,
        counts_earlier: false,
        released_at: None,
        released_by: None,
        release_reason: String::new(),
        exempt: false,
        revision: 1,
        training_id: None,
    }
}

fn day(number: i64, date: Option<&str>) -> Day {
    let start = date.map(|date| at(&format!("{date}T14:00")));
    Day {
        onboarding_id: OnboardingId::default(),
        number,
        title: String::new(),
        topics: String::new(),
        materials: String::new(),
        bring: String::new(),
        starts_at_minute: 540,
        minutes: 180,
        signer: Signer::Own,
        starts_at: start,
        ends_at: start.map(|start| start + chrono::TimeDelta::hours(3)),
        time_zone: "America/Lima".into(),
        on: date.map(on),
        branch_id: None,
        branch: None,
        address: None,
        place: String::new(),
        instructor_id: None,
        instructor: None,
        why: String::new(),
        make_up: false,
        anyway: false,
        attendance: None,
        done_at: None,
        revision: 1,
        need: date.is_none().then_some(Need::NotPlanned),
        items: 4,
        signed: 0,
    }
}

#[test]
fn late_is_whoever_is_not_done_after_the_tenth_day() {
    let one = onboarding();
    assert_eq!(standing(&one, 10, on("2026-03-12")), Standing::Running);
    assert_eq!(standing(&one, 10, on("2026-03-13")), Standing::Late);
    let leap = Onboarding { hired_on: on("2028-02-25"), ..onboarding() };
    assert_eq!(deadline(leap.hired_on, 10), on("2028-03-06"));
    let done = Onboarding { finished_at: Some(at("2026-04-01T15:00")), ..onboarding() };
    assert_eq!(standing(&done, 10, on("2026-05-01")), Standing::Done);
    let let_through = Onboarding { released_at: Some(at("2026-03-03T15:00")), ..onboarding() };
    assert_eq!(standing(&let_through, 10, on("2026-05-01")), Standing::Overridden);
    let exempt = Onboarding { exempt: true, ..let_through };
    assert_eq!(standing(&exempt, 10, on("2026-05-01")), Standing::Exempt);
}

#[test]
fn a_day_is_what_was_marked_and_signed() {
    let one = onboarding();
    let state = |day: &Day, now: &str| {
        let now = at(now);
        day_state(&one, day, 10, now.date_naive(), now)
    };
    assert_eq!(state(&day(1, None), "2026-03-03T14:00"), DayState::NotPlanned);
    assert_eq!(state(&day(1, None), "2026-03-13T14:00"), DayState::Late);
    let planned = day(1, Some("2026-03-04"));
    assert_eq!(state(&planned, "2026-03-04T16:59"), DayState::Planned);
    assert_eq!(state(&planned, "2026-03-04T17:00"), DayState::Unmarked);
    // Past the limit of 12 March it still has a date, whatever day it is.
    let past = day(1, Some("2026-03-13"));
    assert_eq!(state(&past, "2026-03-04T14:00"), DayState::Planned);
    assert_eq!(state(&past, "2026-03-13T13:00"), DayState::Planned);
    assert!(past_limit(&one, &past, 10));
    assert!(!past_limit(&one, &day(1, Some("2026-03-12")), 10));
    assert!(!past_limit(&one, &Day { done_at: past.ends_at, ..past.clone() }, 10));
    let there = Day { attendance: Some(Presence::Present), signed: 3, ..planned.clone() };
    assert_eq!(state(&there, "2026-03-04T16:00"), DayState::Partial);
    let only_there = Day { signed: 0, ..there.clone() };
    assert_eq!(state(&only_there, "2026-03-04T16:00"), DayState::Present);
    // Who is there early is marked; what is seen is signed from nine on.
    let early = at("2026-03-04T13:59");
    assert!(has_begun(&planned, early.date_naive(), early) && !is_on(&planned, early));
    assert!(is_on(&planned, at("2026-03-04T14:00")));
    let missed = Day { attendance: Some(Presence::Absent), ..planned.clone() };
    assert_eq!(state(&missed, "2026-03-04T16:00"), DayState::Missed);
    let done = Day { done_at: Some(at("2026-03-04T16:00")), ..there.clone() };
    assert_eq!(state(&done, "2026-03-04T16:00"), DayState::Done);
    let let_through = Onboarding { released_at: Some(at("2026-03-03T15:00")), ..onboarding() };
    let now = at("2026-03-04T16:00");
    let of = |one: &Onboarding, day: &Day| day_state(one, day, 10, now.date_naive(), now);
    // What stays planned is held as ever; what has no time, or was missed, is skipped.
    assert_eq!(of(&let_through, &there), DayState::Partial);
    assert_eq!(of(&let_through, &day(2, Some("2026-03-05"))), DayState::Planned);
    assert_eq!(of(&let_through, &day(3, None)), DayState::Overridden);
    assert_eq!(of(&let_through, &missed), DayState::Overridden);
    let exempt = Onboarding { exempt: true, ..let_through };
    assert_eq!(of(&exempt, &there), DayState::Overridden);
}

/// A day from 14:00 to 17:00 UTC.
#[test]
fn nobody_sits_in_during_a_day_of_their_own() {
    let days = [day(1, None), day(2, Some("2026-03-04"))];
    let then = |from: &str, to: &str| {
        let [from, to] = [from, to].map(|time| at(&format!("2026-03-04T{time}")));
        day_between(&days, from, to).map(|day| day.number)
    };
    assert_eq!(then("15:00", "16:00"), Some(2));
    assert_eq!(then("13:00", "14:01"), Some(2));
    assert_eq!(then("13:00", "14:00"), None);
    assert_eq!(then("17:00", "18:00"), None);
    let missed = Day { attendance: Some(Presence::Absent), ..days[1].clone() };
    assert_eq!(day_between(&[missed], at("2026-03-04T15:00"), at("2026-03-04T16:00")), None);
    // Friday, then Monday.
    assert_eq!(next_workday(on("2026-03-06")), on("2026-03-09"));
}

#[test]
fn the_days_come_in_order() {
    let days = [day(1, Some("2026-03-04")), day(2, None), day(3, Some("2026-03-06"))];
    assert!(in_order(&days, 2, on("2026-03-05")));
    assert!(!in_order(&days, 2, on("2026-03-03")));
    assert!(!in_order(&days, 2, on("2026-03-09")));
    assert!(in_order(&days, 3, on("2026-03-05")));
    assert!(!in_order(&days, 1, on("2026-03-09")));
}

#[test]
fn conflicts_are_told_day_by_day() {
    let one = Onboarding { job_training_on: Some(on("2026-03-06")), ..onboarding() };
    let days = [day(1, Some("2026-03-05")), day(2, Some("2026-03-04")), day(3, Some("2026-03-06"))];
    use Conflict::*;
    assert_eq!(
        conflicts(&one, &days, 10),
        [OutOfOrder { number: 2 }, AfterJobTraining { number: 3 }]
    );
    let days = [day(1, Some("2026-03-04")), day(2, None), day(3, Some("2026-03-13"))];
    let free = onboarding();
    assert_eq!(
        conflicts(&free, &days, 10),
        [Needs { number: 2, need: Need::NotPlanned }, AfterDeadline { number: 3 }]
    );
    // Hired later than was thought, and at another branch.
    let begins = Some(on("2026-03-06"));
    let later = Onboarding { hired_on: on("2026-03-09"), job_training_on: begins, ..onboarding() };
    let [there, chosen] = ["base", ""].map(|why| Day {
        branch_id: Some(uuid::Uuid::from_u128(7).into()),
        why: why.into(),
        ..day(1, Some("2026-03-05"))
    });
    assert_eq!(
        conflicts(&later, std::slice::from_ref(&there), 10),
        [TrainingBeforeHire, BeforeHire { number: 1 }, Elsewhere { number: 1 }]
    );
    assert_eq!(conflicts(&free, &[chosen], 10), []);
    let trains = Onboarding { training_id: there.branch_id, ..onboarding() };
    assert_eq!(conflicts(&trains, &[there], 10), []);
    // A day that was missed waits for its make-up; what is planned elsewise is told by its need only.
    let missed = Day {
        attendance: Some(Presence::Absent),
        need: Some(Need::Missed),
        ..day(1, Some("2026-03-04"))
    };
    let away = Day { need: Some(Need::Absent), ..day(2, Some("2026-03-05")) };
    assert_eq!(
        conflicts(&free, &[missed, away], 10),
        [Needs { number: 1, need: Need::Missed }, Needs { number: 2, need: Need::Absent }]
    );
    // Who is let through needs no days, but somebody at those that stay.
    let let_through = Onboarding { released_at: Some(at("2026-03-03T15:00")), ..onboarding() };
    let left = Day { need: Some(Need::Left), ..day(2, Some("2026-03-05")) };
    assert_eq!(
        conflicts(&let_through, &[day(1, None), left, day(3, Some("2026-03-13"))], 10),
        [Needs { number: 2, need: Need::Left }]
    );
    assert!(may_be_planned(&let_through) && !needs_days(&let_through));
    let open = Onboarding { finished_at: Some(at("2026-04-01T15:00")), ..onboarding() };
    assert_eq!(conflicts(&open, &days, 10), []);
}

#[test]
fn whoever_is_hired_again_after_their_days_is_told() {
    let hired = |date: &str| Onboarding {
        finished_at: Some(at("2026-03-06T15:00")),
        person_hired_on: Some(on(date)),
        ..onboarding()
    };
    // A date that was corrected while they were at it is no other hire.
    assert_eq!(hired_again(&hired("2026-03-04")), None);
    let again = hired("2026-11-26");
    assert_eq!(hired_again(&again), Some(on("2026-11-26")));
    let told = [Conflict::HiredAgain { on: on("2026-11-26") }];
    assert_eq!(conflicts(&again, &[], 10), told);
    let let_through = Onboarding {
        finished_at: None,
        released_at: Some(at("2026-03-06T15:00")),
        ..again.clone()
    };
    assert_eq!(hired_again(&let_through), Some(on("2026-11-26")));
    // What is on its way follows the date, and what is over stays over.
    assert_eq!(hired_again(&Onboarding { finished_at: None, ..again.clone() }), None);
    assert_eq!(hired_again(&Onboarding { current: false, ..again }), None);
}

#[test]
fn only_somebody_new_begins_by_being_hired() {
    let today = on("2026-03-04");
    assert!(is_new(on("2026-03-20"), today));
    assert!(is_new(on("2026-02-02"), today)); // thirty days
    assert!(!is_new(on("2026-02-01"), today));
}

/// Every role with every operation, at the person's branch and elsewhere.
#[test]
fn who_may_do_what() {
    let [here, there] = [1, 2].map(|n| BranchId::from(Uuid::from_u128(n)));
    let me = PersonId::from(Uuid::from_u128(7));
    let actor = |grants| Actor {
        id: me,
        sign_in: Default::default(),
        name: String::new(),
        email: String::new(),
        branch: there,
        branch_name: String::new(),
        department: None,
        position: None,
        lang: None,
        zone: "America/Lima".into(),
        grants,
    };
    let other = PersonId::from(uuid::Uuid::from_u128(9));
    let at = |role, branch| vec![Grant { role, branch: Some(branch), department: None }];
    let everywhere = |role| vec![Grant::everywhere(role)];
    // keep, see others, plan here, sign another's day, sign another's day that anybody signs, mark
    for (grants, expected) in [
        (vec![], [false; 6]),
        (everywhere(Role::Hr), [true; 6]),
        (everywhere(Role::Admin), [true; 6]),
        (everywhere(Role::Instructor), [false, true, true, false, true, true]),
        (at(Role::Instructor, here), [false, true, true, false, true, true]),
        (at(Role::Instructor, there), [false, true, false, false, false, false]),
        (everywhere(Role::Manager), [false, true, false, false, false, true]),
        (at(Role::Manager, here), [false, true, false, false, false, true]),
        (at(Role::Manager, there), [false, true, false, false, false, false]),
    ] {
        let actor = actor(grants.clone());
        let may = [
            may_keep(&actor),
            may_see_others(&actor),
            may_plan(&actor, here, None),
            may_sign(&actor, other, Signer::Own, (None, Some(here))),
            may_sign(&actor, other, Signer::Any, (None, Some(here))),
            may_mark_module(&actor, other, here),
        ];
        assert_eq!(may, expected, "{grants:?}");
    }
    // One's own day, wherever it is.
    let mine = actor(at(Role::Instructor, there));
    assert!(may_sign(&mine, other, Signer::Own, (Some(me), Some(here))));
    assert!(may_plan(&mine, here, Some(me)));
    // Who is no instructor any more signs nothing.
    assert!(!may_sign(&actor(vec![]), other, Signer::Own, (Some(me), Some(here))));
    // Nobody signs for themselves, not even HR.
    for role in [Role::Instructor, Role::Hr] {
        let own = actor(everywhere(role));
        assert!(!may_sign(&own, me, Signer::Any, (Some(me), Some(here))));
        assert!(!may_mark_module(&own, me, here));
    }
}

/// Ten days from the hire are in time, so who was hired on 2 March is late from the 13th on.
#[test]
fn who_becomes_late_is_told_on_one_morning() {
    let of = |today, holidays: &[NaiveDate]| became_late(on(today), holidays, 10);
    assert_eq!(of("2026-03-13", &[]), Some((on("2026-03-02"), on("2026-03-02"))));
    // On a Monday those of the weekend, too; on the weekend nobody.
    assert_eq!(of("2026-03-14", &[]), None);
    assert_eq!(of("2026-03-16", &[]), Some((on("2026-03-03"), on("2026-03-05"))));
    // A holiday is like a Sunday.
    assert_eq!(of("2026-03-16", &[on("2026-03-16")]), None);
    let after = of("2026-03-17", &[on("2026-03-16")]);
    assert_eq!(after, Some((on("2026-03-03"), on("2026-03-06"))));
}
