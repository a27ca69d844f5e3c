use std::{
    collections::{BTreeMap, HashMap},
    hash::{DefaultHasher, Hash, Hasher},
};

use super::{Columns, Problem, Table, Unreadable, planner::Planner, row::Read};
use crate::people::{Directory, FieldChange, NameList, Person, PersonFacts, PersonId};

/// What the organisation knows before the import.
#[derive(Clone, Debug, Default)]
pub struct Existing {
    pub directory: Directory,
    pub people: Vec<Known>,
}

/// Somebody who is known, active or not.
#[derive(Clone, Debug)]
pub struct Known {
    pub person: Person,
    /// Is an administrator, of anything.
    pub is_admin: bool,
}

/// What an import may do besides adding and changing people.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Adds departments and positions that are not in the lists.
    pub create_names: bool,
    /// Changes administrators as well.
    pub change_admins: bool,
}

/// What an import would do.
#[derive(Clone, Debug)]
pub struct Plan {
    pub columns: Columns,
    pub rows: Vec<PlannedRow>,
    /// Departments and positions that are not in the lists, folded, with their first spelling;
    /// they are added when the options say so, and refused otherwise.
    pub new_names: BTreeMap<(NameList, String), String>,
}

/// A row of the file and what becomes of it.
#[derive(Clone, Debug, Hash)]
pub struct PlannedRow {
    /// Where it begins in the file.
    pub line: usize,
    /// Whom it is about: the name, or what stands instead.
    pub label: String,
    pub outcome: Outcome,
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    Add(Wanted),
    Change { person: PersonId, revision: i64, wanted: Wanted, changes: Vec<FieldChange> },
    Same,
    Wrong(Vec<Problem>),
}

/// A person as the row wants them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Wanted {
    /// Without the department and the position that are to be added.
    pub facts: PersonFacts,
    /// The folded name of a department to be added.
    pub new_department: Option<String>,
    /// The folded name of a position to be added.
    pub new_position: Option<String>,
    /// When job training is to begin, for somebody new.
    pub job_training_on: Option<chrono::NaiveDate>,
    /// Why somebody new needs no onboarding; empty when they need one.
    pub exempt: String,
}

impl Plan {
    fn count(&self, fits: impl Fn(&Outcome) -> bool) -> usize {
        self.rows.iter().filter(|row| fits(&row.outcome)).count()
    }

    pub fn added(&self) -> usize {
        self.count(|outcome| matches!(outcome, Outcome::Add(_)))
    }

    pub fn changed(&self) -> usize {
        self.count(|outcome| matches!(outcome, Outcome::Change { .. }))
    }

    pub fn same(&self) -> usize {
        self.count(|outcome| matches!(outcome, Outcome::Same))
    }

    pub fn wrong(&self) -> usize {
        self.count(|outcome| matches!(outcome, Outcome::Wrong(_)))
    }

    /// The rows with problems and what is wrong with each.
    pub fn problems(&self) -> impl Iterator<Item = (&PlannedRow, &[Problem])> {
        self.rows.iter().filter_map(|row| match &row.outcome {
            Outcome::Wrong(problems) => Some((row, problems.as_slice())),
            _ => None,
        })
    }

    /// Differs when the plan does: whoever agreed to one plan did not agree to another.
    pub fn fingerprint(&self) -> String {
        let mut hasher = DefaultHasher::new();
        self.rows.hash(&mut hasher);
        self.new_names.hash(&mut hasher);
        format!("{:016x}", hasher.finish())
    }
}

/// Plans what a file would do. Changes nothing.
pub fn plan(table: &Table, existing: &Existing, options: Options) -> Result<Plan, Unreadable> {
    let columns = Columns::recognise(&table.headers)?;
    let width = table.headers.len();
    let read: Vec<Read> = table.rows.iter().map(|line| Read::row(line, &columns, width)).collect();
    let mut planner = Planner::new(existing, options);
    let mut rows: Vec<PlannedRow> = table
        .rows
        .iter()
        .zip(&read)
        .map(|(line, read)| PlannedRow {
            line: line.number,
            label: label(read),
            outcome: planner.outcome(read),
        })
        .collect();
    mark_repeated(&mut rows, &read, &planner.found);
    let new_names = planner.new_names;
    Ok(Plan { columns, rows, new_names })
}

fn label(read: &Read) -> String {
    [&read.name, &read.number, &read.email]
        .into_iter()
        .flatten()
        .next()
        .cloned()
        .unwrap_or_default()
}

/// Rows about the same person are all wrong: nobody knows which of them is right.
fn mark_repeated(rows: &mut [PlannedRow], read: &[Read], found: &[Option<usize>]) {
    let mut repeated: HashMap<usize, usize> = HashMap::new();
    let numbers = keys(read.iter().map(|read| read.number.as_deref()));
    let emails = keys(read.iter().map(|read| read.email.as_deref()));
    let people = keys(found.iter().copied());
    for rows in numbers.into_values().chain(emails.into_values()).chain(people.into_values()) {
        let [first, second, ..] = rows[..] else { continue };
        repeated.entry(first).or_insert(second);
        for row in &rows[1..] {
            repeated.entry(*row).or_insert(first);
        }
    }
    for (row, other) in repeated {
        let problem = Problem::Repeated(rows[other].line);
        match &mut rows[row].outcome {
            Outcome::Wrong(problems) => problems.push(problem),
            outcome => *outcome = Outcome::Wrong(vec![problem]),
        }
    }
}

/// The places at which each key stands.
fn keys<K: Hash + Eq>(keys: impl Iterator<Item = Option<K>>) -> HashMap<K, Vec<usize>> {
    let mut places: HashMap<K, Vec<usize>> = HashMap::new();
    for (place, key) in keys.enumerate() {
        if let Some(key) = key {
            places.entry(key).or_default().push(place);
        }
    }
    places
}
