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
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let words = texts();
    let narrowed = active > 0 || search.as_ref().is_some_and(|text| !text.is_empty());
    let go = if search.is_some() { words.search } else { words.show_results };
    let clear = narrowed
        .then(|| view! { <a class="button quiet" href=action.clone()>{words.clear_filters}</a> });
    let folded = children.map(|fields| {
        let count = (active > 0).then(|| view! { <span class="count">{active.to_string()}</span> });
        view! {
            <details class="filters-fold">
                <summary class="button secondary"><Glyph icon=Icon::Filter />{words.filters}{count}</summary>
                <div class="filters-fields">{fields()}</div>
            </details>
        }
    });
    view! {
        <form class="filters" method="get" action=action role="search">
            {search.map(|text| view! { <SearchField text /> })}
            {folded}
            <div class="filters-actions">
                <button type="submit" class="button secondary">{go}</button>
                {clear}
            </div>
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
