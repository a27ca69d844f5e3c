//! Practices in the database, and what one turn hands to the next.

mod came;

pub use came::{concept_came, offered_to, version_for, walls};
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{Move, MoveId, Practice, PracticeId, PracticeState, Release, Target};
use crate::{
    access::Scope,
    archetypes::ArchetypeId,
    db::{Tx, execute, on},
    error::{Error, Result},
    knowledge::NoteId,
    padded,
    people::{PersonId, fold},
    practice_seen,
    programmes::{self, ProgrammeId},
    provenance::Kind,
    search,
    sessions::SessionId,
    twenty,
};

/// Reads [`Practice`]s; conditions follow.
macro_rules! practices {
    ($($rest:expr),+ $(,)?) => {
        concat!(
            "SELECT p.id, p.archetype_id, p.number, v.name AS archetype, a.programme_id, \
             p.target_kind, p.branch_id, p.department_id, \
             COALESCE(b.name, d.name, p.name) AS target, p.state, p.revision, \
             m.moved_on, w.name AS person, m.reason \
             FROM practices p \
             JOIN archetype_versions v ON v.archetype_id = p.archetype_id AND v.number = p.number \
             JOIN archetypes a ON a.id = p.archetype_id \
             JOIN practice_moves m ON m.id = (SELECT l.id FROM practice_moves l \
                  WHERE l.practice_id = p.id ORDER BY l.at DESC, l.id DESC LIMIT 1) \
             JOIN people w ON w.id = m.actor_id \
             LEFT JOIN branches b ON b.id = p.branch_id \
             LEFT JOIN departments d ON d.id = p.department_id ",
            $($rest),+
        )
    };
}

/// Whether a practice `p` went to the branch or department of a person, or to one that a role of
/// theirs covers: `$1` is the person.
#[macro_export]
macro_rules! practice_theirs {
    () => {
        "(p.branch_id IN (SELECT me.branch_id FROM people me WHERE me.id = $1 UNION \
                          SELECT g.branch_id FROM grants g WHERE g.person_id = $1) \
          OR p.department_id IN (SELECT me.department_id FROM people me WHERE me.id = $1 UNION \
                                 SELECT g.department_id FROM grants g WHERE g.person_id = $1))"
    };
}

/// The practices of a programme: by release, inside before outside. The programme is one that the
/// person may see.
pub async fn board(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<Practice>> {
    const FIND: &str = practices!("WHERE a.programme_id = $1 ORDER BY a.created_at, p.id");
    let mut all: Vec<Practice> =
        on!(tx, c => sqlx::query_as(FIND).bind(programme).fetch_all(c).await?);
    all.sort_by_key(|practice| practice.target_kind);
    Ok(all)
}

/// A practice that the person may see: with its programme, or because it came to them.
pub async fn find(tx: &mut Tx, scope: &Scope, id: PracticeId) -> Result<Option<Practice>> {
    const FIND: &str = practices!("WHERE p.id = $1");
    const THEIRS: &str = concat!(
        "SELECT EXISTS (SELECT 1 FROM practices p WHERE p.id = $2 AND ",
        practice_theirs!(),
        ")"
    );
    let found: Option<Practice> =
        on!(tx, c => sqlx::query_as(FIND).bind(id).fetch_optional(c).await?);
    let Some(practice) = found else { return Ok(None) };
    if programmes::store::find(tx, scope, practice.programme_id).await?.is_some() {
        return Ok(Some(practice));
    }
    let theirs: bool = on!(tx, c => sqlx::query_scalar(THEIRS)
        .bind(scope.person())
        .bind(id)
        .fetch_one(c)
        .await?);
    Ok(theirs.then_some(practice))
}

/// Those of up to twenty practices that the person may see.
pub async fn some(tx: &mut Tx, scope: &Scope, ids: &[PracticeId]) -> Result<Vec<Practice>> {
    const FIND: &str = practices!("WHERE p.id IN (", twenty!(), ") AND ", practice_seen!());
    Ok(on!(tx, c => {
        let query = sqlx::query_as(FIND).bind(scope.person()).bind(scope.everything());
        padded!(query, ids).fetch_all(c).await?
    }))
}

/// The released versions of a programme, the latest first.
pub async fn releases(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<Release>> {
    const FIND: &str = "SELECT v.archetype_id, v.number, v.name FROM archetype_versions v \
        JOIN archetypes a ON a.id = v.archetype_id \
        WHERE a.programme_id = $1 AND v.released_at IS NOT NULL \
        ORDER BY v.released_at DESC, v.archetype_id, v.number DESC";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(programme).fetch_all(c).await?))
}

/// A step to be kept with a practice.
pub struct Step<'a> {
    pub to: PracticeState,
    pub on: NaiveDate,
    pub reason: &'a str,
    pub evidence: &'a str,
    pub note: Option<NoteId>,
    pub by: PersonId,
    pub at: DateTime<Utc>,
}

/// Offers a release; [`Error::Taken`] when it was offered to the same target before.
pub async fn offer(
    tx: &mut Tx,
    id: PracticeId,
    release: (ArchetypeId, i64),
    target: &Target,
    step: &Step<'_>,
) -> Result<()> {
    const ADD: &str = "INSERT INTO practices (id, archetype_id, number, target_kind, target_key, \
        branch_id, department_id, name, state, changed_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let (key, branch, department, name) = match target {
        Target::Branch(id) => (id.to_string(), Some(*id), None, ""),
        Target::Department(id) => (id.to_string(), None, Some(*id), ""),
        Target::Named(_, name) => (fold(name), None, None, name.as_str()),
    };
    execute!(
        tx,
        sqlx::query(ADD)
            .bind(id)
            .bind(release.0)
            .bind(release.1)
            .bind(target.kind())
            .bind(&key)
            .bind(branch)
            .bind(department)
            .bind(name)
            .bind(step.to)
            .bind(step.at)
    );
    remember(tx, id, None, step).await
}

/// Takes a practice a step on, as of a revision; [`Error::Stale`] when somebody was quicker.
pub async fn take_on(
    tx: &mut Tx,
    practice: &Practice,
    revision: i64,
    step: &Step<'_>,
) -> Result<()> {
    const MOVE: &str = "UPDATE practices SET state = $3, changed_at = $4, revision = revision + 1 \
                        WHERE id = $1 AND revision = $2";
    let rows = execute!(
        tx,
        sqlx::query(MOVE).bind(practice.id).bind(revision).bind(step.to).bind(step.at)
    );
    if rows == 0 {
        return Err(Error::Stale);
    }
    remember(tx, practice.id, Some(practice.state), step).await
}

async fn remember(
    tx: &mut Tx,
    id: PracticeId,
    from: Option<PracticeState>,
    step: &Step<'_>,
) -> Result<()> {
    const ADD: &str = "INSERT INTO practice_moves (id, practice_id, from_state, to_state, \
        moved_on, reason, evidence, note_id, actor_id, at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    execute!(
        tx,
        sqlx::query(ADD)
            .bind(MoveId::new())
            .bind(id)
            .bind(from)
            .bind(step.to)
            .bind(step.on)
            .bind(step.reason)
            .bind(step.evidence)
            .bind(step.note)
            .bind(step.by)
            .bind(step.at)
    );
    search::store::keep(tx, Kind::Practice, id).await
}

/// The steps of a practice, the latest first.
pub async fn moves(tx: &mut Tx, id: PracticeId) -> Result<Vec<Move>> {
    const FIND: &str = "SELECT m.to_state, m.moved_on, m.reason, m.evidence, m.note_id, \
               w.name AS person \
        FROM practice_moves m JOIN people w ON w.id = m.actor_id \
        WHERE m.practice_id = $1 ORDER BY m.at DESC, m.id DESC";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(id).fetch_all(c).await?))
}

/// Who made the offer that a practice came to last.
pub async fn offered_by(tx: &mut Tx, id: PracticeId) -> Result<Option<PersonId>> {
    const FIND: &str = "SELECT actor_id FROM practice_moves \
        WHERE practice_id = $1 AND to_state = 'offered' ORDER BY at DESC, id DESC LIMIT 1";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).bind(id).fetch_optional(c).await?))
}

/// The session on whose wall an adaptation comes back, with its topic: the first of the next turn, as
/// long as that collects notes; else the last of the programme.
pub async fn wall(tx: &mut Tx, programme: ProgrammeId) -> Result<Option<(SessionId, String)>> {
    // Only a next turn carries something over, other copies do not.
    const NEXT: &str = "SELECT s.id, s.topic FROM sessions s \
        JOIN programmes n ON n.id = s.programme_id \
        WHERE n.copied_from = $1 AND n.state = 'active' AND n.phase = 1 \
          AND EXISTS (SELECT 1 FROM carried c WHERE c.programme_id = n.id) \
          AND s.stage_number = 1 AND s.state <> 'cancelled' \
        ORDER BY n.start_on DESC, s.starts_at, s.id LIMIT 1";
    // Rather a wall that people have stood at than that of a session still to come.
    const LAST: &str = "SELECT id, topic FROM sessions \
        WHERE programme_id = $1 AND state <> 'cancelled' \
        ORDER BY CASE WHEN state IN ('open', 'closed') THEN 0 ELSE 1 END, \
                 COALESCE(stage_number, 0) DESC, starts_at DESC, id DESC LIMIT 1";
    let next = on!(tx, c => sqlx::query_as(NEXT).bind(programme).fetch_optional(c).await?);
    match next {
        Some(wall) => Ok(Some(wall)),
        None => Ok(on!(tx, c => sqlx::query_as(LAST).bind(programme).fetch_optional(c).await?)),
    }
}

/// What one turn hands to the next, open commitments first: offers and trials without an answer,
/// archetypes without a release, concepts without a decision or to be reworked; then releases and
/// what adaptations brought back. What it was handed itself and is still open goes on, too.
pub async fn to_carry(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<(Kind, Uuid, bool)>> {
    const PRACTICES: &str = "SELECT p.id FROM practices p JOIN archetypes a ON a.id = p.archetype_id \
        WHERE p.state IN ('offered', 'in-trial') AND (a.programme_id = $1 OR p.id IN ( \
            SELECT c.subject_id FROM carried c WHERE c.programme_id = $1 AND c.kind = 'practice')) \
        ORDER BY p.id";
    const ARCHETYPES: &str = "SELECT a.id, EXISTS (SELECT 1 FROM archetype_versions v \
               WHERE v.archetype_id = a.id AND v.released_at IS NOT NULL) \
        FROM archetypes a WHERE a.programme_id = $1 OR a.id IN ( \
            SELECT c.subject_id FROM carried c WHERE c.programme_id = $1 AND c.kind = 'archetype' \
              AND NOT EXISTS (SELECT 1 FROM archetype_versions v \
                  WHERE v.archetype_id = c.subject_id AND v.released_at IS NOT NULL)) \
        ORDER BY a.created_at, a.id";
    const CONCEPTS: &str = "SELECT o.id FROM concepts o WHERE o.state IN ('open', 'rework') \
          AND (o.programme_id = $1 OR o.id IN ( \
            SELECT c.subject_id FROM carried c WHERE c.programme_id = $1 AND c.kind = 'concept')) \
          AND NOT EXISTS (SELECT 1 FROM concept_origins x JOIN concepts k ON k.id = x.concept_id \
            WHERE x.origin_id = o.id AND k.programme_id = $1) \
        ORDER BY o.created_at, o.id";
    const NOTES: &str = "SELECT n.id FROM notes n \
        WHERE n.deleted_at IS NULL AND n.taken_at IS NULL AND n.id IN (SELECT m.note_id FROM practice_moves m \
            JOIN practices p ON p.id = m.practice_id JOIN archetypes a ON a.id = p.archetype_id \
            WHERE a.programme_id = $1) ORDER BY n.created_at, n.id";
    let practices: Vec<Uuid> =
        on!(tx, c => sqlx::query_scalar(PRACTICES).bind(programme).fetch_all(c).await?);
    let archetypes: Vec<(Uuid, bool)> =
        on!(tx, c => sqlx::query_as(ARCHETYPES).bind(programme).fetch_all(c).await?);
    let concepts: Vec<Uuid> =
        on!(tx, c => sqlx::query_scalar(CONCEPTS).bind(programme).fetch_all(c).await?);
    let notes: Vec<Uuid> =
        on!(tx, c => sqlx::query_scalar(NOTES).bind(programme).fetch_all(c).await?);
    let mut carried: Vec<(Kind, Uuid, bool)> = Vec::new();
    carried.extend(practices.into_iter().map(|id| (Kind::Practice, id, true)));
    carried.extend(archetypes.into_iter().map(|(id, released)| (Kind::Archetype, id, !released)));
    carried.extend(concepts.into_iter().map(|id| (Kind::Concept, id, true)));
    carried.extend(notes.into_iter().map(|id| (Kind::Note, id, false)));
    carried.sort_by_key(|(.., open)| !open);
    Ok(carried)
}

/// Keeps what a programme takes along.
pub async fn carry(
    tx: &mut Tx,
    programme: ProgrammeId,
    carried: &[(Kind, Uuid, bool)],
) -> Result<()> {
    const ADD: &str = "INSERT INTO carried (programme_id, kind, subject_id, open, position) \
                       VALUES ($1, $2, $3, $4, $5)";
    for (position, (kind, id, open)) in (1i64..).zip(carried) {
        execute!(
            tx,
            sqlx::query(ADD).bind(programme).bind(kind).bind(id).bind(open).bind(position)
        );
    }
    Ok(())
}

/// What a programme took along from the turn before, in its order.
pub async fn carried(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<(Kind, Uuid, bool)>> {
    const FIND: &str = "SELECT kind, subject_id, open FROM carried \
                        WHERE programme_id = $1 ORDER BY position";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(programme).fetch_all(c).await?))
}

/// The turns that followed a programme, the first of them first. Only those carry something over;
/// other copies do not.
pub async fn next_turns(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<ProgrammeId>> {
    const FIND: &str = "SELECT n.id FROM programmes n WHERE n.copied_from = $1 \
        AND EXISTS (SELECT 1 FROM carried c WHERE c.programme_id = n.id) ORDER BY n.created_at, n.id";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).bind(programme).fetch_all(c).await?))
}

/// The programmes that took something along, the latest first.
pub async fn carried_to(tx: &mut Tx, kind: Kind, id: Uuid) -> Result<Vec<ProgrammeId>> {
    const FIND: &str = "SELECT r.programme_id FROM carried r JOIN programmes p ON p.id = r.programme_id \
                        WHERE r.kind = $1 AND r.subject_id = $2 ORDER BY p.created_at DESC, p.id";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).bind(kind).bind(id).fetch_all(c).await?))
}
