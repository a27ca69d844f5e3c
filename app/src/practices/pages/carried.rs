//! What a programme's page shows of phases 4 and 5, and of the turn before; that stands in the room of
//! the first phase, too.

use leptos::prelude::*;

use crate::{
    archetypes,
    error::Result,
    practices::{store, texts::texts},
    programmes::{self, Framework, Programme, ProgrammeId},
    provenance::{self, Node},
    request::Look,
    routes,
    ui::{Badge, Card, Inline, Tone},
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
    Ok(view! { {carried} {links} }.into_any())
}

/// How much of what was carried over stands in a room; all of it stands with the programme.
const IN_ROOM: usize = 6;

/// In a room of the first phase: where the turn goes on, before anybody shares something new.
pub async fn room_card(look: &mut Look, programme: ProgrammeId) -> Result<Option<AnyView>> {
    carried(look, programme, true).await
}

/// What was carried over and the reader may see: open commitments first, then what others adapted.
async fn carried(
    look: &mut Look,
    programme: ProgrammeId,
    in_room: bool,
) -> Result<Option<AnyView>> {
    let t = texts();
    let scope = look.actor.scope();
    let mut carried = store::carried(&mut look.tx, programme).await?;
    if carried.is_empty() {
        return Ok(None);
    }
    carried.sort_by_key(|(kind, _, open)| (!open, *kind != provenance::Kind::Note));
    let mut seen: Vec<(Node, bool)> = Vec::new();
    let (mut unseen, mut more) = (0, false);
    for (kind, id, open) in carried {
        if in_room && seen.len() == IN_ROOM {
            more = true;
            break;
        }
        match provenance::store::node(&mut look.tx, &scope, kind, id).await? {
            Some(node) => seen.push((node, open)),
            None => unseen += 1,
        }
    }
    if in_room && seen.is_empty() {
        return Ok(None);
    }
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
    // Who sees a session by its own audience may not see the programme.
    let more = more && programmes::store::find(&mut look.tx, &scope, programme).await?.is_some();
    let more =
        more.then(|| view! { <p><a href=routes::programme(programme)>{t.carried_all}</a></p> });
    let unseen =
        (unseen > 0 && !in_room).then(|| view! { <p class="muted small">{(t.unseen)(unseen)}</p> });
    Ok(Some(
        view! {
            <Card title=t.carried>
                <p class="muted">{t.carried_text}</p>
                <ul class="stack">{items}</ul>
                {unseen}
                {more}
            </Card>
        }
        .into_any(),
    ))
}
