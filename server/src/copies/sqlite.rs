use std::{fmt, path::Path, time::Duration};

use anyhow::{Context, bail};
use app::{db::Engine, ops};
use sqlx::{
    AssertSqlSafe, ConnectOptions, Connection, SqliteConnection, sqlite::SqliteConnectOptions,
};

use super::Part;

/// How long to wait for a writer that holds the file.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a copy holds.
pub struct Contents {
    /// The last migration that was applied to it.
    pub version: i64,
    /// Each table with its rows.
    pub tables: Vec<(String, i64)>,
}

impl fmt::Display for Contents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows: i64 = self.tables.iter().map(|(_, rows)| rows).sum();
        write!(f, "{rows} rows in {} tables, version {}", self.tables.len(), self.version)
    }
}

fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new().filename(path).create_if_missing(false).busy_timeout(PATIENCE)
}

/// Copies the database as it is at one moment into an empty file, also while it is served.
pub async fn copy(source: &Path, target: &Path) -> anyhow::Result<()> {
    let target_text = target.to_str().context("the name of the copy is not valid UTF-8")?;
    let mut connection = options(source).connect().await?;
    let before = moment(&mut connection).await?;
    let held = contents(&mut connection).await?;
    sqlx::query("VACUUM INTO $1").bind(target_text).execute(&mut connection).await?;
    let quiet = moment(&mut connection).await? == before;
    connection.close().await?;

    let mut copy = options(target).read_only(true).connect().await?;
    let copied = contents(&mut copy).await?;
    copy.close().await?;
    // While people write, the copy may rightly hold more than was counted before it.
    if quiet && copied.tables != held.tables {
        bail!("the copy does not hold what the database holds");
    }
    Ok(())
}

/// Reads a copy through and answers what it holds; an error when it is damaged or not ours.
pub async fn inspect(path: &Path) -> anyhow::Result<Contents> {
    let mut connection = options(path).read_only(true).immutable(true).connect().await?;
    for check in ops::SOUND {
        let Some(text) = check.on(Engine::Sqlite) else { continue };
        let violations: i64 = sqlx::query_scalar(text)
            .fetch_one(&mut connection)
            .await
            .with_context(|| format!("it is not a SQLite database of Espiral ({})", check.name))?;
        if violations > 0 {
            bail!("not so: {} ({violations})", check.name);
        }
    }
    let contents = contents(&mut connection).await?;
    connection.close().await?;
    Ok(contents)
}

/// Puts a complete file in the place of a database that nobody has open.
pub async fn replace(target: &Path, part: Part) -> anyhow::Result<()> {
    if !target.exists() {
        return part.keep(target);
    }
    let mut connection = options(target).busy_timeout(Duration::from_secs(1)).connect().await?;
    // Leaving the log needs the file for oneself alone. It also folds the log into the file, so
    // that nothing of the old database is left to be mixed into the new one.
    sqlx::query("PRAGMA journal_mode = DELETE")
        .execute(&mut connection)
        .await
        .context("the database is open elsewhere: stop the server first")?;
    sqlx::query("BEGIN EXCLUSIVE").execute(&mut connection).await?;
    part.keep(target)?;
    connection.close().await?;
    Ok(())
}

/// Changes whenever another connection commits.
async fn moment(connection: &mut SqliteConnection) -> anyhow::Result<i64> {
    Ok(sqlx::query_scalar("PRAGMA data_version").fetch_one(connection).await?)
}

async fn contents(connection: &mut SqliteConnection) -> anyhow::Result<Contents> {
    const VERSION: &str = "SELECT MAX(version) FROM _sqlx_migrations WHERE success";
    const TABLES: &str = "SELECT name FROM pragma_table_list \
        WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' \
        ORDER BY name";
    let version: Option<i64> = sqlx::query_scalar(VERSION).fetch_one(&mut *connection).await?;
    let names: Vec<String> = sqlx::query_scalar(TABLES).fetch_all(&mut *connection).await?;
    let mut tables = Vec::new();
    for name in names {
        let count = format!("SELECT COUNT(*) FROM \"{}\"", name.replace('"', "\"\""));
        // The name comes from the schema and is quoted.
        let rows = sqlx::query_scalar(AssertSqlSafe(count)).fetch_one(&mut *connection).await?;
        tables.push((name, rows));
    }
    Ok(Contents { version: version.context("it has no tables of Espiral")?, tables })
}
