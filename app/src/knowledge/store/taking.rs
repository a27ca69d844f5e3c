//! Notes that were taken away by others. **What is read here is for their author and for those who may
//! put them back: the caller asks `taking::reads`.**

use chrono::{DateTime, Utc};

use super::{Row, notes, reading};
use crate::{
    access::Scope,
    db::{Tx, execute, on},
    error::Result,
    knowledge::{Note, NoteId},
    people::PersonId,
    session_visible,
    sessions::SessionId,
};

/// Takes a note away; `false` when it is gone already. It waits again for the projector when it comes
/// back.
pub async fn take_away(
    tx: &mut Tx,
    id: NoteId,
    (by, reason): (PersonId, &str),
    sequence: i64,
    at: DateTime<Utc>,
) -> Result<bool> {
    const TAKE: &str = "UPDATE notes SET taken_at = $2, taken_by = $3, taken_reason = $4, \
                        sequence = $5 \
                        WHERE id = $1 AND deleted_at IS NULL AND taken_at IS NULL";
    const UNSHOW: &str = "DELETE FROM projected_notes WHERE note_id = $1";
    let rows =
        execute!(tx, sqlx::query(TAKE).bind(id).bind(at).bind(by).bind(reason).bind(sequence));
    execute!(tx, sqlx::query(UNSHOW).bind(id));
    Ok(rows == 1)
}

/// Puts a note back; `false` when it is there, or its author took it back.
pub async fn put_back(tx: &mut Tx, id: NoteId, sequence: i64) -> Result<bool> {
    const PUT: &str = "UPDATE notes SET taken_at = NULL, taken_by = NULL, taken_reason = '', \
                       sequence = $2 \
                       WHERE id = $1 AND deleted_at IS NULL AND taken_at IS NOT NULL";
    Ok(execute!(tx, sqlx::query(PUT).bind(id).bind(sequence)) == 1)
}

/// A note that was taken away, of the person or of a session that they see.
pub async fn taken(tx: &mut Tx, scope: &Scope, id: NoteId) -> Result<Option<Note>> {
    const FIND: &str = notes!(
        "WHERE n.id = $3 AND n.deleted_at IS NULL AND n.taken_at IS NOT NULL \
         AND (n.author_id = $1 OR ",
        session_visible!(),
        ")"
    );
    reading::one(tx, scope, FIND, id).await
}

/// What was taken away in a session, the latest first: everything, or what the person wrote.
pub async fn taken_in(
    tx: &mut Tx,
    session: SessionId,
    person: PersonId,
    everything: bool,
) -> Result<Vec<Note>> {
    const FIND: &str = notes!(
        "WHERE n.session_id = $1 AND n.deleted_at IS NULL AND n.taken_at IS NOT NULL \
         AND ($3 OR n.author_id = $2) ORDER BY n.taken_at DESC, n.id"
    );
    let rows: Vec<Row> = on!(tx, c => sqlx::query_as(FIND)
        .bind(session)
        .bind(person)
        .bind(everything)
        .fetch_all(c)
        .await?);
    Ok(rows.into_iter().map(|row| row.shown_to(Some(person))).collect())
}
