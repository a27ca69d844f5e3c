//! The pages of practices.

mod board;
mod carried;
mod handout;
mod one;
mod panel;

pub use board::board;
pub use carried::{coming_along, programme_card, room_card};
pub use handout::handout;
use leptos::prelude::*;
pub use one::one;
pub use panel::room_panel;

use super::{PracticeState, Release, texts::texts};
use crate::ui::{Badge, Tone};

/// A release as the form has it.
pub fn release_value(release: &Release) -> String {
    format!("{}:{}", release.archetype_id, release.number)
}

/// How far a practice has come, in a word.
#[component]
pub fn StateBadge(state: PracticeState) -> impl IntoView {
    let tone = match state {
        PracticeState::Offered | PracticeState::Withdrawn => Tone::Neutral,
        PracticeState::InTrial => Tone::Info,
        PracticeState::Adopted | PracticeState::Adapted => Tone::Good,
        PracticeState::Declined => Tone::Bad,
    };
    view! { <Badge tone>{(texts().state)(state)}</Badge> }
}
