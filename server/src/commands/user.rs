use anyhow::{Context, bail};
use app::{
    access::{self, Grant, Role},
    clock::Clock,
    db::Tx,
    error::{Error, Result},
    lang::Lang,
    ops,
    people::{self, Branch, BranchId, Person, PersonId},
    request::audit,
    settings,
};
use serde_json::json;

use super::{migrate, open, open_existing, plain};
use crate::config::Invited;

const LINK_HOURS: i64 = 24;

/// Makes sure that there is an administrator with this address and prints a link to get in.
pub async fn add(database: &str, invited: &Invited, clock: &Clock) -> anyhow::Result<()> {
    let db = open(database).await?;
    migrate(&db).await?;
    let mut tx = db.write().await.map_err(plain)?;
    let known = ops::store::person(&mut tx, &invited.email).await.map_err(plain)?;
    let person = match known {
        Some((_, false)) => bail!("{} belongs to somebody who is inactive", invited.email),
        Some((person, true)) => person,
        None => new_person(&mut tx, &invited.email, clock).await.map_err(plain)?,
    };
    let mut grants = access::store::grants(&mut tx, person).await.map_err(plain)?;
    let admin = Grant::everywhere(Role::Admin);
    if !grants.contains(&admin) {
        grants.push(admin);
        access::store::set_grants(&mut tx, person, &grants).await.map_err(plain)?;
    }
    link(tx, person, invited, clock).await?;
    db.close().await;
    Ok(())
}

/// Prints a link to set a new password.
pub async fn reset(database: &str, invited: &Invited, clock: &Clock) -> anyhow::Result<()> {
    let db = open_existing(database).await?;
    let mut tx = db.write().await.map_err(plain)?;
    let known = ops::store::person(&mut tx, &invited.email).await.map_err(plain)?;
    let Some((person, true)) = known else {
        bail!("nobody active has the address {}", invited.email);
    };
    link(tx, person, invited, clock).await?;
    db.close().await;
    Ok(())
}

/// Somebody of the first branch, which is made with its organisation when there is none.
async fn new_person(tx: &mut Tx, email: &str, clock: &Clock) -> Result<PersonId> {
    const ZONE: &str = "America/Lima";

    match settings::store::organisation(tx).await {
        Err(Error::NotFound) => settings::store::found(tx, "Espiral", Lang::Es, ZONE).await?,
        found => drop(found?),
    }
    let branch_id = match ops::store::first_branch(tx).await? {
        Some(branch) => branch,
        None => {
            let branch = Branch {
                id: BranchId::new(),
                name: "Central".into(),
                address: String::new(),
                time_zone: ZONE.into(),
                active: true,
                revision: 1,
            };
            people::store::add_branch(tx, &branch).await?;
            branch.id
        }
    };
    let person = Person {
        id: PersonId::new(),
        employee_number: None,
        email: Some(email.into()),
        name: email.split('@').next().unwrap_or(email).into(),
        branch_id,
        department_id: None,
        position_id: None,
        hired_on: None,
        language: None,
        time_zone: None,
        active: true,
        revision: 1,
    };
    people::store::add(tx, &person, clock.now()).await?;
    Ok(person.id)
}

async fn link(
    mut tx: Tx,
    person: PersonId,
    invited: &Invited,
    clock: &Clock,
) -> anyhow::Result<()> {
    let (token, now) = (access::tokens::fresh(), clock.now());
    let expires = now + chrono::Duration::hours(LINK_HOURS);
    let hash = access::tokens::hash(&token);
    access::store::add_link(&mut tx, &hash, Some(person), now, expires).await.map_err(plain)?;
    let detail = json!({ "by": "command line" });
    audit(&mut tx, now, None, "access.link", "person", person.into(), detail)
        .await
        .map_err(plain)?;
    tx.commit().await.map_err(plain).context("nothing was saved")?;
    println!("With this link {} sets a password, once and within 24 hours:", invited.email);
    println!("  {}/access/{token}", invited.public_url.trim_end_matches('/'));
    Ok(())
}
