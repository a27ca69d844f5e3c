//! Who may see and keep people and branches, and what is valid about them.

use super::{
    BranchForm, BranchId, Directory, FieldChange, PersonFacts, PersonField, PersonForm,
    texts::texts,
};
use crate::{
    access::{Actor, Role, rules::clean_email},
    error::{Problems, Result},
    writing::{one_line, parse_date},
};

/// The longest name of a person, a branch, a department or a position, in characters.
pub const NAME_MAX: usize = 120;
/// The longest employee number, in characters.
pub const NUMBER_MAX: usize = 30;
const ADDRESS_MAX: usize = 200;

const KEEPERS: [Role; 2] = [Role::Hr, Role::Admin];

/// May look for people to invite or to put in charge.
pub fn may_pick_people(actor: &Actor) -> bool {
    !actor.grants.is_empty()
}

/// May look at people: those their role covers.
pub fn may_see_people(actor: &Actor) -> bool {
    may_add_people(actor) || actor.is(Role::Manager)
}

/// May add people somewhere.
pub fn may_add_people(actor: &Actor) -> bool {
    KEEPERS.into_iter().any(|role| actor.is(role))
}

/// May add people at this branch.
pub fn may_keep_people(actor: &Actor, branch: BranchId) -> bool {
    KEEPERS.into_iter().any(|role| actor.is_at(role, Some(branch)))
}

/// May change a person who works at this branch, or end their work. An administrator's address
/// and access are worth more than HR's word, so only administrators change administrators.
pub fn may_change(actor: &Actor, branch: BranchId, of_admin: bool) -> bool {
    may_keep_people(actor, branch) && (!of_admin || actor.is(Role::Admin))
}

/// May import people, and keep branches, departments and positions: what reaches everybody.
pub fn may_keep_everything(actor: &Actor) -> bool {
    KEEPERS.into_iter().any(|role| actor.is_everywhere(role))
}

/// As it is compared: no spaces, upper case. `None` when nothing was typed.
pub fn clean_number(typed: &str) -> Option<String> {
    let number = one_line(typed).replace(' ', "").to_uppercase();
    (!number.is_empty()).then_some(number)
}

/// What was typed about a person, checked; `before` is the person being changed.
pub fn check_person(
    form: &PersonForm,
    before: Option<&PersonFacts>,
    directory: &Directory,
    actor: &Actor,
) -> Result<PersonFacts> {
    let t = texts();
    let mut problems = Problems::default();
    let name = one_line(&form.name);
    if problems.require(!name.is_empty(), "name", t.name_missing) {
        let fits = name.chars().count() <= NAME_MAX;
        problems.require(fits, "name", (t.too_long)(NAME_MAX as i64));
    }
    let employee_number = clean_number(&form.employee_number);
    if let Some(number) = &employee_number {
        let fits = number.chars().count() <= NUMBER_MAX;
        problems.require(fits, "employee_number", (t.too_long)(NUMBER_MAX as i64));
    }
    let email = clean_email(&form.email);
    if form.email.trim().is_empty() {
        problems.require(employee_number.is_some(), "employee_number", t.number_or_email);
    } else {
        problems.require(email.is_some(), "email", t.email_invalid);
    }
    // Somebody may stay where they are, but nobody is put where nobody works any more.
    let branch_id = form.branch.parse::<BranchId>().ok().filter(|id| {
        directory.branch(*id).is_some_and(|branch| branch.active) && may_keep_people(actor, *id)
            || before.is_some_and(|before| before.branch_id == *id)
    });
    problems.require(branch_id.is_some(), "branch", t.branch_missing);
    let department_id = form.department.parse().ok().filter(|id| {
        directory.department(*id).is_some_and(|department| department.active)
            || before.is_some_and(|before| before.department_id == Some(*id))
    });
    let unknown = department_id.is_none() && !form.department.is_empty();
    problems.require(!unknown, "department", t.choose_again);
    let position_id = form.position.parse().ok().filter(|id| {
        directory.position(*id).is_some_and(|position| position.active)
            || before.is_some_and(|before| before.position_id == Some(*id))
    });
    let unknown = position_id.is_none() && !form.position.is_empty();
    problems.require(!unknown, "position", t.choose_again);
    let hired_on = parse_date(&form.hired_on);
    let readable = hired_on.is_some() || form.hired_on.trim().is_empty();
    problems.require(readable, "hired_on", t.date_invalid);
    problems.into_result()?;
    let branch_id = branch_id.unwrap_or_default();
    Ok(PersonFacts {
        name,
        employee_number,
        email,
        branch_id,
        department_id,
        position_id,
        hired_on,
    })
}

/// The facts as people read them.
pub fn in_words(facts: &PersonFacts, directory: &Directory) -> [(PersonField, String); 7] {
    let named = |name: Option<&str>| name.unwrap_or_default().to_owned();
    let department = facts.department_id.and_then(|id| directory.department(id));
    let position = facts.position_id.and_then(|id| directory.position(id));
    [
        (PersonField::Name, facts.name.clone()),
        (PersonField::EmployeeNumber, facts.employee_number.clone().unwrap_or_default()),
        (PersonField::Email, facts.email.clone().unwrap_or_default()),
        (PersonField::Branch, named(directory.branch(facts.branch_id).map(|b| b.name.as_str()))),
        (PersonField::Department, named(department.map(|d| d.name.as_str()))),
        (PersonField::Position, named(position.map(|p| p.name.as_str()))),
        (PersonField::HiredOn, facts.hired_on.map(|on| on.to_string()).unwrap_or_default()),
    ]
}

/// What differs between two states of a person.
pub fn changes(
    before: &PersonFacts,
    after: &PersonFacts,
    directory: &Directory,
) -> Vec<FieldChange> {
    differences(in_words(before, directory), in_words(after, directory))
}

/// What differs between two states of a person in words.
pub fn differences(
    before: [(PersonField, String); 7],
    after: [(PersonField, String); 7],
) -> Vec<FieldChange> {
    before
        .into_iter()
        .zip(after)
        .filter(|((_, from), (_, to))| from != to)
        .map(|((field, from), (_, to))| FieldChange { field, from, to })
        .collect()
}

/// What was typed about a branch, checked; `is_zone` says whether a time zone exists.
pub fn check_branch(form: &BranchForm, is_zone: fn(&str) -> bool) -> Result<BranchForm> {
    let t = texts();
    let checked = BranchForm {
        name: one_line(&form.name),
        address: one_line(&form.address),
        time_zone: form.time_zone.trim().to_owned(),
    };
    let mut problems = Problems::default();
    problems.require(!checked.name.is_empty(), "name", t.places.branch_name_missing);
    let fits = checked.name.chars().count() <= NAME_MAX;
    problems.require(fits, "name", (t.too_long)(NAME_MAX as i64));
    let fits = checked.address.chars().count() <= ADDRESS_MAX;
    problems.require(fits, "address", (t.too_long)(ADDRESS_MAX as i64));
    problems.require(is_zone(&checked.time_zone), "time_zone", t.places.zone_unknown);
    problems.into_result()?;
    Ok(checked)
}

/// The name of a department or position, checked.
pub fn check_list_name(typed: &str) -> Result<String> {
    let t = texts();
    let name = one_line(typed);
    let mut problems = Problems::default();
    problems.require(!name.is_empty(), "name", t.places.name_missing);
    let fits = name.chars().count() <= NAME_MAX;
    problems.require(fits, "name", (t.too_long)(NAME_MAX as i64));
    problems.into_result()?;
    Ok(name)
}

#[cfg(test)]
mod tests;
