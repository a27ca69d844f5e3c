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
