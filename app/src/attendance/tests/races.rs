use chrono::TimeDelta;
use futures::future::join_all;

use super::*;
use crate::{attendance::running, db::testing::each_engine};

/// Checks everybody in at once and answers what they heard.
async fn all_at_once(
    db: &Db,
    people: &[Actor],
    code: &str,
    at: DateTime<Utc>,
) -> Vec<Result<Arrived, Refusal>> {
    let tasks = people.iter().map(|actor| {
        let (db, actor, code) = (db.clone(), actor.clone(), code.to_owned());
        tokio::spawn(async move { check_in(&db, &actor, &code, at).await.unwrap() })
    });
    join_all(tasks).await.into_iter().map(|task| task.unwrap()).collect()
}

async fn actors(db: &Db, people: &[PersonId]) -> Vec<Actor> {
    let mut actors = Vec::new();
    for person in people {
        actors.push(actor(db, *person).await);
    }
    actors
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn eight_times_at_once_is_once() {
    each_engine(|db| async move {
        let Demo { cast, calendar, .. } = filled(&db).await;
        let employee = actor(&db, cast.employee).await;
        let shown = code(&db, calendar.today, now()).await;
        let eight = vec![employee; 8];
        let heard = all_at_once(&db, &eight, &shown, now()).await;
        assert!(heard.iter().all(|one| {
            one.as_ref().is_ok_and(|arrived| arrived.state == AttendanceState::Present)
        }));
        let changed = heard.iter().flatten().filter(|arrived| arrived.changed).count();
        assert_eq!((changed, rows(&db, calendar.today).await), (1, (1, 1)));

        // Also when a facilitator had given them up.
        let facilitator = actor(&db, cast.instructor).await;
        let mut tx = db.write().await.unwrap();
        let absent = (AttendanceState::Absent, "Left before the start");
        running::mark(&mut tx, &facilitator, calendar.today, cast.employee, absent, now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let heard = all_at_once(&db, &eight, &shown, now()).await;
        assert!(heard.iter().all(Result::is_ok));
        assert_eq!(rows(&db, calendar.today).await, (1, 3));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn twenty_people_for_five_places() {
    each_engine(|db| async move {
        let Demo { cast, calendar, .. } = filled(&db).await;
        set_capacity(&db, calendar.today, 5).await.unwrap();
        let twenty = actors(&db, &cast.people[..20]).await;
        let shown = code(&db, calendar.today, now()).await;
        let heard = all_at_once(&db, &twenty, &shown, now()).await;
        let present = |one: &&Result<Arrived, Refusal>| {
            one.as_ref().is_ok_and(|arrived| arrived.state == AttendanceState::Present)
        };
        assert_eq!(heard.iter().filter(present).count(), 5);
        let mut tx = db.read().await.unwrap();
        let counts = store::counts_of(&mut tx, calendar.today).await.unwrap();
        assert_eq!((counts.present, counts.waiting), (5, 15));
        drop(tx);
        assert_eq!(rows(&db, calendar.today).await, (20, 20));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn who_comes_while_the_session_closes_is_counted_or_told() {
    each_engine(|db| async move {
        let Demo { cast, calendar, .. } = filled(&db).await;
        let today = calendar.today;
        let facilitator = actor(&db, cast.instructor).await;
        let mut tx = db.write().await.unwrap();
        running::open(&mut tx, &facilitator, today, now()).await.unwrap();
        tx.commit().await.unwrap();
        // Who facilitates is not expected to check in.
        let invited: Vec<_> =
            cast.people_central.iter().copied().filter(|id| *id != cast.instructor).collect();
        let guests = actors(&db, &invited).await;
        let shown = code(&db, today, now()).await;

        let closing = {
            let (db, facilitator) = (db.clone(), facilitator.clone());
            tokio::spawn(async move {
                // Let some in before.
                tokio::time::sleep(std::time::Duration::from_millis(2)).await;
                let mut tx = db.write().await?;
                let over = now() + TimeDelta::minutes(1);
                running::close(&mut tx, &facilitator, today, &[], over).await?;
                tx.commit().await
            })
        };
        let heard = all_at_once(&db, &guests, &shown, now()).await;
        closing.await.unwrap().unwrap();

        for (guest, heard) in guests.iter().zip(&heard) {
            let expected = match heard {
                Ok(_) => AttendanceState::Present,
                Err(refusal) => {
                    assert_eq!(*refusal, Refusal::Closed);
                    AttendanceState::Absent
                }
            };
            assert_eq!(state(&db, today, guest.id).await, Some(expected));
        }
        let everybody = guests.len() as i64;
        assert_eq!(rows(&db, today).await, (everybody, everybody));
    })
    .await;
}
