//! The rows of a file, by what becomes of them.

use leptos::prelude::*;

use crate::{
    onboarding,
    people::{
        PersonField,
        import::{Outcome, Plan, PlannedRow},
        importing::File,
        pages::{history::in_words, list::or_dash},
        texts::texts,
    },
    ui::{
        self, ButtonLink, Cell, Column, Fact, Facts, Icon, Kind, Row, Table, TitleCell,
        numbers::number,
    },
};

/// Enough to see what is going on; the rest is counted.
const SHOWN: usize = 100;

/// Rows whose last cell holds sentences.
fn told(row: &PlannedRow, sentences: Vec<String>, class: &'static str) -> impl IntoView + use<> {
    let (label, line) = (row.label.clone(), number(row.line as i64));
    let sentences =
        sentences.into_iter().map(|text| view! { <p class=class>{text}</p> }).collect_view();
    view! {
        <Row>
            <TitleCell>{label}</TitleCell>
            <Cell label=texts().import.line numeric=true>{line}</Cell>
            <Cell>{sentences}</Cell>
        </Row>
    }
}

pub fn problems(file: &File, plan: &Plan, create: bool) -> Option<impl IntoView + use<>> {
    let (all, total) = (texts(), plan.wrong());
    let t = all.import;
    let rows = plan
        .problems()
        .take(SHOWN)
        .map(|(row, problems)| {
            let sentences = problems.iter().map(|problem| problem.in_words(all)).collect();
            told(row, sentences, "problem")
        })
        .collect_view();
    let columns = vec![Column::text(t.row), Column::number(t.line), Column::text(t.problem)];
    let create = if create { "on" } else { "" };
    let csv = format!(
        "/export/people-problems.csv?id={}&encoding={}&create={create}",
        file.id, file.encoding
    );
    (total > 0).then(|| {
        view! {
            <ui::Section title=t.wrong aside=number(total as i64) id="problems">
                <Table caption=t.wrong columns>{rows}</Table>
                {more(total)}
                <p>
                    <ButtonLink href=csv kind=Kind::Quiet icon=Icon::Download download=true>{t.errors_csv}</ButtonLink>
                </p>
            </ui::Section>
        }
    })
}

pub fn changes(plan: &Plan) -> Option<impl IntoView + use<>> {
    let (all, total) = (texts(), plan.changed());
    let t = all.import;
    let rows = plan
        .rows
        .iter()
        .filter_map(|row| match &row.outcome {
            Outcome::Change { changes, .. } => Some((row, changes)),
            _ => None,
        })
        .take(SHOWN)
        .map(|(row, changes)| {
            let sentences = changes.iter().map(in_words).collect();
            told(row, sentences, "")
        })
        .collect_view();
    let columns = vec![Column::text(t.row), Column::number(t.line), Column::text(t.changes)];
    (total > 0).then(|| {
        view! {
            <ui::Section title=t.to_change aside=number(total as i64) id="changes">
                <Table caption=t.to_change columns>{rows}</Table>
                {more(total)}
            </ui::Section>
        }
    })
}

pub fn additions(file: &File, plan: &Plan) -> Option<impl IntoView + use<>> {
    let (all, total) = (texts(), plan.added());
    let t = all.import;
    let lines = file.table.as_ref().map(|table| table.rows.as_slice()).unwrap_or_default();
    let rows = plan
        .rows
        .iter()
        .zip(lines)
        .filter_map(|(row, line)| match &row.outcome {
            Outcome::Add(wanted) => Some((row, line, &wanted.facts)),
            _ => None,
        })
        .take(SHOWN)
        .map(|(row, written, facts)| {
            let branch = plan.columns.cell(&written.cells, PersonField::Branch);
            let branch = or_dash(branch.map(str::to_owned));
            let (label, line) = (row.label.clone(), number(row.line as i64));
            let key = or_dash(facts.employee_number.clone());
            let email = or_dash(facts.email.clone());
            view! {
                <Row>
                    <TitleCell>{label}</TitleCell>
                    <Cell label=t.line numeric=true>{line}</Cell>
                    <Cell label=all.employee_number>{key}</Cell>
                    <Cell label=all.email>{email}</Cell>
                    <Cell label=all.branch>{branch}</Cell>
                </Row>
            }
        })
        .collect_view();
    let columns = vec![
        Column::text(all.name),
        Column::number(t.line),
        Column::text(all.employee_number),
        Column::text(all.email),
        Column::text(all.branch),
    ];
    (total > 0).then(|| {
        view! {
            <ui::Section title=t.to_add aside=number(total as i64) id="additions">
                <Table caption=t.to_add columns>{rows}</Table>
                {more(total)}
            </ui::Section>
        }
    })
}

fn more(total: usize) -> Option<impl IntoView> {
    let rest = total.saturating_sub(SHOWN);
    (rest > 0).then(|| view! { <p class="muted">{(texts().import.more)(rest as i64)}</p> })
}

/// Which columns were understood.
pub fn columns(file: &File, plan: &Plan) -> impl IntoView + use<> {
    let all = texts();
    let headers = file.table.as_ref().map(|table| table.headers.clone()).unwrap_or_default();
    let known = plan
        .columns
        .known()
        .map(|(field, at)| {
            let heading = headers.get(at).cloned().unwrap_or_default();
            view! { <Fact label=all.field(field)>{heading}</Fact> }
        })
        .collect_view();
    let o = onboarding::texts::texts();
    let of_hire =
        plan.columns.known_of_hire().into_iter().zip([o.job_training_from, o.exempt_hire]);
    let of_hire = of_hire.filter_map(|(place, label)| {
        let heading = headers.get(place?).cloned().unwrap_or_default();
        Some(view! { <Fact label>{heading}</Fact> })
    });
    let of_hire = of_hire.collect_view();
    let ignored = plan.columns.ignored.join(", ");
    view! {
        <ui::Section title=all.import.recognised>
            <Facts>{known} {of_hire}</Facts>
            {(!ignored.is_empty()).then(|| view! {
                <p class="muted">{format!("{}: {ignored}", all.import.ignored)}</p>
            })}
        </ui::Section>
    }
}
