//! Photos in the database. Their bytes leave it only for somebody who sees the note.

use super::{Photo, PhotoId, Size, arriving::Arrived, rules};
use crate::{
    access::Scope,
    db::{Tx, execute, on},
    error::{Error, Result},
    knowledge::{Note, NoteId},
    note_came, session_visible,
};

/// Adds a photo to a note that is there; `false` when the note has no place left. Whoever calls
/// holds the session of the note, so that nobody takes the same place meanwhile.
pub async fn add(tx: &mut Tx, note: NoteId, arrived: &Arrived) -> Result<bool> {
    const TAKEN: &str = "SELECT place FROM photos WHERE note_id = $1";
    const ADD: &str = "INSERT INTO photos (id, note_id, place, alt, width, height, small, large) \
                       SELECT $1, n.id, $3, $4, $5, $6, $7, $8 FROM notes n \
                       WHERE n.id = $2 AND n.deleted_at IS NULL";
    let taken: Vec<i64> = on!(tx, c => sqlx::query_scalar(TAKEN).bind(note).fetch_all(c).await?);
    let Some(place) = rules::free_place(&taken) else { return Ok(false) };
    let picture = &arrived.picture;
    let rows = execute!(
        tx,
        sqlx::query(ADD)
            .bind(PhotoId::new())
            .bind(note)
            .bind(place)
            .bind(&arrived.alt)
            .bind(picture.width)
            .bind(picture.height)
            .bind(&picture.small)
            .bind(&picture.large)
    );
    if rows == 0 { Err(Error::NotFound) } else { Ok(true) }
}

/// Makes another revision of a note, because it has another photo: what was let through to the
/// projector was without it.
pub async fn revise(tx: &mut Tx, note: NoteId) -> Result<()> {
    const REVISE: &str = "UPDATE notes SET revision = revision + 1 WHERE id = $1";
    execute!(tx, sqlx::query(REVISE).bind(note));
    Ok(())
}

/// Puts their photos into notes that somebody may see.
pub async fn put_into(tx: &mut Tx, notes: &mut [Note]) -> Result<()> {
    if notes.is_empty() {
        return Ok(());
    }
    let found: Vec<Photo> = on!(tx, c => {
        let mut query = sqlx::QueryBuilder::new(
            "SELECT id, note_id, alt, width, height FROM photos WHERE note_id IN (",
        );
        let mut list = query.separated(", ");
        for note in notes.iter() {
            list.push_bind(note.id);
        }
        query.push(") ORDER BY note_id, place").build_query_as().fetch_all(c).await?
    });
    for note in notes {
        note.photos = found.iter().filter(|photo| photo.note_id == note.id).cloned().collect();
    }
    Ok(())
}

/// The note of a photo, whoever may see it.
pub async fn note_of(tx: &mut Tx, id: PhotoId) -> Result<Option<NoteId>> {
    const FIND: &str = "SELECT note_id FROM photos WHERE id = $1";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).bind(id).fetch_optional(c).await?))
}

/// The bytes of a photo whose note the person may see, or read.
pub async fn bytes(tx: &mut Tx, scope: &Scope, id: PhotoId, size: Size) -> Result<Option<Vec<u8>>> {
    macro_rules! find {
        ($size:literal, $seen:expr) => {
            concat!(
                "SELECT p.",
                $size,
                " FROM photos p JOIN notes n ON n.id = p.note_id \
                 JOIN sessions s ON s.id = n.session_id \
                 WHERE p.id = $3 AND n.deleted_at IS NULL AND (n.author_id = $1 OR \
                 n.taken_at IS NULL AND ",
                $seen,
                ")"
            )
        };
    }
    const LARGE: &str = find!("large", session_visible!());
    const SMALL: &str = find!("small", session_visible!());
    const LARGE_CAME: &str = find!("large", note_came!("n.id"));
    const SMALL_CAME: &str = find!("small", note_came!("n.id"));
    let texts = match size {
        Size::Large => [LARGE, LARGE_CAME],
        Size::Small => [SMALL, SMALL_CAME],
    };
    for text in texts {
        let found: Option<Vec<u8>> = on!(tx, c => sqlx::query_scalar(text)
            .bind(scope.person())
            .bind(scope.everything())
            .bind(id)
            .fetch_optional(c)
            .await?);
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// The bytes of a photo of a note that was taken away, for those who may put it back: the caller
/// asks.
pub async fn taken_bytes(tx: &mut Tx, id: PhotoId, size: Size) -> Result<Option<Vec<u8>>> {
    let text = match size {
        Size::Large => "SELECT large FROM photos WHERE id = $1",
        Size::Small => "SELECT small FROM photos WHERE id = $1",
    };
    Ok(on!(tx, c => sqlx::query_scalar(text).bind(id).fetch_optional(c).await?))
}

/// Says what a photo of a note shows; one that is gone stays gone.
pub async fn describe(tx: &mut Tx, note: NoteId, id: PhotoId, alt: &str) -> Result<()> {
    const DESCRIBE: &str = "UPDATE photos SET alt = $3 WHERE id = $2 AND note_id = $1";
    execute!(tx, sqlx::query(DESCRIBE).bind(note).bind(id).bind(alt));
    Ok(())
}

/// Takes a photo of a note away.
pub async fn remove(tx: &mut Tx, note: NoteId, id: PhotoId) -> Result<()> {
    const REMOVE: &str = "DELETE FROM photos WHERE note_id = $1 AND id = $2";
    execute!(tx, sqlx::query(REMOVE).bind(note).bind(id));
    Ok(())
}

/// Removes all photos of a note, because it is taken back.
pub async fn remove_all(tx: &mut Tx, note: NoteId) -> Result<()> {
    execute!(tx, sqlx::query("DELETE FROM photos WHERE note_id = $1").bind(note));
    Ok(())
}
