use leptos::prelude::*;
use serde::Deserialize;
use uuid::Uuid;

use super::parts::{Around, badges};
use crate::{
    concepts::{
        Concept, PHASE, choosing, rules,
        store::{self, Listed},
        texts::texts,
    },
    error::Result,
    knowledge::markdown,
    people::PersonBrief,
    programmes::ProgrammeId,
    provenance,
    request::{Look, Page, query},
    reviews::{self, pages::ended_badge},
    routes::{self, Section},
    ui::{
        self, ButtonLink, Card, Columns, Empty, FilterBar, Icon, Inline, Kind, Notice, PageHead,
        PersonLine, Stack,
    },
};

const EXCERPT: usize = 220;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
}

/// `/programmes/{id}/concepts`: what was put into words, and who has not done so yet.
pub async fn list(id: ProgrammeId) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let asked: Asked = query();
    let around = Around::load(&mut look, id).await?;
    let listed = store::list(&mut look.tx, id, &asked.q).await?;
    let mut authors = store::authors_of(&mut look.tx, id).await?;
    let ids: Vec<Uuid> = listed.iter().map(|listed| listed.concept.id.into()).collect();
    let ended = reviews::store::ended(&mut look.tx, provenance::Kind::Concept, &ids).await?;
    let helps = around.runs && around.standing.phase <= PHASE;
    let without = match helps {
        true => Some(store::without(&mut look.tx, id).await?),
        false => None,
    };
    let mergeable =
        listed.iter().filter(|listed| rules::can_derive(listed.concept.state)).count() > 1;
    let actions = around.works.then(|| {
        view! {
            {mergeable.then(|| view! { <ButtonLink href=routes::merge_concepts(id)>{t.merge}</ButtonLink> })}
            <ButtonLink href=routes::new_concept(id) kind=Kind::Primary icon=Icon::Plus>{t.create}</ButtonLink>
        }
    });
    let left = match around.works {
        true => choosing::left_open(&mut look.tx, &look.actor.scope(), id).await?,
        false => Vec::new(),
    };
    let left = (!left.is_empty()).then(|| left_open(id, left));
    let narrowed = !asked.q.trim().is_empty();
    let bar = (narrowed || !listed.is_empty())
        .then(|| view! { <FilterBar action=routes::concepts(id) search=asked.q /> });
    let body = match listed.is_empty() {
        true => none(id, narrowed, around.works),
        false => {
            let cards = listed.into_iter().map(|listed| {
                let names = authors.remove(&listed.concept.id).unwrap_or_default();
                let ended = ended.get(&listed.concept.id.into());
                card(listed, names, ended_badge(ended))
            });
            let cards = cards.collect_view();
            view! { <Stack>{cards}</Stack> }.into_any()
        }
    };
    let crumbs = around.crumbs();
    let closed =
        (!around.closed.is_empty()).then(|| view! { <Notice><p>{around.closed}</p></Notice> });
    let without = without.map(missing);
    Page::ok(
        Section::Programmes,
        format!("{} · {}", t.concepts, around.programme.name),
        view! {
            <Stack>
                <PageHead title=t.concepts intro=t.intro crumbs>{actions}</PageHead>
                {closed}
                <Columns>
                    <Stack>{left} {bar} {body}</Stack>
                    <Stack>{without}</Stack>
                </Columns>
            </Stack>
        },
    )
    .map(|page| page.following(id))
}

fn card(listed: Listed, authors: Vec<String>, ended: Option<AnyView>) -> impl IntoView {
    let concept = listed.concept;
    let about = format!("{} · {}", authors.join(", "), (texts().notes)(listed.notes));
    let badges = badges(&concept);
    view! {
        <Card title=concept.title.clone() href=routes::concept(concept.id)>
            <p>{markdown::excerpt(&concept.statement, EXCERPT)}</p>
            <p class="muted small">{about}</p>
            <Inline>{ended} {badges}</Inline>
        </Card>
    }
}

/// What the turn before left open, to be taken up here.
fn left_open(programme: ProgrammeId, left: Vec<Concept>) -> AnyView {
    let t = texts();
    let items = left.into_iter().map(|concept| {
        let take_up = routes::take_up_concept(programme, concept.id);
        let title = concept.title.clone();
        view! {
            <li>
                <a href=routes::concept(concept.id)>{concept.title}</a>
                <Inline>
                    <ButtonLink href=take_up>
                        {t.take_up}<span class="visually-hidden">": "{title}</span>
                    </ButtonLink>
                </Inline>
            </li>
        }
    });
    let items = items.collect_view();
    view! { <ui::Section title=t.left_open><ul class="stack">{items}</ul></ui::Section> }.into_any()
}

/// Who is author of no concept: for those who run the programme, to help them on.
fn missing(people: Vec<PersonBrief>) -> AnyView {
    let t = texts();
    if people.is_empty() {
        return view! { <ui::Section title=t.without><p class="muted">{t.nobody_without}</p></ui::Section> }
            .into_any();
    }
    let aside = people.len().to_string();
    let lines = people.into_iter().map(|person| {
        view! { <PersonLine name=person.name position=person.position /> }
    });
    view! {
        <ui::Section title=t.without aside>
            <Stack>{lines.collect_view()}</Stack>
        </ui::Section>
    }
    .into_any()
}

fn none(id: ProgrammeId, narrowed: bool, works: bool) -> AnyView {
    let t = texts();
    if narrowed {
        return view! {
            <Empty title=t.nothing text=t.nothing_text>
                <ButtonLink href=routes::concepts(id)>{t.all}</ButtonLink>
            </Empty>
        }
        .into_any();
    }
    view! {
        <Empty title=t.empty text=t.empty_text>
            {works.then(|| view! {
                <ButtonLink href=routes::new_concept(id) kind=Kind::Primary>{t.create}</ButtonLink>
            })}
        </Empty>
    }
    .into_any()
}
