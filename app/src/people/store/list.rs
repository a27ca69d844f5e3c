use chrono::NaiveDate;

use super::patterns;
use uuid::Uuid;

use crate::{
    access::Scope,
    db::{Tx, on},
    error::Result,
    people::{BranchId, DepartmentId, PersonId, PositionId},
    person_visible,
};

/// Which people are asked for.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// Words of name, address and number.
    pub text: String,
    pub branch: Option<BranchId>,
    pub department: Option<DepartmentId>,
    pub position: Option<PositionId>,
    pub active: Option<bool>,
    pub has_access: Option<bool>,
    pub sort: Sort,
}

crate::text_enum! {
    /// The order of a list of people.
    #[derive(Default)]
    pub enum Sort {
        #[default]
        Name => "name",
        Branch => "branch",
        Number => "number",
        /// Hired last first.
        Newest => "newest",
    }
}

/// A person in the list.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct PersonRow {
    pub id: PersonId,
    pub name: String,
    pub employee_number: Option<String>,
    pub email: Option<String>,
    pub branch: String,
    pub department: Option<String>,
    pub position: Option<String>,
    pub hired_on: Option<NaiveDate>,
    pub active: bool,
    /// Has a password to sign in with.
    pub has_access: bool,
}

/// The rows from `FROM` on; `$1` to `$10` as [`list`] binds them.
macro_rules! wanted {
    () => {
        concat!(
            r" FROM people p
            JOIN branches b ON b.id = p.branch_id
            LEFT JOIN departments d ON d.id = p.department_id
            LEFT JOIN positions t ON t.id = p.position_id
            WHERE p.folded LIKE $2 ESCAPE '\' AND p.folded LIKE $3 ESCAPE '\'
              AND p.folded LIKE $4 ESCAPE '\' AND p.folded LIKE $5 ESCAPE '\'
              AND ($6 IS NULL OR p.branch_id = $6)
              AND ($7 IS NULL OR p.department_id = $7)
              AND ($8 IS NULL OR p.position_id = $8)
              AND ($9 IS NULL OR p.active = $9)
              AND ($10 IS NULL OR (p.password_hash IS NOT NULL) = $10)
              AND NOT p.name_only
              AND ",
            person_visible!()
        )
    };
}

macro_rules! page_by {
    ($order:literal) => {
        concat!(
            "SELECT p.id, p.name, p.employee_number, p.email, b.name AS branch, \
             d.name AS department, t.name AS position, p.hired_on, p.active, \
             p.password_hash IS NOT NULL AS has_access",
            wanted!(),
            " ORDER BY ",
            $order,
            " p.folded, p.id LIMIT $11 OFFSET $12"
        )
    };
}

/// Those of the list that somebody may look at, from `offset`, and how many there are in all.
pub async fn list(
    tx: &mut Tx,
    scope: &Scope,
    wanted: &List,
    limit: i64,
    offset: i64,
) -> Result<(i64, Vec<PersonRow>)> {
    const COUNT: &str = concat!("SELECT COUNT(*)", wanted!());
    let page = match wanted.sort {
        Sort::Name => page_by!(""),
        Sort::Branch => page_by!("b.folded,"),
        // Those without come last on both engines.
        Sort::Number => page_by!("p.employee_number IS NULL, p.employee_number,"),
        Sort::Newest => page_by!("p.hired_on IS NULL, p.hired_on DESC,"),
    };
    let [one, two, three, four] = patterns(&wanted.text);
    macro_rules! bound {
        ($query:expr) => {
            $query
                .bind(scope.person())
                .bind(&one)
                .bind(&two)
                .bind(&three)
                .bind(&four)
                .bind(wanted.branch)
                .bind(wanted.department)
                .bind(wanted.position)
                .bind(wanted.active)
                .bind(wanted.has_access)
        };
    }
    let total = on!(tx, c => bound!(sqlx::query_scalar(COUNT)).fetch_one(c).await?);
    let rows = on!(tx, c => bound!(sqlx::query_as(page))
        .bind(limit)
        .bind(offset)
        .fetch_all(c)
        .await?);
    Ok((total, rows))
}

/// The branches and departments where there is anybody whom somebody may look at, by id.
pub async fn places_of(tx: &mut Tx, scope: &Scope) -> Result<Vec<Uuid>> {
    const FIND: &str = concat!(
        "SELECT p.branch_id FROM people p WHERE ",
        person_visible!(),
        " UNION SELECT p.department_id FROM people p WHERE p.department_id IS NOT NULL AND ",
        person_visible!()
    );
    Ok(on!(tx, c => sqlx::query_scalar(FIND).bind(scope.person()).fetch_all(c).await?))
}
