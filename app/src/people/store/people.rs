use chrono::{DateTime, Utc};

use crate::{
    access::Scope,
    db::{Tx, dialect, execute, on},
    error::{Error, Result},
    people::{BranchId, Person, PersonFacts, PersonId, fold},
};

/// The columns of [`Person`], in queries that name the table `p`.
#[macro_export]
macro_rules! person_columns {
    () => {
        "p.id, p.employee_number, p.email, p.name, p.branch_id, p.department_id, p.position_id, \
         p.hired_on, p.language, p.time_zone, p.active, p.revision"
    };
}

/// Which people `p` somebody may look at, as a condition: `$1` is who looks. Those whom a role
/// of theirs covers; instructors see sessions, not files.
#[macro_export]
macro_rules! person_visible {
    () => {
        "EXISTS (SELECT 1 FROM grants g WHERE g.person_id = $1 \
                   AND g.role IN ('hr', 'admin', 'manager') \
                   AND (g.branch_id IS NULL OR g.branch_id = p.branch_id) \
                   AND (g.department_id IS NULL OR g.department_id = p.department_id))"
    };
}

/// Visits and onboarding days to come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Ahead {
    pub visits: i64,
    pub days: i64,
}

/// A person with what their page tells besides.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Detail {
    #[sqlx(flatten)]
    pub person: Person,
    /// Has a password to sign in with.
    pub has_access: bool,
    /// Is an administrator, of anything.
    pub is_admin: bool,
    /// The sessions they attended, late or not.
    pub attended: i64,
    /// The planned sessions to come that they facilitate, without visits.
    pub facilitates: i64,
    #[sqlx(flatten)]
    pub ahead: Ahead,
}

/// What the search for people looks through.
pub(super) fn search_text(name: &str, email: Option<&str>, number: Option<&str>) -> String {
    fold(&[Some(name), email, number].into_iter().flatten().collect::<Vec<_>>().join(" "))
}

/// Adds a person. [`Error::Taken`] when number or address exist.
pub async fn add(tx: &mut Tx, person: &Person, now: DateTime<Utc>) -> Result<()> {
    const ADD: &str = "INSERT INTO people (id, employee_number, email, name, folded, branch_id, \
        department_id, position_id, hired_on, language, time_zone, active, created_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    let (email, number) = (person.email.as_deref(), person.employee_number.as_deref());
    execute!(
        tx,
        sqlx::query(ADD)
            .bind(person.id)
            .bind(number)
            .bind(email)
            .bind(&person.name)
            .bind(search_text(&person.name, email, number))
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
    const FIND: &str = concat!("SELECT ", person_columns!(), " FROM people p WHERE p.id = $1");
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(id).fetch_optional(c).await?))
}

/// A person as far as somebody may look at them; [`Error::NotFound`] otherwise.
pub async fn find(tx: &mut Tx, scope: &Scope, id: PersonId, now: DateTime<Utc>) -> Result<Detail> {
    const FIND: &str = concat!(
        "SELECT ",
        person_columns!(),
        ", p.password_hash IS NOT NULL AS has_access, \
         EXISTS (SELECT 1 FROM grants a WHERE a.person_id = p.id AND a.role = 'admin') AS is_admin, \
         (SELECT COUNT(*) FROM attendance t \
           WHERE t.person_id = p.id AND t.state IN ('present', 'late')) AS attended, \
         (SELECT COUNT(*) FROM facilitators f JOIN sessions s ON s.id = f.session_id \
           WHERE f.person_id = p.id AND s.state = 'planned' AND s.starts_at > $3 \
             AND s.id NOT IN (SELECT session_id FROM visits)) AS facilitates, \
         (SELECT COUNT(*) FROM visits v JOIN sessions s ON s.id = v.session_id \
           WHERE v.instructor_id = p.id AND v.live AND s.state = 'planned' \
             AND s.starts_at > $3) AS visits, \
         (SELECT COUNT(*) FROM onboarding_days d JOIN onboardings o ON o.id = d.onboarding_id \
           WHERE d.instructor_id = p.id AND o.current AND d.starts_at > $3) AS days \
         FROM people p WHERE p.id = $2 AND NOT p.name_only AND ",
        person_visible!()
    );
    let found = on!(tx, c => sqlx::query_as(FIND)
        .bind(scope.person())
        .bind(id)
        .bind(now)
        .fetch_optional(c)
        .await?);
    found.ok_or(Error::NotFound)
}

/// What is still to be held at a branch.
pub async fn ahead_at(tx: &mut Tx, branch: BranchId, now: DateTime<Utc>) -> Result<Ahead> {
    const COUNT: &str = "SELECT \
        (SELECT COUNT(*) FROM visits v JOIN sessions s ON s.id = v.session_id \
          WHERE v.branch_id = $1 AND v.live AND s.state = 'planned' AND s.starts_at > $2) AS visits, \
        (SELECT COUNT(*) FROM onboarding_days d JOIN onboardings o ON o.id = d.onboarding_id \
          WHERE d.branch_id = $1 AND o.current AND d.starts_at > $2) AS days";
    Ok(on!(tx, c => sqlx::query_as(COUNT).bind(branch).bind(now).fetch_one(c).await?))
}

/// Changes a person unless somebody else did since `revision`: then [`Error::Stale`].
pub async fn update(tx: &mut Tx, id: PersonId, revision: i64, facts: &PersonFacts) -> Result<()> {
    const UPDATE: &str = "UPDATE people SET name = $3, employee_number = $4, email = $5, \
        folded = $6, branch_id = $7, department_id = $8, position_id = $9, hired_on = $10, \
        revision = revision + 1 WHERE id = $1 AND revision = $2";
    let (email, number) = (facts.email.as_deref(), facts.employee_number.as_deref());
    let rows = execute!(
        tx,
        sqlx::query(UPDATE)
            .bind(id)
            .bind(revision)
            .bind(&facts.name)
            .bind(number)
            .bind(email)
            .bind(search_text(&facts.name, email, number))
            .bind(facts.branch_id)
            .bind(facts.department_id)
            .bind(facts.position_id)
            .bind(facts.hired_on)
    );
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// Ends or resumes somebody's work, unless the record changed since: then [`Error::Stale`].
pub async fn set_active(tx: &mut Tx, id: PersonId, revision: i64, active: bool) -> Result<()> {
    const SET: &str = "UPDATE people SET active = $3, revision = revision + 1 \
                       WHERE id = $1 AND revision = $2";
    let rows = execute!(tx, sqlx::query(SET).bind(id).bind(revision).bind(active));
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// Who else has this number or this address, as id, name, number and address.
pub async fn holders(
    tx: &mut Tx,
    number: Option<&str>,
    email: Option<&str>,
    except: Option<PersonId>,
) -> Result<Vec<Person>> {
    const FIND: &str = concat!(
        "SELECT ",
        person_columns!(),
        " FROM people p WHERE (p.employee_number = $1 OR p.email = $2) \
         AND ($3 IS NULL OR p.id <> $3)"
    );
    Ok(on!(tx, c => sqlx::query_as(FIND)
        .bind(number)
        .bind(email)
        .bind(except)
        .fetch_all(c)
        .await?))
}

/// Whether a branch is active, and stays so while this transaction puts somebody there.
pub async fn hold_branch(tx: &mut Tx, id: BranchId) -> Result<bool> {
    let find = dialect!(
        tx,
        sqlite: "SELECT active FROM branches WHERE id = $1",
        postgres: "SELECT active FROM branches WHERE id = $1 FOR SHARE",
    );
    let active: Option<bool> =
        on!(tx, c => sqlx::query_scalar(find).bind(id).fetch_optional(c).await?);
    Ok(active.unwrap_or(false))
}
