mod lookups;
pub use lookups::*;

use chrono::{DateTime, Utc};

use super::{Branch, DepartmentId, Person, PersonId, PositionId, fold};
use crate::{
    db::{Tx, execute, on},
    error::Result,
};

/// Adds a branch. [`Error::Taken`](crate::error::Error::Taken) when the name exists.
pub async fn add_branch(tx: &mut Tx, branch: &Branch) -> Result<()> {
    const ADD: &str = "INSERT INTO branches (id, name, folded, address, time_zone, active) \
                       VALUES ($1, $2, $3, $4, $5, $6)";
    execute!(
        tx,
        sqlx::query(ADD)
            .bind(branch.id)
            .bind(&branch.name)
            .bind(fold(&branch.name))
            .bind(&branch.address)
            .bind(&branch.time_zone)
            .bind(branch.active)
    );
    Ok(())
}

/// Adds a department. [`Error::Taken`](crate::error::Error::Taken) when the name exists.
pub async fn add_department(tx: &mut Tx, id: DepartmentId, name: &str) -> Result<()> {
    const ADD: &str = "INSERT INTO departments (id, name, folded) VALUES ($1, $2, $3)";
    execute!(tx, sqlx::query(ADD).bind(id).bind(name).bind(fold(name)));
    Ok(())
}

/// Adds a position. [`Error::Taken`](crate::error::Error::Taken) when the name exists.
pub async fn add_position(tx: &mut Tx, id: PositionId, name: &str) -> Result<()> {
    const ADD: &str = "INSERT INTO positions (id, name, folded) VALUES ($1, $2, $3)";
    execute!(tx, sqlx::query(ADD).bind(id).bind(name).bind(fold(name)));
    Ok(())
}

/// What the search for people looks through.
fn search_text(person: &Person) -> String {
    let parts =
        [Some(person.name.as_str()), person.email.as_deref(), person.employee_number.as_deref()];
    fold(&parts.into_iter().flatten().collect::<Vec<_>>().join(" "))
}

/// Adds a person. [`Error::Taken`](crate::error::Error::Taken) when number or address exist.
pub async fn add(tx: &mut Tx, person: &Person, now: DateTime<Utc>) -> Result<()> {
    const ADD: &str = "INSERT INTO people (id, employee_number, email, name, folded, branch_id, \
        department_id, position_id, hired_on, language, time_zone, active, created_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    execute!(
        tx,
        sqlx::query(ADD)
            .bind(person.id)
            .bind(&person.employee_number)
            .bind(&person.email)
            .bind(&person.name)
            .bind(search_text(person))
            .bind(person.branch_id)
            .bind(person.department_id)
            .bind(person.position_id)
            .bind(person.hired_on)
            .bind(person.language)
            .bind(&person.time_zone)
            .bind(person.active)
            .bind(now)
    );
    Ok(())
}

/// A person whatever the scope: for commands that have checked the right already.
pub async fn by_id(tx: &mut Tx, id: PersonId) -> Result<Option<Person>> {
    const FIND: &str = "SELECT id, employee_number, email, name, branch_id, department_id, \
        position_id, hired_on, language, time_zone, active, revision FROM people WHERE id = $1";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(id).fetch_optional(c).await?))
}
