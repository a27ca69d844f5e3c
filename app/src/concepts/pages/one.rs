use leptos::prelude::*;

use super::parts::{Around, badges, named_list};
use crate::{
    concepts::{Concept, ConceptId, ConceptState, Named, Revision, rules, store, texts::texts},
    error::{Error, Result},
    judging,
    knowledge::{self, Note, markdown},
    lang::lang,
    people::PersonBrief,
    provenance,
    request::{Look, Page},
    routes::{self, Section},
    sessions::zones::in_zone,
    ui::{
        self, ButtonLink, Card, Columns, Fact, Facts, Icon, Kind, Notice, PageHead, PersonLine,
        Prose, Stack, dates,
    },
};

const EXCERPT: usize = 280;

/// `/concepts/{id}`: a concept, where it comes from, what it became, and how it read before.
pub async fn one(id: ConceptId) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let concept = store::find(&mut look.tx, &look.actor.scope(), id).await?;
    let concept = concept.ok_or(Error::NotFound)?;
    let around = Around::load(&mut look, concept.programme_id).await?;
    let authors = store::authors(&mut look.tx, id).await?;
    let notes = knowledge::store::of_concept(&mut look.tx, &look.actor.scope(), id).await?;
    let unseen = store::sources(&mut look.tx, id).await?.len() - notes.len();
    let origins = store::origins(&mut look.tx, id).await?;
    let results = store::results(&mut look.tx, id).await?;
    let revisions = store::revisions(&mut look.tx, id).await?;
    let ids: Vec<_> = authors.iter().map(|person| person.id).collect();
    let me = look.actor.id;
    let changes = around.works && rules::may_change(&concept, &ids, me, around.runs);
    let derives = around.works && rules::may_derive(&concept, &ids, me, around.runs);
    let decided = matches!(
        concept.state,
        ConceptState::Accepted | ConceptState::Rework | ConceptState::Aside
    );
    let actions = view! {
        {decided.then(|| view! {
            <ButtonLink href=routes::decision_on(concept.programme_id, id)>
                {judging::texts::texts().decisions}
            </ButtonLink>
        })}
        <ButtonLink href=routes::provenance("concept", id) icon=Icon::Path kind=Kind::Quiet>
            {provenance::texts::texts().link}
        </ButtonLink>
        {derives.then(|| view! {
            <ButtonLink href=routes::merge_with(concept.programme_id, id)>{t.merge}</ButtonLink>
            <ButtonLink href=routes::split_concept(id)>{t.split}</ButtonLink>
        })}
        {changes.then(|| view! {
            <ButtonLink href=routes::edit_concept(id) icon=Icon::Pencil>{t.edit}</ButtonLink>
        })}
    };
    let marked = match concept.state {
        ConceptState::Merged => Some(t.is_merged),
        ConceptState::Split => Some(t.is_split),
        _ => None,
    };
    let marked = marked.map(|text| view! { <Notice><p>{text}</p></Notice> });
    let crumbs = around.crumbs_to_one();
    let title = concept.title.clone();
    let (text, sources) = (text(&concept), sources(&notes, unseen));
    let about = about(&concept, authors);
    let history = history(revisions, &look.actor.zone);
    let programme = around.programme.id;
    Page::ok(
        Section::Programmes,
        title.clone(),
        view! {
            <Stack>
                <PageHead title crumbs>{actions}</PageHead>
                {marked}
                <Columns>
                    <Stack>
                        {text}
                        {sources}
                    </Stack>
                    <Stack>
                        {about}
                        {links(t.made_of, origins)}
                        {links(t.became, results)}
                        {history}
                    </Stack>
                </Columns>
            </Stack>
        },
    )
    .map(|page| page.following(programme))
}

fn text(concept: &Concept) -> impl IntoView + use<> {
    let t = texts();
    let (html, figure) = (concept.html.clone(), concept.figure.clone());
    let figure = concept.figure_kind.map(|kind| {
        view! {
            <blockquote class="prompt">
                <p class="muted small">{t.figure_kind(kind)}</p>
                <p class="lines">{figure}</p>
            </blockquote>
        }
    });
    let badges = badges(concept);
    view! { <Card>{badges} <Prose html /> {figure}</Card> }
}

/// The notes it comes from, as the reader may see them.
fn sources(notes: &[Note], unseen: usize) -> AnyView {
    let t = texts();
    let cards = notes.iter().map(|note| {
        let author = knowledge::note_author(&note.author);
        let text = markdown::excerpt(&note.body, EXCERPT);
        view! {
            <article class="card hit">
                <p class="hit-text"><a class="card-link" href=routes::note(note.id)>{text}</a></p>
                <div class="note-head">{author} <p class="aside">{note.origin.topic.clone()}</p></div>
            </article>
        }
    });
    let cards = cards.collect_view();
    let unseen =
        (unseen > 0).then(|| view! { <p class="muted">{(t.unseen_notes)(unseen as i64)}</p> });
    view! { <ui::Section title=t.comes_from><Stack>{cards} {unseen}</Stack></ui::Section> }
        .into_any()
}

fn about(concept: &Concept, authors: Vec<PersonBrief>) -> AnyView {
    let t = texts();
    let method = t.method(concept.method);
    let people = authors.into_iter().map(|person| {
        view! { <PersonLine name=person.name position=person.position branch=person.branch /> }
    });
    let people = people.collect_view();
    view! {
        <Card title=t.reasoned>
            <Facts>
                <Fact label=method.name><span class="muted small">{method.about}</span></Fact>
                <Fact label=t.authors_of><Stack>{people}</Stack></Fact>
            </Facts>
        </Card>
    }
    .into_any()
}

fn links(title: &'static str, concepts: Vec<Named>) -> Option<AnyView> {
    (!concepts.is_empty()).then(|| {
        let list = named_list(concepts);
        view! { <Card title>{list}</Card> }.into_any()
    })
}

/// How it read, the latest first: each with who wrote it and when.
fn history(revisions: Vec<Revision>, zone: &str) -> AnyView {
    let t = texts();
    let versions = revisions.into_iter().map(|revision| {
        let when = dates::short_moment(lang(), in_zone(revision.at, zone));
        let head = format!("{} · {when} · {}", (t.version)(revision.revision), revision.editor);
        let method = t.method(revision.method).name;
        let figure = revision.figure_kind.map(|kind| {
            let text = format!("{}: {}", t.figure_kind(kind), revision.figure);
            view! { <p class="lines muted">{text}</p> }
        });
        view! {
            <details class="form-section">
                <summary>{head}</summary>
                <div class="audience">
                    <p><strong>{revision.title}</strong></p>
                    <p class="lines">{revision.statement}</p>
                    {figure}
                    <p class="muted small">{method}</p>
                </div>
            </details>
        }
    });
    let versions = versions.collect_view();
    view! { <ui::Section title=t.history><Stack>{versions}</Stack></ui::Section> }.into_any()
}
