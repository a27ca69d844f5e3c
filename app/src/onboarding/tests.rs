//! How somebody's first days begin, are signed once, and open job training; on both engines.

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    DayState, JobTraining, OnboardingId, Presence,
    beginning::{self, Hire, Started},
    rules, store, templates,
};
use crate::{
    access::{self, Actor},
    attendance::{self, AttendanceState, Gate, Way},
    db::{Db, Tx, execute, testing::each_engine},
    demo::{self, Demo},
    error::Error,
    lang::Lang,
    people::{self, PersonId},
    sessions::{self, Session, SessionId, SessionState},
};

mod journey;
mod leaving;
mod lock;
mod programmes;
mod races;

fn now() -> DateTime<Utc> {
    "2026-03-04T14:00:00Z".parse().unwrap()
}

fn start(by: PersonId) -> Started {
    Started { by: Some(by), now: now() }
}

async fn actor(tx: &mut Tx, person: PersonId) -> Actor {
    let token = PersonId::new().to_string();
    access::store::add_sign_in(tx, person, token.as_bytes(), "test", now()).await.unwrap();
    let limits = crate::request::Limits::default();
    access::store::actor(tx, token.as_bytes(), limits, now()).await.unwrap().unwrap().0
}

/// The new people of the demo.
fn of(demo: &Demo) -> demo::Onboardings {
    demo.onboardings.unwrap()
}

/// Signs everything of a day, as whoever holds it would.
async fn sign_day(tx: &mut Tx, id: OnboardingId, number: i64, by: PersonId) {
    let day = day(tx, id, number).await;
    store::mark_day(tx, id, number, Some(Presence::Present)).await.unwrap();
    for item in 1..=day.items {
        store::sign(tx, (id, number, item), "", (by, now())).await.unwrap();
    }
    assert!(store::finish_day_if_done(tx, id, number, now()).await.unwrap());
}

async fn day(tx: &mut Tx, id: OnboardingId, number: i64) -> super::Day {
    let days = store::days(tx, &[id]).await.unwrap();
    days.into_iter().find(|day| day.number == number).unwrap()
}

/// A job-training session at the central branch, an hour from now.
async fn job_session(tx: &mut Tx, cast: &demo::Cast) -> Session {
    let id = SessionId::new();
    let session = Session {
        id,
        programme_id: None,
        stage_number: None,
        audience_id: id.into(),
        topic: "Sistema de citas".into(),
        agenda: String::new(),
        agenda_html: String::new(),
        prompt: String::new(),
        starts_at: now() + TimeDelta::days(20),
        ends_at: now() + TimeDelta::days(20) + TimeDelta::hours(1),
        time_zone: "America/Lima".into(),
        branch_id: Some(cast.central),
        room: String::new(),
        link: String::new(),
        capacity: None,
        late_after_minutes: 10,
        state: SessionState::Planned,
        opened_at: None,
        closed_at: None,
        cancelled_at: None,
        cancel_reason: String::new(),
        job_training: Some(JobTraining::Technical),
        plan_reason: String::new(),
        created_at: now(),
        revision: 1,
    };
    sessions::store::add(tx, &session, &[cast.instructor2], cast.hr).await.unwrap();
    let everyone = crate::programmes::AudienceLine::parse("everyone").unwrap();
    crate::programmes::store::set_audience(tx, id.into(), &[everyone]).await.unwrap();
    session
}

#[tokio::test]
async fn the_demo_has_eight_people_in_all_states() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let mut tx = db.write().await.unwrap();
        let hr = actor(&mut tx, demo.cast.hr).await;
        let all = store::list(&mut tx, &hr.scope(), None).await.unwrap();
        assert_eq!(all.len(), 8);
        let today = "2026-03-04".parse().unwrap();
        let mut states = Vec::new();
        for id in [of(&demo).newhire, of(&demo).partial, of(&demo).make_up, of(&demo).late] {
            let one = store::by_id(&mut tx, id).await.unwrap().unwrap();
            let days = store::days(&mut tx, &[id]).await.unwrap();
            let of_days: Vec<DayState> =
                days.iter().map(|day| rules::day_state(&one, day, 10, today, now())).collect();
            states.push(of_days);
        }
        use DayState::*;
        assert_eq!(states[0], [Done, Planned, Planned]);
        assert_eq!(states[1], [Done, Partial, NotPlanned]);
        assert_eq!(states[2], [Planned, NotPlanned, NotPlanned]);
        assert_eq!(states[3], [Done, Missed, Late]);
        let done = store::by_id(&mut tx, of(&demo).done).await.unwrap().unwrap();
        assert!(done.finished_at.is_some());
    })
    .await;
}

#[tokio::test]
async fn a_hire_begins_once_and_old_staff_never() {
    each_engine(|db: Db| async move {
        let cast = demo::fill_cast(&db, now()).await.unwrap();
        let mut tx = db.write().await.unwrap();
        let new = people::store::by_id(&mut tx, cast.newhire).await.unwrap().unwrap();
        let old = people::store::by_id(&mut tx, cast.employee).await.unwrap().unwrap();
        let hire = |person| Hire { person, job_training_on: None, exempt: String::new() };
        let both = [hire(new), hire(old)];
        assert_eq!(beginning::hired(&mut tx, &both, start(cast.hr)).await, Ok(1));
        assert_eq!(beginning::hired(&mut tx, &both, start(cast.hr)).await, Ok(0));
        let one = store::of_person(&mut tx, cast.newhire).await.unwrap().unwrap();
        // Thursday, Friday, Monday at nine, because today nine has come.
        let days = store::days(&mut tx, &[one.id]).await.unwrap();
        let dates: Vec<_> = days.iter().map(|day| day.on.unwrap().to_string()).collect();
        assert_eq!(dates, ["2026-03-05", "2026-03-06", "2026-03-09"]);
        assert_eq!((days[0].title.as_str(), days[0].items), ("Para quién estamos", 4));
        assert_eq!(templates::three_days(Lang::Es).len(), 3);

        // Hired again, once the first is done: the second names the first, which may count.
        for number in 1..=3 {
            sign_day(&mut tx, one.id, number, cast.instructor).await;
        }
        assert!(store::finish_if_done(&mut tx, one.id, now()).await.unwrap());
        let person = people::store::by_id(&mut tx, cast.newhire).await.unwrap().unwrap();
        let hired = "2026-09-01".parse().unwrap();
        let again = beginning::begin(&mut tx, &person, hired, None, start(cast.hr)).await.unwrap();
        let second = store::by_id(&mut tx, again).await.unwrap().unwrap();
        assert_eq!((second.earlier_id, second.current), (Some(one.id), true));
        assert!(
            rules::is_open(&second)
                && !rules::is_open(&store::by_id(&mut tx, one.id).await.unwrap().unwrap())
        );
        assert!(!store::by_id(&mut tx, one.id).await.unwrap().unwrap().current);
        store::count_earlier(&mut tx, again, now()).await.unwrap();
        assert!(rules::is_unlocked(&store::by_id(&mut tx, again).await.unwrap().unwrap()));
    })
    .await;
}

#[tokio::test]
async fn people_keep_the_version_they_began_with() {
    each_engine(|db: Db| async move {
        let cast = demo::fill_cast(&db, now()).await.unwrap();
        let mut tx = db.write().await.unwrap();
        let person = people::store::by_id(&mut tx, cast.newhire).await.unwrap().unwrap();
        beginning::hired(
            &mut tx,
            &[Hire { person, job_training_on: None, exempt: String::new() }],
            start(cast.hr),
        )
        .await
        .unwrap();
        let one = store::of_person(&mut tx, cast.newhire).await.unwrap().unwrap();
        let plan = store::plan_for(&mut tx, None).await.unwrap().unwrap();
        let mut days = store::plan_days(&mut tx, plan.id, 1).await.unwrap();
        days.truncate(2);
        days[0].title = "Otro comienzo".into();
        let who = (cast.hr, now());
        store::add_version(&mut tx, plan.id, 1, "CS", &days, who).await.unwrap();
        let late = store::add_version(&mut tx, plan.id, 1, "CS", &days, who).await;
        assert_eq!(late, Err(Error::Stale));
        assert_eq!(store::days(&mut tx, &[one.id]).await.unwrap().len(), 3);
        let plan = store::plan_for(&mut tx, None).await.unwrap().unwrap();
        assert_eq!((plan.version, plan.running), (2, 1));
        assert_eq!(store::plan_days(&mut tx, plan.id, 2).await.unwrap(), days);
        // Not even somebody with a client of the database changes what people began with.
        const CHANGE: &str = "UPDATE onboarding_items SET text = 'x'";
        let changed: Result<u64, Error> = async { Ok(execute!(tx, sqlx::query(CHANGE))) }.await;
        assert_eq!(changed, Err(Error::Taken));
    })
    .await;
}

#[tokio::test]
async fn a_day_is_done_when_everything_is_signed_and_comes_back_when_something_is_not() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let (id, by) = (of(&demo).newhire, demo.cast.instructor);
        let mut tx = db.write().await.unwrap();
        store::mark_day(&mut tx, id, 2, Some(Presence::Present)).await.unwrap();
        for item in 1..=4 {
            assert!(store::sign(&mut tx, (id, 2, item), "", (by, now())).await.unwrap());
        }
        assert!(!store::finish_day_if_done(&mut tx, id, 2, now()).await.unwrap());
        assert!(store::sign(&mut tx, (id, 2, 5), "", (by, now())).await.unwrap());
        // The same again is nothing.
        assert!(!store::sign(&mut tx, (id, 2, 5), "x", (by, now())).await.unwrap());
        assert!(store::finish_day_if_done(&mut tx, id, 2, now()).await.unwrap());
        assert!(!store::finish_if_done(&mut tx, id, now()).await.unwrap());
        sign_day(&mut tx, id, 3, by).await;
        assert!(store::finish_if_done(&mut tx, id, now()).await.unwrap());
        // What is taken back opens day and onboarding again, in this order.
        assert!(store::reopen(&mut tx, id).await.unwrap());
        assert!(store::reopen_day(&mut tx, id, 3).await.unwrap());
        assert!(store::unsign(&mut tx, id, 3, 1).await.unwrap());
        assert!(!rules::is_unlocked(&store::by_id(&mut tx, id).await.unwrap().unwrap()));
        tx.commit().await.unwrap();

        // Nobody finishes anything past the rules.
        for text in [
            "UPDATE onboardings SET finished_at = begun_at WHERE finished_at IS NULL",
            "UPDATE onboarding_days SET done_at = starts_at WHERE done_at IS NULL \
             AND starts_at IS NOT NULL",
            "DELETE FROM onboarding_signatures",
        ] {
            let mut tx = db.write().await.unwrap();
            let done: Result<u64, Error> = async { Ok(execute!(tx, sqlx::query(text))) }.await;
            assert_eq!(done, Err(Error::Taken), "{text}");
        }
    })
    .await;
}

#[tokio::test]
async fn everybody_sees_what_is_theirs() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let cast = &demo.cast;
        let mut tx = db.write().await.unwrap();
        let count = async |tx: &mut Tx, person| {
            let scope = actor(tx, person).await.scope();
            store::list(tx, &scope, None).await.unwrap().len()
        };
        assert_eq!(count(&mut tx, cast.hr).await, 8);
        assert_eq!(count(&mut tx, cast.instructor).await, 8);
        // The manager of the north: the two at her branch.
        assert_eq!(count(&mut tx, cast.manager_north).await, 2);
        assert_eq!(count(&mut tx, cast.newhire).await, 1);
        assert_eq!(count(&mut tx, cast.employee).await, 0);
        let scope = actor(&mut tx, cast.employee).await.scope();
        assert_eq!(store::find(&mut tx, &scope, of(&demo).newhire).await, Ok(None));
    })
    .await;
}
