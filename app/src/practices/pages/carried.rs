//! What a programme's page shows of phases 4 and 5, and of the turn before.

use leptos::prelude::*;

use crate::{
    archetypes,
    error::Result,
    practices::{store, texts::texts},
    programmes::{Framework, Programme},
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
    let carried = carried(look, programme).await?;
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

async fn carried(look: &mut Look, programme: &Programme) -> Result<Option<AnyView>> {
    let t = texts();
    let scope = look.actor.scope();
    let carried = store::carried(&mut look.tx, programme.id).await?;
    if carried.is_empty() {
        return Ok(None);
    }
    let mut seen: Vec<(Node, bool)> = Vec::new();
    let mut unseen = 0;
    for (kind, id, open) in carried {
        match provenance::store::node(&mut look.tx, &scope, kind, id).await? {
            Some(node) => seen.push((node, open)),
            None => unseen += 1,
        }
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
    let unseen = (unseen > 0).then(|| view! { <p class="muted small">{(t.unseen)(unseen)}</p> });
    Ok(Some(
        view! {
            <Card title=t.carried>
                <p class="muted">{t.carried_text}</p>
                <ul class="stack">{items}</ul>
                {unseen}
            </Card>
        }
        .into_any(),
    ))
}
