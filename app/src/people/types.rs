use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::lang::Lang;

crate::id!(
    /// A person: somebody who works or worked here.
    PersonId
);
crate::id!(
    /// A branch (sede): a place where people work.
    BranchId
);
crate::id!(
    /// A department (área).
    DepartmentId
);
crate::id!(
    /// A position (puesto).
    PositionId
);

crate::id!(
    /// A file of people between its preview and its import.
    ImportId
);

/// Somebody who works or worked here. Never deleted, only inactive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Person {
    pub id: PersonId,
    /// The number in the payroll; with the e-mail address, the key of an import.
    pub employee_number: Option<String>,
    pub email: Option<String>,
    pub name: String,
    pub branch_id: BranchId,
    pub department_id: Option<DepartmentId>,
    pub position_id: Option<PositionId>,
    pub hired_on: Option<NaiveDate>,
    pub language: Option<Lang>,
    /// An IANA name; without one the branch's zone holds.
    pub time_zone: Option<String>,
    pub active: bool,
    /// Grows with every change, so that two editors don't overwrite each other.
    pub revision: i64,
}

impl Person {
    /// Somebody new, active, with the language and the time zone of their branch.
    #[cfg(feature = "ssr")]
    pub fn new(facts: PersonFacts) -> Self {
        Person {
            id: PersonId::new(),
            employee_number: facts.employee_number,
            email: facts.email,
            name: facts.name,
            branch_id: facts.branch_id,
            department_id: facts.department_id,
            position_id: facts.position_id,
            hired_on: facts.hired_on,
            language: None,
            time_zone: None,
            active: true,
            revision: 1,
        }
    }
}

/// A place where people work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Branch {
    pub id: BranchId,
    pub name: String,
    pub address: String,
    /// An IANA name: America/Lima.
    pub time_zone: String,
    pub active: bool,
    pub revision: i64,
}

/// A department or a position: a name in a list that the organisation keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Named<Id> {
    pub id: Id,
    pub name: String,
    pub active: bool,
    pub revision: i64,
}

/// What the form about a person posts, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PersonForm {
    pub name: String,
    pub employee_number: String,
    pub email: String,
    pub branch: String,
    pub department: String,
    pub position: String,
    pub hired_on: String,
}

/// What the organisation knows of a person, checked.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PersonFacts {
    pub name: String,
    pub employee_number: Option<String>,
    pub email: Option<String>,
    pub branch_id: BranchId,
    pub department_id: Option<DepartmentId>,
    pub position_id: Option<PositionId>,
    pub hired_on: Option<NaiveDate>,
}

impl From<&Person> for PersonFacts {
    fn from(person: &Person) -> Self {
        PersonFacts {
            name: person.name.clone(),
            employee_number: person.employee_number.clone(),
            email: person.email.clone(),
            branch_id: person.branch_id,
            department_id: person.department_id,
            position_id: person.position_id,
            hired_on: person.hired_on,
        }
    }
}

impl From<&PersonFacts> for PersonForm {
    fn from(facts: &PersonFacts) -> Self {
        let shown = |id: Option<String>| id.unwrap_or_default();
        PersonForm {
            name: facts.name.clone(),
            employee_number: shown(facts.employee_number.clone()),
            email: shown(facts.email.clone()),
            branch: facts.branch_id.to_string(),
            department: shown(facts.department_id.map(|id| id.to_string())),
            position: shown(facts.position_id.map(|id| id.to_string())),
            hired_on: shown(facts.hired_on.map(|on| on.to_string())),
        }
    }
}

crate::text_enum! {
    /// One of the facts about a person, as forms, imports and the history name it.
    pub enum PersonField {
        Name => "name",
        EmployeeNumber => "employee_number",
        Email => "email",
        Branch => "branch",
        Department => "department",
        Position => "position",
        HiredOn => "hired_on",
    }
}

/// A fact that changed, in words that stay true when a branch is renamed later.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FieldChange {
    pub field: PersonField,
    pub from: String,
    pub to: String,
}

/// What the form about a branch posts, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BranchForm {
    pub name: String,
    pub address: String,
    pub time_zone: String,
}

crate::text_enum! {
    /// The lists of names that the organisation keeps; the text is also their address.
    pub enum NameList {
        Departments => "departments",
        Positions => "positions",
    }
}

/// Every branch, department and position, active or not: a few dozen, so loaded whole.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    pub branches: Vec<Branch>,
    pub departments: Vec<Named<DepartmentId>>,
    pub positions: Vec<Named<PositionId>>,
}

impl Directory {
    pub fn branch(&self, id: BranchId) -> Option<&Branch> {
        self.branches.iter().find(|branch| branch.id == id)
    }

    pub fn department(&self, id: DepartmentId) -> Option<&Named<DepartmentId>> {
        self.departments.iter().find(|department| department.id == id)
    }

    pub fn position(&self, id: PositionId) -> Option<&Named<PositionId>> {
        self.positions.iter().find(|position| position.id == id)
    }
}

/// A person to pick from a list: enough to tell two of the same name apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct PersonBrief {
    pub id: PersonId,
    pub name: String,
    /// Empty when none is known.
    pub position: String,
    pub branch: String,
}

/// Text for search and for comparing names: lower case, without accents, single spaces.
#[cfg(feature = "ssr")]
pub fn fold(text: &str) -> String {
    use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
    let plain: String = text.nfkd().filter(|c| !is_combining_mark(*c)).collect();
    plain.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}
