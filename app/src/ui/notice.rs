//! Messages about the page, where it happened.

use super::badge::Tone;
use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// A banner. Warnings and problems interrupt a screen reader, the others wait.
#[component]
pub fn Notice(
    #[prop(default = Tone::Info)] tone: Tone,
    #[prop(optional, into)] title: String,
    children: Children,
) -> impl IntoView {
    let (icon, role) = match tone {
        Tone::Good => (Icon::Check, "status"),
        Tone::Warn | Tone::Bad => (Icon::Alert, "alert"),
        _ => (Icon::Info, "status"),
    };
    view! {
        <div class=format!("notice {}", tone.class()) role=role>
            <Glyph icon=icon />
            <div class="notice-body">
                {(!title.is_empty()).then(|| view! { <p><strong>{title}</strong></p> })}
                {children()}
            </div>
        </div>
    }
}

/// Confirms, at the top of the page that follows, what has just happened.
///
/// The children are what can be done about it, such as an "Undo" form.
#[component]
pub fn Toast(
    #[prop(into)] text: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="notice good toast" role="status">
            <Glyph icon=Icon::Check />
            <p class="notice-body">{text}</p>
            {children.map(|action| action())}
        </div>
    }
}
