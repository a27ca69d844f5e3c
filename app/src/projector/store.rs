use std::collections::HashMap;

use crate::{
    concepts::ConceptId,
    db::{Tx, execute, on},
    error::Result,
    knowledge::NoteId,
    programmes::ProgrammeId,
    sessions::SessionId,
};

/// Whether the notes of a session wait until they are let through.
pub async fn approves(tx: &mut Tx, session: SessionId) -> Result<bool> {
    const FIND: &str = "SELECT approves FROM projectors WHERE session_id = $1";
    let found: Option<bool> =
        on!(tx, c => sqlx::query_scalar(FIND).bind(session).fetch_optional(c).await?);
    Ok(found.unwrap_or(false))
}

pub async fn set_approves(tx: &mut Tx, session: SessionId, approves: bool) -> Result<()> {
    const SET: &str = "INSERT INTO projectors (session_id, approves) VALUES ($1, $2) \
                       ON CONFLICT (session_id) DO UPDATE SET approves = excluded.approves";
    execute!(tx, sqlx::query(SET).bind(session).bind(approves));
    Ok(())
}

/// Lets a note of a session through as it was read; `false` when it reads otherwise by now, or is
/// gone.
pub async fn let_through(
    tx: &mut Tx,
    session: SessionId,
    note: NoteId,
    revision: i64,
) -> Result<bool> {
    const ADD: &str = "INSERT INTO projected_notes (note_id, revision) \
        SELECT n.id, n.revision FROM notes n WHERE n.session_id = $1 AND n.id = $2 \
           AND n.revision = $3 AND n.deleted_at IS NULL AND n.taken_at IS NULL \
        ON CONFLICT (note_id) DO UPDATE SET revision = excluded.revision";
    Ok(execute!(tx, sqlx::query(ADD).bind(session).bind(note).bind(revision)) == 1)
}

/// Takes a note of a session off the screen again.
pub async fn take_off(tx: &mut Tx, session: SessionId, note: NoteId) -> Result<()> {
    const TAKE: &str = "DELETE FROM projected_notes WHERE note_id = \
        (SELECT n.id FROM notes n WHERE n.session_id = $1 AND n.id = $2)";
    execute!(tx, sqlx::query(TAKE).bind(session).bind(note));
    Ok(())
}

/// Lets a concept of the session's programme through as it was read; `false` when it reads otherwise by
/// now.
pub async fn let_concept_through(
    tx: &mut Tx,
    session: SessionId,
    concept: ConceptId,
    revision: i64,
) -> Result<bool> {
    const ADD: &str = "INSERT INTO projected_concepts (concept_id, revision) \
        SELECT k.id, k.revision FROM concepts k JOIN sessions s ON s.programme_id = k.programme_id \
        WHERE s.id = $1 AND k.id = $2 AND k.revision = $3 \
        ON CONFLICT (concept_id) DO UPDATE SET revision = excluded.revision";
    Ok(execute!(tx, sqlx::query(ADD).bind(session).bind(concept).bind(revision)) == 1)
}

/// Takes a concept of the session's programme off the screen again.
pub async fn take_concept_off(tx: &mut Tx, session: SessionId, concept: ConceptId) -> Result<()> {
    const TAKE: &str = "DELETE FROM projected_concepts WHERE concept_id = \
        (SELECT k.id FROM concepts k JOIN sessions s ON s.programme_id = k.programme_id \
         WHERE s.id = $1 AND k.id = $2)";
    execute!(tx, sqlx::query(TAKE).bind(session).bind(concept));
    Ok(())
}

/// The concepts of a programme that were let through, each with the revision that was.
pub async fn concepts_through(
    tx: &mut Tx,
    programme: ProgrammeId,
) -> Result<HashMap<ConceptId, i64>> {
    const FIND: &str = "SELECT x.concept_id, x.revision FROM projected_concepts x \
                        JOIN concepts k ON k.id = x.concept_id WHERE k.programme_id = $1";
    let rows: Vec<(ConceptId, i64)> =
        on!(tx, c => sqlx::query_as(FIND).bind(programme).fetch_all(c).await?);
    Ok(rows.into_iter().collect())
}

/// The notes of a session that were let through, each with the revision that was.
pub async fn through(tx: &mut Tx, session: SessionId) -> Result<HashMap<NoteId, i64>> {
    const FIND: &str = "SELECT x.note_id, x.revision FROM projected_notes x \
                        JOIN notes n ON n.id = x.note_id WHERE n.session_id = $1";
    let rows: Vec<(NoteId, i64)> =
        on!(tx, c => sqlx::query_as(FIND).bind(session).fetch_all(c).await?);
    Ok(rows.into_iter().collect())
}
