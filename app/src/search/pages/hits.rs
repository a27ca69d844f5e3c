//! Cards of what was found. Each domain loads its own things for this reader, so that a card says
//! no more than the page behind it.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use uuid::Uuid;

use super::excerpt::{excerpt, whole};
use crate::{
    archetypes, concepts,
    error::Result,
    knowledge::{self, About, Author, markdown, note_about},
    lang::lang,
    people::PersonId,
    practices,
    programmes::ProgrammeId,
    provenance::{Kind, Thing},
    request::Look,
    reviews, routes,
    search::{store::Places, texts::texts, words::Query},
    sessions::zones,
    ui::{Badge, Heading, Inline, PersonLine, Tone, dates},
};

/// A thing as its card shows it.
struct Hit {
    /// Notes have none.
    title: String,
    text: String,
    href: String,
    state: Option<AnyView>,
    /// That it is not used any more.
    ended: Option<AnyView>,
    who: AnyView,
    programme: Option<ProgrammeId>,
    /// Where else it belongs.
    place: Option<String>,
    about: Option<About>,
}

/// The cards of a page of results, in their order.
pub async fn cards(
    look: &mut Look,
    things: &[(Thing, DateTime<Utc>)],
    places: &Places,
    query: Option<&Query>,
) -> Result<Vec<AnyView>> {
    let of = |wanted: Kind| -> Vec<Uuid> {
        things.iter().filter(|((kind, _), _)| *kind == wanted).map(|((_, id), _)| *id).collect()
    };
    let mut hits: HashMap<Thing, Hit> = HashMap::new();
    hits.extend(notes(look, &of(Kind::Note)).await?);
    hits.extend(concepts(look, &of(Kind::Concept)).await?);
    hits.extend(archetypes(look, &of(Kind::Archetype)).await?);
    hits.extend(practices(look, &of(Kind::Practice), query.is_some()).await?);
    for kind in [Kind::Concept, Kind::Archetype, Kind::Practice] {
        for (id, ending) in reviews::store::ended(&mut look.tx, kind, &of(kind)).await? {
            if let Some(hit) = hits.get_mut(&(kind, id)) {
                hit.ended = reviews::pages::ended_badge(Some(&ending));
            }
        }
    }
    let zone = look.actor.zone.clone();
    let cards = things.iter().filter_map(|(thing, made_at)| {
        let hit = hits.remove(thing)?;
        let programme = hit.programme.and_then(|id| places.programme(id));
        Some(card(thing.0, hit, programme, zones::in_zone(*made_at, &zone).date(), query))
    });
    Ok(cards.collect())
}

fn ids<Id: From<Uuid>>(ids: &[Uuid]) -> Vec<Id> {
    ids.iter().copied().map(Id::from).collect()
}

async fn notes(look: &mut Look, wanted: &[Uuid]) -> Result<Vec<(Thing, Hit)>> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let scope = look.actor.scope();
    let found = knowledge::store::some(&mut look.tx, &scope, &ids(wanted)).await?;
    Ok(found
        .into_iter()
        .map(|note| {
            let hit = Hit {
                title: String::new(),
                text: markdown::plain(&note.body),
                href: routes::note(note.id),
                state: None,
                ended: None,
                who: author(&note.author),
                programme: note.origin.programme.map(|(id, _)| id),
                place: Some(note.origin.topic),
                about: Some(note.about),
            };
            ((Kind::Note, note.id.into()), hit)
        })
        .collect())
}

/// Whose note it is, as far as the reader may know; a name leads to what else it stands under.
fn author(author: &Author) -> AnyView {
    match author {
        Author::Named { name, position } => {
            let (href, name, about) = (by(name), name.clone(), position.clone());
            view! { <PersonLine name position=about href /> }.into_any()
        }
        hidden => knowledge::note_author(hidden),
    }
}

/// The address of what stands under a name.
fn by(name: &str) -> String {
    format!("/knowledge?author={}", routes::encode(name))
}

async fn concepts(look: &mut Look, wanted: &[Uuid]) -> Result<Vec<(Thing, Hit)>> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let scope = look.actor.scope();
    let found = concepts::store::some(&mut look.tx, &scope, &ids(wanted)).await?;
    Ok(found
        .into_iter()
        .map(|(concept, authors)| {
            let text = [&concept.statement, &concept.figure].map(|text| markdown::plain(text));
            let hit = Hit {
                title: concept.title,
                text: text.join(" ").trim().to_owned(),
                href: routes::concept(concept.id),
                state: Some(concepts::pages::standing(
                    concept.state,
                    concept.decided_on,
                    concept.revision,
                )),
                ended: None,
                who: people(authors),
                programme: Some(concept.programme_id),
                place: None,
                about: None,
            };
            ((Kind::Concept, concept.id.into()), hit)
        })
        .collect())
}

async fn archetypes(look: &mut Look, wanted: &[Uuid]) -> Result<Vec<(Thing, Hit)>> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let t = archetypes::texts::texts();
    let scope = look.actor.scope();
    let found = archetypes::store::some(&mut look.tx, &scope, &ids(wanted)).await?;
    Ok(found
        .into_iter()
        .map(|(archetype, parts)| {
            let (tone, word) = match archetype.released {
                Some(number) => (Tone::Good, (t.version_released)(number)),
                None => (Tone::Info, texts().state(crate::search::State::Building).to_owned()),
            };
            let parts: Vec<String> = parts.iter().map(|body| markdown::plain(body)).collect();
            let hit = Hit {
                title: archetype.name,
                text: parts.join(" · "),
                href: routes::archetype(archetype.id),
                state: Some(view! { <Badge tone>{word}</Badge> }.into_any()),
                ended: None,
                who: people(vec![archetype.owner]),
                programme: Some(archetype.programme_id),
                place: None,
                about: None,
            };
            ((Kind::Archetype, archetype.id.into()), hit)
        })
        .collect())
}

/// With all that was said at its steps when words are looked for, else with what was said last.
async fn practices(look: &mut Look, wanted: &[Uuid], whole: bool) -> Result<Vec<(Thing, Hit)>> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let t = practices::texts::texts();
    let scope = look.actor.scope();
    let found = practices::store::some(&mut look.tx, &scope, &ids(wanted)).await?;
    let mut hits = Vec::new();
    for practice in found {
        let mut text = practice.reason;
        if whole {
            let steps = practices::store::moves(&mut look.tx, practice.id).await?;
            let said = steps.into_iter().flat_map(|step| [step.reason, step.evidence]);
            text = said.filter(|said| !said.is_empty()).collect::<Vec<_>>().join(" · ");
        }
        let state = practice.state;
        let hit = Hit {
            title: (t.practice_of)(&practice.archetype, &practice.target),
            text,
            href: routes::practice(practice.id),
            state: Some(view! { <practices::pages::StateBadge state /> }.into_any()),
            ended: None,
            who: people(vec![practice.person]),
            programme: Some(practice.programme_id),
            place: None,
            about: None,
        };
        hits.push(((Kind::Practice, practice.id.into()), hit));
    }
    Ok(hits)
}

/// Names, each leading to what else stands under it.
fn people(names: Vec<String>) -> AnyView {
    let count = names.len();
    let names = names.into_iter().enumerate().map(|(index, name)| {
        let comma = (index + 1 < count).then_some(", ");
        view! { <a class="person-name" href=by(&name)>{name.clone()}</a> {comma} }
    });
    view! { <p class="hit-people">{names.collect_view()}</p> }.into_any()
}

fn card(
    kind: Kind,
    hit: Hit,
    programme: Option<String>,
    made_on: chrono::NaiveDate,
    query: Option<&Query>,
) -> AnyView {
    let t = texts();
    let text = excerpt(&hit.text, query);
    let head = match hit.title.is_empty() {
        true => view! {
            <p class="hit-text"><a class="card-link" href=hit.href>{text}</a></p>
        }
        .into_any(),
        false => {
            let title = whole(&hit.title, query);
            view! {
                <Heading level=2><a class="card-link" href=hit.href>{title}</a></Heading>
                <p class="hit-text">{text}</p>
            }
            .into_any()
        }
    };
    let about = hit.about.as_ref().map(note_about);
    let place = [hit.place, programme].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let place = (!place.is_empty()).then(|| format!(" · {place}"));
    view! {
        <article class="card hit">
            <div class="hit-kind"><p class="kicker">{t.kind(kind)}</p> <Inline>{hit.ended} {hit.state}</Inline></div>
            {head}
            <div class="note-head">
                {hit.who}
                <p class="aside">
                    <time datetime=made_on.to_string()>{dates::short_date(lang(), made_on)}</time>
                    {place}
                </p>
            </div>
            {about}
        </article>
    }
    .into_any()
}

/// The people whose name holds what was typed.
pub async fn people_named(look: &mut Look, typed: &str) -> Result<Option<Vec<PersonId>>> {
    match typed.trim() {
        "" => Ok(None),
        typed => Ok(Some(crate::people::store::named(&mut look.tx, typed).await?)),
    }
}
