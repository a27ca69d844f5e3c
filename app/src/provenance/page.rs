use leptos::prelude::*;
use uuid::Uuid;

use super::{Chain, Node, Step, StepKind, picture::Picture, store, texts::texts};
use crate::{
    error::{Error, Result},
    knowledge::{self, Author, Note},
    request::{Look, Page},
    routes::{self, Section},
    ui::{self, Badge, ButtonLink, Card, Empty, PageHead, Stack},
};

/// `/provenance/{kind}/{id}`
pub async fn provenance(kind: StepKind, id: Uuid) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let scope = look.actor.scope();
    let here = store::node(&mut look.tx, &scope, kind, id).await?.ok_or(Error::NotFound)?;
    let chain = store::chain(&mut look.tx, (kind, id)).await?;
    let nodes = nodes(&mut look, &chain.things).await?;
    let before = steps(&chain, &nodes, 1..chain.before + 1);
    let after = steps(&chain, &nodes, chain.before + 1..chain.things.len());
    let kicker = here.about.clone();
    Page::ok(
        Section::Knowledge,
        t.title,
        view! {
            <Stack>
                <PageHead title=here.label kicker=kicker intro=t.intro>
                    <ButtonLink href=here.href>{t.open_it}</ButtonLink>
                </PageHead>
                <Picture chain nodes />
                <ui::Section title=t.before>{list(before, t.nothing_before)}</ui::Section>
                <ui::Section title=t.after>{list(after, t.nothing_after)}</ui::Section>
            </Stack>
        },
    )
}

/// Each thing as the reader may see it.
async fn nodes(look: &mut Look, things: &[Step]) -> Result<Vec<Option<Node>>> {
    let scope = look.actor.scope();
    let mut nodes = Vec::with_capacity(things.len());
    for (kind, id) in things {
        nodes.push(store::node(&mut look.tx, &scope, *kind, *id).await?);
    }
    Ok(nodes)
}

/// A part of the chain, from notes to practices.
fn steps(
    chain: &Chain,
    nodes: &[Option<Node>],
    range: std::ops::Range<usize>,
) -> Vec<(StepKind, Option<Node>)> {
    let mut steps: Vec<_> =
        range.map(|index| (chain.things[index].0, nodes[index].clone())).collect();
    steps.sort_by_key(|(kind, _)| *kind);
    steps
}

fn list(steps: Vec<(StepKind, Option<Node>)>, nothing: &'static str) -> AnyView {
    let t = texts();
    if steps.is_empty() {
        return view! { <p class="muted">{nothing}</p> }.into_any();
    }
    let items = steps
        .into_iter()
        .map(|(kind, node)| match node {
            Some(node) => view! {
                <li>
                    <a href=node.href>{node.label}</a>
                    <p class="muted small">{node.about}</p>
                </li>
            }
            .into_any(),
            None => view! { <li class="muted">{(t.unseen)(kind)}</li> }.into_any(),
        })
        .collect_view();
    view! { <ul class="stack">{items}</ul> }.into_any()
}

/// What became of somebody's own notes, for nobody but them.
pub async fn became(look: &mut Look, notes: &[Note]) -> Result<AnyView> {
    let t = texts();
    let seeds: Vec<Step> = notes.iter().map(|note| (StepKind::Note, note.id.into())).collect();
    let (_, links) = store::follow(&mut look.tx, &seeds, true).await?;
    let mut cards = Vec::new();
    for (note, seed) in notes.iter().zip(&seeds) {
        let reached = reached(*seed, &links);
        if reached.is_empty() {
            continue;
        }
        let nodes = nodes(look, &reached).await?;
        let steps = reached.iter().map(|(kind, _)| *kind).zip(nodes).collect();
        cards.push(card(note, list(steps, t.nothing_after)));
    }
    let body = if cards.is_empty() {
        view! { <Empty title=t.became_nothing text=t.became_nothing_text level=3 /> }.into_any()
    } else {
        view! { <p class="muted">{t.became_text}</p> <Stack>{cards}</Stack> }.into_any()
    };
    Ok(view! { <ui::Section title=t.became id="became">{body}</ui::Section> }.into_any())
}

/// All that comes of a thing along these links, from concepts to practices.
fn reached(seed: Step, links: &[(Step, Step)]) -> Vec<Step> {
    let mut reached = vec![seed];
    let mut index = 0;
    while index < reached.len() {
        let from = reached[index];
        for (_, to) in links.iter().filter(|(start, _)| *start == from) {
            if !reached.contains(to) {
                reached.push(*to);
            }
        }
        index += 1;
    }
    reached.remove(0);
    // What came back as a note came last.
    reached.sort_by_key(|(kind, _)| (*kind == StepKind::Note, *kind));
    reached
}

fn card(note: &Note, list: AnyView) -> AnyView {
    let t = texts();
    let hidden = !matches!(note.author, Author::Named { .. });
    let way = routes::provenance(StepKind::Note.as_str(), note.id);
    let (href, text) = (routes::note(note.id), knowledge::markdown::excerpt(&note.body, 140));
    // What was carried into another programme stands here as often.
    let programme = note.origin.programme.clone().map(|(_, name)| name);
    view! {
        <Card>
            <p><a href=href>{text}</a></p>
            {programme.map(|name| view! { <p class="muted small">{name}</p> })}
            {hidden.then(|| view! { <div class="inline"><Badge>{t.name_hidden}</Badge></div> })}
            {list}
            <p><a href=way>{t.whole_way}</a></p>
        </Card>
    }
    .into_any()
}
