//! A section as it once read, and bringing it back.

use leptos::server_fn::ServerFn;

use super::crumbs;
use crate::{
    archetypes::{
        ArchetypeId, Part, Revision, api::RestorePart, rules, store, store::Found, texts::texts,
    },
    error::{Error, Result},
    phases::gate,
    request::{Look, Page},
    revisions::{self, Once, Restoring},
    routes::{self, Section},
};

/// `/archetypes/{id}/edit/{section}/{revision}`
pub async fn revision(id: ArchetypeId, part: Part, number: i64) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let scope = look.actor.scope();
    let found = store::find(&mut look.tx, &scope, id).await?.ok_or(Error::NotFound)?;
    let Found { archetype, programme } = found;
    let standing = store::standing(&mut look.tx, &look.actor, &programme, Some(&archetype)).await?;
    let open = gate::closed(&mut look.tx, programme.id, rules::PHASE).await?.is_none();
    let once = store::revision(&mut look.tx, id, part, number).await?.ok_or(Error::NotFound)?;
    let now = store::revisions(&mut look.tx, id, part, 1).await?.pop().ok_or(Error::NotFound)?;
    let restoring = (open && rules::may_contribute(standing)).then(|| Restoring {
        command: RestorePart::PATH,
        fields: vec![("id", id.to_string()), ("part", part.to_string())],
    });
    let mut crumbs = crumbs(&programme, Some(&archetype));
    crumbs.push(((t.part)(part).to_owned(), routes::edit_archetype_part(id, part)));
    let about = format!("{} · {}", archetype.name, (t.part)(part));
    let body =
        revisions::page(&about, crumbs, once.into(), now.into(), restoring, &look.actor.zone);
    Page::ok(Section::Programmes, format!("{} · {about}", revisions::crumb(number)), body)
}

impl From<Revision> for Once {
    fn from(kept: Revision) -> Once {
        Once { revision: kept.revision, text: kept.body, editor: kept.editor, at: kept.at }
    }
}
