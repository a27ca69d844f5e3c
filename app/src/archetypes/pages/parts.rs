//! Pieces that several pages of archetypes share.

use leptos::prelude::*;

use crate::{
    archetypes::{
        differ::{self, Fate},
        texts::texts,
    },
    ui::{Badge, Tone},
};

/// What changed between two texts: what is gone is struck through, what is new underlined.
#[component]
pub fn Diff(#[prop(into)] old: String, #[prop(into)] new: String) -> impl IntoView {
    let pieces = differ::words(&old, &new);
    if pieces.iter().all(|(fate, _)| *fate == Fate::Same) {
        return view! { <p class="muted">{texts().no_change}</p> }.into_any();
    }
    let pieces = pieces
        .into_iter()
        .map(|(fate, text)| match fate {
            Fate::Same => text.into_any(),
            Fate::Gone => view! { <del>{text}</del> }.into_any(),
            Fate::New => view! { <ins>{text}</ins> }.into_any(),
        })
        .collect_view();
    view! { <div class="diff">{pieces}</div> }.into_any()
}

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
