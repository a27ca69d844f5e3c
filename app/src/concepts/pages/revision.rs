use leptos::server_fn::ServerFn;

use super::parts::Around;
use crate::{
    concepts::{ConceptId, Revision, api::RestoreConcept, store, texts::texts},
    error::{Error, Result},
    request::{Look, Page},
    revisions::{self, Once, Restoring},
    routes::{self, Section},
};

/// `/concepts/{id}/versions/{number}`: a concept as it once read, and bringing that back.
pub async fn revision(id: ConceptId, number: i64) -> Result<Page> {
    let mut look = Look::begin().await?;
    let concept = store::find(&mut look.tx, &look.actor.scope(), id).await?;
    let concept = concept.ok_or(Error::NotFound)?;
    let around = Around::load(&mut look, concept.programme_id).await?;
    let people = store::authors(&mut look.tx, id).await?;
    let ids: Vec<_> = people.iter().map(|person| person.id).collect();
    let mut kept = store::revisions(&mut look.tx, id).await?;
    let place = kept.iter().position(|kept| kept.revision == number).ok_or(Error::NotFound)?;
    let once = Once::from(kept[place].clone());
    let now = Once::from(kept.swap_remove(0));
    let may = around.changes(&concept, &ids, look.actor.id);
    let restoring = may
        .then(|| Restoring { command: RestoreConcept::PATH, fields: vec![("id", id.to_string())] });
    let mut crumbs = around.crumbs_to_one();
    crumbs.push((concept.title.clone(), routes::concept(id)));
    let title = format!("{} · {}", revisions::crumb(number), concept.title);
    let body = revisions::page(&concept.title, crumbs, once, now, restoring, &look.actor.zone);
    Page::ok(Section::Programmes, title, body)
}

impl From<Revision> for Once {
    /// Title, statement, image and method under each other: all that a reader compares.
    fn from(kept: Revision) -> Once {
        let t = texts();
        let mut text = format!("**{}**\n\n{}", kept.title, kept.statement);
        if let Some(kind) = kept.figure_kind {
            text.push_str(&format!("\n\n{}: {}", t.figure_kind(kind), kept.figure));
        }
        text.push_str(&format!("\n\n{}", t.method(kept.method).name));
        Once { revision: kept.revision, text, editor: kept.editor, at: kept.at }
    }
}
