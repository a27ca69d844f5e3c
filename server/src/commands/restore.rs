use std::path::Path;

use anyhow::{Context, bail};
use app::ops::store;

use super::{open, plain, refuse_newer, shown, sqlite_file};
use crate::copies::{Part, postgres, sqlite};

/// Puts a copy in the place of the database.
pub async fn run(database: &str, file: &Path, force: bool) -> anyhow::Result<()> {
    if !file.exists() {
        bail!("there is no file {}", file.display());
    }
    match sqlite_file(database)? {
        Some(target) => {
            let refused = || format!("{} is not a copy that can be restored", file.display());
            let copy = sqlite::inspect(file).await.with_context(refused)?;
            refuse_newer(Some(copy.version))?;
            if target.exists() {
                refuse_to_overwrite(database, force).await?;
            }
            let part = Part::beside(&target)?;
            std::fs::copy(file, part.path()).context("cannot copy the file")?;
            sqlite::replace(&target, part).await?;
            println!("{} holds the copy: {copy}.", target.display());
        }
        None => {
            postgres::inspect(file)
                .await
                .with_context(|| format!("{} cannot be restored", file.display()))?;
            refuse_to_overwrite(database, force).await?;
            postgres::restore(database, file).await.context("the copy cannot be restored")?;
            println!("{} holds the copy.", shown(database));
        }
    }
    println!("If this program is newer than the copy, run `espiral migrate`.");
    Ok(())
}

/// A database that holds something is replaced only by force, and none while it is served.
async fn refuse_to_overwrite(database: &str, force: bool) -> anyhow::Result<()> {
    let db = open(database).await?;
    let mut tx = db.read().await.map_err(plain)?;
    let has_tables = store::version(&mut tx).await.map_err(plain)?.is_some();
    let holds = has_tables && store::holds_anything(&mut tx).await.map_err(plain)?;
    let served = store::other_servers(&mut tx).await.map_err(plain)? > 0;
    drop(tx);
    db.close().await;
    if holds && !force {
        bail!("the database holds something: use --force to replace it");
    }
    if served {
        bail!("the database is being served: stop the servers first");
    }
    Ok(())
}
