//! Bars from zero: upright for a few periods, lying for many or for long names.

use super::{Figure, Target, pct, px, round_up, row_label, target_across, target_down};
use leptos::prelude::*;

/// One bar.
#[derive(Clone, Debug)]
pub struct Bar {
    pub label: String,
    pub value: f64,
    /// The value as people read it, with its base: "10/13".
    pub text: String,
    /// The bar the page is about; the others stand back.
    pub strong: bool,
}

impl Bar {
    pub fn new(label: impl Into<String>, value: f64, text: impl Into<String>) -> Self {
        Bar { label: label.into(), value, text: text.into(), strong: false }
    }

    pub fn strong(self) -> Self {
        Bar { strong: true, ..self }
    }

    fn class(&self) -> &'static str {
        if self.strong { "value strong" } else { "value" }
    }
}

#[component]
pub fn BarChart(
    #[prop(into)] title: String,
    /// The headings of the table: what the labels are, what the values are.
    columns: (String, String),
    bars: Vec<Bar>,
    #[prop(optional)] target: Option<Target>,
    /// The end of the scale; a round number above the greatest value when left out.
    #[prop(optional)]
    max: Option<f64>,
) -> impl IntoView {
    let greatest = bars
        .iter()
        .map(|bar| bar.value)
        .chain(target.as_ref().map(|t| t.value))
        .fold(0.0, f64::max);
    let max = max.unwrap_or_else(|| round_up(greatest));
    let rows = bars.iter().map(|bar| (bar.label.clone(), bar.text.clone())).collect();
    let drawing = if lies_down(&bars) {
        lying(&bars, target.clone(), max)
    } else {
        upright(&bars, target.clone(), max)
    };
    let (height, drawn) = drawing;
    view! { <Figure title columns rows target height>{drawn}</Figure> }
}

/// Upright bars have room for so many letters beside each other on the narrowest phone.
const LETTERS: usize = 34;

fn lies_down(bars: &[Bar]) -> bool {
    let length = |bar: &Bar| bar.label.chars().count().max(bar.text.chars().count());
    let longest = bars.iter().map(length).max().unwrap_or(0);
    longest > 8 || longest.max(5) * bars.len() > LETTERS
}

fn upright(bars: &[Bar], target: Option<Target>, max: f64) -> (f64, AnyView) {
    const TOP: f64 = 48.0;
    const BASE: f64 = 208.0;
    let slot = 100.0 / bars.len().max(1) as f64;
    let y = |value: f64| BASE - (BASE - TOP) * (value / max).clamp(0.0, 1.0);
    let shapes = bars.iter().enumerate().map(|(i, bar)| {
        let top = y(bar.value);
        let start = pct(slot * (i as f64 + 0.18));
        view! { <rect class=bar.class() x=start width=pct(slot * 0.64) y=px(top) height=px(BASE - top) /> }
    });
    let words = bars.iter().enumerate().map(|(i, bar)| {
        let middle = pct(slot * (i as f64 + 0.5));
        view! {
            <text class="value-label" x=middle.clone() y=px(y(bar.value) - 7.0) text-anchor="middle">{bar.text.clone()}</text>
            <text class="tick" x=middle y=px(BASE + 20.0) text-anchor="middle">{bar.label.clone()}</text>
        }
    });
    let drawn = view! {
        {shapes.collect_view()}
        <line class="axis" x1="0" x2="100%" y1=px(BASE) y2=px(BASE) />
        {target.map(|target| target_across(y(target.value), target.label))}
        {words.collect_view()}
    };
    (BASE + 30.0, drawn.into_any())
}

fn lying(bars: &[Bar], target: Option<Target>, max: f64) -> (f64, AnyView) {
    const ROW: f64 = 48.0;
    let top = if target.is_some() { 28.0 } else { 0.0 };
    let x = |value: f64| 100.0 * (value / max).clamp(0.0, 1.0);
    let row = |i: usize| top + ROW * i as f64;
    let shapes = bars.iter().enumerate().map(|(i, bar)| {
        let y = px(row(i) + 24.0);
        view! {
            <rect class="track" x="0" width="100%" y=y.clone() height="12" />
            <rect class=bar.class() x="0" width=pct(x(bar.value)) y=y height="12" />
        }
    });
    let words = bars.iter().enumerate().map(|(i, bar)| {
        let y = px(row(i) + 16.0);
        view! {
            <text class="tick" x="0" y=y.clone()>{row_label(&bar.label, &bar.text)}</text>
            <text class="value-label" x="100%" y=y text-anchor="end">{bar.text.clone()}</text>
        }
    });
    let middles = (0..bars.len()).map(|i| row(i) + 30.0).collect();
    let drawn = view! {
        {shapes.collect_view()}
        {target.map(|target| target_down(x(target.value), middles, target.label))}
        {words.collect_view()}
    };
    (row(bars.len()), drawn.into_any())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_bars_or_long_names_lie_down() {
        let quarters = ["T3 2021", "T4 2021", "T1 2022"].map(|label| Bar::new(label, 1.0, "5/9"));
        assert!(!lies_down(&quarters));
        assert!(lies_down(&[Bar::new("Sede Central", 1.0, "5/9")]));
        assert!(lies_down(&vec![Bar::new("Q3 2021", 1.0, "5/9"); 6]));
        assert!(lies_down(&vec![Bar::new("ene", 1.0, "1"); 7]));
    }
}
