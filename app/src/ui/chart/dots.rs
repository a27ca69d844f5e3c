//! Estimates: a dot for the value and a line for how sure it is.

use super::{Figure, Target, pct, px, row_label, target_down};
use leptos::prelude::*;

/// An estimate with its interval.
#[derive(Clone, Debug)]
pub struct Estimate {
    pub label: String,
    pub value: f64,
    pub low: f64,
    pub high: f64,
    /// Value, interval and base as people read them: "75.10 % (70–80), n 53".
    pub text: String,
}

#[component]
pub fn DotChart(
    #[prop(into)] title: String,
    /// The headings of the table: what the labels are, what the values are.
    columns: (String, String),
    estimates: Vec<Estimate>,
    #[prop(optional)] target: Option<Target>,
    /// The values at the start and at the end of the plot.
    #[prop(default = (0.0, 100.0))]
    range: (f64, f64),
    /// These two as people read them, below the plot.
    #[prop(optional)]
    ends: Option<(String, String)>,
) -> impl IntoView {
    const ROW: f64 = 56.0;
    let (low, high) = range;
    let x =
        move |value: f64| 100.0 * ((value - low) / (high - low).max(f64::EPSILON)).clamp(0.0, 1.0);
    let top = if target.is_some() { 28.0 } else { 0.0 };
    let count = estimates.len();
    let row = move |i: usize| top + ROW * i as f64;
    let rows =
        estimates.iter().map(|estimate| (estimate.label.clone(), estimate.text.clone())).collect();
    let drawn = estimates.into_iter().enumerate().map(|(i, estimate)| {
        let y = row(i);
        let label = row_label(&estimate.label, &estimate.text);
        view! {
            <text class="tick" x="0" y=px(y + 16.0)>{label}</text>
            <text class="value-label" x="100%" y=px(y + 16.0) text-anchor="end">{estimate.text}</text>
            <line class="axis" x1="0" x2="100%" y1=px(y + 34.0) y2=px(y + 34.0) />
            <line class="interval" x1=pct(x(estimate.low)) x2=pct(x(estimate.high)) y1=px(y + 34.0) y2=px(y + 34.0) />
            <circle class="dot" cx=pct(x(estimate.value)) cy=px(y + 34.0) r="6" />
        }
    });
    let drawn = drawn.collect_view();
    let middles = (0..count).map(|i| row(i) + 34.0).collect();
    let below = row(count) + 8.0;
    let height = if ends.is_some() { below + 8.0 } else { row(count) };
    let ends = ends.map(|(low, high)| {
        view! {
            <text class="tick" x="0" y=px(below)>{low}</text>
            <text class="tick" x="100%" y=px(below) text-anchor="end">{high}</text>
        }
    });
    let line = target.clone().map(|target| target_down(x(target.value), middles, target.label));
    view! { <Figure title columns rows target height>{line} {drawn} {ends}</Figure> }
}
