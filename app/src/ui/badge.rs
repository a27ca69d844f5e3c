//! A state in a word, with a colour and a shape that only help.

use leptos::prelude::*;

/// What a state means to the reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    Good,
    Warn,
    Bad,
    Info,
    #[default]
    Neutral,
    /// One of five steps, counted from 1.
    Phase(u8),
    /// One of `count` steps, counted from 1.
    Step {
        number: u8,
        count: u8,
    },
}

impl Tone {
    pub fn class(self) -> &'static str {
        match self {
            Tone::Good => "good",
            Tone::Warn => "warn",
            Tone::Bad => "bad",
            Tone::Info => "info",
            Tone::Neutral => "neutral",
            Tone::Phase(number) => step_class(number, 5),
            Tone::Step { number, count } => step_class(number, count),
        }
    }
}

fn step_class(number: u8, count: u8) -> &'static str {
    super::hue::class(usize::from(number.saturating_sub(1)), usize::from(count))
}

/// A word or two about a state. Good, warn and bad carry a shape of their own.
#[component]
pub fn Badge(#[prop(optional)] tone: Tone, children: Children) -> impl IntoView {
    view! { <span class=format!("badge {}", tone.class())>{children()}</span> }
}
