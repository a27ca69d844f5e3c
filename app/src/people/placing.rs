//! What the commands about branches, departments and positions do, between the beginning of
//! their work and its end.

use serde_json::json;
use uuid::Uuid;

use super::{Branch, BranchForm, BranchId, NameList, rules, store, texts::texts, zones};
use crate::{
    error::{Error, Result},
    request::Work,
};

/// Adds a branch and answers which it is.
pub async fn add_branch(work: &mut Work, form: &BranchForm) -> Result<BranchId> {
    allowed(work)?;
    let BranchForm { name, address, time_zone } = rules::check_branch(form, zones::is_zone)?;
    let branch =
        Branch { id: BranchId::new(), name, address, time_zone, active: true, revision: 1 };
    let added = store::add_branch(&mut work.tx, &branch).await;
    taken_at_name(added, texts().places.branch_taken)?;
    work.audit("branch.added", "branch", branch.id, json!({ "name": branch.name })).await?;
    Ok(branch.id)
}

/// Changes a branch and answers which it is.
pub async fn save_branch(
    work: &mut Work,
    id: &str,
    revision: &str,
    form: &BranchForm,
) -> Result<BranchId> {
    let (before, revision) = to_change(work, id, revision).await?;
    let form = rules::check_branch(form, zones::is_zone)?;
    let saved = store::update_branch(&mut work.tx, before.id, revision, &form).await;
    taken_at_name(saved, texts().places.branch_taken)?;
    let detail = json!({
        "name": [before.name, form.name],
        "address": [before.address, form.address],
        "time_zone": [before.time_zone, form.time_zone],
    });
    work.audit("branch.saved", "branch", before.id, detail).await?;
    Ok(before.id)
}

/// Offers a branch, or does so no longer, and answers which it is.
pub async fn set_branch_active(
    work: &mut Work,
    id: &str,
    revision: &str,
    active: bool,
) -> Result<BranchId> {
    let (branch, revision) = to_change(work, id, revision).await?;
    store::set_branch_active(&mut work.tx, branch.id, revision, active).await?;
    let people = store::active_at(&mut work.tx, branch.id).await?;
    if !active && people > 0 {
        return Err(Error::form((texts().places.branch_in_use)(people)));
    }
    let action = if active { "branch.reactivated" } else { "branch.deactivated" };
    work.audit(action, "branch", branch.id, json!({})).await?;
    Ok(branch.id)
}

/// Adds a name to a list.
pub async fn add_name(work: &mut Work, list: &str, name: &str) -> Result<NameList> {
    allowed(work)?;
    let list = NameList::parse(list).ok_or(Error::NotFound)?;
    let name = rules::check_list_name(name)?;
    let id = Uuid::now_v7();
    let added = store::add_name(&mut work.tx, list, id, &name).await;
    taken_at_name(added, texts().places.name_taken)?;
    work.audit("name.added", list.as_str(), id, json!({ "name": name })).await?;
    Ok(list)
}

/// Renames an entry (list, id and revision as the form posts them).
pub async fn rename(work: &mut Work, entry: (&str, &str, &str), name: &str) -> Result<NameList> {
    let (list, id, revision) = to_rename(work, entry)?;
    let name = rules::check_list_name(name)?;
    let before = store::name(&mut work.tx, list, id).await?;
    let renamed = store::rename(&mut work.tx, list, id, revision, &name).await;
    taken_at_name(renamed, texts().places.name_taken)?;
    work.audit("name.saved", list.as_str(), id, json!({ "name": [before.name, name] })).await?;
    Ok(list)
}

/// Offers an entry (list, id and revision as the form posts them), or does so no longer.
pub async fn set_name_active(
    work: &mut Work,
    entry: (&str, &str, &str),
    active: bool,
) -> Result<NameList> {
    let (list, id, revision) = to_rename(work, entry)?;
    store::set_name_active(&mut work.tx, list, id, revision, active).await?;
    let action = if active { "name.reactivated" } else { "name.deactivated" };
    work.audit(action, list.as_str(), id, json!({})).await?;
    Ok(list)
}

fn allowed(work: &Work) -> Result<()> {
    if rules::may_keep_everything(&work.actor) { Ok(()) } else { Err(Error::Forbidden) }
}

async fn to_change(work: &mut Work, id: &str, revision: &str) -> Result<(Branch, i64)> {
    allowed(work)?;
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let revision = revision.parse().map_err(|_| Error::Stale)?;
    let branch = store::branch(&mut work.tx, id).await?.ok_or(Error::NotFound)?;
    Ok((branch, revision))
}

fn to_rename(
    work: &Work,
    (list, id, revision): (&str, &str, &str),
) -> Result<(NameList, Uuid, i64)> {
    allowed(work)?;
    let list = NameList::parse(list).ok_or(Error::NotFound)?;
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let revision = revision.parse().map_err(|_| Error::Stale)?;
    Ok((list, id, revision))
}

/// A name that is taken, told at its field.
fn taken_at_name(result: Result<()>, message: &str) -> Result<()> {
    match result {
        Err(Error::Taken) => Err(Error::field("name", message)),
        other => other,
    }
}
