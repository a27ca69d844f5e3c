//! Taking a note away that somebody else wrote, and putting it back: a patient's name, an insult.
//! Nobody reads it then but its author, who is told why, and those who may put it back. Who wrote a
//! note without a name is told to neither.

use chrono::{DateTime, Utc};

use super::{Note, NoteId, rules, store, taking_texts::texts};
use crate::{
    access::Actor,
    db::Tx,
    error::{Error, Result},
    programmes::{self, ProgrammeId},
    provenance::Kind,
    search,
    sessions::{self, SessionId},
    writing::one_line,
};

/// Whether somebody may take notes of a session away, and put them back.
pub async fn decides(tx: &mut Tx, actor: &Actor, session: SessionId) -> Result<bool> {
    let scope = actor.scope();
    let facilitates = store::standing(tx, session, actor.id).await?.facilitates;
    let session = sessions::store::by_id(tx, session).await?.ok_or(Error::NotFound)?;
    let programme: Option<ProgrammeId> = session.programme_id.filter(|_| !actor.grants.is_empty());
    let programme = match programme {
        Some(id) => programmes::store::find(tx, &scope, id).await?,
        None => None,
    };
    Ok(rules::may_take_away(
        actor,
        &session,
        facilitates,
        programme.as_ref().map(|found| &found.programme),
    ))
}

/// A note that was taken away, for somebody who still reads it: its author, or one who may put it
/// back.
pub async fn reads(tx: &mut Tx, actor: &Actor, id: NoteId) -> Result<Option<Note>> {
    let Some(note) = store::taken(tx, &actor.scope(), id).await? else { return Ok(None) };
    let reads = note.own || decides(tx, actor, note.origin.session).await?;
    Ok(reads.then_some(note))
}

/// Takes a note away; answers its session, and whether it was there until now: of two who do it at
/// once the first gives the reason.
pub async fn take_away(
    tx: &mut Tx,
    actor: &Actor,
    id: NoteId,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<(SessionId, bool)> {
    let t = texts();
    let reason = one_line(reason);
    // Asked in this order: somebody else may take it away between the two questions.
    let Some(note) = store::find(tx, &actor.scope(), id).await? else {
        let taken = reads(tx, actor, id).await?.ok_or(Error::NotFound)?;
        return Ok((taken.origin.session, false));
    };
    let session = note.origin.session;
    // One's own is taken back, without a reason.
    if note.own || !decides(tx, actor, session).await? {
        return Err(Error::Forbidden);
    }
    if reason.is_empty() {
        return Err(Error::field("reason", t.reason_missing));
    }
    if reason.chars().count() > rules::REASON_MAX {
        return Err(Error::field("reason", t.reason_long));
    }
    let sequence = store::next_sequence(tx, session).await?;
    let taken = store::take_away(tx, id, (actor.id, &reason), sequence, now).await?;
    search::store::keep(tx, Kind::Note, id).await?;
    Ok((session, taken))
}

/// Puts a note back; answers its session, and whether it was away until now.
pub async fn put_back(tx: &mut Tx, actor: &Actor, id: NoteId) -> Result<(SessionId, bool)> {
    let Some(note) = store::taken(tx, &actor.scope(), id).await? else {
        // Somebody else was first: it is there.
        let note = store::find(tx, &actor.scope(), id).await?.ok_or(Error::NotFound)?;
        return Ok((note.origin.session, false));
    };
    let session = note.origin.session;
    if !may_put_back(tx, actor, &note).await? {
        return Err(if note.own { Error::Forbidden } else { Error::NotFound });
    }
    let sequence = store::next_sequence(tx, session).await?;
    let put = store::put_back(tx, id, sequence).await?;
    search::store::keep(tx, Kind::Note, id).await?;
    Ok((session, put))
}

/// Whether somebody may put a note back: nobody decides about a note of their own.
pub async fn may_put_back(tx: &mut Tx, actor: &Actor, note: &Note) -> Result<bool> {
    Ok(!note.own && decides(tx, actor, note.origin.session).await?)
}
