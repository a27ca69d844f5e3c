//! Instructors are in one place and may leave, branches close, people go and come back.

use super::*;
use crate::{onboarding::rules::Conflict, settings};

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
            make_up: false,
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
        let found = rules::conflicts(&one, &days, &[], 10);
        assert!(found.contains(&Conflict::InstructorGone { number: 1 }), "{found:?}");
        assert!(beginning::propose(&mut tx, &one, start(cast.hr)).await.unwrap() > 0);
        let after = day(&mut tx, id, 1).await;
        assert!(!after.instructor_gone && after.instructor_id != before.instructor_id);

        const CLOSES: &str = "UPDATE branches SET active = FALSE WHERE id = \
            (SELECT branch_id FROM onboarding_days WHERE onboarding_id = $1 AND number = 1)";
        execute_for(&mut tx, CLOSES, id).await;
        let mut organisation = settings::store::organisation(&mut tx).await.unwrap();
        organisation.onboarding_branch_id = Some(cast.central);
        settings::store::save(&mut tx, &organisation).await.unwrap();
        let days = store::days(&mut tx, &[id]).await.unwrap();
        let found = rules::conflicts(&one, &days, &[], 10);
        assert!(found.contains(&Conflict::BranchGone { number: 1 }), "{found:?}");
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
        beginning::hire_corrected(&mut tx, person, Some(other), Some(later)).await.unwrap();
        assert_eq!(store::by_id(&mut tx, id).await.unwrap().unwrap().hired_on, hired);
        beginning::hire_corrected(&mut tx, person, Some(hired), Some(later)).await.unwrap();
        assert_eq!(store::by_id(&mut tx, id).await.unwrap().unwrap().hired_on, later);
    })
    .await;
}
