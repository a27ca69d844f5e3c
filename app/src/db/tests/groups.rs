//! Writers share commits, and nothing else.

use std::time::Duration;

use tokio::task::JoinSet;

use super::*;

#[tokio::test]
async fn what_was_not_committed_is_not_kept() {
    each_engine(|db: Db| async move {
        with_notes(&db).await;
        let mut tx = db.write().await.unwrap();
        add(&mut tx, "kept", 1).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = db.write().await.unwrap();
        add(&mut tx, "dropped", 2).await.unwrap();
        drop(tx);
        assert_eq!(names(&db).await, ["kept"]);
    })
    .await;
}

#[tokio::test]
async fn a_reading_transaction_refuses_to_write_and_sees_one_moment() {
    each_engine(|db: Db| async move {
        with_notes(&db).await;
        let mut reader = db.read().await.unwrap();
        assert_eq!(count(&mut reader).await, Ok(0));
        let mut tx = db.write().await.unwrap();
        add(&mut tx, "later", 1).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(count(&mut reader).await, Ok(0));
        assert!(add(&mut reader, "refused", 1).await.is_err());
        drop(reader);
        assert_eq!(names(&db).await, ["later"]);
    })
    .await;
}

#[tokio::test]
async fn those_who_wait_together_share_a_commit() {
    on_sqlite(|db: Db| async move {
        with_notes(&db).await;
        let before = db.stats().unwrap();
        // While this one is open the others gather in line.
        let first = db.write().await.unwrap();
        let mut writers = JoinSet::new();
        for part in 0..50 {
            let db = db.clone();
            writers.spawn(async move {
                let mut tx = db.write().await?;
                add(&mut tx, &format!("{part:02}"), part).await?;
                tx.commit().await
            });
        }
        tokio::task::yield_now().await;
        first.commit().await.unwrap();
        for outcome in writers.join_all().await {
            outcome.unwrap();
        }
        let after = db.stats().unwrap();
        assert_eq!(after.kept - before.kept, 51);
        assert!(after.commits - before.commits < 25, "{before:?} {after:?}");
        assert_eq!(names(&db).await.len(), 50);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_hundred_read_then_write_at_once() {
    each_engine(|db: Db| async move {
        with_notes(&db).await;
        let mut writers = JoinSet::new();
        for part in 0..200 {
            let db = db.clone();
            writers.spawn(async move {
                let mut tx = db.write().await?;
                let seen = count(&mut tx).await?;
                add(&mut tx, &format!("{part}"), seen).await?;
                tx.commit().await
            });
        }
        for outcome in writers.join_all().await {
            outcome.unwrap();
        }
        assert_eq!(names(&db).await.len(), 200);
    })
    .await;
}

/// Writers that go wrong in every way between writers that do not.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_unlucky_lose_their_own_rows_only() {
    each_engine(|db: Db| async move {
        with_notes(&db).await;
        let mut writers = JoinSet::new();
        for part in 0..120_i64 {
            let db = db.clone();
            writers.spawn(async move {
                let mut tx = db.write().await.unwrap();
                add(&mut tx, &format!("{part:03}"), part).await.unwrap();
                match part % 6 {
                    0 => drop(tx),
                    1 => panic!("a panic this test wants"),
                    2 => {
                        // Cancelled in the middle of a statement.
                        let slow = add(&mut tx, "never", part);
                        tokio::time::timeout(Duration::ZERO, slow).await.ok();
                    }
                    3 => assert!(add(&mut tx, &format!("{part:03}"), part).await.is_err()),
                    _ => tx.commit().await.unwrap(),
                }
            });
        }
        let panicked = writers.join_all_settled().await;
        assert_eq!(panicked, 20);
        let wanted: Vec<String> =
            (0..120).filter(|part| part % 6 > 3).map(|part| format!("{part:03}")).collect();
        assert_eq!(names(&db).await, wanted);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn cancelled_requests_leave_nothing_behind() {
    each_engine(|db: Db| async move {
        with_notes(&db).await;
        let mut requests = Vec::new();
        for part in 0..200_i64 {
            let db = db.clone();
            requests.push(tokio::spawn(async move {
                let mut tx = db.write().await?;
                add(&mut tx, &format!("{part}a"), part).await?;
                add(&mut tx, &format!("{part}b"), part).await?;
                tx.commit().await
            }));
            if part % 3 == 0 {
                tokio::time::sleep(Duration::from_micros(part as u64 * 7 % 900)).await;
                requests[part as usize / 2].abort();
            }
        }
        let mut kept = 0;
        for request in requests {
            if let Ok(outcome) = request.await {
                outcome.unwrap();
                kept += 1;
            }
        }
        let halves: Vec<i64> = {
            let mut tx = db.read().await.unwrap();
            on!(tx, c => sqlx::query_scalar("SELECT COUNT(*) FROM note GROUP BY part").fetch_all(c).await)
                .unwrap()
        };
        // One aborted while it waited for the answer may still be kept, but then as a whole.
        assert!(halves.iter().all(|&rows| rows == 2), "{halves:?}");
        assert!(halves.len() >= kept, "{} rows of {kept}", halves.len());
    })
    .await;
}

trait Settle {
    async fn join_all_settled(self) -> usize;
}

impl Settle for JoinSet<()> {
    /// Waits for all; tells how many panicked.
    async fn join_all_settled(mut self) -> usize {
        let mut panicked = 0;
        while let Some(outcome) = self.join_next().await {
            panicked += usize::from(outcome.is_err());
        }
        panicked
    }
}
