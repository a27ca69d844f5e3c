//! Who visits, on which days, and when they are away.

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    db::{Tx, execute, on},
    error::{Error, Result},
    people::{BranchId, PersonId},
    visits::{Absence, AbsenceId, Instructor, Weekdays},
};

macro_rules! instructors {
    ($($end:literal),*) => {
        concat!(
            "SELECT p.id, p.name, p.branch_id AS base_id, b.name AS base, \
             COALESCE(i.weekdays, 31) AS weekdays, COALESCE(i.revision, 0) AS revision \
             FROM people p JOIN branches b ON b.id = p.branch_id \
             LEFT JOIN visit_instructors i ON i.person_id = p.id \
             WHERE p.active AND NOT p.name_only AND EXISTS (SELECT 1 FROM grants g \
                WHERE g.person_id = p.id AND g.role = 'instructor' AND g.department_id IS NULL) ",
            $($end),*
        )
    };
}

/// Everybody who visits branches, by name.
pub async fn instructors(tx: &mut Tx) -> Result<Vec<Instructor>> {
    const ALL: &str = instructors!("ORDER BY p.folded, p.id");
    let all: Vec<Instructor> = on!(tx, c => sqlx::query_as(ALL).fetch_all(c).await?);
    narrowed(tx, all).await
}

/// One of them; none when the person visits nobody.
pub async fn instructor(tx: &mut Tx, id: PersonId) -> Result<Option<Instructor>> {
    const FIND: &str = instructors!("AND p.id = $1");
    let found: Option<Instructor> =
        on!(tx, c => sqlx::query_as(FIND).bind(id).fetch_optional(c).await?);
    Ok(narrowed(tx, found.into_iter().collect()).await?.pop())
}

/// With the branches to which their role is limited.
async fn narrowed(tx: &mut Tx, mut all: Vec<Instructor>) -> Result<Vec<Instructor>> {
    const GRANTS: &str = "SELECT person_id, branch_id FROM grants \
        WHERE role = 'instructor' AND department_id IS NULL ORDER BY person_id, branch_id";
    let grants: Vec<(PersonId, Option<BranchId>)> =
        on!(tx, c => sqlx::query_as(GRANTS).fetch_all(c).await?);
    for instructor in &mut all {
        let of_one = grants.iter().filter(|(person, _)| *person == instructor.id);
        // One grant for the whole company is worth all others.
        let branches: Option<Vec<BranchId>> = of_one.map(|(_, branch)| *branch).collect();
        instructor.only_branches = branches.unwrap_or_default();
    }
    Ok(all)
}

/// Saves the days of the week of an instructor. [`Error::Stale`] when somebody else did.
pub async fn save_days(
    tx: &mut Tx,
    person: PersonId,
    weekdays: Weekdays,
    revision: i64,
) -> Result<()> {
    const ADD: &str = "INSERT INTO visit_instructors (person_id, weekdays) VALUES ($1, $2)";
    const SAVE: &str = "UPDATE visit_instructors SET weekdays = $2, revision = revision + 1 \
                        WHERE person_id = $1 AND revision = $3";
    let rows = match revision {
        0 => execute!(tx, sqlx::query(ADD).bind(person).bind(weekdays)),
        _ => execute!(tx, sqlx::query(SAVE).bind(person).bind(weekdays).bind(revision)),
    };
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// The absences of a person that are not over on a day.
pub async fn absences(tx: &mut Tx, person: PersonId, from: NaiveDate) -> Result<Vec<Absence>> {
    const LIST: &str = "SELECT id, person_id AS whose, from_day, to_day, reason FROM absences \
        WHERE person_id = $1 AND to_day >= $2 ORDER BY from_day, id";
    Ok(on!(tx, c => sqlx::query_as(LIST).bind(person).bind(from).fetch_all(c).await?))
}

/// The absences of everybody that touch a span.
pub async fn absences_between(tx: &mut Tx, from: NaiveDate, to: NaiveDate) -> Result<Vec<Absence>> {
    const LIST: &str = "SELECT id, person_id AS whose, from_day, to_day, reason FROM absences \
        WHERE to_day >= $1 AND from_day <= $2 ORDER BY from_day, id";
    Ok(on!(tx, c => sqlx::query_as(LIST).bind(from).bind(to).fetch_all(c).await?))
}

pub async fn add_absence(
    tx: &mut Tx,
    absence: &Absence,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<()> {
    const ADD: &str = "INSERT INTO absences (id, person_id, from_day, to_day, reason, \
                       created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    execute!(
        tx,
        sqlx::query(ADD)
            .bind(absence.id)
            .bind(absence.whose)
            .bind(absence.from_day)
            .bind(absence.to_day)
            .bind(&absence.reason)
            .bind(by)
            .bind(at)
    );
    Ok(())
}

/// `false` when it is gone already.
pub async fn remove_absence(tx: &mut Tx, person: PersonId, id: AbsenceId) -> Result<bool> {
    const REMOVE: &str = "DELETE FROM absences WHERE id = $1 AND person_id = $2";
    Ok(execute!(tx, sqlx::query(REMOVE).bind(id).bind(person)) == 1)
}
