//! Writing concepts, changing them, merging and splitting.

#![expect(clippy::too_many_arguments, reason = "one argument for each field of a form")]

use leptos::server;

use crate::{error::Result, request::Next};

/// Adds a concept to a programme. With `origins` it is made from those, and they are merged; with
/// `takes_up` it goes on with what the turn before left open.
#[server]
pub async fn add_concept(
    programme: String,
    title: String,
    statement: String,
    #[server(default)] method: String,
    #[server(default)] figure_kind: String,
    #[server(default)] figure: String,
    #[server(default)] sources: Vec<String>,
    #[server(default)] authors: Vec<String>,
    #[server(default)] origins: Vec<String>,
    #[server(default)] takes_up: String,
    #[server(default)] find: String,
    #[server(default)] found: String,
    #[server(default)] who: String,
    #[server(default)] who_found: String,
    #[server(default)] press: String,
) -> Result<Next> {
    use super::{
        choosing::{self, Chosen},
        draft::{Draft, Typed},
        making,
    };
    use crate::{
        error::Error,
        links::Named,
        programmes::ProgrammeId,
        request::{Change, Done, Work},
        routes,
    };
    use serde_json::json;

    choosing::looking(&press, [(&find, &found), (&who, &who_found)])?;
    let programme: ProgrammeId = programme.parse().map_err(|_| Error::NotFound)?;
    let chosen = Chosen::read(&sources, &authors, &origins)?;
    let chosen = Chosen { takes_up: takes_up.parse().ok(), ..chosen };
    let typed = Typed {
        title: &title,
        statement: &statement,
        method: &method,
        figure_kind: &figure_kind,
        figure: &figure,
    };
    let draft = Draft::beside(typed, chosen.lacks())?;
    let draft = draft.linked(&Named::of(&[&statement]).await?);
    let mut work = Work::begin().await?;
    let (actor, now) = (work.actor.clone(), work.now);
    let id = making::add(&mut work.tx, &actor, programme, &draft, &chosen, now).await?;
    let action = if chosen.origins.is_empty() { "concept.added" } else { "concept.merged" };
    let detail = json!({
        "title": draft.title, "origins": chosen.origins, "takes_up": chosen.takes_up
    });
    work.audit(action, "concept", id, detail).await?;
    work.tell(Change::Programme(programme));
    work.done(Next::to(routes::concept(id)).saying(Done::Saved)).await
}

/// Replaces a concept's text, authors and source notes.
#[server]
pub async fn save_concept(
    id: String,
    revision: String,
    title: String,
    statement: String,
    #[server(default)] method: String,
    #[server(default)] figure_kind: String,
    #[server(default)] figure: String,
    #[server(default)] sources: Vec<String>,
    #[server(default)] authors: Vec<String>,
    #[server(default)] find: String,
    #[server(default)] found: String,
    #[server(default)] who: String,
    #[server(default)] who_found: String,
    #[server(default)] press: String,
) -> Result<Next> {
    use super::{
        ConceptId,
        choosing::{self, Chosen},
        draft::{Draft, Typed},
        making,
    };
    use crate::{
        error::Error,
        links::Named,
        request::{Change, Done, Work},
        routes,
    };
    use serde_json::json;

    choosing::looking(&press, [(&find, &found), (&who, &who_found)])?;
    let id: ConceptId = id.parse().map_err(|_| Error::NotFound)?;
    let revision: i64 = revision.parse().map_err(|_| Error::Stale)?;
    let draft = Draft::of(Typed {
        title: &title,
        statement: &statement,
        method: &method,
        figure_kind: &figure_kind,
        figure: &figure,
    })?;
    let draft = draft.linked(&Named::of(&[&statement]).await?);
    let chosen = Chosen::read(&sources, &authors, &[])?;
    let mut work = Work::begin().await?;
    let (actor, now) = (work.actor.clone(), work.now);
    let programme =
        making::save(&mut work.tx, &actor, (id, revision), &draft, &chosen, now).await?;
    work.tell(Change::Programme(programme));
    let detail = json!({ "title": draft.title, "revision": revision + 1 });
    work.audit("concept.saved", "concept", id, detail).await?;
    work.done(Next::to(routes::concept(id)).saying(Done::Saved)).await
}

/// Brings an earlier text of a concept back as its next revision.
#[server]
pub async fn restore_concept(id: String, revision: String, of: String) -> Result<Next> {
    use super::{
        ConceptId,
        draft::{Draft, Typed},
        making, store,
    };
    use crate::{
        error::Error,
        links::Named,
        request::{Change, Done, Look, Work},
        routes,
    };
    use serde_json::json;

    let id: ConceptId = id.parse().map_err(|_| Error::NotFound)?;
    let revision: i64 = revision.parse().map_err(|_| Error::Stale)?;
    let of: i64 = of.parse().map_err(|_| Error::NotFound)?;
    let mut look = Look::begin().await?;
    let once = store::revision(&mut look.tx, id, of).await?.ok_or(Error::NotFound)?;
    drop(look);
    let draft = Draft::of(Typed {
        title: &once.title,
        statement: &once.statement,
        method: once.method.as_str(),
        figure_kind: once.figure_kind.map_or("", |kind| kind.as_str()),
        figure: &once.figure,
    })?;
    let draft = draft.linked(&Named::of(&[&once.statement]).await?);
    let mut work = Work::begin().await?;
    let (actor, now) = (work.actor.clone(), work.now);
    let programme = making::restore(&mut work.tx, &actor, (id, revision), &draft, now).await?;
    work.tell(Change::Programme(programme));
    let detail = json!({ "title": draft.title, "revision": revision + 1, "of": of });
    work.audit("concept.restored", "concept", id, detail).await?;
    work.done(Next::to(routes::concept(id)).saying(Done::TextRestored)).await
}

/// Makes two concepts of one.
#[server]
pub async fn split_concept(
    id: String,
    revision: String,
    #[server(default)] method: String,
    first_title: String,
    first_statement: String,
    #[server(default)] first_sources: Vec<String>,
    second_title: String,
    second_statement: String,
    #[server(default)] second_sources: Vec<String>,
) -> Result<Next> {
    use super::{
        ConceptId, Method, choosing,
        draft::{Draft, Typed},
        making::{self, Half},
    };
    use crate::{
        error::Error,
        links::Named,
        request::{Change, Done, Work},
        routes,
    };
    use serde_json::json;

    let id: ConceptId = id.parse().map_err(|_| Error::NotFound)?;
    let revision: i64 = revision.parse().map_err(|_| Error::Stale)?;
    let method = Method::parse(&method).ok_or(Error::Stale)?;
    let first = Typed { title: &first_title, statement: &first_statement, ..Typed::default() };
    let second = Typed { title: &second_title, statement: &second_statement, ..Typed::default() };
    let named = Named::of(&[&first_statement, &second_statement]).await?;
    let [first, second] = Draft::halves(first, second, method)?.map(|half| half.linked(&named));
    let half =
        |draft, sources: &[String], field| Half { draft, sources: choosing::ids(sources), field };
    let halves = [
        half(first, &first_sources, "first_sources"),
        half(second, &second_sources, "second_sources"),
    ];
    let mut work = Work::begin().await?;
    let (actor, now) = (work.actor.clone(), work.now);
    let (programme, made) =
        making::split(&mut work.tx, &actor, (id, revision), halves, now).await?;
    work.tell(Change::Programme(programme));
    work.audit("concept.split", "concept", id, json!({ "into": made })).await?;
    work.done(Next::to(routes::concept(id)).saying(Done::Saved)).await
}

/// Takes the merge or split back that made a concept, or that it became part of.
#[server]
pub async fn undo_derivation(id: String) -> Result<Next> {
    use super::{ConceptId, undoing};
    use crate::{
        error::Error,
        request::{Change, Done, Work},
        routes,
    };
    use serde_json::json;

    let id: ConceptId = id.parse().map_err(|_| Error::NotFound)?;
    let mut work = Work::begin().await?;
    let actor = work.actor.clone();
    let (programme, undone) = undoing::undo(&mut work.tx, &actor, id).await?;
    let action = if undone.split { "concept.split-undone" } else { "concept.merge-undone" };
    for (origin, _) in &undone.origins {
        work.audit(action, "concept", *origin, json!({ "removed": undone.made })).await?;
    }
    work.tell(Change::Programme(programme));
    let next = match undone.origins[..] {
        [(origin, _)] => routes::concept(origin),
        _ => routes::concepts(programme),
    };
    work.done(Next::to(next).saying(Done::AsBefore)).await
}
