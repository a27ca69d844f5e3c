//! Files on their way in, and many people at once.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::types::Json;
use uuid::Uuid;

use super::{directory, people::search_text};
use crate::{
    db::{Tx, execute, on},
    error::{Error, Result},
    people::{
        ImportId, Person, PersonId,
        import::{Existing, Known},
    },
    person_columns,
};

/// Thirteen values a row: well below what either engine takes in one statement.
const AT_ONCE: usize = 500;

/// Keeps a file for its preview.
pub async fn add(
    tx: &mut Tx,
    id: ImportId,
    by: PersonId,
    file_name: &str,
    content: &[u8],
    now: DateTime<Utc>,
) -> Result<()> {
    const ADD: &str = "INSERT INTO imports (id, person_id, file_name, content, created_at) \
                       VALUES ($1, $2, $3, $4, $5)";
    execute!(tx, sqlx::query(ADD).bind(id).bind(by).bind(file_name).bind(content).bind(now));
    Ok(())
}

/// Name and content of a file that this person has sent. [`Error::NotFound`] for anybody else.
pub async fn find(tx: &mut Tx, id: ImportId, by: PersonId) -> Result<(String, Vec<u8>)> {
    const FIND: &str = "SELECT file_name, content FROM imports WHERE id = $1 AND person_id = $2";
    let found = on!(tx, c => sqlx::query_as(FIND).bind(id).bind(by).fetch_optional(c).await?);
    found.ok_or(Error::NotFound)
}

/// Forgets a file that was imported.
pub async fn remove(tx: &mut Tx, id: ImportId) -> Result<()> {
    execute!(tx, sqlx::query("DELETE FROM imports WHERE id = $1").bind(id));
    Ok(())
}

/// Forgets the files that nobody imported since.
pub async fn forget(tx: &mut Tx, before: DateTime<Utc>) -> Result<()> {
    execute!(tx, sqlx::query("DELETE FROM imports WHERE created_at < $1").bind(before));
    Ok(())
}

/// Everything a plan is made from.
pub async fn existing(tx: &mut Tx) -> Result<Existing> {
    #[derive(sqlx::FromRow)]
    struct Found {
        #[sqlx(flatten)]
        person: Person,
        is_admin: bool,
    }
    const ALL: &str = concat!(
        "SELECT ",
        person_columns!(),
        ", EXISTS (SELECT 1 FROM grants g WHERE g.person_id = p.id AND g.role = 'admin') \
         AS is_admin FROM people p WHERE NOT p.name_only"
    );
    let directory = directory(tx).await?;
    let found: Vec<Found> = on!(tx, c => sqlx::query_as(ALL).fetch_all(c).await?);
    let people = found
        .into_iter()
        .map(|found| Known { person: found.person, is_admin: found.is_admin })
        .collect();
    Ok(Existing { directory, people })
}

/// Adds many people. [`Error::Taken`] when a number or an address exists.
pub async fn add_people(tx: &mut Tx, people: &[Person], now: DateTime<Utc>) -> Result<()> {
    const ADD: &str = "INSERT INTO people (id, employee_number, email, name, folded, branch_id, \
        department_id, position_id, hired_on, language, time_zone, active, created_at) ";
    for some in people.chunks(AT_ONCE) {
        on!(tx, c => {
            let mut query = sqlx::QueryBuilder::new(ADD);
            query.push_values(some, |mut row, person| {
                let (email, number) = (person.email.as_deref(), person.employee_number.as_deref());
                row.push_bind(person.id)
                    .push_bind(number)
                    .push_bind(email)
                    .push_bind(&person.name)
                    .push_bind(search_text(&person.name, email, number))
                    .push_bind(person.branch_id)
                    .push_bind(person.department_id)
                    .push_bind(person.position_id)
                    .push_bind(person.hired_on)
                    .push_bind(person.language)
                    .push_bind(person.time_zone.as_deref())
                    .push_bind(person.active)
                    .push_bind(now);
            });
            query.build().execute(c).await?;
        });
    }
    Ok(())
}

/// One line of the history.
#[derive(Clone, Debug)]
pub struct Entry {
    action: &'static str,
    subject: &'static str,
    subject_id: Uuid,
    detail: Value,
}

impl Entry {
    pub fn new(
        action: &'static str,
        subject: &'static str,
        subject_id: impl Into<Uuid>,
        detail: Value,
    ) -> Self {
        Entry { action, subject, subject_id: subject_id.into(), detail }
    }
}

/// Records many changes, as `Work::audit` records one.
pub async fn audit(
    tx: &mut Tx,
    entries: &[Entry],
    by: Option<PersonId>,
    now: DateTime<Utc>,
) -> Result<()> {
    const ADD: &str = "INSERT INTO audit (id, at, actor_id, action, subject, subject_id, detail) ";
    for some in entries.chunks(AT_ONCE) {
        on!(tx, c => {
            let mut query = sqlx::QueryBuilder::new(ADD);
            query.push_values(some, |mut row, entry| {
                row.push_bind(Uuid::now_v7())
                    .push_bind(now)
                    .push_bind(by)
                    .push_bind(entry.action)
                    .push_bind(entry.subject)
                    .push_bind(entry.subject_id)
                    .push_bind(Json(&entry.detail));
            });
            query.build().execute(c).await?;
        });
    }
    Ok(())
}
