//! A file between its arrival and its import.

use super::{
    ImportId,
    import::{self, Encoding, Existing, Options, Plan, Table, Unreadable},
    rules, store,
    texts::texts,
};
use crate::{
    access::{Actor, Role},
    db::Tx,
    error::{Error, Result},
    request::{Look, Work},
};

/// A file that was sent, read with an encoding.
pub struct File {
    pub id: ImportId,
    pub name: String,
    pub encoding: Encoding,
    /// What the file looks like by itself.
    pub detected: Encoding,
    pub table: Result<Table, Unreadable>,
}

/// Finds and reads a file of the actor; without an encoding the one that fits.
pub async fn load(id: &str, encoding: &str) -> Result<File> {
    let mut look = Look::begin().await?;
    let id = id.parse().map_err(|_| Error::NotFound)?;
    find(&mut look, id, encoding).await
}

/// The same, within a page.
pub async fn find(look: &mut Look, id: ImportId, encoding: &str) -> Result<File> {
    if !rules::may_keep_everything(&look.actor) {
        return Err(Error::Forbidden);
    }
    let (name, bytes) = store::imports::find(&mut look.tx, id, look.actor.id).await?;
    let detected = import::detect(&bytes);
    let encoding = Encoding::parse(encoding).unwrap_or(detected);
    let table = import::read(&bytes, encoding);
    Ok(File { id, name, encoding, detected, table })
}

/// What the file would do now.
pub async fn plan(
    tx: &mut Tx,
    actor: &Actor,
    file: &File,
    create_names: bool,
) -> Result<Result<Plan, Unreadable>> {
    let table = match &file.table {
        Ok(table) => table,
        Err(unreadable) => return Ok(Err(unreadable.clone())),
    };
    let options = Options { create_names, change_admins: actor.is(Role::Admin) };
    let existing: Existing = store::imports::existing(tx).await?;
    Ok(import::plan(table, &existing, options))
}

/// The plan, if it is still the one that was shown with this fingerprint.
pub async fn agreed_plan(
    work: &mut Work,
    file: &File,
    create_names: bool,
    seen: &str,
) -> Result<Plan> {
    let actor = work.actor.clone();
    let t = texts();
    match plan(&mut work.tx, &actor, file, create_names).await? {
        Ok(plan) if plan.fingerprint() == seen => Ok(plan),
        Ok(_) => Err(Error::form(t.import.changed_meanwhile)),
        Err(unreadable) => Err(Error::form(unreadable.in_words(t))),
    }
}

/// Imports the plan, or says why not.
pub async fn carry_out(work: &mut Work, plan: &Plan, good_only: bool) -> Result<()> {
    let t = texts().import;
    if plan.wrong() > 0 && !good_only {
        return Err(Error::form(t.still_wrong));
    }
    let (by, now) = (work.actor.id, work.now);
    match import::apply(&mut work.tx, plan, Some(by), now).await {
        Ok(_) => Ok(()),
        // Somebody was quicker between our look and our writing.
        Err(Error::Taken | Error::Stale) => Err(Error::form(t.changed_meanwhile)),
        Err(error) => Err(error),
    }
}
