//! A failing statement means the same on both engines.

use super::*;
use crate::db::Tx;

const TABLES: &str = "
    CREATE TABLE parent (name TEXT PRIMARY KEY NOT NULL);
    CREATE TABLE child (parent TEXT NOT NULL REFERENCES parent (name));
    INSERT INTO parent VALUES ('known')";

/// Slots of one room may not overlap: a trigger there, an exclusion here.
const SQLITE_SLOTS: &str = "
    CREATE TABLE slot (starts BIGINT NOT NULL, ends BIGINT NOT NULL);
    CREATE TRIGGER slot_overlap BEFORE INSERT ON slot
    WHEN EXISTS (SELECT 1 FROM slot WHERE starts < NEW.ends AND ends > NEW.starts)
    BEGIN SELECT RAISE(ABORT, 'taken: slot'); END";
const POSTGRES_SLOTS: &str = "
    CREATE TABLE slot (starts BIGINT NOT NULL, ends BIGINT NOT NULL,
        EXCLUDE USING gist (int8range(starts, ends) WITH &&))";

async fn run(db: &Db, statement: &'static str) -> Result<()> {
    let mut tx = db.write().await?;
    in_tx(&mut tx, statement).await?;
    tx.commit().await
}

async fn in_tx(tx: &mut Tx, statement: &'static str) -> Result<()> {
    Ok(on!(tx, c => sqlx::raw_sql(statement).execute(c).await.map(drop))?)
}

#[tokio::test]
async fn each_failure_has_one_meaning() {
    each_engine(|db: Db| async move {
        run(&db, TABLES).await.unwrap();
        run(&db, dialect!(db, sqlite: SQLITE_SLOTS, postgres: POSTGRES_SLOTS)).await.unwrap();
        assert_eq!(run(&db, "INSERT INTO slot VALUES (1, 5)").await, Ok(()));
        assert_eq!(run(&db, "INSERT INTO slot VALUES (5, 9)").await, Ok(()));
        assert_eq!(run(&db, "INSERT INTO slot VALUES (4, 6)").await, Err(Error::Taken));
        assert_eq!(run(&db, "INSERT INTO parent VALUES ('known')").await, Err(Error::Taken));
        assert_eq!(run(&db, "INSERT INTO child VALUES ('unknown')").await, Err(Error::Stale));
        assert_eq!(run(&db, "INSERT INTO child VALUES ('known')").await, Ok(()));
        assert_eq!(run(&db, "DELETE FROM parent").await, Err(Error::Stale));
        assert!(matches!(
            run(&db, "INSERT INTO child VALUES (NULL)").await,
            Err(Error::Internal(_))
        ));
        assert!(matches!(run(&db, "SELECT nonsense").await, Err(Error::Internal(_))));
    })
    .await;
}

/// sqlx stops reading after the first row; the check of the reference must have happened by then.
#[tokio::test]
async fn a_broken_reference_shows_even_when_the_row_is_returned() {
    each_engine(|db: Db| async move {
        run(&db, TABLES).await.unwrap();
        let mut tx = db.write().await.unwrap();
        let outcome: Result<String, sqlx::Error> = on!(tx, c =>
            sqlx::query_scalar("INSERT INTO child VALUES ('unknown') RETURNING parent").fetch_one(c).await);
        assert_eq!(outcome.map_err(Error::from), Err(Error::Stale));
    })
    .await;
}

#[tokio::test]
async fn a_row_that_must_be_there_is_not_found() {
    each_engine(|db: Db| async move {
        run(&db, TABLES).await.unwrap();
        let mut tx = db.read().await.unwrap();
        let outcome: Result<String, sqlx::Error> =
            on!(tx, c => sqlx::query_scalar("SELECT name FROM parent WHERE name = 'x'").fetch_one(c).await);
        assert_eq!(outcome.map_err(Error::from), Err(Error::NotFound));
    })
    .await;
}

#[tokio::test]
async fn a_closed_database_is_busy() {
    each_engine(|db: Db| async move {
        db.close().await;
        assert_eq!(db.read().await.map(drop), Err(Error::Busy));
        assert_eq!(db.write().await.map(drop), Err(Error::Busy));
    })
    .await;
}
