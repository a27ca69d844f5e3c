//! A heading whose level depends on where a piece stands.

use leptos::prelude::*;

/// `<h1>` to `<h4>`; other levels become the nearest of these.
#[component]
pub fn Heading(
    level: u8,
    #[prop(optional, into)] class: String,
    children: Children,
) -> impl IntoView {
    let class = (!class.is_empty()).then_some(class);
    match level {
        0..=1 => view! { <h1 class=class>{children()}</h1> }.into_any(),
        2 => view! { <h2 class=class>{children()}</h2> }.into_any(),
        3 => view! { <h3 class=class>{children()}</h3> }.into_any(),
        _ => view! { <h4 class=class>{children()}</h4> }.into_any(),
    }
}
