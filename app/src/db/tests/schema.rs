//! The two folders of migrations describe one database.

use std::collections::BTreeSet;

use super::*;
use crate::db::migrate;
use crate::db::testing::on_postgres;

/// Tables made by hand only, without the index tables of a search.
const SQLITE_COLUMNS: &str = r#"
    SELECT t.name || '.' || c.name || CASE WHEN c."notnull" = 1 OR c.pk > 0 THEN '' ELSE ' NULL' END
    FROM pragma_table_list t JOIN pragma_table_xinfo(t.name) c
    WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\' AND c.hidden <> 1"#;
/// Without the columns that only a search knows.
const POSTGRES_COLUMNS: &str = "
    SELECT table_name || '.' || column_name || CASE is_nullable WHEN 'NO' THEN '' ELSE ' NULL' END
    FROM information_schema.columns WHERE table_schema = 'public' AND data_type <> 'tsvector'";

async fn columns(db: &Db) -> BTreeSet<String> {
    let mut tx = db.read().await.unwrap();
    let text = dialect!(tx, sqlite: SQLITE_COLUMNS, postgres: POSTGRES_COLUMNS);
    let all: Vec<String> = on!(tx, c => sqlx::query_scalar(text).fetch_all(c).await).unwrap();
    // sqlx makes its own table a little differently on each engine.
    all.into_iter().filter(|column| !column.starts_with("_sqlx")).collect()
}

#[test]
fn both_folders_hold_the_same_names() {
    let names = |migrator: &sqlx::migrate::Migrator| -> Vec<(i64, String)> {
        migrator.iter().map(|m| (m.version, m.description.to_string())).collect()
    };
    assert_eq!(names(&migrate::SQLITE), names(&migrate::POSTGRES));
}

#[tokio::test]
async fn both_engines_have_the_same_tables_and_columns() {
    on_postgres(|postgres: Db| async move {
        let there = columns(&postgres).await;
        on_sqlite(|sqlite: Db| {
            let there = there.clone();
            async move {
                let here = columns(&sqlite).await;
                let differ: Vec<_> = here.symmetric_difference(&there).collect();
                assert!(differ.is_empty(), "on one engine only: {differ:#?}");
            }
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn several_servers_may_migrate_at_once() {
    each_engine(|db: Db| async move {
        let outcomes = futures::future::join_all((0..4).map(|_| db.migrate())).await;
        assert_eq!(outcomes, vec![Ok(()); 4]);
    })
    .await;
}
