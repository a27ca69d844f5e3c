//! What is kept only of knowledge that was carried in.

use chrono::{DateTime, Utc};

use crate::{
    comments::{self, CommentId},
    concepts::{ConceptId, ConceptState},
    db::{Tx, execute, on},
    error::Result,
    knowledge::NoteId,
    people::{BranchId, PersonId, fold},
    programmes::ProgrammeId,
    provenance::Kind,
    search,
    sessions::SessionId,
};

/// Whether nothing was said, answered, made or built in a programme yet.
pub async fn is_empty(tx: &mut Tx, programme: ProgrammeId) -> Result<bool> {
    const FIND: &str = "SELECT NOT EXISTS (SELECT 1 FROM notes n \
            JOIN sessions s ON s.id = n.session_id WHERE s.programme_id = $1) \
        AND NOT EXISTS (SELECT 1 FROM polls p JOIN sessions s ON s.id = p.session_id \
            WHERE s.programme_id = $1 AND p.state = 'closed' AND p.shown) \
        AND NOT EXISTS (SELECT 1 FROM concepts WHERE programme_id = $1) \
        AND NOT EXISTS (SELECT 1 FROM archetypes WHERE programme_id = $1) \
        AND NOT EXISTS (SELECT 1 FROM judging_rounds WHERE programme_id = $1)";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).bind(programme).fetch_one(c).await?))
}

/// Adds a name that is nobody here.
pub async fn add_name(
    tx: &mut Tx,
    id: PersonId,
    name: &str,
    branch: BranchId,
    at: DateTime<Utc>,
) -> Result<()> {
    const ADD: &str = "INSERT INTO people (id, name, folded, branch_id, active, name_only, \
                       created_at) VALUES ($1, $2, $3, $4, FALSE, TRUE, $5)";
    execute!(tx, sqlx::query(ADD).bind(id).bind(name).bind(fold(name)).bind(branch).bind(at));
    Ok(())
}

/// A session that came with its notes.
pub struct CarriedSession<'a> {
    pub id: SessionId,
    /// The name of the programme that it comes from.
    pub programme: &'a str,
    pub facilitators: &'a str,
    pub by: PersonId,
    pub at: DateTime<Utc>,
}

/// Marks a session as one that was held elsewhere and is over.
pub async fn mark_session(tx: &mut Tx, session: CarriedSession<'_>) -> Result<()> {
    const END: &str = "UPDATE sessions SET state = 'closed', opened_at = starts_at, \
                       closed_at = ends_at WHERE id = $1";
    const MARK: &str = "INSERT INTO carried_sessions (session_id, programme, facilitators, \
                        carried_by, at) VALUES ($1, $2, $3, $4, $5)";
    execute!(tx, sqlx::query(END).bind(session.id));
    execute!(
        tx,
        sqlx::query(MARK)
            .bind(session.id)
            .bind(session.programme)
            .bind(session.facilitators)
            .bind(session.by)
            .bind(session.at)
    );
    Ok(())
}

/// Where a session came from.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Carried {
    pub programme: String,
    pub facilitators: String,
    pub by: String,
    pub at: DateTime<Utc>,
}

/// Where a session came from, if it was carried in.
pub async fn carried_session(tx: &mut Tx, id: SessionId) -> Result<Option<Carried>> {
    const FIND: &str = "SELECT c.programme, c.facilitators, p.name AS by, c.at \
        FROM carried_sessions c JOIN people p ON p.id = c.carried_by WHERE c.session_id = $1";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(id).fetch_optional(c).await?))
}

/// Keeps how many others said elsewhere that it happens to them, too.
pub async fn set_echoes(tx: &mut Tx, id: NoteId, echoes: i64) -> Result<()> {
    const SET: &str = "UPDATE notes SET echoes_before = $2 WHERE id = $1";
    execute!(tx, sqlx::query(SET).bind(id).bind(echoes));
    Ok(())
}

/// Keeps when a comment that was just added was edited and taken back.
pub async fn set_comment_dates(
    tx: &mut Tx,
    id: CommentId,
    edited: Option<DateTime<Utc>>,
    taken_back: Option<DateTime<Utc>>,
) -> Result<()> {
    const SET: &str = "UPDATE comments SET edited_at = $2, deleted_at = $3 WHERE id = $1";
    if edited.is_some() || taken_back.is_some() {
        execute!(tx, sqlx::query(SET).bind(id).bind(edited).bind(taken_back));
    }
    Ok(())
}

/// Keeps whom a comment that was just added called. They have read it: nobody is called again.
pub async fn set_called(
    tx: &mut Tx,
    id: CommentId,
    people: &[PersonId],
    at: DateTime<Utc>,
) -> Result<()> {
    comments::store::set_mentions(tx, id, people).await?;
    for person in people {
        comments::store::read(tx, id, *person, at).await?;
    }
    Ok(())
}

/// Puts a concept that was just added into the state that it had.
pub async fn set_concept_state(tx: &mut Tx, id: ConceptId, state: ConceptState) -> Result<()> {
    const SET: &str = "UPDATE concepts SET state = $2 WHERE id = $1";
    execute!(tx, sqlx::query(SET).bind(id).bind(state));
    search::store::keep(tx, Kind::Concept, id).await
}
