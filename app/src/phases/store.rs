use chrono::{DateTime, Utc};
use sqlx::types::Json;
use uuid::Uuid;

use super::{Gap, Left, Part, Standing};
use crate::{
    db::{Tx, dialect, execute, on},
    error::Result,
    expected_in_programme, invited,
    people::{PersonBrief, PersonId, store::patterns},
    programmes::ProgrammeId,
    sessions::SessionId,
};

macro_rules! standing {
    ($rest:literal) => {
        concat!(
            "SELECT p.phase, p.state, p.branch_id FROM programmes p \
             WHERE p.id = $1 AND p.framework = 'phases'",
            $rest
        )
    };
}

/// Where a programme stands; `None` when it has no phases.
pub async fn standing(tx: &mut Tx, programme: ProgrammeId) -> Result<Option<Standing>> {
    read(tx, standing!(""), programme).await
}

/// The same, to stay so until the end of the transaction: going on waits for it.
pub async fn hold(tx: &mut Tx, programme: ProgrammeId) -> Result<Option<Standing>> {
    let text = dialect!(tx, sqlite: standing!(""), postgres: standing!(" FOR SHARE"));
    read(tx, text, programme).await
}

/// The same for going on: waits for those who hold it.
pub async fn lock(tx: &mut Tx, programme: ProgrammeId) -> Result<Option<Standing>> {
    let text = dialect!(tx, sqlite: standing!(""), postgres: standing!(" FOR UPDATE"));
    read(tx, text, programme).await
}

async fn read(tx: &mut Tx, text: &'static str, programme: ProgrammeId) -> Result<Option<Standing>> {
    Ok(on!(tx, c => sqlx::query_as(text).bind(programme).fetch_optional(c).await?))
}

/// The programme that a session belongs to.
pub async fn of_session(tx: &mut Tx, session: SessionId) -> Result<Option<ProgrammeId>> {
    const FIND: &str = "SELECT programme_id FROM sessions WHERE id = $1";
    let found: Option<Option<ProgrammeId>> =
        on!(tx, c => sqlx::query_scalar(FIND).bind(session).fetch_optional(c).await?);
    Ok(found.flatten())
}

/// [`hold`] for the programme of a session, with the phase that the session belongs to; `None`
/// when the session has none.
pub async fn hold_session(tx: &mut Tx, session: SessionId) -> Result<Option<(Standing, i64)>> {
    macro_rules! find {
        ($lock:literal) => {
            concat!(
                "SELECT p.phase, p.state, p.branch_id, s.stage_number FROM sessions s \
                 JOIN programmes p ON p.id = s.programme_id \
                 WHERE s.id = $1 AND p.framework = 'phases' AND s.stage_number IS NOT NULL",
                $lock
            )
        };
    }
    let text = dialect!(tx, sqlite: find!(""), postgres: find!(" FOR SHARE OF p"));
    let found: Option<Of> =
        on!(tx, c => sqlx::query_as(text).bind(session).fetch_optional(c).await?);
    Ok(found.map(|found| (found.standing, found.stage_number)))
}

#[derive(sqlx::FromRow)]
struct Of {
    #[sqlx(flatten)]
    standing: Standing,
    stage_number: i64,
}

/// What ties a person to a programme.
pub async fn part(tx: &mut Tx, programme: ProgrammeId, person: PersonId) -> Result<Part> {
    const FIND: &str = concat!(
        "SELECT ",
        invited!("$1"),
        " AS invited, \
         EXISTS (SELECT 1 FROM sessions s JOIN facilitators f ON f.session_id = s.id \
                 WHERE s.programme_id = $1 AND f.person_id = p.id) AS facilitates \
         FROM people p WHERE p.id = $2"
    );
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(programme).bind(person).fetch_one(c).await?))
}

/// Whether a thing was neither retired nor superseded, as a condition.
macro_rules! in_use {
    ($kind:literal, $thing:literal) => {
        concat!(
            "NOT EXISTS (SELECT 1 FROM endings e WHERE e.kind = '",
            $kind,
            "' AND e.subject_id = ",
            $thing,
            ".id)"
        )
    };
}

/// What the phases have left so far.
pub async fn left(tx: &mut Tx, programme: ProgrammeId) -> Result<Left> {
    const COUNT: &str = concat!(
        "SELECT \
         (SELECT COUNT(*) FROM notes n JOIN sessions s ON s.id = n.session_id \
          WHERE s.programme_id = $1 AND n.deleted_at IS NULL) AS notes, \
         (SELECT COUNT(*) FROM people p WHERE p.active AND ",
        expected_in_programme!(),
        ") AS participants, \
         (SELECT COUNT(*) FROM people p WHERE p.active AND ",
        expected_in_programme!(),
        " AND p.id IN (SELECT n.author_id FROM notes n JOIN sessions s ON s.id = n.session_id \
                        WHERE s.programme_id = $1 AND n.deleted_at IS NULL \
                          AND NOT n.name_hidden)) AS shared, \
         (SELECT COUNT(*) FROM people p WHERE p.active AND ",
        expected_in_programme!(),
        " AND p.id IN (SELECT x.person_id FROM concept_authors x \
                        JOIN concepts k ON k.id = x.concept_id \
                        WHERE k.programme_id = $1)) AS conceived, \
         (SELECT COUNT(*) FROM concepts k WHERE k.programme_id = $1 \
          AND k.state NOT IN ('merged', 'split')) AS concepts, \
         (SELECT COUNT(*) FROM concepts k WHERE k.programme_id = $1 \
          AND k.state = 'open') AS undecided, \
         (SELECT COUNT(*) FROM concepts k WHERE k.programme_id = $1 \
          AND k.state = 'accepted') AS accepted, \
         (SELECT COUNT(*) FROM archetypes a WHERE a.programme_id = $1 AND ",
        in_use!("archetype", "a"),
        ") AS archetypes, \
         (SELECT COUNT(*) FROM archetypes a WHERE a.programme_id = $1 AND ",
        in_use!("archetype", "a"),
        " AND NOT EXISTS (SELECT 1 FROM archetype_versions v \
             WHERE v.archetype_id = a.id AND v.released_at IS NOT NULL)) AS unreleased, \
         (SELECT COUNT(*) FROM people p WHERE p.active AND ",
        expected_in_programme!(),
        " AND (p.id IN (SELECT r.editor_id FROM archetype_part_revisions r \
                        JOIN archetypes a ON a.id = r.archetype_id WHERE a.programme_id = $1) \
            OR p.id IN (SELECT i.person_id FROM archetype_inputs i \
                        JOIN archetypes a ON a.id = i.archetype_id \
                        WHERE a.programme_id = $1 AND i.taken_back_at IS NULL))) AS contributed, \
         (SELECT COUNT(*) FROM practices x JOIN archetypes a ON a.id = x.archetype_id \
          WHERE a.programme_id = $1 AND x.state <> 'withdrawn') AS practices, \
         (SELECT COUNT(*) FROM practices x JOIN archetypes a ON a.id = x.archetype_id \
          WHERE a.programme_id = $1 AND x.state IN ('offered', 'in-trial') AND ",
        in_use!("practice", "x"),
        ") AS unanswered"
    );
    Ok(on!(tx, c => sqlx::query_as(COUNT).bind(programme).fetch_one(c).await?))
}

/// The first active people who are invited to a programme, by name; only those whose name holds
/// every word of `text`, when there is one.
pub async fn participants(
    tx: &mut Tx,
    programme: ProgrammeId,
    text: Option<&str>,
    limit: i64,
) -> Result<Vec<PersonBrief>> {
    const FIND: &str = concat!(
        "SELECT p.id, p.name, COALESCE(t.name, '') AS position, b.name AS branch \
         FROM people p JOIN branches b ON b.id = p.branch_id \
         LEFT JOIN positions t ON t.id = p.position_id WHERE p.active AND ",
        expected_in_programme!(),
        r" AND p.folded LIKE $3 ESCAPE '\' AND p.folded LIKE $4 ESCAPE '\'
           AND p.folded LIKE $5 ESCAPE '\' AND p.folded LIKE $6 ESCAPE '\'
           ORDER BY p.folded, p.id LIMIT $2"
    );
    let [a, b, c, d] = patterns(text.unwrap_or_default());
    Ok(on!(tx, conn => sqlx::query_as(FIND)
        .bind(programme)
        .bind(limit)
        .bind(a).bind(b).bind(c).bind(d)
        .fetch_all(conn)
        .await?))
}

/// Moves a programme from one phase to the next; `false` when it is not in that phase any more.
pub async fn set_phase(tx: &mut Tx, programme: ProgrammeId, from: i64, to: i64) -> Result<bool> {
    const SET: &str = "UPDATE programmes SET phase = $3 WHERE id = $1 AND phase = $2";
    Ok(execute!(tx, sqlx::query(SET).bind(programme).bind(from).bind(to)) == 1)
}

/// A move to be kept.
pub struct NewMove<'a> {
    pub programme: ProgrammeId,
    pub from: i64,
    pub to: i64,
    pub gaps: &'a [Gap],
    pub reason: &'a str,
    pub by: PersonId,
    pub at: DateTime<Utc>,
}

/// Keeps that a programme moved, what it lacked, and why.
pub async fn remember(tx: &mut Tx, moved: NewMove<'_>) -> Result<()> {
    const ADD: &str = "INSERT INTO phase_moves (id, programme_id, from_phase, to_phase, gaps, \
                       reason, actor_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    execute!(
        tx,
        sqlx::query(ADD)
            .bind(Uuid::now_v7())
            .bind(moved.programme)
            .bind(moved.from)
            .bind(moved.to)
            .bind(Json(moved.gaps))
            .bind(moved.reason)
            .bind(moved.by)
            .bind(moved.at)
    );
    Ok(())
}

/// A move that was made.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Move {
    pub from_phase: i64,
    pub to_phase: i64,
    pub gaps: Json<Vec<Gap>>,
    pub reason: String,
    pub who: String,
    pub at: DateTime<Utc>,
}

/// The moves of a programme, the latest first.
pub async fn moves(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<Move>> {
    const FIND: &str = "SELECT m.from_phase, m.to_phase, m.gaps, m.reason, p.name AS who, m.at \
                        FROM phase_moves m JOIN people p ON p.id = m.actor_id \
                        WHERE m.programme_id = $1 ORDER BY m.at DESC, m.id DESC LIMIT 50";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(programme).fetch_all(c).await?))
}

/// The sessions of a programme whose rooms may be open in a browser: those of two phases.
pub async fn rooms(
    tx: &mut Tx,
    programme: ProgrammeId,
    one: i64,
    two: i64,
) -> Result<Vec<SessionId>> {
    const FIND: &str = "SELECT id FROM sessions WHERE programme_id = $1 \
                        AND stage_number IN ($2, $3) ORDER BY id";
    Ok(
        on!(tx, c => sqlx::query_scalar(FIND).bind(programme).bind(one).bind(two).fetch_all(c).await?),
    )
}
