//! Adding photos to one's own note, describing them and taking them away: each in one transaction.

use super::{
    PhotoId, Size,
    arriving::{Arrived, Kept},
    store,
    texts::texts,
};
use crate::{
    access::Actor,
    db::Tx,
    error::{Error, Result},
    knowledge::{self, NoteId, sharing, taking},
    phases,
    sessions::SessionId,
};

/// Adds photos to one's own note, as long as it may be edited; answers the session on whose wall
/// it is.
pub async fn add(
    tx: &mut Tx,
    actor: &Actor,
    note: NoteId,
    photos: &[Arrived],
) -> Result<SessionId> {
    let session = sharing::own_session(tx, actor, note).await?;
    phases::gate::hold_for_note(tx, session).await?;
    let sequence = knowledge::store::next_sequence(tx, session).await?;
    put(tx, note, photos).await?;
    store::revise(tx, note).await?;
    knowledge::store::touch(tx, note, sequence).await?;
    Ok(session)
}

/// Puts photos into a note whose session is held.
pub async fn put(tx: &mut Tx, note: NoteId, photos: &[Arrived]) -> Result<()> {
    for photo in photos {
        if !store::add(tx, note, photo).await? {
            return Err(Error::field(super::arriving::FIELD, texts().too_many));
        }
    }
    Ok(())
}

/// Says what the photos of a note show that its author has just edited, and takes those away that were
/// marked.
pub async fn keep(tx: &mut Tx, note: NoteId, photos: &[Kept]) -> Result<()> {
    for photo in photos {
        match photo.away {
            true => store::remove(tx, note, photo.id).await?,
            false => store::describe(tx, note, photo.id, &photo.alt).await?,
        }
    }
    Ok(())
}

/// The bytes of a photo for somebody who sees its note; of one that was taken away, for those who may
/// put it back.
pub async fn bytes(tx: &mut Tx, actor: &Actor, id: PhotoId, size: Size) -> Result<Option<Vec<u8>>> {
    if let Some(bytes) = store::bytes(tx, &actor.scope(), id, size).await? {
        return Ok(Some(bytes));
    }
    let Some(note) = store::note_of(tx, id).await? else { return Ok(None) };
    match taking::reads(tx, actor, note).await? {
        Some(_) => store::taken_bytes(tx, id, size).await,
        None => Ok(None),
    }
}
