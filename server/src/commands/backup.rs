use std::path::Path;

use anyhow::{Context, bail};

use super::{shown, sqlite_file};
use crate::copies::{Part, postgres, sqlite};

/// Writes a copy of the database, verifies it, and only then gives it its name.
pub async fn run(database: &str, file: &Path) -> anyhow::Result<()> {
    let part = Part::beside(file)?;
    let what = match sqlite_file(database)? {
        Some(source) if !source.exists() => bail!("there is no database at {}", source.display()),
        Some(source) => {
            if let (Ok(source), Ok(target)) = (source.canonicalize(), file.canonicalize())
                && source == target
            {
                bail!("{} is the database itself", file.display());
            }
            sqlite::copy(&source, part.path())
                .await
                .with_context(|| format!("cannot copy {}", source.display()))?;
            sqlite::inspect(part.path()).await.context("the copy is not sound")?.to_string()
        }
        None => {
            postgres::dump(database, part.path())
                .await
                .with_context(|| format!("cannot copy {}", shown(database)))?;
            let entries = postgres::inspect(part.path()).await.context("the copy is not sound")?;
            format!("{entries} entries")
        }
    };
    part.keep(file)?;
    println!("{} holds a verified copy: {what}.", file.display());
    Ok(())
}
