//! Days go together with visits to the same branch, and come on mornings on which it is open.

use chrono::NaiveDate;

use super::*;
use crate::{
    onboarding::own_time::{self, Putting},
    people::BranchId,
    visits::{
        self, Absence, AbsenceId, Block, BlockId, Hours, Weekdays,
        store::{NewVisit, Why},
    },
};

fn march(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
}

/// From nine to twelve in Lima.
async fn visit(db: &Db, branch: BranchId, to: PersonId, day: u32) -> Result<SessionId, Error> {
    let starts_at = sessions::zones::start_of_day(march(day), "America/Lima") + TimeDelta::hours(9);
    let visit = NewVisit {
        id: SessionId::new(),
        topic: "Visita".into(),
        prompt: String::new(),
        branch,
        instructor: to,
        day: march(day),
        anyway: false,
        starts_at,
        ends_at: starts_at + TimeDelta::hours(3),
        time_zone: "America/Lima".into(),
        late_after_minutes: 10,
    };
    let mut tx = db.write().await?;
    visits::store::add(&mut tx, &visit, &Why { by: to, at: now(), reason: "" }).await?;
    tx.commit().await?;
    Ok(visit.id)
}

async fn begin(db: &Db, cast: &demo::Cast) -> super::super::Onboarding {
    let mut tx = db.write().await.unwrap();
    let person = people::store::by_id(&mut tx, cast.newhire).await.unwrap().unwrap();
    let hired_on = "2026-03-02".parse().unwrap();
    let id = beginning::begin(&mut tx, &person, hired_on, None, start(cast.hr)).await.unwrap();
    let one = store::by_id(&mut tx, id).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    one
}

async fn dates(db: &Db, id: OnboardingId) -> Vec<String> {
    let mut tx = db.read().await.unwrap();
    let days = store::days(&mut tx, &[id]).await.unwrap();
    days.iter().map(|day| day.on.map(|on| on.to_string()).unwrap_or_default()).collect()
}

#[tokio::test]
async fn a_day_and_a_visit_to_the_same_branch_are_one_journey() {
    each_engine(|db: Db| async move {
        let cast = demo::fill_cast(&db, now()).await.unwrap();
        let here = {
            let mut tx = db.read().await.unwrap();
            people::store::by_id(&mut tx, cast.newhire).await.unwrap().unwrap().branch_id
        };
        let away = [cast.north, cast.south].into_iter().find(|one| *one != here).unwrap();
        let mut tx = db.write().await.unwrap();
        let second = people::store::by_id(&mut tx, cast.instructor2).await.unwrap().unwrap();
        visits::store::set_travel(&mut tx, (second.branch_id, here), Some(30)).await.unwrap();
        tx.commit().await.unwrap();
        // The second instructor is at the branch on the first morning, so she holds the day; on the
        // next one she has half an hour to go, and the first instructor is at another branch.
        visit(&db, here, cast.instructor2, 5).await.unwrap();
        visit(&db, away, cast.instructor, 6).await.unwrap();
        let one = begin(&db, &cast).await;
        let mut tx = db.read().await.unwrap();
        let days = store::days(&mut tx, &[one.id]).await.unwrap();
        drop(tx);
        assert_eq!(days[0].on, Some(march(5)));
        assert_eq!(days[0].instructor_id, Some(cast.instructor2));
        assert_eq!((days[1].on, days[1].instructor_id), (Some(march(6)), Some(cast.instructor2)));

        // The other way round: a visit there goes together with the day, one elsewhere does not.
        let elsewhere = visit(&db, away, cast.instructor2, 6).await;
        assert_eq!(elsewhere, Err(Error::Taken));
        let together = visit(&db, here, cast.instructor2, 6).await.unwrap();

        // Nor does a session of another kind, even at that branch.
        let mut tx = db.write().await.unwrap();
        let session = job_session(&mut tx, &cast).await;
        let (starts_at, ends_at) = (days[1].starts_at.unwrap(), days[1].ends_at.unwrap());
        let session = Session { starts_at, ends_at, branch_id: Some(here), ..session };
        let booked =
            sessions::store::set_facilitators(&mut tx, &session, &[cast.instructor2]).await;
        assert_eq!(booked, Err(Error::Taken));
        drop(tx);

        // And a day does not follow a visit to another branch.
        let mut tx = db.write().await.unwrap();
        let third = day(&mut tx, one.id, 3).await;
        let at = store::Appointment {
            starts_at,
            ends_at,
            zone: "America/Lima".into(),
            branch: away,
            place: String::new(),
            instructor: cast.instructor2,
            why: None,
            make_up: false,
            anyway: false,
        };
        let planned = store::plan_day(&mut tx, one.id, 3, third.revision, &at).await;
        assert_eq!(planned, Err(Error::Taken));
        drop(tx);
        let mut tx = db.read().await.unwrap();
        let busy =
            store::busy(&mut tx, &[cast.instructor2], starts_at, ends_at, None).await.unwrap();
        assert_eq!(busy.len(), 2);
        assert!(busy.iter().all(|busy| busy.together_at == Some(here)));
        assert!(sessions::store::by_id(&mut tx, together).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn no_day_is_proposed_on_a_morning_that_is_closed_or_while_everybody_is_away() {
    each_engine(|db: Db| async move {
        let cast = demo::fill_cast(&db, now()).await.unwrap();
        let mut tx = db.write().await.unwrap();
        let person = people::store::by_id(&mut tx, cast.newhire).await.unwrap().unwrap();
        let branch = person.branch_id;
        // No Thursdays; the sixth, a Friday, is blocked; on Monday both are away.
        let weekdays = Weekdays::read(&["1".into(), "2".into(), "3".into(), "5".into()]).unwrap();
        let hours = Hours { weekdays, ..visits::store::hours(&mut tx, branch).await.unwrap() };
        visits::store::save_hours(&mut tx, &hours).await.unwrap();
        let (from_day, to_day, reason) = (march(6), march(6), "Mudanza".to_owned());
        let block = Block { id: BlockId::new(), whose: branch, from_day, to_day, reason };
        visits::store::add_block(&mut tx, &block, cast.hr, now()).await.unwrap();
        for whose in [cast.instructor, cast.instructor2] {
            let (id, reason) = (AbsenceId::new(), String::new());
            let away = Absence { id, whose, from_day: march(9), to_day: march(9), reason };
            visits::store::add_absence(&mut tx, &away, cast.hr, now()).await.unwrap();
        }
        tx.commit().await.unwrap();
        let one = begin(&db, &cast).await;
        assert_eq!(dates(&db, one.id).await, ["2026-03-10", "2026-03-11", "2026-03-13"]);
    })
    .await;
}

/// Day 1 loses its instructor when the others are planned already: it comes before them or not at all.
#[tokio::test]
async fn a_lost_day_keeps_its_place_in_the_order() {
    each_engine(|db: Db| async move {
        let cast = demo::fill_cast(&db, now()).await.unwrap();
        let one = begin(&db, &cast).await;
        let before = dates(&db, one.id).await;
        const LOST: &str = "UPDATE onboarding_days SET starts_at = NULL, ends_at = NULL, \
            instructor_id = NULL, branch_id = NULL WHERE onboarding_id = $1 AND number = 1";
        let mut tx = db.write().await.unwrap();
        let lost: Result<u64, Error> =
            async { Ok(execute!(tx, sqlx::query(LOST).bind(one.id))) }.await;
        assert_eq!(lost, Ok(1));
        assert_eq!(beginning::propose(&mut tx, &one, start(cast.hr)).await, Ok(1));
        tx.commit().await.unwrap();
        assert_eq!(dates(&db, one.id).await, before);
        // On the morning itself there is none left before the second day, which stays where it is.
        let mut tx = db.write().await.unwrap();
        let lost: Result<u64, Error> =
            async { Ok(execute!(tx, sqlx::query(LOST).bind(one.id))) }.await;
        assert_eq!(lost, Ok(1));
        let late = Started { by: Some(cast.hr), now: now() + TimeDelta::days(1) };
        assert_eq!(beginning::propose(&mut tx, &one, late).await, Ok(0));
        let days = store::days(&mut tx, &[one.id]).await.unwrap();
        let (day, next) = rules::in_way(&days).unwrap();
        assert_eq!((day.number, next.number), (1, 2));
        tx.commit().await.unwrap();
        assert_eq!(dates(&db, one.id).await[1..], before[1..]);
    })
    .await;
}

#[tokio::test]
async fn what_somebody_new_has_at_a_time_takes_no_day_and_no_sit_in() {
    each_engine(|db: Db| async move {
        let cast = demo::fill_cast(&db, now()).await.unwrap();
        let one = begin(&db, &cast).await;
        let mut tx = db.write().await.unwrap();
        let from = "2026-03-18T15:00:00Z".parse().unwrap();
        let time = (from, from + TimeDelta::hours(1));
        let new = store::NewSitIn {
            id: crate::onboarding::SitInId::new(),
            onboarding: one.id,
            host: cast.instructor,
            held_on: march(18),
            time: Some(time),
            observed: "",
            reflection: "",
            note: None,
            by: cast.hr,
            at: now(),
        };
        store::add_sit_in(&mut tx, &new).await.unwrap();
        let first = day(&mut tx, one.id, 1).await;
        let on_first = first.starts_at.zip(first.ends_at).unwrap();
        let mut taken = async |time, putting| {
            own_time::taken(&mut tx, &one, time, putting).await.unwrap().is_some()
        };
        assert!(taken(time, Putting::Day).await);
        assert!(taken(time, Putting::SitIn(None)).await);
        // One that is moved is not in its own way; what begins when it ends is beside it.
        assert!(!taken(time, Putting::SitIn(Some(new.id))).await);
        assert!(!taken((time.1, time.1 + TimeDelta::hours(1)), Putting::Day).await);
        assert!(taken(on_first, Putting::SitIn(None)).await);
        assert!(!taken(on_first, Putting::Day).await);
    })
    .await;
}
