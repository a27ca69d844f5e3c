//! Two people with the same sheet in their hands.

use super::*;

/// Sixteen sign the same things at once: each of them once, and the day is done once.
#[tokio::test]
async fn signing_by_many_at_once_is_once() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let id = of(&demo).newhire;
        let mut tasks = Vec::new();
        for n in 0..16 {
            let (db, by) = (db.clone(), [demo.cast.instructor, demo.cast.instructor2][n % 2]);
            tasks.push(tokio::spawn(async move {
                let mut tx = db.write().await.unwrap();
                store::hold(&mut tx, id).await.unwrap();
                store::mark_day(&mut tx, id, 2, Some(Presence::Present)).await.unwrap();
                let mut signed = 0;
                for item in 1..=5 {
                    let place = (id, 2, item);
                    signed +=
                        i64::from(store::sign(&mut tx, place, "", (by, now())).await.unwrap());
                }
                let done = store::finish_day_if_done(&mut tx, id, 2, now()).await.unwrap();
                tx.commit().await.unwrap();
                (signed, done)
            }));
        }
        let mut outcomes = Vec::new();
        for task in tasks {
            outcomes.push(task.await.unwrap());
        }
        assert_eq!(outcomes.iter().map(|(signed, _)| signed).sum::<i64>(), 5);
        assert_eq!(outcomes.iter().filter(|(_, done)| *done).count(), 1);
        let mut tx = db.read().await.unwrap();
        assert_eq!(day(&mut tx, id, 2).await.signed, 5);
    })
    .await;
}

/// One signs the first things while another signs the last: somebody sees that all are there.
#[tokio::test]
async fn halves_signed_at_once_make_a_day() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let (id, by) = (of(&demo).newhire, demo.cast.instructor);
        let half = |items: std::ops::RangeInclusive<i64>| {
            let db = db.clone();
            tokio::spawn(async move {
                let mut tx = db.write().await.unwrap();
                store::hold(&mut tx, id).await.unwrap();
                store::mark_day(&mut tx, id, 2, Some(Presence::Present)).await.unwrap();
                for item in items {
                    store::sign(&mut tx, (id, 2, item), "", (by, now())).await.unwrap();
                }
                store::finish_day_if_done(&mut tx, id, 2, now()).await.unwrap();
                tx.commit().await.unwrap();
            })
        };
        let (first, second) = (half(1..=2), half(3..=5));
        first.await.unwrap();
        second.await.unwrap();
        let mut tx = db.read().await.unwrap();
        assert!(day(&mut tx, id, 2).await.done_at.is_some());
    })
    .await;
}

/// Two begin somebody's onboarding at once: one does, the other is told.
#[tokio::test]
async fn an_onboarding_begins_once() {
    each_engine(|db: Db| async move {
        let cast = demo::fill_cast(&db, now()).await.unwrap();
        let mut tasks = Vec::new();
        for _ in 0..4 {
            let (db, cast) = (db.clone(), cast.clone());
            tasks.push(tokio::spawn(async move {
                let mut tx = db.write().await.unwrap();
                let person = people::store::by_id(&mut tx, cast.newhire).await?.unwrap();
                if store::current_held(&mut tx, person.id).await?.is_some() {
                    return Err(Error::Taken);
                }
                let hired = person.hired_on.unwrap();
                beginning::begin(&mut tx, &person, hired, None, start(cast.hr)).await?;
                tx.commit().await
            }));
        }
        let mut begun = 0;
        for task in tasks {
            begun += usize::from(task.await.unwrap().is_ok());
        }
        assert_eq!(begun, 1);
        let mut tx = db.read().await.unwrap();
        assert!(store::of_person(&mut tx, cast.newhire).await.unwrap().is_some());
    })
    .await;
}
