//! Instructors are in one place and may leave, branches close, people go and come back.

use super::*;
use crate::{
    access::{Grant, Role},
    onboarding::{Day, Need, rules::Conflict},
    settings::{self, Holiday},
    visits::{self, Absence, Block},
};

#[tokio::test]
async fn an_instructor_is_in_one_place() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let cast = &demo.cast;
        let mut tx = db.read().await.unwrap();
        let held = day(&mut tx, of(&demo).partial, 2).await;
        let free = day(&mut tx, of(&demo).unplanned, 1).await;
        drop(tx);
        let at = |branch, from: DateTime<Utc>| store::Appointment {
            starts_at: from,
            ends_at: from + TimeDelta::hours(2),
            zone: "America/Lima".into(),
            branch,
            place: String::new(),
            instructor: cast.instructor2,
            why: None,
            make_up: false,
            anyway: false,
        };
        let plan = async |to: store::Appointment| {
            let mut tx = db.write().await.unwrap();
            store::plan_day(&mut tx, of(&demo).unplanned, 1, free.revision, &to).await
        };
        let begins = held.starts_at.unwrap() + TimeDelta::hours(1);
        // Elsewhere at the same time, no; at the same branch, together.
        assert_eq!(plan(at(cast.south, begins)).await, Err(Error::Taken));
        assert_eq!(plan(at(cast.north, begins)).await, Ok(()));
        // Nor does a session take the instructor away.
        let mut tx = db.write().await.unwrap();
        let session = job_session(&mut tx, cast).await;
        let at_that_time =
            Session { starts_at: begins, ends_at: begins + TimeDelta::hours(1), ..session };
        let booked =
            sessions::store::set_facilitators(&mut tx, &at_that_time, &[cast.instructor2]).await;
        assert_eq!(booked, Err(Error::Taken));
    })
    .await;
}

#[tokio::test]
async fn a_day_without_its_instructor_or_branch_is_told_and_proposed_again() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let (cast, id) = (&demo.cast, of(&demo).planned);
        let mut tx = db.write().await.unwrap();
        let before = day(&mut tx, id, 1).await;
        const LEAVES: &str = "UPDATE people SET active = FALSE WHERE id = \
            (SELECT instructor_id FROM onboarding_days WHERE onboarding_id = $1 AND number = 1)";
        execute_for(&mut tx, LEAVES, id).await;
        let one = store::by_id(&mut tx, id).await.unwrap().unwrap();
        let days = store::days(&mut tx, &[id]).await.unwrap();
        let found = rules::conflicts(&one, &days, 10);
        assert!(found.contains(&Conflict::Needs { number: 1, need: Need::Left }), "{found:?}");
        assert!(beginning::propose(&mut tx, &one, start(cast.hr)).await.unwrap() > 0);
        let after = day(&mut tx, id, 1).await;
        assert!(after.need.is_none() && after.instructor_id != before.instructor_id);

        const CLOSES: &str = "UPDATE branches SET active = FALSE WHERE id = \
            (SELECT branch_id FROM onboarding_days WHERE onboarding_id = $1 AND number = 1)";
        execute_for(&mut tx, CLOSES, id).await;
        let mut organisation = settings::store::organisation(&mut tx).await.unwrap();
        organisation.onboarding_branch_id = Some(cast.central);
        settings::store::save(&mut tx, &organisation).await.unwrap();
        let days = store::days(&mut tx, &[id]).await.unwrap();
        let found = rules::conflicts(&one, &days, 10);
        assert!(
            found.contains(&Conflict::Needs { number: 1, need: Need::BranchClosed }),
            "{found:?}"
        );
        // Nobody can come to a branch that is closed: the place of training is left.
        assert_eq!(beginning::propose(&mut tx, &one, start(cast.hr)).await, Ok(3));
        assert_eq!(day(&mut tx, id, 1).await.branch_id, Some(cast.central));
    })
    .await;
}

async fn execute_for(tx: &mut Tx, text: &'static str, id: OnboardingId) {
    let done: Result<u64, Error> = async { Ok(execute!(tx, sqlx::query(text).bind(id))) }.await;
    done.unwrap();
}

#[tokio::test]
async fn whoever_leaves_frees_their_instructor_and_may_be_hired_again() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let (cast, id) = (&demo.cast, of(&demo).newhire);
        let mut tx = db.write().await.unwrap();
        beginning::left(&mut tx, cast.newhire, start(cast.hr)).await.unwrap();
        let days = store::days(&mut tx, &[id]).await.unwrap();
        let planned: Vec<_> = days.iter().filter(|day| day.starts_at.is_some()).collect();
        // What was held stays.
        assert_eq!(planned.iter().map(|day| day.number).collect::<Vec<_>>(), [1]);
        let events = store::events(&mut tx, id, 2).await.unwrap();
        assert!(events.iter().all(|event| event.kind == super::super::EventKind::Unplanned));

        let before = store::by_id(&mut tx, id).await.unwrap().unwrap();
        assert!(!rules::may_begin(Some(&before), before.hired_on));
        let hired = "2026-09-01".parse().unwrap();
        assert!(rules::may_begin(Some(&before), hired));
        let person = people::store::by_id(&mut tx, cast.newhire).await.unwrap().unwrap();
        let again = beginning::begin(&mut tx, &person, hired, None, start(cast.hr)).await.unwrap();
        let second = store::by_id(&mut tx, again).await.unwrap().unwrap();
        assert_eq!((second.earlier_id, rules::is_unlocked(&second)), (Some(id), false));
        // An earlier one that was not finished cannot count.
        assert_eq!(store::count_earlier(&mut tx, again, now()).await, Err(Error::Taken));
    })
    .await;
}

#[tokio::test]
async fn a_corrected_hire_moves_the_limit() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let (person, id) = (demo.cast.newhire, of(&demo).newhire);
        let mut tx = db.write().await.unwrap();
        let hired = store::by_id(&mut tx, id).await.unwrap().unwrap().hired_on;
        let later = hired + chrono::Days::new(3);
        let other = hired + chrono::Days::new(9);
        beginning::hire_corrected(&mut tx, person, (Some(other), Some(later)), start(demo.cast.hr))
            .await
            .unwrap();
        assert_eq!(store::by_id(&mut tx, id).await.unwrap().unwrap().hired_on, hired);
        beginning::hire_corrected(&mut tx, person, (Some(hired), Some(later)), start(demo.cast.hr))
            .await
            .unwrap();
        assert_eq!(store::by_id(&mut tx, id).await.unwrap().unwrap().hired_on, later);
        let history = store::events(&mut tx, id, 1).await.unwrap();
        let [last] = history.as_slice() else { panic!("nothing is remembered") };
        assert_eq!((last.kind, last.from_day), (super::super::EventKind::HiredOn, Some(hired)));
    })
    .await;
}

/// Takes the role of instructor away everywhere.
const NO_ROLE: &str = "DELETE FROM grants WHERE role = 'instructor' AND person_id = \
    (SELECT instructor_id FROM onboarding_days WHERE onboarding_id = $1 AND number = 1)";

/// The demo has somebody away; here nobody is at first.
const NOBODY_AWAY: &str = "DELETE FROM absences WHERE person_id IN \
    (SELECT instructor_id FROM onboarding_days WHERE onboarding_id = $1)";

async fn needs(tx: &mut Tx, id: OnboardingId) -> Vec<Option<Need>> {
    store::days(tx, &[id]).await.unwrap().into_iter().map(|day| day.need).collect()
}

/// What HR reads on Today of the days of one person.
async fn told_on_today(tx: &mut Tx, hr: PersonId, id: OnboardingId) -> Vec<(i64, String)> {
    use crate::today::store::{Around, What, waiting};
    let around = Around { keeps_onboarding: true, ..Around::of(hr, now(), now().date_naive()) };
    let all = waiting(tx, around).await.unwrap();
    let of_one = all.into_iter().filter(|one| one.what == What::DayNeed);
    of_one
        .filter(|one| OnboardingId::from(one.subject_id) == id)
        .map(|one| (one.number, one.name))
        .collect()
}

async fn away(tx: &mut Tx, day: &Day) {
    let on = day.on.unwrap();
    let absence = Absence {
        id: Default::default(),
        whose: day.instructor_id.unwrap(),
        from_day: on,
        to_day: on,
        reason: String::new(),
    };
    visits::store::add_absence(tx, &absence, day.instructor_id.unwrap(), now()).await.unwrap();
}

#[tokio::test]
async fn an_absence_is_a_gap_of_the_days_of_new_people() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let (cast, id) = (&demo.cast, of(&demo).planned);
        let mut tx = db.write().await.unwrap();
        execute_for(&mut tx, NOBODY_AWAY, id).await;
        assert_eq!(needs(&mut tx, id).await, [None, None, None]);
        assert_eq!(told_on_today(&mut tx, cast.hr, id).await, []);
        let before = store::days(&mut tx, &[id]).await.unwrap();
        away(&mut tx, &before[1]).await;
        assert_eq!(needs(&mut tx, id).await, [None, Some(Need::Absent), None]);
        assert_eq!(told_on_today(&mut tx, cast.hr, id).await, [(2, "absent".to_owned())]);
        let one = store::by_id(&mut tx, id).await.unwrap().unwrap();
        // The next morning is that of the third day, which stays until somebody moves it.
        assert_eq!(beginning::propose(&mut tx, &one, start(cast.hr)).await, Ok(0));
        assert!(store::unplan_day(&mut tx, id, 3).await.unwrap());
        assert_eq!(beginning::propose(&mut tx, &one, start(cast.hr)).await, Ok(2));
        let after = store::days(&mut tx, &[id]).await.unwrap();
        assert_eq!((after[0].on, after[0].revision), (before[0].on, before[0].revision));
        assert_ne!((after[1].instructor_id, after[1].on), (before[1].instructor_id, before[1].on));
        assert!(after[0].on < after[1].on && after[1].on < after[2].on);
        assert_eq!(needs(&mut tx, id).await, [None, None, None]);
    })
    .await;
}

#[tokio::test]
async fn a_lost_role_and_a_blocked_branch_are_gaps_too() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let (cast, id) = (&demo.cast, of(&demo).planned);
        let mut tx = db.write().await.unwrap();
        execute_for(&mut tx, NOBODY_AWAY, id).await;
        let days = store::days(&mut tx, &[id]).await.unwrap();
        let on = days[0].on.unwrap();
        let block = Block {
            id: Default::default(),
            whose: days[0].branch_id.unwrap(),
            from_day: on,
            to_day: on,
            reason: "Mudanza".into(),
        };
        visits::store::add_block(&mut tx, &block, cast.hr, now()).await.unwrap();
        let found = needs(&mut tx, id).await;
        assert_eq!((found[0], found[1]), (Some(Need::BranchBlocked), None));
        let one = store::by_id(&mut tx, id).await.unwrap().unwrap();
        // Another place, or another morning before the second day; or it stays to be planned by hand.
        beginning::propose(&mut tx, &one, start(cast.hr)).await.unwrap();

        execute_for(&mut tx, NO_ROLE, id).await;
        let first = day(&mut tx, id, 1).await;
        assert!(matches!(first.need, Some(Need::Role | Need::BranchBlocked)), "{first:?}");
        // What was held and signed needs nobody any more.
        let held = day(&mut tx, of(&demo).newhire, 1).await;
        assert_eq!((held.done_at.is_some(), held.need), (true, None));
        // With the role back at that branch only, it is as before.
        if first.need == Some(Need::Role) {
            let grant = Grant { role: Role::Instructor, branch: first.branch_id, department: None };
            let who = first.instructor_id.unwrap();
            access::store::set_grants(&mut tx, who, &[grant]).await.unwrap();
            assert_eq!(day(&mut tx, id, 1).await.need, None);
        }
    })
    .await;
}

/// A holiday that is added over a day asks for another one, where the branch lies.
#[tokio::test]
async fn a_day_on_a_new_holiday_is_planned_again() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let (hr, id) = (demo.cast.hr, of(&demo).planned);
        let mut tx = db.write().await.unwrap();
        execute_for(&mut tx, NOBODY_AWAY, id).await;
        let on = day(&mut tx, id, 1).await.on.unwrap();
        let add = async |tx: &mut Tx, zone: &str| {
            let holiday = Holiday { day: on, name: "Aniversario".into(), time_zone: zone.into() };
            settings::store::add_holiday(tx, &holiday).await.unwrap();
        };
        add(&mut tx, "Asia/Seoul").await;
        assert_eq!(day(&mut tx, id, 1).await.need, None);
        add(&mut tx, "").await;
        assert_eq!(needs(&mut tx, id).await, [Some(Need::Holiday), None, None]);
        let told = told_on_today(&mut tx, hr, id).await;
        assert_eq!(told, [(1, "holiday".to_owned())]);
        let one = store::by_id(&mut tx, id).await.unwrap().unwrap();
        // The days after it stand until somebody moves them.
        for number in [2, 3] {
            assert!(store::unplan_day(&mut tx, id, number).await.unwrap());
        }
        beginning::propose(&mut tx, &one, start(hr)).await.unwrap();
        assert_eq!(needs(&mut tx, id).await, [None, None, None]);
        assert_ne!(day(&mut tx, id, 1).await.on, Some(on));
    })
    .await;
}

#[tokio::test]
async fn a_missed_day_gets_its_make_up_before_the_days_after_it() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let (cast, id) = (&demo.cast, of(&demo).late);
        let mut tx = db.write().await.unwrap();
        assert_eq!(needs(&mut tx, id).await, [None, Some(Need::Missed), Some(Need::NotPlanned)]);
        assert_eq!(
            told_on_today(&mut tx, cast.hr, id).await,
            [(2, "missed".to_owned()), (3, "not-planned".to_owned())]
        );
        let one = store::by_id(&mut tx, id).await.unwrap().unwrap();
        assert_eq!(beginning::propose(&mut tx, &one, start(cast.hr)).await, Ok(2));
        let days = store::days(&mut tx, &[id]).await.unwrap();
        assert!(days[1].make_up && days[1].attendance.is_none() && !days[2].make_up);
        // Whoever planned them can be told which.
        let told = store::planned_at(&mut tx, cast.hr, now()).await.unwrap();
        assert!(told.contains(&(id, 2)) && told.contains(&(id, 3)) && !told.contains(&(id, 1)));
        assert!(store::planned_at(&mut tx, cast.employee, now()).await.unwrap().is_empty());
        assert!(days[1].starts_at.unwrap() > now() && days[1].on < days[2].on);
    })
    .await;
}

/// A newer date of hire after the days were done is another hire: nothing is decided by itself.
#[tokio::test]
async fn whoever_comes_back_after_their_days_is_a_question_for_hr() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let (hr, id) = (demo.cast.hr, of(&demo).done);
        let mut tx = db.write().await.unwrap();
        let before = store::by_id(&mut tx, id).await.unwrap().unwrap();
        assert_eq!(rules::hired_again(&before), None);
        let hired: chrono::NaiveDate = "2026-03-03".parse().unwrap();
        let person = before.person_id;
        let first = Some(before.hired_on);
        beginning::hire_corrected(&mut tx, person, (first, Some(hired)), start(demo.cast.hr))
            .await
            .unwrap();
        const AGAIN: &str = "UPDATE people SET hired_on = '2026-03-03' \
            WHERE id = (SELECT person_id FROM onboardings WHERE id = $1)";
        execute_for(&mut tx, AGAIN, id).await;
        let found = store::by_id(&mut tx, id).await.unwrap().unwrap();
        assert_eq!((found.hired_on, found.current), (before.hired_on, true));
        assert_eq!(rules::hired_again(&found), Some(hired));
        let asked = async |tx: &mut Tx| {
            use crate::today::store::{Around, What, waiting};
            let around = Around { keeps_onboarding: true, ..Around::of(hr, now(), hired) };
            let all = waiting(tx, around).await.unwrap().into_iter();
            all.filter(|one| one.what == What::HiredAgain).map(|one| one.day).collect::<Vec<_>>()
        };
        assert_eq!(asked(&mut tx).await, [Some(hired)]);
        // Job training is as it was until HR says what counts.
        assert!(rules::is_unlocked(&found));
        let person = people::store::by_id(&mut tx, person).await.unwrap().unwrap();
        let second = beginning::count_again(&mut tx, &person, hired, start(hr)).await.unwrap();
        let second = store::by_id(&mut tx, second).await.unwrap().unwrap();
        assert_eq!((second.earlier_id, second.counts_earlier), (Some(id), true));
        assert_eq!(rules::hired_again(&second), None);
        assert_eq!(asked(&mut tx).await, []);
        assert!(rules::is_unlocked(&second));
        // What counted by mistake is taken back.
        store::lock_again(&mut tx, second.id).await.unwrap();
        let second = store::by_id(&mut tx, second.id).await.unwrap().unwrap();
        assert!(!second.counts_earlier && !rules::is_unlocked(&second));
    })
    .await;
}

/// How long it took somebody is part of their month for ever.
#[tokio::test]
async fn what_was_finished_stays_in_the_figures() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let (cast, id) = (&demo.cast, of(&demo).done);
        let mut tx = db.write().await.unwrap();
        let hr = actor(&mut tx, cast.hr).await.scope();
        let employee = actor(&mut tx, cast.employee).await.scope();
        let past = async |tx: &mut Tx, scope, branch| {
            let all = store::finished_before(tx, scope, branch).await.unwrap().into_iter();
            all.map(|one| one.id).collect::<Vec<_>>()
        };
        assert!(past(&mut tx, &hr, None).await.is_empty());
        const LEAVES: &str = "UPDATE people SET active = FALSE WHERE id = \
            (SELECT person_id FROM onboardings WHERE id = $1)";
        const BACK: &str = "UPDATE people SET active = TRUE WHERE id = \
            (SELECT person_id FROM onboardings WHERE id = $1)";
        execute_for(&mut tx, LEAVES, id).await;
        assert_eq!(past(&mut tx, &hr, None).await, [id]);
        assert_eq!(past(&mut tx, &hr, Some(cast.callao)).await, [id]);
        assert!(past(&mut tx, &hr, Some(cast.north)).await.is_empty());
        assert!(past(&mut tx, &employee, None).await.is_empty());
        // Back, and at it again: the first one is not listed, but counted.
        execute_for(&mut tx, BACK, id).await;
        let person = store::by_id(&mut tx, id).await.unwrap().unwrap().person_id;
        let person = people::store::by_id(&mut tx, person).await.unwrap().unwrap();
        let hired = now().date_naive();
        beginning::begin(&mut tx, &person, hired, None, start(cast.hr)).await.unwrap();
        assert_eq!(past(&mut tx, &hr, None).await, [id]);
    })
    .await;
}

/// A branch by other clocks is far away: its days wait for an instructor of its own, or for a date by
/// hand.
#[tokio::test]
async fn nobody_is_proposed_for_a_branch_at_the_other_end_of_the_world() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let cast = &demo.cast;
        let mut tx = db.write().await.unwrap();
        let near = async |tx: &mut Tx, branch| {
            let all = store::near(tx).await.unwrap().into_iter();
            all.filter(|(at, _)| *at == branch).map(|(_, who)| who).collect::<Vec<_>>()
        };
        let all = near(&mut tx, cast.south).await;
        assert!(all.contains(&cast.instructor) && all.contains(&cast.instructor2));
        const MOVES: &str = "UPDATE branches SET time_zone = 'Asia/Seoul' WHERE id = \
            (SELECT p.branch_id FROM onboardings o JOIN people p ON p.id = o.person_id \
             WHERE o.id = $1)";
        let id = of(&demo).unplanned;
        execute_for(&mut tx, MOVES, id).await;
        let one = store::by_id(&mut tx, id).await.unwrap().unwrap();
        assert_eq!(one.branch_zone, "Asia/Seoul");
        assert_eq!(near(&mut tx, one.branch_id).await, []);
        // But whoever visits it that morning is there.
        let on = "2026-04-20".parse().unwrap();
        let starts_at = sessions::zones::start_of_day(on, "Asia/Seoul") + TimeDelta::hours(9);
        let visit = visits::store::NewVisit {
            id: SessionId::new(),
            topic: "Visita".into(),
            prompt: String::new(),
            branch: one.branch_id,
            instructor: cast.instructor,
            day: on,
            anyway: false,
            starts_at,
            ends_at: starts_at + TimeDelta::hours(3),
            time_zone: "Asia/Seoul".into(),
            late_after_minutes: 10,
        };
        let why = visits::store::Why { by: cast.hr, at: now(), reason: "" };
        visits::store::add(&mut tx, &visit, &why).await.unwrap();
        assert!(beginning::propose(&mut tx, &one, start(cast.hr)).await.unwrap() > 0);
        let planned = store::days(&mut tx, &[id]).await.unwrap();
        let with = |day: &&Day| day.starts_at.is_some();
        assert!(planned.iter().filter(with).all(|day| day.why == "visit"), "{planned:?}");
        let there = Grant { role: Role::Instructor, branch: Some(one.branch_id), department: None };
        access::store::set_grants(&mut tx, cast.instructor2, &[there]).await.unwrap();
        assert_eq!(near(&mut tx, one.branch_id).await, [cast.instructor2]);
    })
    .await;
}
