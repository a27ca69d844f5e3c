use leptos::prelude::*;
use serde::Deserialize;

use super::crumbs;
use crate::{
    archetypes::{ArchetypeId, Copy, Part, store, store::Found, texts::texts},
    error::{Error, Result},
    request::{Look, Page, query},
    revisions::Diff,
    routes::{self, Section},
    ui::{self, Inline, PageHead, Stack},
};

#[derive(Default, Deserialize)]
struct Ask {
    from: Option<String>,
    /// Without it the text of today is meant.
    to: Option<String>,
}

/// `/archetypes/{id}/changes?from=1&to=2`: by words, section by section.
pub async fn changes(id: ArchetypeId) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let scope = look.actor.scope();
    let found = store::find(&mut look.tx, &scope, id).await?.ok_or(Error::NotFound)?;
    let Found { archetype, programme } = found;
    let ask: Ask = query();
    let known = store::versions(&mut look.tx, id).await?;
    let numbered = |text: Option<String>| {
        let number = text.and_then(|text| text.parse::<i64>().ok());
        number.filter(|number| known.iter().any(|version| version.number == *number))
    };
    let from = numbered(ask.from).ok_or(Error::NotFound)?;
    let to = match ask.to {
        None => None,
        Some(text) => Some(numbered(Some(text)).ok_or(Error::NotFound)?),
    };
    let old = store::copy(&mut look.tx, id, from).await?;
    let new: Vec<(Part, String)> = match to {
        Some(number) => {
            let copy = store::copy(&mut look.tx, id, number).await?;
            copy.into_iter().map(|frozen| (frozen.part, frozen.body)).collect()
        }
        None => {
            let now = store::parts(&mut look.tx, id).await?;
            now.into_iter().map(|text| (text.part, text.body)).collect()
        }
    };
    let sections = sections(&old, new);
    let others = known
        .iter()
        .filter(|version| version.number != from && Some(version.number) != to)
        .map(|version| {
            let number = version.number;
            view! { <a href=routes::archetype_changes(id, number, to)>{(t.changes_since)(number)}</a> }
        })
        .collect_view();
    let title = match to {
        Some(to) => (t.changes_between)(from, to),
        None => (t.changes_till_today)(from),
    };
    let crumbs = crumbs(&programme, Some(&archetype));
    Page::ok(
        Section::Programmes,
        title.clone(),
        view! {
            <Stack>
                <PageHead title kicker=archetype.name.clone() intro=t.changes_intro crumbs />
                <Inline>{others}</Inline>
                {sections}
            </Stack>
        },
    )
}

/// The sections that differ; a sentence when none does.
fn sections(old: &[Copy], new: Vec<(Part, String)>) -> AnyView {
    let t = texts();
    let then = |part: Part| {
        old.iter().find(|frozen| frozen.part == part).map_or("", |frozen| &frozen.body).to_owned()
    };
    let changed: Vec<_> = new
        .into_iter()
        .map(|(part, body)| (part, then(part), body))
        .filter(|(_, old, new)| old != new)
        .collect();
    if changed.is_empty() {
        return view! { <p>{t.no_change}</p> }.into_any();
    }
    changed
        .into_iter()
        .map(|(part, old, new)| {
            view! { <ui::Section title=(t.part)(part)><Diff old new /></ui::Section> }
        })
        .collect_view()
        .into_any()
}
