use std::collections::{BTreeMap, HashMap};

use super::{Existing, Options, Outcome, Problem, Wanted, row::Read};
use crate::people::{
    BranchId, FieldChange, NameList, Person, PersonFacts, PersonField, fold, rules,
};

/// Decides what becomes of each row, one after the other.
pub struct Planner<'a> {
    existing: &'a Existing,
    options: Options,
    by_number: HashMap<&'a str, usize>,
    by_email: HashMap<&'a str, usize>,
    branches: HashMap<String, (BranchId, bool)>,
    /// Folded name to the place in the directory.
    departments: HashMap<String, usize>,
    positions: HashMap<String, usize>,
    pub new_names: BTreeMap<(NameList, String), String>,
    /// Whom each row so far is about, as the place among the people that exist.
    pub found: Vec<Option<usize>>,
}

impl<'a> Planner<'a> {
    pub fn new(existing: &'a Existing, options: Options) -> Self {
        let people = || existing.people.iter().enumerate();
        let directory = &existing.directory;
        Planner {
            existing,
            options,
            by_number: people()
                .filter_map(|(at, known)| Some((known.person.employee_number.as_deref()?, at)))
                .collect(),
            by_email: people()
                .filter_map(|(at, known)| Some((known.person.email.as_deref()?, at)))
                .collect(),
            branches: directory
                .branches
                .iter()
                .map(|branch| (fold(&branch.name), (branch.id, branch.active)))
                .collect(),
            departments: places(directory.departments.iter().map(|named| named.name.as_str())),
            positions: places(directory.positions.iter().map(|named| named.name.as_str())),
            new_names: BTreeMap::new(),
            found: Vec::new(),
        }
    }

    /// What becomes of one row, leaving aside the others.
    pub fn outcome(&mut self, read: &Read) -> Outcome {
        let mut problems = read.problems.clone();
        let found = self.find(read, &mut problems);
        self.found.push(found);
        if matches!(problems.last(), Some(Problem::TwoPeople(..))) {
            return Outcome::Wrong(problems);
        }
        let before = found.map(|at| &self.existing.people[at]);
        if let Some(known) = before.filter(|known| !known.person.active) {
            problems.push(Problem::PersonInactive(known.person.name.clone()));
        }
        let wanted = self.wanted(read, before.map(|known| &known.person), &mut problems);
        let Some(wanted) = wanted.filter(|_| problems.is_empty()) else {
            return Outcome::Wrong(problems);
        };
        let Some(known) = before else { return Outcome::Add(wanted) };
        let changes = self.changes(&known.person, &wanted);
        if changes.is_empty() {
            return Outcome::Same;
        }
        if known.is_admin && !self.options.change_admins {
            return Outcome::Wrong(vec![Problem::OfAdmin(known.person.name.clone())]);
        }
        let (person, revision) = (known.person.id, known.person.revision);
        Outcome::Change { person, revision, wanted, changes }
    }

    /// Whom the row is about: by its number, else by its address.
    fn find(&self, read: &Read, problems: &mut Vec<Problem>) -> Option<usize> {
        let by_number = read.number.as_deref().and_then(|number| self.by_number.get(number));
        let by_email = read.email.as_deref().and_then(|email| self.by_email.get(email));
        let person = |at: &usize| &self.existing.people[*at].person;
        match (by_number, by_email) {
            (Some(one), Some(other)) if one != other => {
                let names = [one, other].map(|at| person(at).name.clone());
                let [one, other] = names;
                problems.push(Problem::TwoPeople(one, other));
                None
            }
            (Some(one), _) => Some(*one),
            (None, Some(one)) => {
                if let (Some(_), Some(number)) = (&read.number, &person(one).employee_number) {
                    let name = person(one).name.clone();
                    problems.push(Problem::OtherNumber(name, number.clone()));
                }
                Some(*one)
            }
            (None, None) => None,
        }
    }

    /// The person as the row wants them; blank cells leave what is known.
    fn wanted(
        &mut self,
        read: &Read,
        before: Option<&Person>,
        problems: &mut Vec<Problem>,
    ) -> Option<Wanted> {
        let before = before.map(PersonFacts::from);
        let branch = self.branch(read, before.as_ref(), problems);
        let department = read.department.as_ref().map(|name| {
            let known = self.departments.get(&fold(name)).map(|at| {
                let department = &self.existing.directory.departments[*at];
                let kept = before.as_ref().is_some_and(|b| b.department_id == Some(department.id));
                (department.id, department.active || kept)
            });
            self.named(PersonField::Department, name, known, problems)
        });
        let position = read.position.as_ref().map(|name| {
            let known = self.positions.get(&fold(name)).map(|at| {
                let position = &self.existing.directory.positions[*at];
                let kept = before.as_ref().is_some_and(|b| b.position_id == Some(position.id));
                (position.id, position.active || kept)
            });
            self.named(PersonField::Position, name, known, problems)
        });
        let old = before.as_ref();
        let (department_id, new_department) =
            department.unwrap_or_else(|| (old.and_then(|old| old.department_id), None));
        let (position_id, new_position) =
            position.unwrap_or_else(|| (old.and_then(|old| old.position_id), None));
        let facts = PersonFacts {
            name: read.name.clone()?,
            employee_number: read
                .number
                .clone()
                .or_else(|| old.and_then(|old| old.employee_number.clone())),
            email: read.email.clone().or_else(|| old.and_then(|old| old.email.clone())),
            branch_id: branch?,
            department_id,
            position_id,
            hired_on: read.hired_on.or_else(|| old.and_then(|old| old.hired_on)),
        };
        let (job_training_on, exempt) =
            (read.job_training_on, read.exempt.clone().unwrap_or_default());
        Some(Wanted { facts, new_department, new_position, job_training_on, exempt })
    }

    fn branch(
        &self,
        read: &Read,
        before: Option<&PersonFacts>,
        problems: &mut Vec<Problem>,
    ) -> Option<BranchId> {
        let Some(name) = &read.branch else {
            if before.is_none() {
                problems.push(Problem::BranchMissing);
            }
            return before.map(|before| before.branch_id);
        };
        match self.branches.get(&fold(name)) {
            Some((id, active)) if *active || before.is_some_and(|b| b.branch_id == *id) => {
                Some(*id)
            }
            Some(_) => {
                problems.push(Problem::Inactive(PersonField::Branch, name.clone()));
                None
            }
            None => {
                problems.push(Problem::Unknown(PersonField::Branch, name.clone()));
                None
            }
        }
    }

    /// A department or position by name: its id, or the folded name of one to be added.
    fn named<Id>(
        &mut self,
        field: PersonField,
        name: &str,
        known: Option<(Id, bool)>,
        problems: &mut Vec<Problem>,
    ) -> (Option<Id>, Option<String>) {
        match known {
            Some((id, true)) => return (Some(id), None),
            Some((_, false)) => problems.push(Problem::Inactive(field, name.to_owned())),
            None => {
                let list = match field {
                    PersonField::Department => NameList::Departments,
                    _ => NameList::Positions,
                };
                let folded = fold(name);
                self.new_names.entry((list, folded.clone())).or_insert_with(|| name.to_owned());
                if self.options.create_names {
                    return (None, Some(folded));
                }
                problems.push(Problem::Unknown(field, name.to_owned()));
            }
        }
        (None, None)
    }

    fn changes(&self, person: &Person, wanted: &Wanted) -> Vec<FieldChange> {
        let mut after = rules::in_words(&wanted.facts, &self.existing.directory);
        let new = [
            (PersonField::Department, NameList::Departments, &wanted.new_department),
            (PersonField::Position, NameList::Positions, &wanted.new_position),
        ];
        for (field, list, folded) in new {
            let name = folded.as_ref().and_then(|name| self.new_names.get(&(list, name.clone())));
            if let Some(name) = name {
                after[field as usize].1 = name.clone();
            }
        }
        rules::differences(rules::in_words(&person.into(), &self.existing.directory), after)
    }
}

fn places<'a>(names: impl Iterator<Item = &'a str>) -> HashMap<String, usize> {
    names.enumerate().map(|(at, name)| (fold(name), at)).collect()
}
