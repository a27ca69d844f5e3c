//! How the writer ends, and what it does when the connection fails it.

use std::time::Duration;

use super::*;
use crate::db::Connection;

#[tokio::test]
async fn closing_serves_those_in_line_and_nobody_after() {
    on_sqlite(|db: Db| async move {
        with_notes(&db).await;
        let mut first = db.write().await.unwrap();
        let waiting: Vec<_> = (0..20)
            .map(|part| {
                let db = db.clone();
                tokio::spawn(async move {
                    let mut tx = db.write().await?;
                    add(&mut tx, &format!("{part}"), part).await?;
                    tx.commit().await
                })
            })
            .collect();
        tokio::task::yield_now().await;
        let closing = tokio::spawn({
            let db = db.clone();
            async move { db.close().await }
        });
        tokio::time::sleep(Duration::from_millis(20)).await;
        assert_eq!(db.write().await.map(drop), Err(Error::Busy));
        assert!(!closing.is_finished());
        add(&mut first, "first", 0).await.unwrap();
        first.commit().await.unwrap();
        for writer in waiting {
            writer.await.unwrap().unwrap();
        }
        closing.await.unwrap();
        let again = Db::open(&format!("sqlite:{}", db.path().unwrap().display())).await.unwrap();
        assert_eq!(names(&again).await.len(), 21);
        again.close().await;
    })
    .await;
}

/// A statement that ends the shared transaction behind the writer's back costs the whole group,
/// and the next writer starts on a sound connection.
#[tokio::test]
async fn a_broken_group_answers_everybody_busy() {
    on_sqlite(|db: Db| async move {
        with_notes(&db).await;
        let mut vandal = db.write().await.unwrap();
        let victim = tokio::spawn({
            let db = db.clone();
            async move {
                let mut tx = db.write().await?;
                add(&mut tx, "victim", 1).await?;
                tx.commit().await
            }
        });
        tokio::task::yield_now().await;
        add(&mut vandal, "vandal", 1).await.unwrap();
        let Connection::Sqlite(c) = vandal.connection() else { unreachable!("this is SQLite") };
        sqlx::query("ROLLBACK").execute(c).await.unwrap();
        assert_eq!(vandal.commit().await, Err(Error::Busy));
        // The one behind is served by the next group.
        victim.await.unwrap().unwrap();
        assert_eq!(names(&db).await, ["victim"]);
        assert_eq!(db.stats().unwrap().failed, 1);
    })
    .await;
}

#[tokio::test]
async fn a_transaction_inside_a_transaction_is_refused_and_harms_nobody() {
    use sqlx::Connection as _;

    on_sqlite(|db: Db| async move {
        with_notes(&db).await;
        let mut tx = db.write().await.unwrap();
        add(&mut tx, "outer", 1).await.unwrap();
        let Connection::Sqlite(c) = tx.connection() else { unreachable!("this is SQLite") };
        assert!(c.begin().await.is_err());
        let Connection::Sqlite(c) = tx.connection() else { unreachable!("this is SQLite") };
        tokio::time::timeout(Duration::ZERO, c.begin()).await.ok();
        tx.commit().await.unwrap();
        assert_eq!(names(&db).await, ["outer"]);
    })
    .await;
}

#[tokio::test]
async fn a_lock_held_by_another_process_is_waited_for() {
    use sqlx::Connection as _;

    on_sqlite(|db: Db| async move {
        with_notes(&db).await;
        let url = format!("sqlite:{}", db.path().unwrap().display());
        let mut other = sqlx::SqliteConnection::connect(&url).await.unwrap();
        let lock = other.begin_with("BEGIN IMMEDIATE").await.unwrap();
        let writer = tokio::spawn({
            let db = db.clone();
            async move {
                let mut tx = db.write().await?;
                add(&mut tx, "patient", 1).await?;
                tx.commit().await
            }
        });
        tokio::time::sleep(Duration::from_millis(50)).await;
        assert!(!writer.is_finished());
        lock.rollback().await.unwrap();
        writer.await.unwrap().unwrap();
        assert_eq!(names(&db).await, ["patient"]);
    })
    .await;
}

#[tokio::test]
async fn an_address_we_cannot_serve_is_an_error_that_keeps_its_password() {
    let error = Db::open("mysql://root:secret@localhost/espiral").await.unwrap_err();
    assert!(!error.to_string().contains("secret"), "{error}");
    assert!(Db::open("sqlite::memory:").await.is_err());
    assert!(Db::open("sqlite:/no/such/folder/test.db").await.is_err());
}
