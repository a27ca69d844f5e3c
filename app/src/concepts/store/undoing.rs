//! Merges and splits, to take them back.

use crate::{
    concepts::{ConceptId, ConceptState},
    db::{Tx, execute, on},
    error::{Error, Result},
    links,
    provenance::Kind,
    search,
};

/// What rests on a concept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Rests {
    pub judged: bool,
    pub built: bool,
    /// Its text, or it was merged or split itself.
    pub changed: bool,
    pub said: bool,
    pub linked: bool,
    pub kept: bool,
}

/// What a concept was made of by merging or splitting, and what that was before.
pub async fn derived_from(tx: &mut Tx, id: ConceptId) -> Result<Vec<(ConceptId, ConceptState)>> {
    const FIND: &str = "SELECT x.origin_id, COALESCE(x.state_before, 'open') \
        FROM concept_origins x JOIN concepts o ON o.id = x.origin_id \
        WHERE x.concept_id = $1 AND o.state IN ('merged', 'split') ORDER BY x.origin_id";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(id).fetch_all(c).await?))
}

/// What was made of a concept in its own programme.
pub async fn made_of(tx: &mut Tx, origin: ConceptId) -> Result<Vec<ConceptId>> {
    const FIND: &str = "SELECT k.id FROM concept_origins x JOIN concepts k ON k.id = x.concept_id \
        JOIN concepts o ON o.id = x.origin_id \
        WHERE x.origin_id = $1 AND k.programme_id = o.programme_id ORDER BY k.id";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).bind(origin).fetch_all(c).await?))
}

pub async fn rests_on(tx: &mut Tx, id: ConceptId) -> Result<Rests> {
    const FIND: &str = "SELECT \
        (EXISTS (SELECT 1 FROM judging_concepts x WHERE x.concept_id = k.id) \
         OR EXISTS (SELECT 1 FROM decisions x WHERE x.concept_id = k.id)) AS judged, \
        EXISTS (SELECT 1 FROM archetype_concepts x WHERE x.concept_id = k.id) AS built, \
        (k.state <> 'open' OR k.revision > 1 \
         OR EXISTS (SELECT 1 FROM concept_origins x WHERE x.origin_id = k.id)) AS changed, \
        EXISTS (SELECT 1 FROM comments x \
                WHERE x.kind = 'concept' AND x.subject_id = k.id) AS said, \
        EXISTS (SELECT 1 FROM links x WHERE x.to_kind = 'concept' AND x.to_id = k.id) AS linked, \
        (EXISTS (SELECT 1 FROM keeping x WHERE x.kind = 'concept' AND x.subject_id = k.id) \
         OR EXISTS (SELECT 1 FROM reviews x WHERE x.kind = 'concept' AND x.subject_id = k.id) \
         OR EXISTS (SELECT 1 FROM verifications x \
                    WHERE x.kind = 'concept' AND x.subject_id = k.id) \
         OR EXISTS (SELECT 1 FROM endings x WHERE x.kind = 'concept' AND x.subject_id = k.id) \
         OR EXISTS (SELECT 1 FROM carried x \
                    WHERE x.kind = 'concept' AND x.subject_id = k.id)) AS kept \
        FROM concepts k WHERE k.id = $1";
    let found: Option<Rests> = on!(tx, c => sqlx::query_as(FIND).bind(id).fetch_optional(c).await?);
    found.ok_or(Error::Stale)
}

/// A concept is again what it was; [`Error::Stale`] when that was done already.
pub async fn put_back(tx: &mut Tx, id: ConceptId, before: ConceptState) -> Result<()> {
    const PUT: &str =
        "UPDATE concepts SET state = $2 WHERE id = $1 AND state IN ('merged', 'split')";
    if execute!(tx, sqlx::query(PUT).bind(id).bind(before)) == 0 {
        return Err(Error::Stale);
    }
    search::store::keep(tx, Kind::Concept, id).await
}

/// Removes a concept on which nothing rests; [`Error::Stale`] when somebody changed it meanwhile.
pub async fn remove(tx: &mut Tx, id: ConceptId) -> Result<()> {
    const PARTS: [&str; 4] = [
        "DELETE FROM concept_origins WHERE concept_id = $1",
        "DELETE FROM concept_sources WHERE concept_id = $1",
        "DELETE FROM concept_authors WHERE concept_id = $1",
        "DELETE FROM concept_revisions WHERE concept_id = $1",
    ];
    const REMOVE: &str = "DELETE FROM concepts WHERE id = $1";
    // Held first, so that an edit of this moment comes before or after, and is told. Of nothing else
    // the database lets a revision go.
    const UNDO: &str = "UPDATE concepts SET state = 'undone' \
                        WHERE id = $1 AND state = 'open' AND revision = 1";
    if execute!(tx, sqlx::query(UNDO).bind(id)) == 0 {
        return Err(Error::Stale);
    }
    links::store::set(tx, (Kind::Concept, id.into()), "", &[]).await?;
    for part in PARTS {
        execute!(tx, sqlx::query(part).bind(id));
    }
    execute!(tx, sqlx::query(REMOVE).bind(id));
    search::store::keep(tx, Kind::Concept, id).await
}
