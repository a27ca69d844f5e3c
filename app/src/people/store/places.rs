use uuid::Uuid;

use crate::{
    db::{Tx, execute, on},
    error::{Error, Result},
    people::{
        Branch, BranchForm, BranchId, DepartmentId, NameList, Named, PersonId, PositionId, fold,
    },
    search,
};

/// Adds a branch. [`Error::Taken`] when the name exists.
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

/// Changes a branch. [`Error::Stale`] when somebody else did, [`Error::Taken`] when the name is.
pub async fn update_branch(
    tx: &mut Tx,
    id: BranchId,
    revision: i64,
    form: &BranchForm,
) -> Result<()> {
    const UPDATE: &str = "UPDATE branches SET name = $3, folded = $4, address = $5, \
        time_zone = $6, revision = revision + 1 WHERE id = $1 AND revision = $2";
    let rows = execute!(
        tx,
        sqlx::query(UPDATE)
            .bind(id)
            .bind(revision)
            .bind(&form.name)
            .bind(fold(&form.name))
            .bind(&form.address)
            .bind(&form.time_zone)
    );
    if rows == 0 {
        return Err(Error::Stale);
    }
    // Practices are found by the name of the branch to which they went.
    search::store::keep_practices_at(tx, id.into()).await
}

/// Offers a branch or does so no longer. Ask [`active_at`] afterwards, not before: on PostgreSQL
/// this waits for whoever is putting somebody there.
pub async fn set_branch_active(
    tx: &mut Tx,
    id: BranchId,
    revision: i64,
    active: bool,
) -> Result<()> {
    const SET: &str = "UPDATE branches SET active = $3, revision = revision + 1 \
                       WHERE id = $1 AND revision = $2";
    let rows = execute!(tx, sqlx::query(SET).bind(id).bind(revision).bind(active));
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// How many active people work at a branch.
pub async fn active_at(tx: &mut Tx, id: BranchId) -> Result<i64> {
    const COUNT: &str = "SELECT COUNT(*) FROM people WHERE branch_id = $1 AND active";
    Ok(on!(tx, c => sqlx::query_scalar(COUNT).bind(id).fetch_one(c).await?))
}

/// The active people of a branch, by name.
pub async fn active_of(tx: &mut Tx, id: BranchId) -> Result<Vec<PersonId>> {
    const LIST: &str = "SELECT id FROM people WHERE branch_id = $1 AND active ORDER BY folded, id";
    Ok(on!(tx, c => sqlx::query_scalar(LIST).bind(id).fetch_all(c).await?))
}

/// How many active people there are at each branch with any.
pub async fn active_by_branch(tx: &mut Tx) -> Result<Vec<(BranchId, i64)>> {
    const COUNT: &str = "SELECT branch_id, COUNT(*) FROM people WHERE active GROUP BY branch_id";
    Ok(on!(tx, c => sqlx::query_as(COUNT).fetch_all(c).await?))
}

/// Adds a department. [`Error::Taken`] when the name exists.
pub async fn add_department(tx: &mut Tx, id: DepartmentId, name: &str) -> Result<()> {
    add_name(tx, NameList::Departments, id.into(), name).await
}

/// Adds a position. [`Error::Taken`] when the name exists.
pub async fn add_position(tx: &mut Tx, id: PositionId, name: &str) -> Result<()> {
    add_name(tx, NameList::Positions, id.into(), name).await
}

/// The text of a statement for either list.
macro_rules! for_list {
    ($list:expr, $before:literal, $after:literal) => {
        match $list {
            NameList::Departments => concat!($before, "departments", $after),
            NameList::Positions => concat!($before, "positions", $after),
        }
    };
}

/// Adds a name to a list. [`Error::Taken`] when it is there.
pub async fn add_name(tx: &mut Tx, list: NameList, id: Uuid, name: &str) -> Result<()> {
    let add = for_list!(list, "INSERT INTO ", " (id, name, folded) VALUES ($1, $2, $3)");
    execute!(tx, sqlx::query(add).bind(id).bind(name).bind(fold(name)));
    Ok(())
}

/// One name of a list, active or not.
pub async fn name(tx: &mut Tx, list: NameList, id: Uuid) -> Result<Named<Uuid>> {
    let find = for_list!(list, "SELECT id, name, active, revision FROM ", " WHERE id = $1");
    let found = on!(tx, c => sqlx::query_as(find).bind(id).fetch_optional(c).await?);
    found.ok_or(Error::NotFound)
}

/// All names of a list, active or not, each with how many active people have it.
pub async fn names_of(tx: &mut Tx, list: NameList) -> Result<Vec<(Named<Uuid>, i64)>> {
    let all = for_list!(list, "SELECT id, name, active, revision FROM ", " ORDER BY folded");
    let count = match list {
        NameList::Departments => {
            "SELECT department_id, COUNT(*) FROM people \
             WHERE active AND department_id IS NOT NULL GROUP BY department_id"
        }
        NameList::Positions => {
            "SELECT position_id, COUNT(*) FROM people \
             WHERE active AND position_id IS NOT NULL GROUP BY position_id"
        }
    };
    let names: Vec<Named<Uuid>> = on!(tx, c => sqlx::query_as(all).fetch_all(c).await?);
    let counts: Vec<(Uuid, i64)> = on!(tx, c => sqlx::query_as(count).fetch_all(c).await?);
    Ok(names
        .into_iter()
        .map(|named| {
            let people = counts.iter().find(|(id, _)| *id == named.id).map_or(0, |(_, n)| *n);
            (named, people)
        })
        .collect())
}

/// Changes a name of a list. [`Error::Stale`] when somebody else did, [`Error::Taken`] when the
/// list has the name already.
pub async fn rename(
    tx: &mut Tx,
    list: NameList,
    id: Uuid,
    revision: i64,
    name: &str,
) -> Result<()> {
    let rename = for_list!(
        list,
        "UPDATE ",
        " SET name = $3, folded = $4, revision = revision + 1 WHERE id = $1 AND revision = $2"
    );
    let rows =
        execute!(tx, sqlx::query(rename).bind(id).bind(revision).bind(name).bind(fold(name)));
    if rows == 0 {
        return Err(Error::Stale);
    }
    // Practices are found by the name of the department to which they went.
    search::store::keep_practices_at(tx, id).await
}

/// Offers a name of a list or does so no longer. [`Error::Stale`] when it changed meanwhile.
pub async fn set_name_active(
    tx: &mut Tx,
    list: NameList,
    id: Uuid,
    revision: i64,
    active: bool,
) -> Result<()> {
    let set = for_list!(
        list,
        "UPDATE ",
        " SET active = $3, revision = revision + 1 WHERE id = $1 AND revision = $2"
    );
    let rows = execute!(tx, sqlx::query(set).bind(id).bind(revision).bind(active));
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}
