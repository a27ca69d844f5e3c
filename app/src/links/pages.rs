//! What pages say about links.

use leptos::prelude::*;

use super::{Named, rules::Meaning, store, texts::texts};
use crate::{
    error::Result,
    knowledge::markdown,
    provenance::{self, Thing},
    request::Look,
    ui::{Card, Notice, Tone},
};

/// The texts that mention a thing, as far as the reader may see them; nothing when there are none.
pub async fn mentioned_in(look: &mut Look, thing: Thing) -> Result<Option<AnyView>> {
    let scope = look.actor.scope();
    let mut nodes = Vec::new();
    for (kind, id) in store::mentioning(&mut look.tx, thing).await? {
        nodes.extend(provenance::store::node(&mut look.tx, &scope, kind, id).await?);
    }
    if nodes.is_empty() {
        return Ok(None);
    }
    let items = nodes
        .into_iter()
        .map(|node| {
            view! {
                <li>
                    <a href=node.href>{node.label}</a>
                    <p class="muted small">{node.about}</p>
                </li>
            }
        })
        .collect_view();
    let title = texts().mentioned_in;
    Ok(Some(view! { <Card title><ul class="stack">{items}</ul></Card> }.into_any()))
}

/// Why a title in a text is no link, for those who can change it; nothing when all are.
pub async fn astray(look: &mut Look, body: &str, html: &str) -> Result<Option<AnyView>> {
    // A title that became a link when it was written does not stand in brackets any more.
    let left: Vec<String> = match html.contains("[[") {
        true => markdown::titles(body),
        false => Vec::new(),
    };
    if left.is_empty() {
        return Ok(None);
    }
    let scope = look.actor.scope();
    let named = Named::for_scope(&mut look.tx, &scope, &[body]).await?;
    let lines = lines(&named, &left);
    Ok((!lines.is_empty()).then(|| notice(lines)))
}

/// The same for a text that is being written.
pub fn warning(named: &Named, body: &str) -> Option<AnyView> {
    let lines = lines(named, &markdown::titles(body));
    (!lines.is_empty()).then(|| notice(lines))
}

fn lines(named: &Named, titles: &[String]) -> Vec<String> {
    let t = texts();
    let mut lines: Vec<String> = titles
        .iter()
        .filter_map(|title| match named.meaning(title) {
            Meaning::One(_) => None,
            Meaning::Unknown => Some((t.unknown)(title)),
            Meaning::Several => Some((t.several)(title)),
        })
        .collect();
    lines.dedup();
    lines
}

fn notice(lines: Vec<String>) -> AnyView {
    let lines = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    view! { <Notice tone=Tone::Info title=texts().astray><ul class="gaps">{lines}</ul></Notice> }
        .into_any()
}
