//! How pieces stand beside and under each other.

use super::heading::Heading;
use leptos::prelude::*;

/// A part of a page under its own heading.
#[component]
pub fn Section(
    #[prop(into)] title: String,
    /// A quiet remark at the end of the heading's line: a count, a unit.
    #[prop(optional, into)]
    aside: String,
    /// The target of a link into the page.
    #[prop(optional, into)]
    id: String,
    children: Children,
) -> impl IntoView {
    let id = (!id.is_empty()).then_some(id);
    view! {
        <section class="section" id=id>
            <div class="section-head">
                <Heading level=2>{title}</Heading>
                {(!aside.is_empty()).then(|| view! { <p class="aside">{aside}</p> })}
            </div>
            {children()}
        </section>
    }
}

/// Pieces under each other, with even room between them.
#[component]
pub fn Stack(children: Children) -> impl IntoView {
    view! { <div class="stack">{children()}</div> }
}

/// Small things in one line, which wraps: badges, links, buttons.
#[component]
pub fn Inline(children: Children) -> impl IntoView {
    view! { <div class="inline">{children()}</div> }
}

/// Cards of equal width beside each other, as many as fit.
#[component]
pub fn Grid(children: Children) -> impl IntoView {
    view! { <div class="grid">{children()}</div> }
}

/// Two columns, the first wider; under each other on a phone.
#[component]
pub fn Columns(children: Children) -> impl IntoView {
    view! { <div class="columns">{children()}</div> }
}
