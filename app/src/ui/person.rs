//! A person: name, position and branch, never only initials.

use leptos::prelude::*;

/// The name, and under it whatever of position and branch is known.
#[component]
pub fn PersonLine(
    #[prop(into)] name: String,
    #[prop(optional, into)] position: String,
    #[prop(optional, into)] branch: String,
    #[prop(optional, into)] href: String,
) -> impl IntoView {
    let about = [position, branch]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    let name = if href.is_empty() {
        view! { <span class="person-name">{name}</span> }.into_any()
    } else {
        view! { <a class="person-name" href=href>{name}</a> }.into_any()
    };
    view! {
        <span class="person">
            {name}
            {(!about.is_empty()).then(|| view! { <span class="person-about">{about}</span> })}
        </span>
    }
}
