//! Charts as SVG from the server, each with its table one tap away.
//!
//! Places along a chart are percentages and heights are pixels, so type keeps its size at any
//! width. Lines, shapes and direct labels carry the meaning; colour only helps.

mod bars;
mod dots;
mod line;

pub use bars::{Bar, BarChart};
pub use dots::{DotChart, Estimate};
pub use line::{LineChart, Point};

use super::table::{Cell, Column, Row, Table, TitleCell};
use super::texts::texts;
use leptos::prelude::*;

/// A value to reach, drawn as a labelled line.
#[derive(Clone, Debug)]
pub struct Target {
    pub value: f64,
    /// What the line says: "Target: more than 75 %".
    pub label: String,
}

/// The drawing with its title, its description and its table.
#[component]
fn Figure(
    title: String,
    /// The headings of the table: what the labels are, what the values are.
    columns: (String, String),
    /// The rows of the table: label and value as people read them.
    rows: Vec<(String, String)>,
    target: Option<Target>,
    height: f64,
    #[prop(default = "chart")] class: &'static str,
    children: Children,
) -> impl IntoView {
    let described = describe(&rows, target.as_ref());
    let (label_head, value_head) = columns;
    let columns = vec![Column::text(label_head), Column::number(value_head.clone())];
    let rows = rows.into_iter().map(|(label, value)| {
        let head = value_head.clone();
        view! {
            <Row>
                <TitleCell>{label}</TitleCell>
                <Cell label=head numeric=true>{value}</Cell>
            </Row>
        }
    });
    let rows = rows.collect_view();
    view! {
        <figure class=class>
            <svg class="plot" width="100%" height=height.to_string() role="img" aria-label=title.clone()>
                <title>{title.clone()}</title>
                <desc>{described}</desc>
                {children()}
            </svg>
            <details class="chart-table">
                <summary>{texts().show_as_table}</summary>
                <Table caption=title columns=columns>{rows}</Table>
            </details>
        </figure>
    }
}

fn describe(rows: &[(String, String)], target: Option<&Target>) -> String {
    let values = rows.iter().map(|(label, value)| format!("{label}: {value}"));
    values.chain(target.map(|target| target.label.clone())).collect::<Vec<_>>().join("; ")
}

/// Where the words of a target stand, clear of the plot under them.
const LABEL: f64 = 14.0;

/// A dashed line across the plot. Its words stand above everything, where no bar meets them, and
/// begin with dashes of their own to be told by.
fn target_across(y: f64, label: String) -> impl IntoView {
    view! {
        <line class="target" x1="0" x2="100%" y1=px(y) y2=px(y) />
        <text class="target-label" x="100%" y=px(LABEL) text-anchor="end">{format!("- - - {label}")}</text>
    }
}

/// Words over the plot and a mark across each row at `at` per cent; between the rows stand words.
fn target_down(at: f64, rows: Vec<f64>, label: String) -> impl IntoView {
    let anchor = if at > 50.0 { "end" } else { "start" };
    let marks = rows.into_iter().map(|y| {
        view! { <line class="target solid" x1=pct(at) x2=pct(at) y1=px(y - 10.0) y2=px(y + 10.0) /> }
    });
    let marks = marks.collect_view();
    view! {
        <text class="target-label" x=pct(at) y=px(LABEL) text-anchor=anchor>{label}</text>
        {marks}
    }
}

/// So many letters fit into a row, the value's among them: on the narrowest phone, and elsewhere.
const ROOM: [usize; 2] = [38, 80];

/// What a row is called, as far as it fits beside its value. The table has it whole.
fn row_label(label: &str, value: &str) -> AnyView {
    let beside = value.chars().count();
    let [narrow, wide] = ROOM.map(|room| shortened(label, room.saturating_sub(beside).max(12)));
    match narrow == wide {
        true => wide.into_any(),
        false => view! { <tspan class="on-phone">{narrow}</tspan><tspan class="on-desktop">{wide}</tspan> }
            .into_any(),
    }
}

fn shortened(label: &str, room: usize) -> String {
    if label.chars().count() <= room {
        return label.to_owned();
    }
    let kept: String = label.chars().take(room - 1).collect();
    format!("{}…", kept.trim_end())
}

fn px(value: f64) -> String {
    format!("{value:.1}")
}

fn pct(value: f64) -> String {
    format!("{value:.2}%")
}

/// The end of a scale that begins at zero: the next round number above the greatest value.
fn round_up(greatest: f64) -> f64 {
    if greatest <= 0.0 || !greatest.is_finite() {
        return 1.0;
    }
    let power = 10f64.powf(greatest.log10().floor());
    let steps = [1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0];
    steps.iter().map(|step| step * power).find(|end| *end >= greatest).unwrap_or(greatest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_end_on_round_numbers() {
        assert_eq!([0.0, 7.2, 13.0, 92.0, 101.0].map(round_up), [1.0, 8.0, 15.0, 100.0, 150.0]);
    }

    #[test]
    fn a_label_is_shortened_to_its_room() {
        assert_eq!(shortened("Leer en voz alta", 16), "Leer en voz alta");
        assert_eq!(shortened("Leer en voz alta", 9), "Leer en…");
    }

    #[test]
    fn the_description_tells_every_value_and_the_target() {
        let rows =
            [("T2".to_string(), "8/11".to_string()), ("T3".to_string(), "10/13".to_string())];
        let target = Target { value: 75.0, label: "Target: 75 %".to_string() };
        assert_eq!(describe(&rows, Some(&target)), "T2: 8/11; T3: 10/13; Target: 75 %");
    }
}
