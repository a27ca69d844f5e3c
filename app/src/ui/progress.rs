//! How far something has come, with both numbers.

use super::numbers::share;
use crate::lang::lang;
use leptos::prelude::*;

/// A bar under its label and its numbers: "10 of 13 · 77 %".
#[component]
pub fn Progress(
    #[prop(into)] label: String,
    done: i64,
    total: i64,
    #[prop(optional)] places: usize,
) -> impl IntoView {
    view! {
        <div class="progress">
            <p class="progress-head">
                <span>{label.clone()}</span>
                <span class="nowrap">{share(lang(), done, total, places)}</span>
            </p>
            <progress max=total.max(1).to_string() value=done.to_string() aria-label=label></progress>
        </div>
    }
}
