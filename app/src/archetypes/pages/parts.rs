//! Pieces that several pages of archetypes share.

use leptos::prelude::*;

use crate::{
    archetypes::texts::texts,
    ui::{Badge, Tone},
};

/// Whether a version is released, tried or new.
#[component]
pub fn VersionBadge(released: bool, trials: i64) -> impl IntoView {
    let t = texts();
    let (tone, word) = match (released, trials) {
        (true, _) => (Tone::Good, t.released),
        (false, 0) => (Tone::Neutral, t.untried_short),
        (false, _) => (Tone::Info, t.tried),
    };
    view! { <Badge tone>{word}</Badge> }
}
