//! What the commands about people do, between the beginning of their work and its end.

use serde_json::json;

use super::{
    Directory, FieldChange, Person, PersonFacts, PersonForm, PersonId, rules,
    store::{self, Detail},
    texts::texts,
};
use crate::{
    access,
    error::{Error, Problems, Result},
    request::Work,
};

/// Adds a person and answers who it is.
pub async fn add(work: &mut Work, form: &PersonForm) -> Result<PersonId> {
    if !rules::may_add_people(&work.actor) {
        return Err(Error::Forbidden);
    }
    let directory = store::directory(&mut work.tx).await?;
    let facts = rules::check_person(form, None, &directory, &work.actor)?;
    check_unique(work, &facts, None).await?;
    check_branch(work, &facts).await?;
    let person = Person::new(facts);
    let now = work.now;
    store::add(&mut work.tx, &person, now).await?;
    work.audit("person.added", "person", person.id, json!({ "name": person.name })).await?;
    Ok(person.id)
}

/// Changes a person and answers who it is.
pub async fn save(
    work: &mut Work,
    id: &str,
    revision: &str,
    form: &PersonForm,
) -> Result<PersonId> {
    let (before, revision) = to_change(work, id, revision).await?;
    let person = &before.person;
    let directory = store::directory(&mut work.tx).await?;
    let known = PersonFacts::from(person);
    let facts = rules::check_person(form, Some(&known), &directory, &work.actor)?;
    if facts == known && revision == person.revision {
        return Ok(person.id);
    }
    check_unique(work, &facts, Some(person.id)).await?;
    if facts.branch_id != known.branch_id {
        check_branch(work, &facts).await?;
    }
    store::update(&mut work.tx, person.id, revision, &facts).await?;
    let changes = changes(&known, &facts, &directory);
    work.audit("person.saved", "person", person.id, changes).await?;
    Ok(person.id)
}

/// Ends somebody's work and answers who it is.
pub async fn deactivate(work: &mut Work, id: &str, revision: &str) -> Result<PersonId> {
    let (detail, revision) = to_change(work, id, revision).await?;
    let t = texts();
    let id = detail.person.id;
    if id == work.actor.id {
        return Err(Error::form(t.not_yourself));
    }
    access::store::lock_administrators(&mut work.tx).await?;
    store::set_active(&mut work.tx, id, revision, false).await?;
    if !access::store::any_administrator(&mut work.tx).await? {
        return Err(Error::form(t.last_admin));
    }
    access::store::remove_sign_ins(&mut work.tx, id, None).await?;
    work.audit("person.deactivated", "person", id, json!({})).await?;
    Ok(id)
}

/// Resumes somebody's work and answers who it is.
pub async fn reactivate(work: &mut Work, id: &str, revision: &str) -> Result<PersonId> {
    let (detail, revision) = to_change(work, id, revision).await?;
    let id = detail.person.id;
    // The branch may have been given up since.
    if !store::hold_branch(&mut work.tx, detail.person.branch_id).await? {
        return Err(Error::form(texts().branch_gone));
    }
    store::set_active(&mut work.tx, id, revision, true).await?;
    work.audit("person.reactivated", "person", id, json!({})).await?;
    Ok(id)
}

/// The person and the revision of a form, when the actor may change them.
async fn to_change(work: &mut Work, id: &str, revision: &str) -> Result<(Detail, i64)> {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let revision = revision.parse().map_err(|_| Error::Stale)?;
    let (scope, now) = (work.actor.scope(), work.now);
    let detail = store::find(&mut work.tx, &scope, id, now).await?;
    if !rules::may_change(&work.actor, detail.person.branch_id, detail.is_admin) {
        return Err(Error::Forbidden);
    }
    Ok((detail, revision))
}

/// Names who has the number or the address already. Whoever is quicker than this look is
/// stopped by the database.
async fn check_unique(
    work: &mut Work,
    facts: &PersonFacts,
    except: Option<PersonId>,
) -> Result<()> {
    let t = texts();
    let (number, email) = (facts.employee_number.as_deref(), facts.email.as_deref());
    let mut problems = Problems::default();
    for holder in store::holders(&mut work.tx, number, email, except).await? {
        if number.is_some() && holder.employee_number.as_deref() == number {
            problems.add("employee_number", (t.number_taken)(&holder.name));
        }
        if email.is_some() && holder.email.as_deref() == email {
            problems.add("email", (t.email_taken)(&holder.name));
        }
    }
    problems.into_result()
}

/// Keeps the branch from being given up while somebody is put there.
async fn check_branch(work: &mut Work, facts: &PersonFacts) -> Result<()> {
    if store::hold_branch(&mut work.tx, facts.branch_id).await? {
        return Ok(());
    }
    Err(Error::field("branch", texts().branch_missing))
}

/// What changed, for the history.
pub fn changes(
    before: &PersonFacts,
    after: &PersonFacts,
    directory: &Directory,
) -> serde_json::Value {
    let changes: Vec<FieldChange> = rules::changes(before, after, directory);
    json!({ "changes": changes })
}
