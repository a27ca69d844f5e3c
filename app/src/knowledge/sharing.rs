//! Sharing a note, changing it, taking it back, and saying that it happens to oneself, too: each in
//! one transaction, the programme held in its phase and the session locked first.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{
    Note, NoteId, Standing,
    draft::Draft,
    rules::{self, Sharing},
    store::{self, Edit, NewNote},
    texts::texts,
};
use crate::{
    access::Actor,
    db::Tx,
    error::{Error, Result},
    onboarding::lock,
    phases,
    request::{Change, Work},
    sessions::{self, SessionId},
};

/// Puts a note on the wall of a session.
///
/// The locks come before the look at the session: when it is closed at the same moment, one of
/// the two comes first and the other sees it. The programme's comes first, as in whatever cancels
/// a programme with its sessions.
pub async fn share(
    tx: &mut Tx,
    actor: &Actor,
    session: SessionId,
    draft: &Draft,
    name_hidden: bool,
    now: DateTime<Utc>,
) -> Result<NoteId> {
    let id = NoteId::new();
    share_as(tx, actor, (session, id), draft, name_hidden, now).await?;
    Ok(id)
}

/// The same under an id that was chosen before.
pub async fn share_as(
    tx: &mut Tx,
    actor: &Actor,
    (session, id): (SessionId, NoteId),
    draft: &Draft,
    name_hidden: bool,
    now: DateTime<Utc>,
) -> Result<()> {
    if !store::sees(tx, &actor.scope(), session).await? {
        return Err(Error::NotFound);
    }
    let sequence = enter(tx, actor, session, false, now).await?;
    let author = actor.id;
    store::add(tx, NewNote { id, session, author, name_hidden, draft, sequence, at: now }).await
}

/// The note of a report, under the name of whoever reports. The caller has made sure that they may.
pub async fn report(
    tx: &mut Tx,
    actor: &Actor,
    session: SessionId,
    draft: &Draft,
    now: DateTime<Utc>,
) -> Result<()> {
    let sequence = enter(tx, actor, session, true, now).await?;
    let (id, author) = (NoteId::new(), actor.id);
    store::add(tx, NewNote { id, session, author, name_hidden: false, draft, sequence, at: now })
        .await
}

/// The id that a browser made for a note, so that photos can follow it; only a random one counts.
pub fn chosen_id(typed: &str) -> NoteId {
    let id = typed.parse::<Uuid>().ok().filter(|id| id.get_version_num() == 4);
    id.map_or_else(NoteId::new, NoteId::from)
}

/// Replaces the text of one's own note; answers the session on whose wall it is.
pub async fn edit(
    tx: &mut Tx,
    actor: &Actor,
    id: NoteId,
    revision: i64,
    draft: &Draft,
    hide_name: bool,
    now: DateTime<Utc>,
) -> Result<SessionId> {
    let session = own_session(tx, actor, id).await?;
    phases::gate::hold_for_note(tx, session).await?;
    let sequence = store::next_sequence(tx, session).await?;
    let edit = Edit { id, author: actor.id, revision, hide_name, draft, sequence, at: now };
    store::edit(tx, edit).await?;
    Ok(session)
}

/// Takes one's own note back; answers the session on whose wall it was.
pub async fn delete(
    tx: &mut Tx,
    actor: &Actor,
    id: NoteId,
    now: DateTime<Utc>,
) -> Result<SessionId> {
    let session = own_session(tx, actor, id).await?;
    let sequence = store::next_sequence(tx, session).await?;
    store::delete(tx, id, actor.id, sequence, now).await?;
    Ok(session)
}

/// Says that it happens to the person, too, or takes that back; answers the session on whose wall
/// the note is. Saying it twice is saying it once.
pub async fn echo(
    tx: &mut Tx,
    actor: &Actor,
    id: NoteId,
    too: bool,
    now: DateTime<Utc>,
) -> Result<SessionId> {
    let note = store::find(tx, &actor.scope(), id).await?.ok_or(Error::NotFound)?;
    if note.own {
        return Err(Error::Forbidden);
    }
    let session = note.origin.session;
    let sequence = enter(tx, actor, session, false, now).await?;
    let changed = match too {
        true => store::add_echo(tx, id, actor.id, now).await?,
        false => store::remove_echo(tx, id, actor.id).await?,
    };
    if changed {
        store::touch(tx, id, sequence).await?;
    }
    Ok(session)
}

/// Tells the room that its wall changed, and the pages of its programme, which count who has shared.
pub async fn tell(work: &mut Work, session: SessionId) -> Result<()> {
    work.tell(Change::Wall(session));
    if let Some(programme) = phases::store::of_session(&mut work.tx, session).await? {
        work.tell(Change::Programme(programme));
    }
    Ok(())
}

/// Locks what a note of the session needs, for somebody who may share there now; answers the next
/// number of its notes.
async fn enter(
    tx: &mut Tx,
    actor: &Actor,
    session: SessionId,
    reports: bool,
    now: DateTime<Utc>,
) -> Result<i64> {
    phases::gate::hold_for_note(tx, session).await?;
    let sequence = store::next_sequence(tx, session).await?;
    let room = sessions::store::by_id(tx, session).await?.ok_or(Error::NotFound)?;
    let standing = Standing { reports, ..store::standing(tx, session, actor.id).await? };
    let facilitates = standing.facilitates;
    match rules::sharing(&room, standing, now) {
        Sharing::Open => match lock::shut_out(tx, &room, actor.id, facilitates).await? {
            Some(why) => Err(Error::form(why)),
            None => Ok(sequence),
        },
        Sharing::NotTheirs => Err(Error::Forbidden),
        Sharing::Cancelled => Err(Error::form(texts().cancelled)),
        Sharing::Over => Err(Error::form(texts().over)),
    }
}

/// The session of a note that the person wrote. Whose note it is stays unsaid: "forbidden" and
/// the form with its buttons are the same for every other person.
pub async fn own_session(tx: &mut Tx, actor: &Actor, id: NoteId) -> Result<SessionId> {
    Ok(own(tx, actor, id).await?.origin.session)
}

/// The same with the note, which others may have taken away meanwhile: it is corrected, and stays
/// away until it is put back.
pub async fn own(tx: &mut Tx, actor: &Actor, id: NoteId) -> Result<Note> {
    let scope = actor.scope();
    let note = match store::find(tx, &scope, id).await? {
        Some(note) => note,
        None => {
            let taken = store::taken(tx, &scope, id).await?;
            taken.filter(|note| note.own).ok_or(Error::NotFound)?
        }
    };
    if note.own { Ok(note) } else { Err(Error::Forbidden) }
}
