//! Notes as one person may see them.

use super::{Row, notes};
use crate::{
    access::Scope,
    concepts::ConceptId,
    db::{Tx, on},
    error::Result,
    knowledge::{Note, NoteId},
    note_came, note_there, padded, photos, session_visible,
    sessions::SessionId,
    twenty,
};

/// A note that the person may see.
pub async fn find(tx: &mut Tx, scope: &Scope, id: NoteId) -> Result<Option<Note>> {
    // An author keeps what they wrote, also when the session is no longer theirs to see.
    const FIND: &str = notes!(
        "WHERE n.id = $3 AND ",
        note_there!(),
        " AND (n.author_id = $1 OR ",
        session_visible!(),
        ")"
    );
    one(tx, scope, FIND, id).await
}

/// A note that the person may read: one that they may see, or that came along with a practice.
pub async fn read(tx: &mut Tx, scope: &Scope, id: NoteId) -> Result<Option<Note>> {
    match find(tx, scope, id).await? {
        Some(note) => Ok(Some(note)),
        None => came(tx, scope, id).await,
    }
}

/// A note that came along with a practice that the person sees.
pub async fn came(tx: &mut Tx, scope: &Scope, id: NoteId) -> Result<Option<Note>> {
    const CAME: &str = notes!("WHERE n.id = $3 AND ", note_there!(), " AND ", note_came!("n.id"));
    one(tx, scope, CAME, id).await
}

pub(super) async fn one(
    tx: &mut Tx,
    scope: &Scope,
    text: &'static str,
    id: NoteId,
) -> Result<Option<Note>> {
    let row: Option<Row> = on!(tx, c => sqlx::query_as(text)
        .bind(scope.person())
        .bind(scope.everything())
        .bind(id)
        .fetch_optional(c)
        .await?);
    let Some(row) = row else { return Ok(None) };
    let mut note = [row.shown_to(Some(scope.person()))];
    photos::store::put_into(tx, &mut note).await?;
    let [note] = note;
    Ok(Some(note))
}

/// Those of up to twenty notes that the person may see.
pub async fn some(tx: &mut Tx, scope: &Scope, ids: &[NoteId]) -> Result<Vec<Note>> {
    const FIND: &str = notes!(
        "WHERE n.id IN (",
        twenty!(),
        ") AND ",
        note_there!(),
        " AND (n.author_id = $1 OR ",
        session_visible!(),
        ")"
    );
    let rows: Vec<Row> = on!(tx, c => {
        let query = sqlx::query_as(FIND).bind(scope.person()).bind(scope.everything());
        padded!(query, ids).fetch_all(c).await?
    });
    Ok(rows.into_iter().map(|row| row.shown_to(Some(scope.person()))).collect())
}

/// The notes that a concept comes from, as the person may see them, in the order they were said.
pub async fn of_concept(tx: &mut Tx, scope: &Scope, concept: ConceptId) -> Result<Vec<Note>> {
    const FIND: &str = notes!(
        "WHERE n.id IN (SELECT x.note_id FROM concept_sources x WHERE x.concept_id = $3) AND ",
        note_there!(),
        " AND (n.author_id = $1 OR ",
        session_visible!(),
        ") ORDER BY n.created_at, n.id"
    );
    of(tx, scope, FIND, concept).await
}

/// The same with those that came along with a practice: to be read. `all` is how many there are.
pub async fn readable_of(
    tx: &mut Tx,
    scope: &Scope,
    concept: ConceptId,
    all: usize,
) -> Result<Vec<Note>> {
    const CAME: &str = notes!(
        "WHERE n.id IN (SELECT x.note_id FROM concept_sources x WHERE x.concept_id = $3) AND ",
        note_there!(),
        " AND (n.author_id = $1 OR ",
        session_visible!(),
        " OR ",
        note_came!("n.id"),
        ") ORDER BY n.created_at, n.id"
    );
    let seen = of_concept(tx, scope, concept).await?;
    if seen.len() == all { Ok(seen) } else { of(tx, scope, CAME, concept).await }
}

async fn of(
    tx: &mut Tx,
    scope: &Scope,
    text: &'static str,
    concept: ConceptId,
) -> Result<Vec<Note>> {
    let rows: Vec<Row> = on!(tx, c => sqlx::query_as(text)
        .bind(scope.person())
        .bind(scope.everything())
        .bind(concept)
        .fetch_all(c)
        .await?);
    Ok(rows.into_iter().map(|row| row.shown_to(Some(scope.person()))).collect())
}

/// Whether a session is one that the person may see.
pub async fn sees(tx: &mut Tx, scope: &Scope, session: SessionId) -> Result<bool> {
    const FIND: &str = concat!(
        "SELECT EXISTS (SELECT 1 FROM sessions s WHERE s.id = $3 AND ",
        session_visible!(),
        ")"
    );
    Ok(on!(tx, c => sqlx::query_scalar(FIND)
        .bind(scope.person())
        .bind(scope.everything())
        .bind(session)
        .fetch_one(c)
        .await?))
}
