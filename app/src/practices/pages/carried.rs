//! What a programme's page shows of phases 4 and 5, and of the turn before; that stands in the room of
//! the first phase, too.

use leptos::prelude::*;
use uuid::Uuid;

use crate::{
    archetypes,
    error::Result,
    practices::{store, texts::texts},
    programmes::{self, Framework, Programme, ProgrammeId},
    provenance::{self, Node},
    request::Look,
    routes,
    ui::{Badge, Card, Inline, Notice, Tone},
};

/// What was carried over from the turn before, and the way to archetypes and practices.
pub async fn programme_card(look: &mut Look, programme: &Programme) -> Result<AnyView> {
    if programme.framework != Framework::Phases {
        return Ok(().into_any());
    }
    let t = texts();
    let id = programme.id;
    let counts = archetypes::store::counts(&mut look.tx, id).await?;
    let practices = store::board(&mut look.tx, id).await?.len() as i64;
    let carried = carried(look, id, false).await?;
    let begun = counts.archetypes > 0;
    let links = begun.then(|| {
        view! {
            <Card title=t.built>
                <ul class="stack">
                    <li><a href=routes::archetypes(id)>{(t.archetypes_count)(counts.archetypes)}</a></li>
                    <li><a href=routes::practices(id)>{(t.practices_count)(practices)}</a></li>
                </ul>
            </Card>
        }
    });
    let followed = next_turns(look, id).await?;
    let followed = followed.map(|turns| view! { <Card title=t.next_turns>{turns}</Card> });
    Ok(view! { {carried} {links} {followed} }.into_any())
}

/// The ways to the turns that followed, as far as the reader sees them.
pub async fn next_turns(look: &mut Look, programme: ProgrammeId) -> Result<Option<AnyView>> {
    let scope = look.actor.scope();
    let mut turns = Vec::new();
    for id in store::next_turns(&mut look.tx, programme).await? {
        if let Some(found) = programmes::store::find(&mut look.tx, &scope, id).await? {
            let (href, name) = (routes::programme(id), found.programme.name);
            turns.push(view! { <li><a href=href>{name}</a></li> });
        }
    }
    Ok((!turns.is_empty()).then(|| view! { <ul class="stack">{turns}</ul> }.into_any()))
}

/// How much of what was carried over stands in a room; all of it stands with the programme.
const IN_ROOM: usize = 6;

/// In a room of the first phase: where the turn goes on, before anybody shares something new.
pub async fn room_card(look: &mut Look, programme: ProgrammeId) -> Result<Option<AnyView>> {
    carried(look, programme, true).await
}

/// On the form of the next turn: what it will take along, before anybody decides.
pub async fn coming_along(look: &mut Look, from: ProgrammeId) -> Result<AnyView> {
    let t = texts();
    let there = next_turns(look, from).await?;
    let there = there.map(|turns| {
        view! { <Notice tone=Tone::Warn title=t.turn_there><p>{t.turn_there_text}</p>{turns}</Notice> }
    });
    let things = store::to_carry(&mut look.tx, from).await?;
    if things.is_empty() {
        return Ok(there.into_any());
    }
    let Items { list, unseen, .. } = items(look, things, None).await?;
    Ok(view! {
        {there}
        <Card title=t.coming><p class="muted">{t.coming_text}</p> {list} {unseen}</Card>
    }
    .into_any())
}

/// What was carried over and the reader may see.
async fn carried(
    look: &mut Look,
    programme: ProgrammeId,
    in_room: bool,
) -> Result<Option<AnyView>> {
    let t = texts();
    let mut carried = store::carried(&mut look.tx, programme).await?;
    if carried.is_empty() {
        return Ok(None);
    }
    // What was answered or taken up since is open no more.
    let still = store::to_carry(&mut look.tx, programme).await?;
    for (kind, id, open) in &mut carried {
        *open = *open && still.contains(&(*kind, *id, true));
    }
    let Items { list, seen, unseen, more } =
        items(look, carried, in_room.then_some(IN_ROOM)).await?;
    if !in_room {
        return Ok(Some(
            view! { <Card title=t.carried><p class="muted">{t.carried_text}</p> {list} {unseen}</Card> }
                .into_any(),
        ));
    }
    if seen == 0 {
        return Ok(None);
    }
    // Who sees a session by its own audience may not see the programme.
    let scope = look.actor.scope();
    let more = more && programmes::store::find(&mut look.tx, &scope, programme).await?.is_some();
    let more =
        more.then(|| view! { <p><a href=routes::programme(programme)>{t.carried_all}</a></p> });
    // Folded: what one comes to do stands below.
    Ok(Some(
        view! {
            <details class="form-section">
                <summary>{t.carried}</summary>
                <p class="muted">{t.carried_text}</p>
                {list}
                {more}
            </details>
        }
        .into_any(),
    ))
}

/// Things that go from one turn to the next, as the reader may see them.
struct Items {
    list: AnyView,
    /// How many the reader sees here, and how many they may not see.
    seen: usize,
    unseen: Option<AnyView>,
    /// There are others beyond the limit.
    more: bool,
}

/// Open commitments first, then what others adapted.
async fn items(
    look: &mut Look,
    mut things: Vec<(provenance::Kind, Uuid, bool)>,
    limit: Option<usize>,
) -> Result<Items> {
    let t = texts();
    let scope = look.actor.scope();
    things.sort_by_key(|(kind, _, open)| (!open, *kind != provenance::Kind::Note));
    let mut seen: Vec<(Node, bool)> = Vec::new();
    let (mut unseen, mut more) = (0, false);
    for (kind, id, open) in things {
        if limit == Some(seen.len()) {
            more = true;
            break;
        }
        match provenance::store::node(&mut look.tx, &scope, kind, id).await? {
            Some(node) => seen.push((node, open)),
            None => unseen += 1,
        }
    }
    let count = seen.len();
    let items = seen
        .into_iter()
        .map(|(node, open)| {
            view! {
                <li>
                    <Inline>
                        <a href=node.href>{node.label}</a>
                        {open.then(|| view! { <Badge tone=Tone::Warn>{t.open}</Badge> })}
                    </Inline>
                    <p class="muted small">{node.about}</p>
                </li>
            }
        })
        .collect_view();
    let unseen =
        (unseen > 0).then(|| view! { <p class="muted small">{(t.unseen)(unseen)}</p> }.into_any());
    let list = view! { <ul class="stack">{items}</ul> }.into_any();
    Ok(Items { list, seen: count, unseen, more })
}
