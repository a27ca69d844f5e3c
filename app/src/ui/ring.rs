//! A share as a ring, with both numbers inside.

use super::numbers::{percent, share};
use super::texts::texts;
use crate::lang::lang;
use leptos::prelude::*;

/// `num` of `den`. A share of nothing is "no data", never 0 %.
#[component]
pub fn Ring(
    num: i64,
    den: i64,
    #[prop(default = 2)] places: usize,
    /// What the share is of, for a screen reader, when no heading beside it says so.
    #[prop(optional, into)]
    label: String,
) -> impl IntoView {
    let known = den > 0;
    let filled = known.then(|| (num as f64 / den as f64 * 100.0).clamp(0.0, 100.0));
    let (figure, base) = if known {
        (percent(num, den, places), share_base(num, den))
    } else {
        (texts().no_data.to_string(), String::new())
    };
    let spoken = if known { share(lang(), num, den, places) } else { figure.clone() };
    let spoken = if label.is_empty() { spoken } else { format!("{label}: {spoken}") };
    view! {
        <div class="ring" role="img" aria-label=spoken data-known=known.to_string()>
            <svg viewBox="0 0 120 120" aria-hidden="true">
                <circle class="ring-track" cx="60" cy="60" r="50" />
                {filled.filter(|filled| *filled > 0.0).map(|filled| view! {
                    <circle
                        class="ring-value" cx="60" cy="60" r="50" pathLength="100"
                        stroke-dasharray=format!("{filled:.2} 100") transform="rotate(-90 60 60)"
                    />
                })}
            </svg>
            <p class="ring-text" aria-hidden="true">
                <strong>{figure}</strong>
                {(!base.is_empty()).then(|| view! { <span>{base}</span> })}
            </p>
        </div>
    }
}

fn share_base(num: i64, den: i64) -> String {
    super::numbers::out_of(lang(), num, den)
}
