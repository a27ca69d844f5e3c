use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    fields::{self, Shown},
    parts::{Around, badges, shut},
};
use crate::{
    concepts::{
        Concept, ConceptId,
        api::SaveConcept,
        choosing::{self, Chosen},
        store,
        texts::texts,
    },
    error::{Error, Result},
    links,
    request::{Look, Page, Posted},
    routes::{self, Section},
    ui::{
        Button, ButtonLink, Card, Kind, Notice, PageHead, Prose, Tone,
        form::{Form, Hidden},
    },
};

/// `/concepts/{id}/edit`. When somebody else saved meanwhile, what they wrote stands above what
/// was typed here, to be joined by hand.
pub async fn edit(id: ConceptId) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let concept = store::find(&mut look.tx, &look.actor.scope(), id).await?;
    let concept = concept.ok_or(Error::NotFound)?;
    let around = Around::load(&mut look, concept.programme_id).await?;
    let people = store::authors(&mut look.tx, id).await?;
    let ids: Vec<_> = people.iter().map(|person| person.id).collect();
    let refused = use_context::<Posted>();
    // A text that was sent is not lost, whatever has happened meanwhile.
    if refused.is_none() {
        if !around.may_write(&ids, look.actor.id) {
            return Err(Error::Forbidden);
        }
        if let Some(why) = around.fixed(concept.state) {
            return Ok(shut(&around, &concept, t.edit_title, why));
        }
    }
    let sources = store::sources(&mut look.tx, id).await?;
    let chosen = Chosen { sources, authors: ids, ..Chosen::default() };
    let offer = choosing::offer(&mut look.tx, &look.actor, concept.programme_id, &chosen).await?;
    let shown = Shown {
        sources: chosen.sources.iter().map(ToString::to_string).collect(),
        authors: chosen.authors.iter().map(ToString::to_string).collect(),
        ..Shown::text_of(&concept)
    };
    let newer = match refused {
        Some(posted) if posted.error == Error::Stale => Some(newer(&mut look, &concept).await?),
        _ => None,
    };
    let compared = newer.is_some();
    let astray = links::pages::astray(&mut look, &concept.statement, &concept.html).await?;
    let revision = concept.revision.to_string();
    let crumbs = around.crumbs_to_one();
    let kicker = concept.title.clone();
    Page::ok(
        Section::Programmes,
        t.edit_title,
        view! {
            <PageHead title=t.edit_title kicker crumbs />
            {newer}
            {astray}
            <Form command=SaveConcept::PATH keep=true compared>
                <Hidden name="id" value=id.to_string() />
                <Hidden name="revision" value=revision />
                {fields::words(&shown)}
                {fields::sources(&offer, &shown, false)}
                {fields::authors(&offer, &shown, t.authors_of)}
                <div class="form-actions">
                    <Button kind=Kind::Primary>{t.save}</Button>
                    <ButtonLink href=routes::concept(id) kind=Kind::Quiet>{t.cancel}</ButtonLink>
                </div>
            </Form>
        },
    )
}

/// How the concept reads now, because somebody saved it since the form was opened.
async fn newer(look: &mut Look, concept: &Concept) -> Result<AnyView> {
    let t = texts();
    let revisions = store::revisions(&mut look.tx, concept.id).await?;
    let who = revisions.first().map(|revision| revision.editor.clone()).unwrap_or_default();
    let (html, figure, badges) = (concept.html.clone(), concept.figure.clone(), badges(concept));
    Ok(view! {
        <Notice tone=Tone::Warn title=t.newer><p>{(t.newer_text)(&who)}</p></Notice>
        <Card title=concept.title.clone()>
            <Prose html />
            {(!figure.is_empty()).then(|| view! { <p class="lines">{figure}</p> })}
            {badges}
        </Card>
    }
    .into_any())
}
