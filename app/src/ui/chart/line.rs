//! A line over time.

use super::{Figure, Target, pct, px, target_across};
use crate::ui::numbers::decimal;
use leptos::prelude::*;

/// One period. A period without data leaves a gap, never a zero.
#[derive(Clone, Debug)]
pub struct Point {
    pub label: String,
    pub value: Option<f64>,
    /// The value as people read it, with its base; "no data" in words when there is none.
    pub text: String,
}

impl Point {
    pub fn new(label: impl Into<String>, value: Option<f64>, text: impl Into<String>) -> Self {
        Point { label: label.into(), value, text: text.into() }
    }
}

#[component]
pub fn LineChart(
    #[prop(into)] title: String,
    /// The headings of the table: what the labels are, what the values are.
    columns: (String, String),
    points: Vec<Point>,
    #[prop(optional)] target: Option<Target>,
    /// The values at the foot and at the head of the plot.
    #[prop(default = (0.0, 100.0))]
    range: (f64, f64),
) -> impl IntoView {
    let rows = points.iter().map(|point| (point.label.clone(), point.text.clone())).collect();
    let scale = Scale::new(range, points.len());
    let line = target.clone().map(|target| target_across(scale.y(target.value), target.label));
    // A scale that does not begin at zero says so.
    let cut = (range.0 != 0.0).then(|| {
        view! { <text class="tick" x="0" y=px(Scale::BASE - 6.0)>{decimal(range.0, 0)}</text> }
    });
    view! {
        <Figure title columns rows target height=Scale::BASE + 30.0>
            <line class="axis" x1="0" x2="100%" y1=px(Scale::BASE) y2=px(Scale::BASE) />
            {cut}
            {line}
            {segments(&points, scale)}
            {marks(&points, scale)}
        </Figure>
    }
}

#[derive(Clone, Copy)]
struct Scale {
    low: f64,
    high: f64,
    count: usize,
}

impl Scale {
    const TOP: f64 = 48.0;
    const BASE: f64 = 208.0;

    fn new((low, high): (f64, f64), count: usize) -> Self {
        Scale { low, high: if high > low { high } else { low + 1.0 }, count }
    }

    fn y(self, value: f64) -> f64 {
        let height = (value - self.low) / (self.high - self.low);
        Self::BASE - (Self::BASE - Self::TOP) * height.clamp(0.0, 1.0)
    }

    /// The middle of the slot of one point, so that the first and last labels have room.
    fn x(self, index: usize) -> f64 {
        100.0 * (index as f64 + 0.5) / self.count.max(1) as f64
    }

    /// Every how many points a label fits on a phone.
    fn every(self, fitting: usize) -> usize {
        self.count.div_ceil(fitting).max(1)
    }
}

fn segments(points: &[Point], scale: Scale) -> impl IntoView + use<> {
    let pairs = points.windows(2).enumerate().filter_map(|(i, pair)| {
        let (from, to) = (pair[0].value?, pair[1].value?);
        let (x1, x2) = (pct(scale.x(i)), pct(scale.x(i + 1)));
        Some(view! { <line class="stroke" x1=x1 x2=x2 y1=px(scale.y(from)) y2=px(scale.y(to)) /> })
    });
    pairs.collect_view()
}

/// Dots, periods under the axis and values over the dots; counted from the newest backwards. What has
/// no room for its value says it when it is pointed at, and in the table.
fn marks(points: &[Point], scale: Scale) -> impl IntoView + use<> {
    let last = points.len().saturating_sub(1);
    let labelled = labelled(points, scale.every(5));
    let marks = points.iter().enumerate().map(|(i, point)| {
        let x = pct(scale.x(i));
        let shown = |every: usize| (last - i).is_multiple_of(every);
        let tick = shown(scale.every(6)).then(|| {
            view! { <text class="tick" x=x.clone() y=px(Scale::BASE + 20.0) text-anchor="middle">{point.label.clone()}</text> }
        });
        let dot = point.value.map(|value| {
            let y = scale.y(value);
            let label = labelled.contains(&i).then(|| {
                view! { <text class="value-label" x=x.clone() y=px(y - 12.0) text-anchor="middle">{point.text.clone()}</text> }
            });
            let said = format!("{}: {}", point.label, point.text);
            view! { <circle class="dot" cx=x.clone() cy=px(y) r="5"><title>{said}</title></circle> {label} }
        });
        view! { {tick} {dot} }
    });
    marks.collect_view()
}

/// The points whose value stands over them: the newest, and from it backwards each that is at least
/// `every` away from the one before. So a point with no others around it always has its value.
fn labelled(points: &[Point], every: usize) -> Vec<usize> {
    let mut chosen: Vec<usize> = Vec::new();
    for index in (0..points.len()).rev().filter(|index| points[*index].value.is_some()) {
        if chosen.last().is_none_or(|last| last - index >= every) {
            chosen.push(index);
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(values: [Option<f64>; 6]) -> Vec<usize> {
        labelled(&values.map(|value| Point::new("", value, "")), 2)
    }

    #[test]
    fn a_point_by_itself_has_its_value_whatever_its_place() {
        assert_eq!(chosen([None, None, None, None, Some(1.0), None]), [4]);
        assert_eq!(chosen([Some(1.0), None, None, None, Some(2.0), None]), [4, 0]);
        // Beside each other every second one has room.
        assert_eq!(chosen([Some(1.0); 6]), [5, 3, 1]);
        assert!(chosen([None; 6]).is_empty());
    }
}
