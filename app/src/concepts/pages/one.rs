use leptos::prelude::*;

use super::{
    parts::{Around, badges, named_list},
    read::read,
    undo::undo,
};
use crate::{
    comments::{self, pages::Talk},
    concepts::{Concept, ConceptId, ConceptState, Named, choosing, rules, store, texts::texts},
    error::{Error, Result},
    judging,
    knowledge::{self, Note, markdown},
    links,
    people::PersonBrief,
    provenance::{self, Kind},
    request::{Look, Page},
    reviews::{self, pages::Kept},
    revisions::{Earlier, Once},
    routes::{self, Section},
    ui::{
        self, ButtonLink, Card, Columns, Fact, Facts, Icon, Notice, PageHead, PersonLine, Prose,
        Stack,
    },
};

const EXCERPT: usize = 280;

/// `/concepts/{id}`: a concept, where it comes from, what it became, and how it read before.
pub async fn one(id: ConceptId) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let concept = store::find(&mut look.tx, &look.actor.scope(), id).await?;
    let Some(mut concept) = concept else { return read(look, id).await };
    let around = Around::load(&mut look, concept.programme_id).await?;
    let authors = store::authors(&mut look.tx, id).await?;
    let all = store::sources(&mut look.tx, id).await?.len();
    let scope = look.actor.scope();
    let notes = knowledge::store::readable_of(&mut look.tx, &scope, id, all).await?;
    let unseen = all - notes.len();
    let origins = store::origins(&mut look.tx, &scope, id).await?;
    let results = store::results(&mut look.tx, &scope, id).await?;
    let revisions = store::revisions(&mut look.tx, id).await?;
    let ids: Vec<_> = authors.iter().map(|person| person.id).collect();
    let me = look.actor.id;
    let changes = around.changes(&concept, &ids, me);
    let derives = around.works && rules::may_derive(&concept, &ids, me, around.runs);
    let astray = match changes {
        true => links::pages::astray(&mut look, &concept.statement, &concept.html).await?,
        false => None,
    };
    concept.html = links::shown(&mut look.tx, &scope, concept.html).await?;
    let actor = look.actor.clone();
    let subject = reviews::subject(&mut look.tx, &actor, (Kind::Concept, id.into())).await?;
    let subject = subject.ok_or(Error::NotFound)?;
    let kept = Kept::load(&mut look, &subject).await?;
    let talk = Talk::load(&mut look, &subject).await?;
    comments::pages::look_up(&mut look, &subject).await?;
    concept.html = talk.woven("", &concept.html);
    let mentioned = links::pages::mentioned_in(&mut look, (Kind::Concept, id.into())).await?;
    let undo = undo(&mut look, &around, &concept).await?;
    let next = match rules::can_derive(concept.state) {
        true => choosing::goes_on_in(&mut look.tx, &actor, Kind::Concept, id.into()).await?,
        false => None,
    };
    // Taken up once, it stands among what became of it.
    let next = match next {
        Some(next) => {
            let taken = store::taken_up(&mut look.tx, next.id).await?;
            taken.iter().all(|one| one.left != id).then_some(next)
        }
        None => None,
    };
    let next = next.map(|next| {
        let href = routes::take_up_concept(next.id, id);
        view! { <Notice><p><a href=href>{(t.take_up_in)(&next.name)}</a></p></Notice> }
    });
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
        <ButtonLink href=routes::provenance("concept", id) icon=Icon::Path kind=ui::Kind::Quiet>
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
        ConceptState::Rework if changes => Some(t.to_rework),
        _ => None,
    };
    let marked = marked.map(|text| view! { <Notice><p>{text}</p></Notice> });
    let crumbs = around.crumbs_to_one();
    let title = concept.title.clone();
    let (text, sources) = (text(&concept), sources(&notes, unseen));
    let about = about(&concept, authors);
    let revisions = revisions.into_iter().map(Once::from).collect();
    let href = Box::new(move |number| routes::concept_revision(id, number));
    let zone = look.actor.zone.clone();
    let programme = around.programme.id;
    Page::ok(
        Section::Programmes,
        title.clone(),
        view! {
            <Stack>
                <PageHead title crumbs>{actions}</PageHead>
                {kept.banner()}
                {marked}
                {next}
                <Columns>
                    <Stack>
                        {astray}
                        {text}
                        {talk.section()}
                        {sources}
                    </Stack>
                    <Stack>
                        {about}
                        {kept.card()}
                        {named(t.made_of, origins)}
                        {named(t.became, results)}
                        {undo}
                        {mentioned}
                        <Earlier revisions zone href title=t.history />
                    </Stack>
                </Columns>
            </Stack>
        },
    )
    .map(|page| page.following(programme))
}

pub fn text(concept: &Concept) -> impl IntoView + use<> {
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
pub fn sources(notes: &[Note], unseen: usize) -> AnyView {
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

pub fn about(concept: &Concept, authors: Vec<PersonBrief>) -> AnyView {
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

fn named(title: &'static str, concepts: Vec<Named>) -> Option<AnyView> {
    (!concepts.is_empty()).then(|| {
        let list = named_list(concepts);
        view! { <Card title>{list}</Card> }.into_any()
    })
}
