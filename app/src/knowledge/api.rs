//! Sharing, changing and taking back notes; what the room's islands ask for.
//!
//! Notes are not in the audit log: a log of who shared what would name those whose names are
//! hidden. A note itself keeps when it was shared and changed. That one was taken away is there: who did it
//! and why, not whose it was.

#![expect(clippy::too_many_arguments, reason = "one argument for each field of a form")]

use leptos::server;

use super::WallNews;
use crate::{
    error::Result,
    request::{Answer, Next, Typed},
    sessions::SessionId,
};

/// Puts a note on the wall of a session, with the photos that came with the form. `note_id` is one
/// that the browser made, when photos are to follow.
#[server]
pub async fn share_note(
    session: String,
    note: String,
    name_hidden: Option<String>,
    #[server(default)] kind: String,
    #[server(default)] tags: String,
    #[server(default)] step: String,
    #[server(default)] branch: String,
    #[server(default)] note_id: String,
    #[server(default)] alt: Vec<String>,
) -> Result<Next> {
    use super::{draft::Draft, sharing};
    use crate::{
        error::Error,
        links::Named,
        photos,
        request::{Done, Work},
        routes,
    };

    let session: SessionId = session.parse().map_err(|_| Error::NotFound)?;
    let named = Named::of(&[&note]).await?;
    let draft = Draft::of(&note).and_then(|draft| draft.about(&kind, &tags, &step));
    let draft = match draft {
        Ok(draft) => draft.linked(&named).chosen(&branch).await,
        Err(error) => Err(error),
    };
    let (draft, photos) = photos::arriving::with(draft, &alt).await?;
    let id = sharing::chosen_id(&note_id);
    let mut work = Work::begin().await?;
    let (actor, now) = (work.actor.clone(), work.now);
    let (place, hidden) = ((session, id), name_hidden.is_some());
    sharing::share_as(&mut work.tx, &actor, place, &draft, hidden, now).await?;
    photos::put(&mut work.tx, id, &photos).await?;
    sharing::tell(&mut work, session).await?;
    work.done(Next::to(routes::on_wall(session, id)).saying(Done::Shared)).await
}

/// Replaces the text of one's own note and what its photos show, takes photos away and adds those that
/// came with the form. `back` is where the person came from: `wall` or the note.
#[server]
pub async fn edit_note(
    id: String,
    revision: String,
    note: String,
    name_hidden: Option<String>,
    back: String,
    #[server(default)] kind: String,
    #[server(default)] tags: String,
    #[server(default)] step: String,
    #[server(default)] branch: String,
    #[server(default)] alt: Vec<String>,
    #[server(flatten)] typed: Typed,
) -> Result<Next> {
    use super::{NoteId, draft::Draft, sharing};
    use crate::{
        error::Error,
        links::Named,
        photos,
        request::{Change, Done, Work},
        routes,
    };

    let id: NoteId = id.parse().map_err(|_| Error::NotFound)?;
    let revision = revision.parse().map_err(|_| Error::Stale)?;
    let named = Named::of(&[&note]).await?;
    let draft = match Draft::of(&note).and_then(|draft| draft.about(&kind, &tags, &step)) {
        Ok(draft) => draft.linked(&named).chosen(&branch).await,
        Err(error) => Err(error),
    };
    let (draft, photos) = photos::arriving::with(draft, &alt).await?;
    let kept = photos::arriving::kept(&typed)?;
    let mut work = Work::begin().await?;
    let (actor, now) = (work.actor.clone(), work.now);
    let hide = name_hidden.is_some();
    let session = sharing::edit(&mut work.tx, &actor, id, revision, &draft, hide, now).await?;
    photos::keep(&mut work.tx, id, &kept).await?;
    photos::put(&mut work.tx, id, &photos).await?;
    work.tell(Change::Wall(session));
    let next = if back == "wall" { routes::on_wall(session, id) } else { routes::note(id) };
    work.done(Next::to(next).saying(Done::Saved)).await
}

/// Takes one's own note back. `back` as above; from the note's page one gets to the list.
#[server]
pub async fn delete_note(id: String, back: String) -> Result<Next> {
    use super::{NoteId, sharing};
    use crate::{
        error::Error,
        request::{Done, Work},
        routes,
    };

    let id: NoteId = id.parse().map_err(|_| Error::NotFound)?;
    let mut work = Work::begin().await?;
    let (actor, now) = (work.actor.clone(), work.now);
    let session = sharing::delete(&mut work.tx, &actor, id, now).await?;
    sharing::tell(&mut work, session).await?;
    let next = if back == "wall" { routes::session(session) } else { "/knowledge".into() };
    work.done(Next::to(next).saying(Done::Deleted)).await
}

/// Takes a note away that somebody else wrote.
#[server]
pub async fn take_note_away(id: String, #[server(default)] reason: String) -> Result<Next> {
    use super::{NoteId, sharing, taking};
    use crate::{
        error::Error,
        request::{Done, Work},
        routes,
    };
    use serde_json::json;

    let id: NoteId = id.parse().map_err(|_| Error::NotFound)?;
    let mut work = Work::begin().await?;
    let (actor, now) = (work.actor.clone(), work.now);
    let (session, taken) = taking::take_away(&mut work.tx, &actor, id, &reason, now).await?;
    if taken {
        let detail = json!({ "reason": reason.trim() });
        work.audit("note.taken-away", "note", id, detail).await?;
        sharing::tell(&mut work, session).await?;
    }
    work.done(Next::to(routes::note(id)).saying(Done::TakenAway)).await
}

/// Puts a note back that was taken away.
#[server]
pub async fn put_note_back(id: String) -> Result<Next> {
    use super::{NoteId, sharing, taking};
    use crate::{
        error::Error,
        request::{Done, Work},
        routes,
    };
    use serde_json::json;

    let id: NoteId = id.parse().map_err(|_| Error::NotFound)?;
    let mut work = Work::begin().await?;
    let actor = work.actor.clone();
    let (session, put) = taking::put_back(&mut work.tx, &actor, id).await?;
    if put {
        work.audit("note.put-back", "note", id, json!({})).await?;
        sharing::tell(&mut work, session).await?;
    }
    work.done(Next::to(routes::note(id)).saying(Done::BackAgain)).await
}

/// Brings an earlier text of one's own note back as its next revision.
#[server]
pub async fn restore_note(id: String, revision: String, of: String) -> Result<Next> {
    use super::{NoteId, draft::Draft, sharing, store};
    use crate::{
        error::Error,
        links::Named,
        request::{Change, Done, Look, Work},
        routes,
    };

    let id: NoteId = id.parse().map_err(|_| Error::NotFound)?;
    let revision = revision.parse().map_err(|_| Error::Stale)?;
    let of: i64 = of.parse().map_err(|_| Error::NotFound)?;
    let mut look = Look::begin().await?;
    let once = store::revision(&mut look.tx, id, look.actor.id, of).await?;
    drop(look);
    let once = once.ok_or(Error::NotFound)?;
    let named = Named::of(&[&once.body]).await?;
    let draft = Draft::of(&once.body)?.about(once.kind.as_str(), &once.tags, &once.step)?;
    let mut work = Work::begin().await?;
    let draft = draft.linked(&named).at(&mut work.tx, once.branch_id).await?;
    let (actor, now) = (work.actor.clone(), work.now);
    let session = sharing::edit(&mut work.tx, &actor, id, revision, &draft, false, now).await?;
    work.tell(Change::Wall(session));
    work.done(Next::to(routes::note(id)).saying(Done::TextRestored)).await
}

/// Says that what a note tells happens to oneself, too; with `too` empty, takes that back.
#[server]
pub async fn echo_note(id: String, #[server(default)] too: String) -> Result<Next> {
    use super::{NoteId, sharing};
    use crate::{
        error::Error,
        request::{Change, Done, Work},
        routes,
    };

    let id: NoteId = id.parse().map_err(|_| Error::NotFound)?;
    let mut work = Work::begin().await?;
    let (actor, now) = (work.actor.clone(), work.now);
    let session = sharing::echo(&mut work.tx, &actor, id, !too.is_empty(), now).await?;
    work.tell(Change::Wall(session));
    work.done(Next::to(routes::on_wall(session, id)).saying(Done::Saved)).await
}

/// Takes a theme away; its notes stay.
#[server]
pub async fn remove_theme(id: String) -> Result<Next> {
    use super::{ThemeId, grouping};
    use crate::{
        error::Error,
        request::{Done, Work},
        routes,
    };

    let id: ThemeId = id.parse().map_err(|_| Error::NotFound)?;
    let mut work = Work::begin().await?;
    let actor = work.actor.clone();
    let session = grouping::remove(&mut work.tx, &actor, id).await?;
    work.done(Next::to(routes::themes(session)).saying(Done::Deleted)).await
}

/// Puts notes of a session into themes, and adds a theme when one was typed.
#[server]
pub async fn group_notes(session: String, #[server(flatten)] typed: Typed) -> Result<Next> {
    use super::grouping;
    use crate::{
        error::Error,
        request::{Done, Work},
        routes,
    };

    let session: SessionId = session.parse().map_err(|_| Error::NotFound)?;
    let mut work = Work::begin().await?;
    let actor = work.actor.clone();
    grouping::group(&mut work.tx, &actor, session, &typed).await?;
    work.done(Next::to(routes::themes(session)).saying(Done::Saved)).await
}

/// What a text will look like on the wall.
#[server(output = Answer)]
pub async fn preview_note(note: String) -> Result<String> {
    use super::draft::Draft;
    use crate::{
        links::{self, Named},
        request::visitor,
    };
    use leptos::prelude::RenderHtml;

    visitor().signed_in()?;
    let draft = Draft::of(&note)?;
    let named = Named::of(&[&note]).await?;
    let warning = links::pages::warning(&named, &note).map(|view| view.to_html());
    Ok(draft.linked(&named).html + &warning.unwrap_or_default())
}

/// How many changes one answer of [`wall_since`] holds at most; then one asks again.
pub const CHANGES: i64 = 100;

/// What changed on the wall of a session after a place that it gave, oldest change first; notes
/// without a name last.
#[server(output = Answer)]
pub async fn wall_since(session: SessionId, place: String) -> Result<WallNews> {
    use super::{following, wall};

    let news = following::since(session, place).await?;
    let notes = news.notes.into_iter().map(wall::change).collect();
    Ok(WallNews { place: news.place, more: news.more, notes })
}
