//! Giving roles and taking them back.

use std::str::FromStr;

use serde_json::json;
use uuid::Uuid;

use super::{Grant, Role, rules, store, texts};
use crate::{
    error::{Error, Result},
    mail,
    people::{self, BranchId, DepartmentId, PersonId},
    request::{Change, Done, Next, Work},
};

async fn begin(person: PersonId) -> Result<Work> {
    let mut work = Work::begin().await?;
    if !rules::may_give_access(&work.actor) {
        return Err(Error::Forbidden);
    }
    people::store::by_id(&mut work.tx, person).await?.ok_or(Error::NotFound)?;
    work.tell(Change::Access(person));
    Ok(work)
}

fn page(person: PersonId) -> Next {
    Next::to(format!("/people/{person}/access"))
}

/// A place that was chosen, or none. What cannot be read is not taken for the whole company.
fn chosen<T: FromStr>(typed: &str) -> Result<Option<T>> {
    match typed {
        "" => Ok(None),
        typed => typed.parse().map(Some).map_err(|_| Error::NotFound),
    }
}

pub async fn grant(person: PersonId, role: &str, branch: &str, department: &str) -> Result<Next> {
    let t = texts::texts();
    let branch: Option<BranchId> = chosen(branch)?;
    let department: Option<DepartmentId> = chosen(department)?;
    let role = Role::parse(role).ok_or_else(|| Error::field("role", t.role_missing))?;
    let grant = Grant { role, branch, department };
    if !rules::is_possible(&grant) {
        return Err(Error::field("role", t.role_is_everywhere));
    }
    let mut work = begin(person).await?;
    let mut grants = store::grants(&mut work.tx, person).await?;
    if grants.contains(&grant) {
        return Err(Error::field("role", t.role_given));
    }
    grants.push(grant);
    store::set_grants(&mut work.tx, person, &grants).await?;
    let detail = json!({ "role": role.as_str(), "branch": branch, "department": department });
    work.audit("role.given", "person", person, detail).await?;
    work.done(page(person).saying(Done::Saved)).await
}

pub async fn revoke(person: PersonId, grant: Uuid) -> Result<Next> {
    let t = texts::texts();
    let mut work = begin(person).await?;
    store::lock_administrators(&mut work.tx).await?;
    let role = store::remove_grant(&mut work.tx, person, grant).await?.ok_or(Error::NotFound)?;
    if role == Role::Admin && !store::any_administrator(&mut work.tx).await? {
        return Err(Error::form(t.last_administrator));
    }
    work.audit("role.taken", "person", person, json!({ "role": role.as_str() })).await?;
    work.done(page(person).saying(Done::Saved)).await
}

pub async fn withdraw(person: PersonId) -> Result<Next> {
    let t = texts::texts();
    let mut work = begin(person).await?;
    store::lock_administrators(&mut work.tx).await?;
    store::withdraw(&mut work.tx, person).await?;
    mail::withdraw(&mut work.tx, person.into()).await?;
    if !store::any_administrator(&mut work.tx).await? {
        return Err(Error::form(t.last_administrator));
    }
    work.audit("access.withdrawn", "person", person, json!({})).await?;
    work.done(page(person).saying(Done::Saved)).await
}
