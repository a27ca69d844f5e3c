use chrono::{DateTime, Utc};

use crate::{
    concepts::{Concept, ConceptId, ConceptState, draft::Draft},
    db::{Tx, execute},
    error::{Error, Result},
    knowledge::{NoteId, markdown},
    links,
    people::{PersonId, fold},
    programmes::ProgrammeId,
    provenance::Kind,
    search,
};

/// A concept to be added.
pub struct NewConcept<'a> {
    pub id: ConceptId,
    pub programme: ProgrammeId,
    pub draft: &'a Draft,
    pub authors: &'a [PersonId],
    pub sources: &'a [NoteId],
    pub by: PersonId,
    pub at: DateTime<Utc>,
}

/// Adds a concept with its authors, its source notes and its first revision.
pub async fn add(tx: &mut Tx, concept: NewConcept<'_>) -> Result<()> {
    const ADD: &str = "INSERT INTO concepts (id, programme_id, title, folded, statement, html, \
        sanitiser, method, figure_kind, figure, state, created_by, created_at, changed_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open', $11, $12, $12)";
    let NewConcept { id, programme, draft, by, at, .. } = concept;
    execute!(
        tx,
        sqlx::query(ADD)
            .bind(id)
            .bind(programme)
            .bind(&draft.title)
            .bind(fold(&draft.title))
            .bind(&draft.statement)
            .bind(&draft.html)
            .bind(markdown::SANITISER)
            .bind(draft.method)
            .bind(draft.figure_kind)
            .bind(&draft.figure)
            .bind(by)
            .bind(at)
    );
    keep(tx, id, 1, draft, by, at).await?;
    links::store::set(tx, (Kind::Concept, id.into()), "", &draft.links).await?;
    set_authors(tx, id, concept.authors).await?;
    set_sources(tx, id, concept.sources).await
}

/// Replaces the text of a concept; [`Error::Stale`] when it is not at this revision any more, or
/// was merged or split.
pub async fn revise(
    tx: &mut Tx,
    (id, revision): (ConceptId, i64),
    draft: &Draft,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<()> {
    const SAVE: &str = "UPDATE concepts SET title = $3, folded = $4, statement = $5, html = $6, \
        sanitiser = $7, method = $8, figure_kind = $9, figure = $10, changed_at = $11, \
        revision = revision + 1 \
        WHERE id = $1 AND revision = $2 AND state NOT IN ('merged', 'split')";
    let rows = execute!(
        tx,
        sqlx::query(SAVE)
            .bind(id)
            .bind(revision)
            .bind(&draft.title)
            .bind(fold(&draft.title))
            .bind(&draft.statement)
            .bind(&draft.html)
            .bind(markdown::SANITISER)
            .bind(draft.method)
            .bind(draft.figure_kind)
            .bind(&draft.figure)
            .bind(at)
    );
    if rows == 0 {
        return Err(Error::Stale);
    }
    links::store::set(tx, (Kind::Concept, id.into()), "", &draft.links).await?;
    keep(tx, id, revision + 1, draft, by, at).await?;
    search::store::keep(tx, Kind::Concept, id).await
}

/// Keeps how a concept reads from now on.
async fn keep(
    tx: &mut Tx,
    id: ConceptId,
    revision: i64,
    draft: &Draft,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<()> {
    const KEEP: &str = "INSERT INTO concept_revisions (concept_id, revision, title, statement, \
        method, figure_kind, figure, editor_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    execute!(
        tx,
        sqlx::query(KEEP)
            .bind(id)
            .bind(revision)
            .bind(&draft.title)
            .bind(&draft.statement)
            .bind(draft.method)
            .bind(draft.figure_kind)
            .bind(&draft.figure)
            .bind(by)
            .bind(at)
    );
    Ok(())
}

/// Replaces who the authors are; by them it is found, too.
pub async fn set_authors(tx: &mut Tx, id: ConceptId, authors: &[PersonId]) -> Result<()> {
    const ADD: &str = "INSERT INTO concept_authors (concept_id, person_id) VALUES ($1, $2) \
                       ON CONFLICT DO NOTHING";
    execute!(tx, sqlx::query("DELETE FROM concept_authors WHERE concept_id = $1").bind(id));
    for author in authors {
        execute!(tx, sqlx::query(ADD).bind(id).bind(author));
    }
    search::store::keep(tx, Kind::Concept, id).await
}

/// Replaces which notes it comes from.
pub async fn set_sources(tx: &mut Tx, id: ConceptId, sources: &[NoteId]) -> Result<()> {
    const ADD: &str = "INSERT INTO concept_sources (concept_id, note_id) VALUES ($1, $2) \
                       ON CONFLICT DO NOTHING";
    execute!(tx, sqlx::query("DELETE FROM concept_sources WHERE concept_id = $1").bind(id));
    for source in sources {
        execute!(tx, sqlx::query(ADD).bind(id).bind(source));
    }
    Ok(())
}

/// Keeps that a concept was made from another one, and what that was until it was merged or split.
pub async fn add_origin(
    tx: &mut Tx,
    id: ConceptId,
    origin: ConceptId,
    before: Option<ConceptState>,
) -> Result<()> {
    const ADD: &str = "INSERT INTO concept_origins (concept_id, origin_id, state_before) \
                       VALUES ($1, $2, $3)";
    execute!(tx, sqlx::query(ADD).bind(id).bind(origin).bind(before));
    Ok(())
}

/// Marks a concept; its text stays. [`Error::Stale`] when it changed since it was read.
pub async fn set_state(tx: &mut Tx, concept: &Concept, state: ConceptState) -> Result<()> {
    const SET: &str = "UPDATE concepts SET state = $4 \
                       WHERE id = $1 AND revision = $2 AND state = $3";
    let rows = execute!(
        tx,
        sqlx::query(SET).bind(concept.id).bind(concept.revision).bind(concept.state).bind(state)
    );
    if rows == 0 {
        return Err(Error::Stale);
    }
    search::store::keep(tx, Kind::Concept, concept.id).await
}
