//! Every piece in every state, to look at while working on them.

use leptos::prelude::*;

#[component]
pub fn DesignPage() -> impl IntoView {
    view! { <p>"…"</p> }
}
