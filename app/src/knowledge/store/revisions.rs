//! What a note said before, for its author alone.

use chrono::{DateTime, Utc};

use crate::{
    db::{Tx, execute, on},
    error::Result,
    knowledge::{NoteId, NoteKind, draft::Draft},
    people::{BranchId, PersonId},
};

/// How a note read once.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct NoteRevision {
    pub revision: i64,
    pub body: String,
    pub kind: NoteKind,
    /// With commas between them.
    pub tags: String,
    pub step: String,
    pub branch_id: Option<BranchId>,
    pub at: DateTime<Utc>,
}

/// Keeps how a note reads from now on.
pub(super) async fn keep(
    tx: &mut Tx,
    (id, revision): (NoteId, i64),
    draft: &Draft,
    at: DateTime<Utc>,
) -> Result<()> {
    const KEEP: &str = "INSERT INTO note_revisions (note_id, revision, body, kind, tags, step, \
                        branch_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    execute!(
        tx,
        sqlx::query(KEEP)
            .bind(id)
            .bind(revision)
            .bind(&draft.text)
            .bind(draft.about.kind)
            .bind(draft.about.tags.join(","))
            .bind(&draft.about.step)
            .bind(draft.about.branch_id())
            .bind(at)
    );
    Ok(())
}

/// How a note of this author read, the latest first; nothing for anybody else, and nothing of a
/// note that was taken back.
pub async fn revisions(tx: &mut Tx, id: NoteId, author: PersonId) -> Result<Vec<NoteRevision>> {
    const FIND: &str = "SELECT r.revision, r.body, r.kind, r.tags, r.step, r.branch_id, r.at \
        FROM note_revisions r JOIN notes n ON n.id = r.note_id \
        WHERE r.note_id = $1 AND n.author_id = $2 AND n.deleted_at IS NULL \
        ORDER BY r.revision DESC";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(id).bind(author).fetch_all(c).await?))
}

/// One of them.
pub async fn revision(
    tx: &mut Tx,
    id: NoteId,
    author: PersonId,
    number: i64,
) -> Result<Option<NoteRevision>> {
    Ok(revisions(tx, id, author).await?.into_iter().find(|kept| kept.revision == number))
}
