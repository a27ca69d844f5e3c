//! How the judgements by one criterion lie: of all, and of the departments that can be shown.

use leptos::prelude::*;

use super::parts;
use crate::{
    judging::{Criterion, CriterionKind, Snapshot, Spread, rules, texts::texts},
    ui::{Card, Cell, Column, DotChart, Estimate, Row, Table, TitleCell, numbers},
};

/// The chart of medians, the table behind it, and the departments.
pub fn of_criterion(snapshot: &Snapshot, index: usize) -> AnyView {
    let t = texts();
    let criterion = &snapshot.criteria[index];
    let kind = criterion.kind;
    let cells: Vec<_> = snapshot
        .concepts
        .iter()
        .filter_map(|concept| Some((concept, concept.cells.get(index)?)))
        .collect();
    let estimates: Vec<Estimate> = cells
        .iter()
        .filter_map(|(concept, cell)| {
            let spread = cell.spread.as_ref()?;
            let at = |halves: i64| halves as f64 / 200.0;
            Some(Estimate {
                label: concept.title.clone(),
                value: at(spread.median),
                low: at(spread.q1),
                high: at(spread.q3),
                text: format!("{} · n {}", parts::value(spread.median, criterion), cell.n),
            })
        })
        .collect();
    let heads = (t.concept.to_owned(), t.median.to_owned());
    let range =
        range(kind, &cells.iter().filter_map(|(_, cell)| cell.spread.as_ref()).collect::<Vec<_>>());
    let end = |value: f64| parts::value((value * 2.0).round() as i64 * 100, criterion);
    let ends = (end(range.0), end(range.1));
    let chart = match estimates.is_empty() {
        true => view! { <p class="muted">{(t.too_few_here)(rules::JUDGES_MIN)}</p> }.into_any(),
        false => {
            view! { <Card><DotChart title=t.medians columns=heads estimates range ends /></Card> }
                .into_any()
        }
    };
    let rows = cells
        .iter()
        .map(|(concept, cell)| row(criterion, concept.title.clone(), cell.n, cell.spread.as_ref()));
    let rows = rows.collect_view();
    let grouped = cells.iter().flat_map(|(concept, cell)| {
        cell.groups.iter().map(|group| {
            let name = match group.department.as_str() {
                "" => t.other_departments,
                name => name,
            };
            row(criterion, format!("{} · {name}", concept.title), group.n, Some(&group.spread))
        })
    });
    let grouped: Vec<AnyView> = grouped.collect();
    let departments = (!grouped.is_empty()).then(|| {
        view! {
            <Table caption=t.by_department captioned=true columns=columns(kind)>{grouped}</Table>
        }
    });
    view! {
        {chart}
        <details class="form-section numbers">
            <summary>{t.all_numbers}</summary>
            <Table caption=t.medians columns=columns(kind)>{rows}</Table>
            {departments}
        </details>
    }
    .into_any()
}

fn columns(kind: CriterionKind) -> Vec<Column> {
    let t = texts();
    let mut columns = vec![
        Column::text(t.concept),
        Column::number(t.judgements),
        Column::number(t.median),
        Column::number(t.middle_half),
        Column::number(t.from_to),
    ];
    if kind == CriterionKind::Qualitative {
        columns.push(Column::text(t.distribution));
    }
    columns
}

fn row(criterion: &Criterion, title: String, n: i64, spread: Option<&Spread>) -> AnyView {
    let t = texts();
    let Some(spread) = spread else {
        let why = (t.too_few_shown)(rules::JUDGES_MIN);
        return view! {
            <Row>
                <TitleCell>{title}</TitleCell>
                <Cell label=t.judgements numeric=true>{numbers::number(n)}</Cell>
                <Cell label=t.median>{why}</Cell>
            </Row>
        }
        .into_any();
    };
    let median = parts::value(spread.median, criterion);
    let half = parts::span(spread.q1, spread.q3, criterion);
    let all = parts::span(spread.min, spread.max, criterion);
    let counts = (criterion.kind == CriterionKind::Qualitative).then(|| {
        let counts = parts::counts(spread);
        view! { <Cell label=t.distribution><span class="small">{counts}</span></Cell> }
    });
    view! {
        <Row>
            <TitleCell>{title}</TitleCell>
            <Cell label=t.judgements numeric=true>{numbers::number(n)}</Cell>
            <Cell label=t.median numeric=true>{median}</Cell>
            <Cell label=t.middle_half numeric=true>{half}</Cell>
            <Cell label=t.from_to numeric=true>{all}</Cell>
            {counts}
        </Row>
    }
    .into_any()
}

/// The ends of the plot: of the scale, or a little beyond all quartiles.
fn range(kind: CriterionKind, spreads: &[&Spread]) -> (f64, f64) {
    if kind == CriterionKind::Qualitative {
        return (1.0, 5.0);
    }
    let low = spreads.iter().map(|spread| spread.q1).min().unwrap_or(0) as f64 / 200.0;
    let high = spreads.iter().map(|spread| spread.q3).max().unwrap_or(0) as f64 / 200.0;
    let room = ((high - low) * 0.05).max(0.5);
    // Halves, so that the ends can be told in short.
    (((low - room) * 2.0).floor() / 2.0, ((high + room) * 2.0).ceil() / 2.0)
}
