//! The sign of the product: a spiral of five turns, from warm to cool.

use leptos::prelude::*;

/// The product's name; the same in every language.
pub const PRODUCT: &str = "Espiral";

/// Half-circles, each as much wider than the one before; one per step of the way.
const TURNS: [&str; 5] = [
    "M16 15a2 2 0 0 0-4 0",
    "M12 15a4 4 0 0 0 8 0",
    "M20 15a6 6 0 0 0-12 0",
    "M8 15a8 8 0 0 0 16 0",
    "M24 15a10 10 0 0 0-10-10",
];

/// The spiral alone; the name stands beside it.
#[component]
pub fn Logo() -> impl IntoView {
    let turns = TURNS.iter().enumerate().map(|(i, turn)| {
        let class = super::hue::class(i, TURNS.len());
        view! { <path class=class d=*turn /> }
    });
    view! {
        <svg class="logo" viewBox="4 3 22 22" aria-hidden="true">
            {turns.collect_view()}
        </svg>
    }
}
