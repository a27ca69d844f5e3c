//! A thing among others, or one thing that matters now.

use super::badge::Tone;
use super::heading::Heading;
use leptos::prelude::*;

/// A bordered piece. With a title and an address, the whole card leads there.
#[component]
pub fn Card(
    #[prop(optional, into)] title: String,
    #[prop(optional, into)] href: String,
    /// A quiet remark at the end of the title's line.
    #[prop(optional, into)]
    aside: String,
    /// The one card on the page that asks for action.
    #[prop(optional)]
    featured: bool,
    /// Colours the card's edge.
    #[prop(optional)]
    tone: Option<Tone>,
    /// The level of the title's heading.
    #[prop(default = 2)]
    level: u8,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let class = format!(
        "card{}{}",
        if featured { " featured" } else { "" },
        tone.map(|tone| format!(" edge {}", tone.class())).unwrap_or_default(),
    );
    view! {
        <article class=class>
            {(!title.is_empty()).then(|| view! { <CardHead title href aside level /> })}
            {children.map(|children| children())}
        </article>
    }
}

/// The title's line of a card, for cards that begin with something else.
#[component]
pub fn CardHead(
    #[prop(into)] title: String,
    #[prop(optional, into)] href: String,
    #[prop(optional, into)] aside: String,
    #[prop(default = 2)] level: u8,
) -> impl IntoView {
    let title = if href.is_empty() {
        title.into_any()
    } else {
        view! { <a class="card-link" href=href>{title}</a> }.into_any()
    };
    view! {
        <div class="card-head">
            <Heading level=level>{title}</Heading>
            {(!aside.is_empty()).then(|| view! { <p class="aside">{aside}</p> })}
        </div>
    }
}
