use leptos::{prelude::*, server_fn::ServerFn};

use super::parts::{Around, shut};
use crate::{
    concepts::{ConceptId, api::SplitConcept, choosing::note_choice, rules, store, texts::texts},
    error::{Error, Result},
    knowledge,
    request::{Look, Page, Posted},
    routes::{self, Section},
    ui::{
        Button, ButtonLink, Card, Kind, PageHead, Prose,
        form::{Area, Checks, Choice, Form, Hidden, Text},
    },
};

/// `/concepts/{id}/split`: two concepts of one.
pub async fn split(id: ConceptId) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let concept = store::find(&mut look.tx, &look.actor.scope(), id).await?;
    let concept = concept.ok_or(Error::NotFound)?;
    let around = Around::load(&mut look, concept.programme_id).await?;
    let authors = store::authors(&mut look.tx, id).await?;
    let authors: Vec<_> = authors.into_iter().map(|person| person.id).collect();
    if use_context::<Posted>().is_none() {
        if !around.may_write(&authors, look.actor.id) {
            return Err(Error::Forbidden);
        }
        if !around.works {
            return Ok(shut(&around, &concept, t.split_title, around.closed.clone()));
        }
        if !rules::can_derive(concept.state) {
            return Ok(shut(&around, &concept, t.split_title, t.cannot_split.to_owned()));
        }
    }
    let notes = knowledge::store::of_concept(&mut look.tx, &look.actor.scope(), id).await?;
    let notes: Vec<Choice> = notes.iter().map(note_choice).collect();
    let crumbs = around.crumbs_to_one();
    let (kicker, html) = (concept.title.clone(), concept.html.clone());
    Page::ok(
        Section::Programmes,
        t.split_title,
        view! {
            <PageHead title=t.split_title kicker crumbs intro=t.split_intro />
            <Card title=concept.title.clone()><Prose html /></Card>
            <Form command=SplitConcept::PATH keep=true>
                <Hidden name="id" value=id.to_string() />
                <Hidden name="revision" value=concept.revision.to_string() />
                <Hidden name="method" value=concept.method.to_string() />
                {half(t.first, ["first_title", "first_statement", "first_sources"], &concept.statement, &notes)}
                {half(t.second, ["second_title", "second_statement", "second_sources"], "", &notes)}
                <div class="form-actions">
                    <Button kind=Kind::Primary>{t.split}</Button>
                    <ButtonLink href=routes::concept(id) kind=Kind::Quiet>{t.cancel}</ButtonLink>
                </div>
            </Form>
        },
    )
}

/// The fields of one of the two.
fn half(
    heading: &'static str,
    [title, statement, sources]: [&'static str; 3],
    text: &str,
    notes: &[Choice],
) -> AnyView {
    let t = texts();
    let text = text.to_owned();
    view! {
        <h2>{heading}</h2>
        <Text name=title label=t.title maxlength=rules::TITLE_MAX as u32 />
        <Area name=statement label=t.statement value=text rows=5u32 />
        <Checks name=sources label=t.sources hint=t.sources_hint choices=notes.to_vec() />
    }
    .into_any()
}
