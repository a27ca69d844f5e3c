use chrono::{DateTime, Utc};

use crate::{
    access::Scope,
    db::{Tx, dialect, execute, on},
    error::{Error, Result},
    invited, locked_out, locked_out_of_programme,
    onboarding::{JobTraining, Module, ModuleId},
    people::{PersonId, PositionId, fold},
    programme_visible,
    programmes::ProgrammeId,
    sessions::SessionId,
};

/// The modules of a position, or of all; each with when `person` finished it.
pub async fn modules(
    tx: &mut Tx,
    position: Option<PositionId>,
    person: Option<PersonId>,
) -> Result<Vec<Module>> {
    const FIND: &str = "SELECT m.id, m.position_id, t.name AS position, m.kind, m.title, m.about, \
               m.revision, k.at AS marked_at, w.name AS marked_by \
        FROM job_modules m JOIN positions t ON t.id = m.position_id \
        LEFT JOIN job_marks k ON k.module_id = m.id AND k.person_id = $2 \
        LEFT JOIN people w ON w.id = k.marked_by \
        WHERE m.active AND ($1 IS NULL OR m.position_id = $1) \
        ORDER BY t.folded, m.kind DESC, m.number, m.id";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(position).bind(person).fetch_all(c).await?))
}

/// Adds a module. [`Error::Taken`] when the position has one of that
/// name.
pub async fn add_module(
    tx: &mut Tx,
    position: PositionId,
    kind: JobTraining,
    title: &str,
    about: &str,
    at: DateTime<Utc>,
) -> Result<ModuleId> {
    const ADD: &str = "INSERT INTO job_modules (id, position_id, kind, title, folded, about, \
        created_at, number) SELECT $1, $2, $3, $4, $5, $6, $7, COALESCE(MAX(m.number), 0) + 1 \
        FROM job_modules m WHERE m.position_id = $2";
    let id = ModuleId::new();
    execute!(
        tx,
        sqlx::query(ADD)
            .bind(id)
            .bind(position)
            .bind(kind)
            .bind(title)
            .bind(fold(title))
            .bind(about)
            .bind(at)
    );
    Ok(id)
}

/// Changes a module. [`Error::Stale`] when somebody else did, or it is off the list;
/// [`Error::Taken`] when the position has another one of that name.
pub async fn save_module(
    tx: &mut Tx,
    id: ModuleId,
    revision: i64,
    kind: JobTraining,
    (title, about): (&str, &str),
) -> Result<()> {
    const SAVE: &str = "UPDATE job_modules SET kind = $3, title = $4, folded = $5, about = $6, \
        revision = revision + 1 WHERE id = $1 AND revision = $2 AND active";
    let rows = execute!(
        tx,
        sqlx::query(SAVE)
            .bind(id)
            .bind(revision)
            .bind(kind)
            .bind(title)
            .bind(fold(title))
            .bind(about)
    );
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// Lets a module change places with the one before or after it, of its position and kind. `false` when
/// there is none.
pub async fn move_module(tx: &mut Tx, id: ModuleId, up: bool) -> Result<bool> {
    macro_rules! list {
        ($lock:literal) => {
            concat!(
                "SELECT m.id FROM job_modules m JOIN job_modules o \
                 ON o.position_id = m.position_id AND o.kind = m.kind \
                 WHERE o.id = $1 AND o.active AND m.active ORDER BY m.number, m.id",
                $lock
            )
        };
    }
    const PUT: &str = "UPDATE job_modules SET number = $2 WHERE id = $1";
    // Whoever moves another one at the same time comes after this.
    let list = dialect!(tx, sqlite: list!(""), postgres: list!(" FOR UPDATE"));
    let mut all: Vec<ModuleId> =
        on!(tx, c => sqlx::query_scalar(list).bind(id).fetch_all(c).await?);
    let Some(at) = all.iter().position(|one| *one == id) else { return Ok(false) };
    let to = if up { at.checked_sub(1) } else { Some(at + 1) };
    let Some(to) = to.filter(|to| *to < all.len()) else { return Ok(false) };
    all.swap(at, to);
    for (number, id) in (1i64..).zip(all) {
        execute!(tx, sqlx::query(PUT).bind(id).bind(number));
    }
    Ok(true)
}

/// Takes a module off the list; who finished it has finished it.
pub async fn remove_module(tx: &mut Tx, id: ModuleId) -> Result<bool> {
    const REMOVE: &str = "UPDATE job_modules SET active = FALSE WHERE id = $1 AND active";
    Ok(execute!(tx, sqlx::query(REMOVE).bind(id)) == 1)
}

/// Says that somebody finished a module. [`Error::Taken`] when job
/// training is locked for them; `false` when it was said before.
pub async fn mark_module(
    tx: &mut Tx,
    id: ModuleId,
    person: PersonId,
    (by, at): (PersonId, DateTime<Utc>),
) -> Result<bool> {
    const MARK: &str = "INSERT INTO job_marks (module_id, person_id, marked_by, at) \
        VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    Ok(execute!(tx, sqlx::query(MARK).bind(id).bind(person).bind(by).bind(at)) == 1)
}

pub async fn unmark_module(tx: &mut Tx, id: ModuleId, person: PersonId) -> Result<bool> {
    const REMOVE: &str = "DELETE FROM job_marks WHERE module_id = $1 AND person_id = $2";
    Ok(execute!(tx, sqlx::query(REMOVE).bind(id).bind(person)) == 1)
}

/// Whether a session is job training that this person is not admitted to.
pub async fn locked_out_of(tx: &mut Tx, session: SessionId, person: PersonId) -> Result<bool> {
    const FIND: &str = concat!(
        "SELECT EXISTS (SELECT 1 FROM people p JOIN sessions s ON s.id = $2 \
         WHERE p.id = $1 AND s.job_training IS NOT NULL AND ",
        locked_out!(),
        ")"
    );
    Ok(on!(tx, c => sqlx::query_scalar(FIND).bind(person).bind(session).fetch_one(c).await?))
}

macro_rules! locked_inside {
    ($of:literal) => {
        concat!(
            "SELECT DISTINCT p.folded, p.id, p.name FROM attendance t \
             JOIN people p ON p.id = t.person_id JOIN sessions s ON s.id = t.session_id \
             WHERE t.state IN ('present', 'late', 'waiting') AND ",
            $of,
            " AND ",
            locked_out!(),
            " ORDER BY p.folded, p.id"
        )
    };
}

/// Who is in the room of a session, or waits for a place, and may not begin job training, by name.
pub async fn locked_inside(tx: &mut Tx, session: SessionId) -> Result<Vec<String>> {
    const LIST: &str = locked_inside!("s.id = $1");
    let all: Vec<Inside> = on!(tx, c => sqlx::query_as(LIST).bind(session).fetch_all(c).await?);
    Ok(all.into_iter().map(|one| one.2).collect())
}

/// The same for the sessions of a programme that would be job training with it.
pub async fn locked_inside_of(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<String>> {
    const LIST: &str = locked_inside!(
        "s.programme_id = $1 AND s.state IN ('planned', 'cancelled') AND s.job_training IS NULL"
    );
    let all: Vec<Inside> = on!(tx, c => sqlx::query_as(LIST).bind(programme).fetch_all(c).await?);
    Ok(all.into_iter().map(|one| one.2).collect())
}

/// By what they are sorted, who, and the name.
type Inside = (String, PersonId, String);

/// How many active people who are invited to a programme are locked out of it, as job training.
pub async fn locked_in(tx: &mut Tx, programme: ProgrammeId) -> Result<i64> {
    const COUNT: &str = concat!(
        "SELECT COUNT(*) FROM people p WHERE p.active AND ",
        invited!("$1"),
        " AND ",
        locked_out_of_programme!()
    );
    Ok(on!(tx, c => sqlx::query_scalar(COUNT).bind(programme).fetch_one(c).await?))
}

/// The programmes of job training to which somebody is invited, as far as the reader sees them.
pub async fn programmes(
    tx: &mut Tx,
    scope: &Scope,
    person: PersonId,
) -> Result<Vec<(ProgrammeId, String, JobTraining)>> {
    const FIND: &str = concat!(
        "SELECT p.id, p.name, p.job_training FROM programmes p JOIN people who ON who.id = $3 \
         WHERE p.state = 'active' AND p.job_training IS NOT NULL \
           AND EXISTS (SELECT 1 FROM audiences a WHERE a.owner_id = p.id \
                 AND (a.kind = 'everyone' OR a.target_id IN \
                      (who.id, who.branch_id, who.department_id, who.position_id))) AND ",
        programme_visible!(),
        " ORDER BY p.start_on, p.folded, p.id"
    );
    Ok(on!(tx, c => sqlx::query_as(FIND)
        .bind(scope.person())
        .bind(scope.everything())
        .bind(person)
        .fetch_all(c)
        .await?))
}
