//! The bar that narrows a list.

use super::icon::{Glyph, Icon};
use super::texts::texts;
use leptos::prelude::*;

/// A form that asks the same address with a query. The children are fields; on a phone they fold away.
#[component]
pub fn FilterBar(
    /// The list's address without a query.
    #[prop(into)]
    action: String,
    /// How many fields narrow the list now.
    #[prop(optional)]
    active: usize,
    /// What is searched for now, when the list can be searched (as `q`).
    #[prop(optional)]
    search: Option<String>,
    /// What the fields say is what the list is about: they do not fold.
    #[prop(optional)]
    plain: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let words = texts();
    let narrowed = active > 0 || search.as_ref().is_some_and(|text| !text.is_empty());
    let clear = narrowed
        .then(|| view! { <a class="button quiet" href=action.clone()>{words.clear_filters}</a> });
    let go = |label| view! { <button type="submit" class="button secondary">{label}</button> };
    // What searches stands beside the text; what only narrows folds away with its fields.
    let (beside, inside) = match search.is_some() {
        true => (Some(go(words.search)), None),
        false => (None, Some(go(words.show_results))),
    };
    let folded = children.map(|fields| {
        if plain {
            return view! { <div class="filters-fields">{fields()} {inside}</div> }.into_any();
        }
        let count = (active > 0).then(|| view! { <span class="count">{active.to_string()}</span> });
        view! {
            <details class="filters-fold">
                <summary class="button secondary"><Glyph icon=Icon::Filter />{words.filters}{count}</summary>
                <div class="filters-fields">{fields()} {inside}</div>
            </details>
        }
        .into_any()
    });
    view! {
        <form class="filters" method="get" action=action role="search">
            {search.map(|text| view! { <SearchField text /> })}
            {folded}
            <div class="filters-actions">{beside} {clear}</div>
        </form>
    }
}

#[component]
fn SearchField(text: String) -> impl IntoView {
    let label = texts().search;
    view! {
        <label class="search">
            <Glyph icon=Icon::Search />
            <span class="visually-hidden">{label}</span>
            <input class="input" type="search" name="q" value=text placeholder=label />
        </label>
    }
}
