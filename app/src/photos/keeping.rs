//! Adding photos to one's own note, describing them and taking them away: each in one transaction.

use super::{PhotoId, Size, arriving::Arrived, store, texts::texts};
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

/// Says what a photo of one's own note shows; answers note and session.
pub async fn describe(
    tx: &mut Tx,
    actor: &Actor,
    id: PhotoId,
    alt: &str,
) -> Result<(NoteId, SessionId)> {
    let (note, session) = own(tx, actor, id).await?;
    phases::gate::hold_for_note(tx, session).await?;
    let sequence = knowledge::store::next_sequence(tx, session).await?;
    store::describe(tx, id, alt).await?;
    knowledge::store::touch(tx, note, sequence).await?;
    Ok((note, session))
}

/// Takes a photo of one's own note away, at any time, as a note can be taken back at any time;
/// answers note and session.
pub async fn remove(tx: &mut Tx, actor: &Actor, id: PhotoId) -> Result<(NoteId, SessionId)> {
    let (note, session) = own(tx, actor, id).await?;
    let sequence = knowledge::store::next_sequence(tx, session).await?;
    store::remove(tx, id).await?;
    knowledge::store::touch(tx, note, sequence).await?;
    Ok((note, session))
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

async fn own(tx: &mut Tx, actor: &Actor, id: PhotoId) -> Result<(NoteId, SessionId)> {
    let note = store::note_of(tx, id).await?.ok_or(Error::NotFound)?;
    Ok((note, sharing::own_session(tx, actor, note).await?))
}
