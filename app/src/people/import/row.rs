use chrono::NaiveDate;

use super::{Columns, Line};
use crate::{
    access::rules::clean_email,
    people::{
        PersonField,
        rules::{NAME_MAX, NUMBER_MAX, clean_number},
    },
    writing::{one_line, parse_date},
};

/// Why a row cannot be imported.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Problem {
    /// More cells than headings: often a separator inside a name.
    TooManyCells,
    /// Letters that could not be read: the encoding is another one.
    BadLetters,
    NameMissing,
    TooLong(PersonField),
    /// Neither number nor address.
    NoKey,
    EmailInvalid(String),
    DateInvalid(String),
    /// A new person needs a branch.
    BranchMissing,
    /// No branch, department or position has this name.
    Unknown(PersonField, String),
    /// The branch, department or position is not active any more.
    Inactive(PersonField, String),
    /// The row on this line is about the same person.
    Repeated(usize),
    /// The number belongs to one person and the address to another, by name.
    TwoPeople(String, String),
    /// The address belongs to somebody with another number: their name and number.
    OtherNumber(String, String),
    /// The person does not work here any more.
    PersonInactive(String),
    /// Only administrators change administrators.
    OfAdmin(String),
}

/// The cells of a row, each by itself.
#[derive(Clone, Debug, Default)]
pub struct Read {
    pub name: Option<String>,
    pub number: Option<String>,
    pub email: Option<String>,
    pub branch: Option<String>,
    pub department: Option<String>,
    pub position: Option<String>,
    pub hired_on: Option<NaiveDate>,
    /// When job training is to begin.
    pub job_training_on: Option<NaiveDate>,
    /// Why no onboarding is needed.
    pub exempt: Option<String>,
    pub problems: Vec<Problem>,
}

impl Read {
    pub fn row(line: &Line, columns: &Columns, width: usize) -> Read {
        let cell = |field| columns.cell(&line.cells, field);
        let mut problems = Vec::new();
        if line.cells.iter().skip(width).any(|cell| !cell.is_empty()) {
            problems.push(Problem::TooManyCells);
        }
        if line.cells.iter().any(|cell| cell.contains(char::REPLACEMENT_CHARACTER)) {
            problems.push(Problem::BadLetters);
        }
        let tidy = |field| cell(field).map(one_line);
        let name = tidy(PersonField::Name);
        if name.is_none() {
            problems.push(Problem::NameMissing);
        }
        let number = cell(PersonField::EmployeeNumber).and_then(clean_number);
        let email = cell(PersonField::Email)
            .map(|text| clean_email(text).ok_or_else(|| Problem::EmailInvalid(text.to_owned())));
        let hired_on = cell(PersonField::HiredOn)
            .map(|text| parse_date(text).ok_or_else(|| Problem::DateInvalid(text.to_owned())));
        let [begins, exempt] = columns.of_hire(&line.cells);
        let begins = begins
            .map(|text| parse_date(text).ok_or_else(|| Problem::DateInvalid(text.to_owned())));
        if number.is_none() && email.is_none() {
            problems.push(Problem::NoKey);
        }
        let mut read = Read {
            number,
            email: unless(email, &mut problems),
            branch: tidy(PersonField::Branch),
            department: tidy(PersonField::Department),
            position: tidy(PersonField::Position),
            hired_on: unless(hired_on, &mut problems),
            job_training_on: unless(begins, &mut problems),
            exempt: exempt.map(one_line).map(|text| text.chars().take(NAME_MAX).collect()),
            name,
            problems,
        };
        read.check_lengths();
        read
    }

    fn check_lengths(&mut self) {
        let too_long = [
            (PersonField::Name, &self.name, NAME_MAX),
            (PersonField::EmployeeNumber, &self.number, NUMBER_MAX),
            (PersonField::Department, &self.department, NAME_MAX),
            (PersonField::Position, &self.position, NAME_MAX),
        ]
        .into_iter()
        .filter(|(_, text, most)| text.as_ref().is_some_and(|text| text.chars().count() > *most))
        .map(|(field, ..)| Problem::TooLong(field));
        self.problems.extend(too_long.collect::<Vec<_>>());
    }
}

/// The value, or its problem into the list.
fn unless<T>(value: Option<Result<T, Problem>>, problems: &mut Vec<Problem>) -> Option<T> {
    match value? {
        Ok(value) => Some(value),
        Err(problem) => {
            problems.push(problem);
            None
        }
    }
}
