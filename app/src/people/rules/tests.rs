use chrono::NaiveDate;

use super::*;
use crate::{
    access::Grant,
    error::Error,
    people::{Branch, DepartmentId, Named, PersonId},
};

fn id<T: std::str::FromStr>(n: u8) -> T
where
    T::Err: std::fmt::Debug,
{
    format!("00000000-0000-7000-8000-0000000000{n:02}").parse().unwrap()
}

fn directory() -> Directory {
    let branch = |n, name: &str, active| Branch {
        id: id(n),
        name: name.into(),
        address: String::new(),
        time_zone: "America/Lima".into(),
        active,
        revision: 1,
    };
    let department =
        |n, name: &str, active| Named { id: id(n), name: name.into(), active, revision: 1 };
    Directory {
        branches: vec![
            branch(1, "Sede Central", true),
            branch(2, "Sede Norte", true),
            branch(3, "Sede Vieja", false),
        ],
        departments: vec![department(4, "Laboratorio", true), department(5, "Archivo", false)],
        positions: vec![],
    }
}

fn actor(grants: Vec<Grant>) -> Actor {
    Actor {
        id: PersonId::default(),
        sign_in: Default::default(),
        name: "Carmen".into(),
        email: String::new(),
        branch: id(1),
        branch_name: String::new(),
        department: None,
        position: None,
        lang: None,
        zone: "America/Lima".into(),
        grants,
    }
}

fn at(role: Role, branch: u8) -> Grant {
    Grant { role, branch: Some(id(branch)), department: None }
}

fn form() -> PersonForm {
    PersonForm {
        name: "  Ana   Núñez ".into(),
        employee_number: " r 007".into(),
        email: "Ana@Respira.example".into(),
        branch: id::<BranchId>(1).to_string(),
        department: id::<DepartmentId>(4).to_string(),
        hired_on: "8/7/2022".into(),
        ..PersonForm::default()
    }
}

fn fields(result: Result<PersonFacts>) -> Vec<String> {
    match result {
        Err(Error::Invalid(errors)) => errors.into_iter().map(|error| error.field).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_typed_is_tidied() {
    let hr = actor(vec![Grant::everywhere(Role::Hr)]);
    let facts = check_person(&form(), None, &directory(), &hr).unwrap();
    assert_eq!(facts.name, "Ana Núñez");
    assert_eq!(facts.employee_number.as_deref(), Some("R007"));
    assert_eq!(facts.email.as_deref(), Some("ana@respira.example"));
    assert_eq!(facts.hired_on, NaiveDate::from_ymd_opt(2022, 7, 8));
}

#[test]
fn every_problem_is_told_at_once() {
    let hr = actor(vec![Grant::everywhere(Role::Hr)]);
    let form = PersonForm {
        branch: id::<BranchId>(3).to_string(),
        department: "x".into(),
        hired_on: "31/2/2022".into(),
        ..PersonForm::default()
    };
    let found = fields(check_person(&form, None, &directory(), &hr));
    assert_eq!(found, ["name", "employee_number", "branch", "department", "hired_on"]);
}

#[test]
fn somebody_may_stay_where_nobody_new_is_put() {
    let hr = actor(vec![Grant::everywhere(Role::Hr)]);
    let mut form = form();
    form.department = id::<DepartmentId>(5).to_string();
    assert_eq!(fields(check_person(&form, None, &directory(), &hr)), ["department"]);
    let mut before = check_person(&self::form(), None, &directory(), &hr).unwrap();
    before.department_id = Some(id(5));
    assert!(check_person(&form, Some(&before), &directory(), &hr).is_ok());
}

#[test]
fn hr_of_one_branch_keeps_the_people_of_that_branch() {
    let hr = actor(vec![at(Role::Hr, 2)]);
    assert!(may_add_people(&hr) && !may_keep_everything(&hr));
    assert!(may_keep_people(&hr, id(2)) && !may_keep_people(&hr, id(1)));
    assert_eq!(fields(check_person(&form(), None, &directory(), &hr)), ["branch"]);
}

#[test]
fn managers_look_and_others_do_not() {
    let manager = actor(vec![at(Role::Manager, 2)]);
    assert!(may_see_people(&manager) && !may_add_people(&manager));
    assert!(!may_see_people(&actor(vec![Grant::everywhere(Role::Instructor)])));
    assert!(!may_pick_people(&actor(vec![])));
}

#[test]
fn only_administrators_change_administrators() {
    let hr = actor(vec![Grant::everywhere(Role::Hr)]);
    let admin = actor(vec![Grant::everywhere(Role::Admin)]);
    assert!(may_change(&hr, id(1), false) && !may_change(&hr, id(1), true));
    assert!(may_change(&admin, id(1), true));
}

#[test]
fn changes_are_told_in_words() {
    let hr = actor(vec![Grant::everywhere(Role::Hr)]);
    let before = check_person(&form(), None, &directory(), &hr).unwrap();
    let after = PersonFacts { branch_id: id(2), department_id: None, ..before.clone() };
    let found = changes(&before, &after, &directory());
    assert_eq!(
        found,
        [
            FieldChange {
                field: PersonField::Branch,
                from: "Sede Central".into(),
                to: "Sede Norte".into()
            },
            FieldChange {
                field: PersonField::Department,
                from: "Laboratorio".into(),
                to: String::new()
            },
        ]
    );
    assert!(changes(&before, &before, &directory()).is_empty());
}
