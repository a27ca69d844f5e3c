//! Text that people wrote, as HTML.

use leptos::prelude::*;

/// Shows HTML that has been sanitised when it was written; never anything else.
#[component]
pub fn Prose(#[prop(into)] html: String) -> impl IntoView {
    view! { <div class="prose" inner_html=html></div> }
}
