//! Buttons, links that look like buttons, and the question before something is lost.

use super::icon::{Glyph, Icon};
use super::texts::texts;
use leptos::prelude::*;

/// How much a button asks to be pressed. One primary button on a screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    Primary,
    #[default]
    Secondary,
    Quiet,
    Danger,
}

impl Kind {
    pub fn class(self) -> &'static str {
        match self {
            Kind::Primary => "button primary",
            Kind::Secondary => "button secondary",
            Kind::Quiet => "button quiet",
            Kind::Danger => "button danger",
        }
    }
}

/// Gives the one primary button of a page away, to whoever asks first. Pages that are put together
/// from several domains pass it along in the order of what is more pressing.
#[derive(Debug, Default)]
pub struct Main {
    given: bool,
}

impl Main {
    /// How the next button looks.
    pub fn kind(&mut self) -> Kind {
        match std::mem::replace(&mut self.given, true) {
            false => Kind::Primary,
            true => Kind::Secondary,
        }
    }
}

/// A link that looks like a button: it leads somewhere and changes nothing.
#[component]
pub fn ButtonLink(
    #[prop(into)] href: String,
    #[prop(optional)] kind: Kind,
    #[prop(optional)] icon: Option<Icon>,
    /// Offers the address as a file.
    #[prop(optional)]
    download: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <a class=kind.class() href=href download=download>
            {icon.map(|icon| view! { <Glyph icon=icon /> })}
            {children()}
        </a>
    }
}

/// A button that sends the form it stands in.
#[component]
pub fn Button(
    #[prop(optional)] kind: Kind,
    #[prop(optional)] icon: Option<Icon>,
    /// With `value`, what the form sends when this button was the one pressed.
    #[prop(optional, into)]
    name: String,
    #[prop(optional, into)] value: String,
    children: Children,
) -> impl IntoView {
    let named = !name.is_empty();
    view! {
        <button type="submit" class=kind.class() name=named.then_some(name) value=named.then_some(value)>
            {icon.map(|icon| view! { <Glyph icon=icon /> })}
            {children()}
        </button>
    }
}

/// Asks before something is lost: the button opens a text that says what, and the form that does it.
#[component]
pub fn Confirm(
    /// What the opening button says.
    #[prop(into)]
    label: String,
    /// What will be lost, and whether it can be undone.
    #[prop(into)]
    text: String,
    #[prop(default = Kind::Danger)] kind: Kind,
    #[prop(optional)] icon: Option<Icon>,
    /// Opened already: its form was refused.
    #[prop(optional)]
    open: bool,
    /// The form with the button that does it.
    children: Children,
) -> impl IntoView {
    // What loses nothing leaves nothing as it is either: it is only not done.
    let leave = match kind {
        Kind::Primary | Kind::Secondary => texts().cancel,
        _ => texts().leave,
    };
    view! {
        <details class="confirm" open=open>
            <summary class=kind.class()>
                {icon.map(|icon| view! { <Glyph icon=icon /> })}
                <span class="when-closed">{label}</span>
                <span class="when-open">{leave}</span>
            </summary>
            <div class="confirm-body">
                <p>{text}</p>
                {children()}
            </div>
        </details>
    }
}
