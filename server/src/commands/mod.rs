//! The commands of the program. Each ends with nothing to say, or with one line about what went
//! wrong.

mod backup;
mod check;
mod demo;
mod import;
mod restore;
mod serve;
mod user;

use std::path::PathBuf;
use std::str::FromStr;

use anyhow::{Context, bail};
use app::{clock::Clock, db::Db, error::Error, ops, search};
use sqlx::sqlite::SqliteConnectOptions;
use url::Url;

use crate::config::{Cli, Command, Import, User};

/// Runs what the command line says.
pub async fn run(cli: Cli) -> anyhow::Result<()> {
    let database = cli.database.as_str();
    match cli.command {
        Command::Serve(options) => serve::run(database, options).await,
        Command::Migrate => {
            let db = open(database).await?;
            migrate(&db).await?;
            println!("The tables are up to date (version {}).", Db::newest_version());
            db.close().await;
            Ok(())
        }
        Command::Demo { told } => demo::run(database, told.into()).await,
        Command::Check => check::run(database).await,
        Command::Backup { file } => backup::run(database, &file).await,
        Command::Restore { file, force } => restore::run(database, &file, force).await,
        Command::Import(Import::People(options)) => {
            import::people(database, &options, &Clock::system()).await
        }
        Command::User(command) => {
            let clock = Clock::system();
            match command {
                User::Add(person) => user::add(database, &person, &clock).await,
                User::Reset(person) => user::reset(database, &person, &clock).await,
            }
        }
    }
}

/// Where SQLite keeps the file of this address; `None` for PostgreSQL.
fn sqlite_file(database: &str) -> anyhow::Result<Option<PathBuf>> {
    if !database.starts_with("sqlite:") {
        return Ok(None);
    }
    let options = SqliteConnectOptions::from_str(database)
        .with_context(|| format!("{database} is not the address of a SQLite file"))?;
    Ok(Some(options.get_filename().to_owned()))
}

/// Opens the database; a SQLite file is made when it is missing.
async fn open(database: &str) -> anyhow::Result<Db> {
    let opened = Db::open(database).await.map_err(plain);
    opened.with_context(|| format!("cannot open the database {}", shown(database)))
}

/// Opens a database that must be there, with tables as this program knows them.
async fn open_existing(database: &str) -> anyhow::Result<Db> {
    if let Some(file) = sqlite_file(database)?
        && !file.exists()
    {
        bail!("there is no database at {}", file.display());
    }
    let db = open(database).await?;
    match version(&db).await? {
        Some(version) if version < Db::newest_version() => {
            bail!("the tables are older than this program: run `espiral migrate` first")
        }
        Some(_) => Ok(db),
        None => bail!("the database has no tables of Espiral"),
    }
}

/// Brings the tables up to date, and what the search finds.
async fn migrate(db: &Db) -> anyhow::Result<()> {
    version(db).await?;
    db.migrate().await.map_err(plain).context("the tables cannot be brought up to date")?;
    let indexed = search::catching_up::catch_up(db).await.map_err(plain);
    let indexed = indexed.context("the search cannot be brought up to date")?;
    if indexed > 0 {
        tracing::info!(indexed, "the search is up to date");
    }
    Ok(())
}

/// The version of the tables, unless they are newer than this program.
async fn version(db: &Db) -> anyhow::Result<Option<i64>> {
    let mut tx = db.read().await.map_err(plain)?;
    let version = ops::store::version(&mut tx).await.map_err(plain)?;
    refuse_newer(version)?;
    Ok(version)
}

fn refuse_newer(version: Option<i64>) -> anyhow::Result<()> {
    let known = Db::newest_version();
    match version {
        Some(version) if version > known => bail!(
            "the tables were made by a newer Espiral (version {version}; this one knows {known})"
        ),
        _ => Ok(()),
    }
}

/// An error of the product in words for an operator.
fn plain(error: Error) -> anyhow::Error {
    match error {
        Error::Internal(text) => anyhow::Error::msg(text),
        Error::Busy => anyhow::Error::msg("it does not answer"),
        other => anyhow::Error::msg(other.to_string()),
    }
}

/// The address of a database without its password.
fn shown(database: &str) -> String {
    match Url::parse(database) {
        Ok(mut url) if url.has_host() => {
            url.set_password(None).ok();
            url.set_query(None);
            url.to_string()
        }
        _ => database.split('?').next().unwrap_or_default().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_shown() {
        assert_eq!(
            shown("postgres://ana:secret@db.example/espiral?password=secret"),
            "postgres://ana@db.example/espiral"
        );
        assert_eq!(shown("sqlite:/var/lib/espiral.db?mode=rwc"), "sqlite:/var/lib/espiral.db");
    }

    #[test]
    fn the_file_of_an_address_is_found() {
        assert_eq!(sqlite_file("sqlite:a/b.db").unwrap(), Some(PathBuf::from("a/b.db")));
        assert_eq!(sqlite_file("sqlite:///a/b.db").unwrap(), Some(PathBuf::from("/a/b.db")));
        assert_eq!(sqlite_file("postgres://localhost/x").unwrap(), None);
    }
}
