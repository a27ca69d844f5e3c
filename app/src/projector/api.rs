//! Letting notes through to the projector, and taking them off again.

use leptos::server;

use crate::{
    error::Result,
    request::{Next, Typed},
};

/// Has notes and concepts wait for approval from now on; with `on` empty, they appear at once again.
#[server]
pub async fn set_approval(session: String, #[server(default)] on: String) -> Result<Next> {
    use super::store;
    use crate::{
        error::Error,
        polls::running,
        request::{Change, Done, Work},
        routes,
        sessions::SessionId,
    };
    use serde_json::json;

    let session: SessionId = session.parse().map_err(|_| Error::NotFound)?;
    let on = !on.is_empty();
    let mut work = Work::begin().await?;
    let actor = work.actor.clone();
    running::enter(&mut work.tx, &actor, session).await?;
    store::set_approves(&mut work.tx, session, on).await?;
    work.audit("projector.approval", "session", session, json!({ "approves": on })).await?;
    work.tell(Change::Screen(session));
    work.done(Next::to(routes::queue(session)).saying(Done::Saved)).await
}

/// Shows notes and concepts on the projector: each of `seen` is a note, and each of `concepts` a
/// concept, with the revision that was read.
#[server]
pub async fn let_through(session: String, #[server(flatten)] typed: Typed) -> Result<Next> {
    use super::{store, texts::texts};
    use crate::{
        error::Error,
        polls::running,
        request::{Change, Done, Work},
        routes,
        sessions::SessionId,
    };

    let session: SessionId = session.parse().map_err(|_| Error::NotFound)?;
    let mut work = Work::begin().await?;
    let actor = work.actor.clone();
    running::enter(&mut work.tx, &actor, session).await?;
    let mut through = 0;
    for seen in typed.all("seen") {
        let (note, revision) = seen.split_once(' ').ok_or(Error::NotFound)?;
        let note = note.parse().map_err(|_| Error::NotFound)?;
        let revision = revision.parse().map_err(|_| Error::NotFound)?;
        let shown = store::let_through(&mut work.tx, session, note, revision).await?;
        through += i64::from(shown);
    }
    for seen in typed.all("concepts") {
        let (concept, revision) = seen.split_once(' ').ok_or(Error::NotFound)?;
        let concept = concept.parse().map_err(|_| Error::NotFound)?;
        let revision = revision.parse().map_err(|_| Error::NotFound)?;
        let shown = store::let_concept_through(&mut work.tx, session, concept, revision).await?;
        through += i64::from(shown);
    }
    // What was edited meanwhile waits again; when it was all, somebody should know.
    if through == 0 {
        return Err(Error::form(texts().changed));
    }
    work.tell(Change::Screen(session));
    work.done(Next::to(routes::queue(session)).saying(Done::LetThrough)).await
}

/// Takes a note or a concept off the projector.
#[server]
pub async fn take_off(
    session: String,
    #[server(default)] note: String,
    #[server(default)] concept: String,
) -> Result<Next> {
    use super::store;
    use crate::{
        error::Error,
        polls::running,
        request::{Change, Done, Work},
        routes,
        sessions::SessionId,
    };

    let session: SessionId = session.parse().map_err(|_| Error::NotFound)?;
    let mut work = Work::begin().await?;
    let actor = work.actor.clone();
    running::enter(&mut work.tx, &actor, session).await?;
    if concept.is_empty() {
        let note = note.parse().map_err(|_| Error::NotFound)?;
        store::take_off(&mut work.tx, session, note).await?;
    } else {
        let concept = concept.parse().map_err(|_| Error::NotFound)?;
        store::take_concept_off(&mut work.tx, session, concept).await?;
    }
    work.tell(Change::Screen(session));
    work.done(Next::to(routes::queue(session)).saying(Done::Saved)).await
}
