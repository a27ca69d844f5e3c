//! One figure with what it means and what it is made of.

use leptos::prelude::*;

/// A number never stands alone: `note` holds its base or its source.
#[component]
pub fn Stat(
    #[prop(into)] label: String,
    #[prop(into)] value: String,
    #[prop(into)] note: String,
    #[prop(optional, into)] href: String,
) -> impl IntoView {
    let label = if href.is_empty() {
        label.into_any()
    } else {
        view! { <a class="card-link" href=href>{label}</a> }.into_any()
    };
    view! {
        <div class="card stat">
            <p class="stat-label">{label}</p>
            <p class="stat-value">{value}</p>
            <p class="stat-note">{note}</p>
        </div>
    }
}
