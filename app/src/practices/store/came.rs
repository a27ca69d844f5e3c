//! What came along with practices. Whoever sees a practice may read what it came from: the release,
//! the accepted concepts that its archetype is made of, and the notes behind these, so that nobody is left with a
//! practice and no reason. They read and no more: joining, editing and commenting ask whether the
//! programme or the session is theirs, as ever.
//!
//! Pages ask this second, after "is it theirs to see" was answered with no.

use std::collections::HashMap;

use crate::{
    access::Scope,
    archetypes::ArchetypeId,
    concepts::ConceptId,
    db::{Tx, on},
    error::Result,
    knowledge::NoteId,
    practice_theirs,
    practices::PracticeId,
    session_visible,
};

/// Whether a practice `p` of an archetype `a` is one that the person may see: with its programme,
/// or because it came to them. `$1` is the person, `$2` whether they see everything.
#[macro_export]
macro_rules! practice_seen {
    () => {
        concat!(
            "(",
            $crate::practice_theirs!(),
            " OR EXISTS (SELECT 1 FROM programmes p WHERE p.id = a.programme_id AND ",
            $crate::programme_visible!(),
            "))"
        )
    };
}

/// The same, unless the offer was withdrawn: then nothing comes along.
#[macro_export]
macro_rules! practice_reads {
    () => {
        concat!("p.state <> 'withdrawn' AND ", $crate::practice_seen!())
    };
}

/// Whether an accepted concept came along with a practice that the person sees.
#[macro_export]
macro_rules! concept_came {
    ($concept:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM archetype_concepts made JOIN concepts taken ON taken.id = made.concept_id \
             JOIN archetypes a ON a.id = made.archetype_id \
             JOIN practices p ON p.archetype_id = a.id \
             WHERE made.concept_id = ",
            $concept,
            " AND taken.state = 'accepted' AND ",
            $crate::practice_reads!(),
            ")"
        )
    };
}

/// Whether a note came along: a concept was made of it, its archetype names it, or it is what a
/// branch changed.
#[macro_export]
macro_rules! note_came {
    ($note:literal) => {
        concat!(
            "(EXISTS (SELECT 1 FROM concept_sources said WHERE said.note_id = ",
            $note,
            " AND ",
            $crate::concept_came!("said.concept_id"),
            ") OR EXISTS (SELECT 1 FROM archetype_notes said \
                  JOIN archetypes a ON a.id = said.archetype_id \
                  JOIN practices p ON p.archetype_id = a.id WHERE said.note_id = ",
            $note,
            " AND ",
            $crate::practice_reads!(),
            ") OR EXISTS (SELECT 1 FROM practice_moves said \
                  JOIN practices p ON p.id = said.practice_id \
                  JOIN archetypes a ON a.id = p.archetype_id WHERE said.note_id = ",
            $note,
            " AND ",
            $crate::practice_reads!(),
            "))"
        )
    };
}

/// Whether a concept came along with a practice that the person sees.
pub async fn concept_came(tx: &mut Tx, scope: &Scope, id: ConceptId) -> Result<bool> {
    const FIND: &str = concat!("SELECT ", concept_came!("$3"));
    Ok(on!(tx, c => sqlx::query_scalar(FIND)
        .bind(scope.person())
        .bind(scope.everything())
        .bind(id)
        .fetch_one(c)
        .await?))
}

/// The notes that came back from a practice, as far as the person may read them, each with the topic
/// of the session on whose wall it is.
pub async fn walls(
    tx: &mut Tx,
    scope: &Scope,
    practice: PracticeId,
) -> Result<HashMap<NoteId, String>> {
    const FIND: &str = concat!(
        "SELECT n.id, s.topic FROM practice_moves m JOIN notes n ON n.id = m.note_id \
         JOIN sessions s ON s.id = n.session_id \
         WHERE m.practice_id = $3 AND n.deleted_at IS NULL AND n.taken_at IS NULL \
           AND (n.author_id = $1 OR ",
        session_visible!(),
        " OR ",
        note_came!("n.id"),
        ")"
    );
    let found: Vec<(NoteId, String)> = on!(tx, c => sqlx::query_as(FIND)
        .bind(scope.person())
        .bind(scope.everything())
        .bind(practice)
        .fetch_all(c)
        .await?);
    Ok(found.into_iter().collect())
}

/// Whether a version came to the branch or department of the person.
pub async fn offered_to(
    tx: &mut Tx,
    scope: &Scope,
    archetype: ArchetypeId,
    number: i64,
) -> Result<bool> {
    Ok(versions_for(tx, scope, archetype).await?.contains(&number))
}

/// The version that came to the branch or department of the person; of several the latest.
pub async fn version_for(
    tx: &mut Tx,
    scope: &Scope,
    archetype: ArchetypeId,
) -> Result<Option<i64>> {
    Ok(versions_for(tx, scope, archetype).await?.first().copied())
}

async fn versions_for(tx: &mut Tx, scope: &Scope, archetype: ArchetypeId) -> Result<Vec<i64>> {
    const FIND: &str = concat!(
        "SELECT DISTINCT p.number FROM practices p \
         WHERE p.archetype_id = $2 AND p.state <> 'withdrawn' AND ",
        practice_theirs!(),
        " ORDER BY p.number DESC"
    );
    Ok(on!(tx, c => sqlx::query_scalar(FIND)
        .bind(scope.person())
        .bind(archetype)
        .fetch_all(c)
        .await?))
}
