//! Grouping the notes of a session into themes, by those who run it.

use super::{NoteId, ThemeId, rules, store, texts::texts};
use crate::{
    access::Actor,
    db::Tx,
    error::{Error, Result},
    phases,
    request::Typed,
    sessions::{self, SessionId},
    writing::one_line,
};

/// What the button that adds a theme sends as `press`.
pub const ADD: &str = "add";

/// Takes a theme away; answers its session.
pub async fn remove(tx: &mut Tx, actor: &Actor, theme: ThemeId) -> Result<SessionId> {
    let session = store::session_of_theme(tx, &actor.scope(), theme).await?;
    let session = session.ok_or(Error::NotFound)?;
    enter(tx, actor, session).await?;
    store::remove_theme(tx, theme).await?;
    Ok(session)
}

/// Puts the notes of a session into themes: for each note the form holds where it was
/// (`was-{note}`) and where it is to be (`theme-{note}`). Only what was changed is written, so
/// two who group at once do not undo each other's work. A theme that was typed on the same form is
/// added: whoever misses one while grouping loses nothing.
pub async fn group(tx: &mut Tx, actor: &Actor, session: SessionId, typed: &Typed) -> Result<()> {
    enter(tx, actor, session).await?;
    for note in typed.all("notes") {
        let (was, now) = (typed.one(&format!("was-{note}")), typed.one(&format!("theme-{note}")));
        let note: NoteId = note.parse().map_err(|_| Error::NotFound)?;
        if was == now {
            continue;
        }
        let theme: Option<ThemeId> = match now {
            "" => None,
            now => Some(now.parse().map_err(|_| Error::NotFound)?),
        };
        store::group(tx, session, note, theme).await?;
    }
    let title = one_line(typed.one("title"));
    match title.is_empty() && typed.one("press") != ADD {
        true => Ok(()),
        false => add(tx, session, &title).await,
    }
}

async fn add(tx: &mut Tx, session: SessionId, title: &str) -> Result<()> {
    let t = texts();
    if title.is_empty() {
        return Err(Error::field("title", t.theme_missing));
    }
    if title.chars().count() > rules::THEME_MAX {
        return Err(Error::field("title", t.theme_long));
    }
    match store::add_theme(tx, session, title).await {
        Err(Error::Taken) => Err(Error::field("title", t.theme_taken)),
        other => other.map(|_| ()),
    }
}

/// A session of somebody who runs it, its programme held in its phase.
async fn enter(tx: &mut Tx, actor: &Actor, session: SessionId) -> Result<()> {
    let scope = actor.scope();
    let room = sessions::store::find(tx, &scope, session).await?.ok_or(Error::NotFound)?;
    let facilitates = store::standing(tx, session, actor.id).await?.facilitates;
    if !sessions::rules::may_edit(actor, &room, facilitates) {
        return Err(Error::Forbidden);
    }
    phases::gate::hold_for_note(tx, session).await
}
