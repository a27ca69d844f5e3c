//! One-time links: giving access, and the very first administrator.

use chrono::{DateTime, Duration, Utc};
use serde_json::json;

use super::{Grant, Role, api::SetUpForm, passwords, rules, signing, store, texts, tokens};
use crate::{
    db::Tx,
    error::{Error, Problems, Result},
    mail,
    people::{self, Branch, BranchId, Person, PersonId},
    request::{Change, Done, Next, Work, audit, services, visitor},
    routes, settings,
};

/// How long a link can be used.
const VALID: Duration = Duration::hours(72);

/// Makes a link for a person and shows it on their access page.
pub async fn give_access(person: PersonId) -> Result<Next> {
    let t = texts::texts();
    let mut work = Work::begin().await?;
    if !rules::may_give_access(&work.actor) {
        return Err(Error::Forbidden);
    }
    let found = people::store::by_id(&mut work.tx, person).await?.ok_or(Error::NotFound)?;
    if !found.active {
        return Err(Error::form(t.inactive_person));
    }
    if found.email.is_none() {
        return Err(Error::form(t.no_email));
    }
    // A letter that still waits would end this link with its own.
    mail::withdraw(&mut work.tx, person.into()).await?;
    let token = tokens::fresh();
    let now = work.now;
    store::add_link(&mut work.tx, &tokens::hash(&token), Some(person), now, now + VALID).await?;
    work.audit("access.link", "person", person, json!({})).await?;
    let page = format!("/people/{person}/access");
    let shown = Next::to(format!("{page}?link={token}")).saying(Done::AccessGiven);
    work.done_keeping(shown, Next::to(page)).await
}

/// The path of a new link for a person, for the letter that is about to carry it: nobody else sees
/// it, and the database gets its hash.
pub async fn path_of_new_link(tx: &mut Tx, person: PersonId, now: DateTime<Utc>) -> Result<String> {
    let token = tokens::fresh();
    store::add_link(tx, &tokens::hash(&token), Some(person), now, now + VALID).await?;
    Ok(routes::access(&token))
}

/// Whom a link is for: a person's name and address, or nobody yet (the first administrator).
pub async fn owner(token: &str) -> Result<Option<Person>> {
    let services = services();
    let mut tx = services.db.read().await?;
    let found = store::link(&mut tx, &tokens::hash(token), services.clock.now()).await?;
    match found.ok_or(Error::NotFound)? {
        Some(person) => Ok(people::store::by_id(&mut tx, person).await?),
        None => Ok(None),
    }
}

/// Sets a password by a link, signs in here and out everywhere else.
pub async fn use_link(token: String, new_password: String) -> Result<Next> {
    let (services, visitor) = (services(), visitor());
    let t = texts::of(visitor.lang);
    let person = match owner(&token).await {
        Ok(Some(person)) if person.active => person,
        Ok(_) | Err(Error::NotFound) => return Err(Error::form(t.link_over)),
        Err(error) => return Err(error),
    };
    let email = person.email.unwrap_or_default();
    signing::check_new(&new_password, &[&person.name, &email])?;
    let hash = passwords::hash(new_password, &services.hashing).await?;
    let now = services.clock.now();
    let mut tx = services.db.write().await?;
    if !store::use_link(&mut tx, &tokens::hash(&token), now).await? {
        return Err(Error::form(t.link_over));
    }
    store::set_password(&mut tx, person.id, &hash).await?;
    store::remove_sign_ins(&mut tx, person.id, None).await?;
    store::clear_attempts(&mut tx, &format!("sign-in/account/{email}")).await?;
    let session = signing::start(&mut tx, person.id, &services, &visitor).await?;
    audit(&mut tx, now, Some(person.id), "password.set", "person", person.id.into(), json!({}))
        .await?;
    tx.commit().await?;
    services.live.tell(Change::Access(person.id));
    signing::set_cookie(&session);
    Ok(Next::to("/"))
}

/// Creates organisation, branch and administrator by the link that the first start prints.
pub async fn set_up(form: SetUpForm) -> Result<Next> {
    let (services, visitor) = (services(), visitor());
    let t = texts::of(visitor.lang);
    match owner(&form.token).await {
        Ok(None) => {}
        Ok(Some(_)) | Err(Error::NotFound) => return Err(Error::form(t.link_over)),
        Err(error) => return Err(error),
    }
    let mut problems = Problems::default();
    let organisation = form.organisation.trim();
    let branch = form.branch.trim();
    let name = form.name.trim();
    problems.require(!organisation.is_empty(), "organisation", t.organisation_missing);
    problems.require(!branch.is_empty(), "branch", t.branch_missing);
    problems.require(!name.is_empty(), "name", t.name_missing);
    let zone = form.time_zone.trim();
    problems.require(zone.parse::<chrono_tz::Tz>().is_ok(), "time_zone", t.zone_wrong);
    let email = rules::clean_email(&form.email);
    problems.require(email.is_some(), "email", t.email_wrong);
    if let Err(Error::Invalid(errors)) =
        signing::check_new(&form.new_password, &[name, &form.email])
    {
        errors.into_iter().for_each(|error| problems.add("new_password", error.message));
    }
    problems.into_result()?;

    let hash = passwords::hash(form.new_password, &services.hashing).await?;
    let now = services.clock.now();
    let mut tx = services.db.write().await?;
    if !store::use_link(&mut tx, &tokens::hash(&form.token), now).await? {
        return Err(Error::form(t.link_over));
    }
    settings::store::found(&mut tx, organisation, visitor.lang, zone).await?;
    let branch = Branch {
        id: BranchId::new(),
        name: branch.into(),
        address: String::new(),
        time_zone: zone.into(),
        active: true,
        revision: 1,
    };
    people::store::add_branch(&mut tx, &branch).await?;
    let person = Person {
        id: PersonId::new(),
        employee_number: None,
        email,
        name: name.into(),
        branch_id: branch.id,
        department_id: None,
        position_id: None,
        hired_on: None,
        language: Some(visitor.lang),
        time_zone: None,
        active: true,
        revision: 1,
    };
    people::store::add(&mut tx, &person, now).await?;
    store::set_password(&mut tx, person.id, &hash).await?;
    store::set_grants(&mut tx, person.id, &[Grant::everywhere(Role::Admin)]).await?;
    let session = signing::start(&mut tx, person.id, &services, &visitor).await?;
    audit(
        &mut tx,
        now,
        Some(person.id),
        "organisation.founded",
        "person",
        person.id.into(),
        json!({}),
    )
    .await?;
    tx.commit().await?;
    signing::set_cookie(&session);
    Ok(Next::to("/"))
}
