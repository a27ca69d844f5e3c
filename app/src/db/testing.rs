//! Fresh databases for tests, on each engine, and copies of them.

use std::panic::{AssertUnwindSafe, resume_unwind};
use std::path::Path;
use std::str::FromStr;

use futures::FutureExt;
use sha2::{Digest, Sha256};
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, PgConnection};
use uuid::Uuid;

use super::{Backend, Db, migrate};

/// Names a PostgreSQL server where tests may make and drop databases; see `scripts/with-postgres`.
const SERVER: &str = "TEST_DATABASE_URL";

/// Runs a test on a fresh, migrated database of each engine: always on SQLite, and on PostgreSQL
/// when `TEST_DATABASE_URL` is set. A failure says which engine it was.
///
/// ```ignore
/// each_engine(|db: Db| async move { … }).await;
/// ```
pub async fn each_engine(test: impl AsyncFn(Db)) {
    on_sqlite(&test).await;
    on_postgres(&test).await;
}

/// Runs a test on an empty database of each engine as it was after an earlier migration.
pub async fn each_engine_at(version: i64, test: impl AsyncFn(Db)) {
    sqlite_at(Some(version), &test).await;
    let Ok(server) = std::env::var(SERVER) else { return };
    let options = PgConnectOptions::from_str(&server).expect("TEST_DATABASE_URL is an address");
    let mut admin = options.connect().await.expect("the server of TEST_DATABASE_URL");
    let name = fresh_name();
    execute(&mut admin, format!("CREATE DATABASE {name}")).await;
    let db = Db::open_postgres(options.database(&name)).await.expect("a new database");
    db.migrate_until(Some(version)).await.expect("the migrations of PostgreSQL");
    run("PostgreSQL", db, test, async move || drop_databases(&mut admin, name).await).await;
}

/// Runs a test on a fresh, migrated SQLite file.
pub async fn on_sqlite(test: impl AsyncFn(Db)) {
    sqlite_at(None, test).await;
}

async fn sqlite_at(version: Option<i64>, test: impl AsyncFn(Db)) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let url = format!("sqlite:{}", folder.path().join("test.db").display());
    let db = Db::open(&url).await.expect("a new SQLite file");
    db.migrate_until(version).await.expect("the migrations of SQLite");
    run("SQLite", db, test, async || drop(folder)).await;
}

/// Runs a test on a fresh, migrated PostgreSQL database, or not at all without a server.
pub async fn on_postgres(test: impl AsyncFn(Db)) {
    let Ok(server) = std::env::var(SERVER) else { return };
    let options = PgConnectOptions::from_str(&server).expect("TEST_DATABASE_URL is an address");
    let mut admin = options.connect().await.expect("the server of TEST_DATABASE_URL");
    let template = template(&mut admin, &options).await;
    let name = fresh_name();
    execute(&mut admin, format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
    let db = Db::open_postgres(options.database(&name)).await.expect("a new database");
    run("PostgreSQL", db, test, async move || drop_databases(&mut admin, name).await).await;
}

fn fresh_name() -> String {
    format!("espiral_test_{}", Uuid::new_v4().simple())
}

/// Removes a database and the copy of it, if there is one.
async fn drop_databases(admin: &mut PgConnection, name: String) {
    for name in [twin(&name), name] {
        execute(admin, format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
    }
}

/// Two databases that begin as the same: the one a test was given, and a copy that goes when it
/// goes. Everything is closed for a moment, because what is in use cannot be copied.
pub async fn twins(db: Db) -> [Db; 2] {
    db.close().await;
    match &db.0 {
        Backend::Sqlite(file) => {
            let copy = file.path().with_extension("twin");
            std::fs::copy(file.path(), &copy).expect("a copy");
            let open = async |path: &Path| {
                Db::open(&format!("sqlite:{}", path.display())).await.expect("the file")
            };
            [open(file.path()).await, open(&copy).await]
        }
        Backend::Postgres(pool) => {
            let options = (*pool.connect_options()).clone();
            let name = options.get_database().expect("a name").to_owned();
            let copy = twin(&name);
            let mut admin =
                options.clone().database("postgres").connect().await.expect("the server");
            execute(&mut admin, format!("CREATE DATABASE {copy} TEMPLATE {name}")).await;
            let open = async |name: &str| {
                Db::open_postgres(options.clone().database(name)).await.expect("the database")
            };
            [open(&name).await, open(&copy).await]
        }
    }
}

/// What the copy of a database is called.
fn twin(name: &str) -> String {
    format!("{name}_twin")
}

/// Runs the test, cleans up whatever happened, and lets a panic go on under the engine's name.
async fn run(engine: &str, db: Db, test: impl AsyncFn(Db), clean_up: impl AsyncFnOnce()) {
    let outcome = AssertUnwindSafe(test(db.clone())).catch_unwind().await;
    match outcome {
        Ok(()) => {
            db.close().await;
            clean_up().await;
        }
        Err(panic) => {
            // A transaction the test has leaked would make close() wait for ever.
            drop(db);
            clean_up().await;
            eprintln!("the test failed on {engine}");
            resume_unwind(panic);
        }
    }
}

/// The name of a migrated database to copy, made by the first test that needs it.
///
/// Tests run in processes of their own, so a lock on the server decides who makes it. It gets
/// its name only when it is complete: a process killed half-way leaves no broken template.
async fn template(admin: &mut PgConnection, server: &PgConnectOptions) -> String {
    let digest = digest();
    let name = format!("espiral_template_{digest:016x}");
    let draft = format!("{name}_draft");
    sqlx::query("SELECT pg_advisory_lock($1)")
        .bind(digest as i64)
        .execute(&mut *admin)
        .await
        .expect("a lock");
    let known: Option<i32> = sqlx::query_scalar("SELECT 1 FROM pg_database WHERE datname = $1")
        .bind(&name)
        .fetch_optional(&mut *admin)
        .await
        .expect("the list of databases");
    if known.is_none() {
        execute(admin, format!("DROP DATABASE IF EXISTS {draft} WITH (FORCE)")).await;
        execute(admin, format!("CREATE DATABASE {draft}")).await;
        migrate::postgres(&server.clone().database(&draft), None)
            .await
            .expect("the migrations of PostgreSQL");
        execute(admin, format!("ALTER DATABASE {draft} RENAME TO {name}")).await;
    }
    sqlx::query("SELECT pg_advisory_unlock($1)")
        .bind(digest as i64)
        .execute(admin)
        .await
        .expect("the lock");
    name
}

/// Changes with any migration.
fn digest() -> u64 {
    let mut hash = Sha256::new();
    for migration in migrate::POSTGRES.iter() {
        hash.update(migration.version.to_be_bytes());
        hash.update(&migration.checksum);
    }
    let [a, b, c, d, e, f, g, h, ..] = <[u8; 32]>::from(hash.finalize());
    u64::from_be_bytes([a, b, c, d, e, f, g, h])
}

/// The statements here are made of names that we made up.
async fn execute(admin: &mut PgConnection, statement: String) {
    sqlx::raw_sql(AssertSqlSafe(statement.clone()))
        .execute(admin)
        .await
        .unwrap_or_else(|error| panic!("{statement}: {error}"));
}
