//! What the commands about people do, between the beginning of their work and its end.

use serde_json::json;

use super::{
    Directory, FieldChange, Person, PersonFacts, PersonForm, PersonId, rules,
    store::{self, Detail},
    texts::texts,
};
use crate::{
    access,
    error::{Error, FieldError, Result},
    onboarding::beginning::{self, Hire, Started},
    request::{Change, Work},
};

/// Adds a person and answers who it is. Whoever was just hired begins their onboarding, unless
/// `exempt` says why they need none.
pub async fn add(
    work: &mut Work,
    form: &PersonForm,
    job_training_on: &str,
    exempt: &str,
) -> Result<PersonId> {
    if !rules::may_add_people(&work.actor) {
        return Err(Error::Forbidden);
    }
    let directory = store::directory(&mut work.tx).await?;
    let mut wrong = taken(work, form, None).await?;
    let begins = beginning::check_hire((&form.hired_on, job_training_on), exempt, &mut wrong);
    let facts = with(rules::check_person(form, None, &directory, &work.actor), wrong)?;
    check_branch(work, &facts).await?;
    let person = Person::new(facts);
    let now = work.now;
    store::add(&mut work.tx, &person, now).await?;
    work.audit("person.added", "person", person.id, json!({ "name": person.name })).await?;
    let id = person.id;
    let start = Started { by: Some(work.actor.id), now };
    let hire = Hire { person, job_training_on: begins, exempt: exempt.to_owned() };
    beginning::hired(&mut work.tx, &[hire], start).await?;
    Ok(id)
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
    let taken = taken(work, form, Some(person.id)).await?;
    let facts = with(rules::check_person(form, Some(&known), &directory, &work.actor), taken)?;
    if facts == known && revision == person.revision {
        return Ok(person.id);
    }
    if facts.branch_id != known.branch_id {
        check_branch(work, &facts).await?;
    }
    store::update(&mut work.tx, person.id, revision, &facts).await?;
    let hires = (known.hired_on, facts.hired_on);
    let start = Started { by: Some(work.actor.id), now: work.now };
    beginning::hire_corrected(&mut work.tx, person.id, hires, start).await?;
    let changes = changes(&known, &facts, &directory);
    work.audit("person.saved", "person", person.id, changes).await?;
    Ok(person.id)
}

/// Ends somebody's work and answers who it is.
pub async fn deactivate(work: &mut Work, id: &str, revision: &str) -> Result<PersonId> {
    let (detail, revision) = to_change(work, id, revision).await?;
    let id = detail.person.id;
    if id == work.actor.id {
        return Err(Error::form(texts().not_yourself));
    }
    access::store::lock_administrators(&mut work.tx).await?;
    store::set_active(&mut work.tx, id, revision, false).await?;
    if detail.is_admin && !access::store::any_administrator(&mut work.tx).await? {
        return Err(Error::form(access::texts::texts().last_administrator));
    }
    access::store::remove_sign_ins(&mut work.tx, id, None).await?;
    let start = Started { by: Some(work.actor.id), now: work.now };
    beginning::left(&mut work.tx, id, start).await?;
    work.tell(Change::Access(id));
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
async fn taken(
    work: &mut Work,
    form: &PersonForm,
    except: Option<PersonId>,
) -> Result<Vec<FieldError>> {
    let t = texts();
    let number = rules::clean_number(&form.employee_number);
    let email = access::rules::clean_email(&form.email);
    let holders = store::holders(&mut work.tx, number.as_deref(), email.as_deref(), except).await?;
    let mut taken = Vec::new();
    for holder in holders {
        if number.is_some() && holder.employee_number == number {
            let message = (t.number_taken)(&holder.name);
            taken.push(FieldError { field: "employee_number".into(), message });
        }
        if email.is_some() && holder.email == email {
            let message = (t.email_taken)(&holder.name);
            taken.push(FieldError { field: "email".into(), message });
        }
    }
    Ok(taken)
}

/// The checked facts, unless something is wrong with them or taken: then all of it at once.
fn with(checked: Result<PersonFacts>, taken: Vec<FieldError>) -> Result<PersonFacts> {
    match checked {
        Err(Error::Invalid(problems)) => Err(Error::Invalid([problems, taken].concat())),
        Ok(_) if !taken.is_empty() => Err(Error::Invalid(taken)),
        other => other,
    }
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
