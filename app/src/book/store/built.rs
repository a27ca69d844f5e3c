//! Archetypes with their versions, and practices.

use chrono::{DateTime, NaiveDate, Utc};

use super::of_programme;
use crate::{
    archetypes::{ArchetypeId, Part},
    concepts::ConceptId,
    db::Tx,
    error::Result,
    knowledge::NoteId,
    people::PersonId,
    practices::{PracticeId, PracticeState, TargetKind},
    programmes::ProgrammeId,
};

/// An archetype.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Built {
    pub id: ArchetypeId,
    pub name: String,
    pub owner_id: PersonId,
    pub created_at: DateTime<Utc>,
}

/// The archetypes of a programme, the oldest first.
pub async fn archetypes(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<Built>> {
    const FIND: &str = "SELECT id, name, owner_id, created_at FROM archetypes \
                        WHERE programme_id = $1 ORDER BY created_at, id";
    Ok(of_programme!(tx, programme, FIND))
}

/// Which concepts archetypes are made of.
pub async fn made_of(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<(ArchetypeId, ConceptId)>> {
    const FIND: &str = "SELECT x.archetype_id, x.concept_id FROM archetype_concepts x \
        JOIN archetypes a ON a.id = x.archetype_id WHERE a.programme_id = $1";
    Ok(of_programme!(tx, programme, FIND))
}

/// Which notes archetypes lead back to.
pub async fn led_from(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<(ArchetypeId, NoteId)>> {
    const FIND: &str = "SELECT x.archetype_id, x.note_id FROM archetype_notes x \
        JOIN archetypes a ON a.id = x.archetype_id WHERE a.programme_id = $1";
    Ok(of_programme!(tx, programme, FIND))
}

/// A text that somebody wrote for a section.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Written {
    pub archetype_id: ArchetypeId,
    pub part: Part,
    pub body: String,
    pub person_id: PersonId,
    pub at: DateTime<Utc>,
}

/// All revisions of all sections, those of one section in their order.
pub async fn sections(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<Written>> {
    const FIND: &str = "SELECT r.archetype_id, r.part, r.body, r.editor_id AS person_id, r.at \
        FROM archetype_part_revisions r JOIN archetypes a ON a.id = r.archetype_id \
        WHERE a.programme_id = $1 ORDER BY r.revision";
    let mut written: Vec<Written> = of_programme!(tx, programme, FIND);
    written.sort_by_key(|written| written.part);
    Ok(written)
}

/// What members added, the oldest first.
pub async fn inputs(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<Written>> {
    const FIND: &str = "SELECT i.archetype_id, i.part, i.body, i.person_id, i.at \
        FROM archetype_inputs i JOIN archetypes a ON a.id = i.archetype_id \
        WHERE a.programme_id = $1 AND i.taken_back_at IS NULL ORDER BY i.at, i.id";
    Ok(of_programme!(tx, programme, FIND))
}

/// A version.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Frozen {
    pub archetype_id: ArchetypeId,
    pub number: i64,
    pub name: String,
    pub summary: String,
    pub made_by: PersonId,
    pub made_at: DateTime<Utc>,
    pub released_by: Option<PersonId>,
    pub released_at: Option<DateTime<Utc>>,
}

/// All versions, by archetype and number.
pub async fn versions(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<Frozen>> {
    const FIND: &str = "SELECT v.archetype_id, v.number, v.name, v.summary, v.made_by, v.made_at, \
               v.released_by, v.released_at \
        FROM archetype_versions v JOIN archetypes a ON a.id = v.archetype_id \
        WHERE a.programme_id = $1 ORDER BY a.created_at, a.id, v.number";
    Ok(of_programme!(tx, programme, FIND))
}

/// A section in a version.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct FrozenPart {
    pub archetype_id: ArchetypeId,
    pub number: i64,
    pub part: Part,
    pub part_revision: i64,
    pub body: String,
}

/// The sections of all versions that had a text.
pub async fn frozen(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<FrozenPart>> {
    const FIND: &str = "SELECT p.archetype_id, p.number, p.part, p.part_revision, p.body \
        FROM archetype_version_parts p JOIN archetypes a ON a.id = p.archetype_id \
        WHERE a.programme_id = $1 AND p.part_revision > 0";
    let mut parts: Vec<FrozenPart> = of_programme!(tx, programme, FIND);
    parts.sort_by_key(|frozen| frozen.part);
    Ok(parts)
}

/// A trial run.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Tried {
    pub archetype_id: ArchetypeId,
    pub number: i64,
    pub place: String,
    pub held_on: NaiveDate,
    pub measured: String,
    pub result: String,
    pub to_change: String,
    pub person_id: PersonId,
    pub at: DateTime<Utc>,
}

/// All trial runs, the oldest first.
pub async fn trials(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<Tried>> {
    const FIND: &str = "SELECT t.archetype_id, t.number, COALESCE(b.name, t.place) AS place, \
               t.held_on, t.measured, t.result, t.to_change, t.person_id, t.at \
        FROM archetype_trials t JOIN archetypes a ON a.id = t.archetype_id \
        LEFT JOIN branches b ON b.id = t.branch_id \
        WHERE a.programme_id = $1 ORDER BY t.held_on, t.at, t.id";
    Ok(of_programme!(tx, programme, FIND))
}

/// A practice.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Spread {
    pub id: PracticeId,
    pub archetype_id: ArchetypeId,
    pub number: i64,
    pub target_kind: TargetKind,
    pub target: String,
}

/// The practices of a programme, by archetype.
pub async fn practices(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<Spread>> {
    const FIND: &str = "SELECT p.id, p.archetype_id, p.number, p.target_kind, \
               COALESCE(b.name, d.name, p.name) AS target \
        FROM practices p JOIN archetypes a ON a.id = p.archetype_id \
        LEFT JOIN branches b ON b.id = p.branch_id \
        LEFT JOIN departments d ON d.id = p.department_id \
        WHERE a.programme_id = $1 ORDER BY a.created_at, a.id, p.id";
    Ok(of_programme!(tx, programme, FIND))
}

/// A step of a practice.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Moved {
    pub practice_id: PracticeId,
    pub to_state: PracticeState,
    pub moved_on: NaiveDate,
    pub reason: String,
    pub evidence: String,
    pub note_id: Option<NoteId>,
    pub actor_id: PersonId,
    pub at: DateTime<Utc>,
}

/// All steps of all practices, the oldest first.
pub async fn moves(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<Moved>> {
    const FIND: &str = "SELECT m.practice_id, m.to_state, m.moved_on, m.reason, m.evidence, \
               m.note_id, m.actor_id, m.at \
        FROM practice_moves m JOIN practices p ON p.id = m.practice_id \
        JOIN archetypes a ON a.id = p.archetype_id \
        WHERE a.programme_id = $1 ORDER BY m.at, m.id";
    Ok(of_programme!(tx, programme, FIND))
}
