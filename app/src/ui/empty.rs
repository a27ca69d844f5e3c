//! What an empty page says: what will stand here, and what to do first.

use super::heading::Heading;
use super::logo::Logo;
use leptos::prelude::*;

/// The children are the first action, when there is one.
#[component]
pub fn Empty(
    #[prop(into)] title: String,
    #[prop(into)] text: String,
    #[prop(default = 2)] level: u8,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Logo />
            <Heading level=level>{title}</Heading>
            <p>{text}</p>
            {children.map(|action| view! { <div class="inline">{action()}</div> })}
        </div>
    }
}
