use std::{io::ErrorKind, path::Path, process::Output};

use anyhow::{Context, bail};
use tokio::process::Command;
use url::Url;

/// What PostgreSQL's own programs understand of an address; ours may say more.
const PARAMETERS: [&str; 8] =
    ["host", "port", "user", "dbname", "sslmode", "sslrootcert", "sslcert", "sslkey"];

/// Writes a dump in PostgreSQL's own format, of one moment.
pub async fn dump(database: &str, target: &Path) -> anyhow::Result<()> {
    let mut dump = program("pg_dump", database)?;
    dump.args(["--format=custom", "--no-owner", "--no-privileges", "--file"]).arg(target);
    run(dump).await.map(drop)
}

/// Reads a dump's table of contents; answers how many entries it has.
pub async fn inspect(file: &Path) -> anyhow::Result<usize> {
    let mut list = Command::new("pg_restore");
    list.arg("--list").arg(file);
    let output = run(list).await?;
    let list = String::from_utf8_lossy(&output.stdout);
    if !list.contains(" TABLE DATA public _sqlx_migrations ") {
        bail!("it is not a copy of Espiral");
    }
    Ok(list.lines().filter(|line| !line.starts_with(';') && !line.is_empty()).count())
}

/// Puts what is in the dump in the place of what is in the database: all of it or nothing.
pub async fn restore(database: &str, file: &Path) -> anyhow::Result<()> {
    let mut restore = program("pg_restore", database)?;
    restore
        .args(["--clean", "--if-exists", "--single-transaction", "--no-owner", "--no-privileges"])
        .arg(file);
    run(restore).await.map(drop)
}

/// One of PostgreSQL's programs for this database. The password goes into the environment,
/// because everybody on the machine can read a command line.
fn program(name: &str, database: &str) -> anyhow::Result<Command> {
    let (address, password) = address(database)?;
    let mut command = Command::new(name);
    command.arg(format!("--dbname={address}"));
    if let Some(password) = password {
        command.env("PGPASSWORD", password);
    }
    Ok(command)
}

/// The address without its password and what only we understand, and the password.
fn address(database: &str) -> anyhow::Result<(String, Option<String>)> {
    let mut url = Url::parse(database).context("the database is not an address")?;
    let mut password = url.password().map(decoded);
    let mut kept = Vec::new();
    for (name, value) in url.query_pairs() {
        if name == "password" {
            password = Some(value.into_owned());
        } else if PARAMETERS.contains(&&*name) {
            kept.push((name.into_owned(), value.into_owned()));
        }
    }
    url.set_password(None).ok();
    url.set_query(None);
    if !kept.is_empty() {
        // Not as a form would write it: PostgreSQL takes a plus for a plus.
        let pairs: Vec<String> = kept
            .iter()
            .map(|(name, value)| format!("{name}={}", app::routes::encode(value)))
            .collect();
        url.set_query(Some(&pairs.join("&")));
    }
    Ok((url.to_string(), password))
}

/// A part of an address as it was meant.
fn decoded(text: &str) -> String {
    // A plus stands for itself outside a query.
    let query = format!("x={}", text.replace('+', "%2B"));
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(&query).unwrap_or_default();
    pairs.into_iter().next().map(|(_, value)| value).unwrap_or_default()
}

async fn run(mut command: Command) -> anyhow::Result<Output> {
    let name = command.as_std().get_program().to_string_lossy().into_owned();
    let output = match command.output().await {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            bail!("{name} is not installed: it comes with the client programs of PostgreSQL")
        }
        output => output.with_context(|| format!("{name} does not start"))?,
    };
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(output)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_password_leaves_the_address() {
        let (url, password) =
            address("postgres://ana:s%40+t@db.example:5433/espiral?sslmode=require&x=1").unwrap();
        assert_eq!(url, "postgres://ana@db.example:5433/espiral?sslmode=require");
        assert_eq!(password.as_deref(), Some("s@+t"));
        let (url, password) = address("postgres://u@localhost/d?host=/tmp/a b").unwrap();
        assert_eq!(url, "postgres://u@localhost/d?host=/tmp/a%20b");
        assert_eq!(password, None);
    }

    #[tokio::test]
    async fn a_missing_program_is_named() {
        let error = run(Command::new("pg_nothing")).await.unwrap_err().to_string();
        assert!(error.starts_with("pg_nothing is not installed"), "{error}");
    }
}
