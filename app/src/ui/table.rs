//! A table that becomes a list of cards on a phone.
//!
//! ```ignore
//! <Table caption=t.people columns=vec![Column::text(t.name), Column::number(t.sessions)]>
//!     <Row>
//!         <TitleCell><PersonLine name="Ana Quispe"/></TitleCell>
//!         <Cell label=t.sessions numeric=true>"12"</Cell>
//!     </Row>
//! </Table>
//! ```
//!
//! Roles are written out because a table displayed as blocks loses its own in some browsers.

use leptos::prelude::*;

/// A column's heading.
#[derive(Clone, Debug)]
pub struct Column {
    pub label: String,
    pub numeric: bool,
}

impl Column {
    pub fn text(label: impl Into<String>) -> Self {
        Column { label: label.into(), numeric: false }
    }

    /// Figures stand at the end of the cell, under each other.
    pub fn number(label: impl Into<String>) -> Self {
        Column { label: label.into(), numeric: true }
    }
}

/// The children are [`Row`]s.
#[component]
pub fn Table(
    /// What the table shows; read by screen readers, and seen when `captioned`.
    #[prop(into)]
    caption: String,
    columns: Vec<Column>,
    #[prop(optional)] captioned: bool,
    children: Children,
) -> impl IntoView {
    let heads = columns.into_iter().map(|column| {
        view! { <th role="columnheader" scope="col" class=numeric_class(column.numeric)>{column.label}</th> }
    });
    view! {
        <table class="table" role="table">
            <caption class=(!captioned).then_some("visually-hidden")>{caption}</caption>
            <thead role="rowgroup">
                <tr role="row">{heads.collect_view()}</tr>
            </thead>
            <tbody role="rowgroup">{children()}</tbody>
        </table>
    }
}

/// The children are one [`TitleCell`] and [`Cell`]s.
#[component]
pub fn Row(children: Children) -> impl IntoView {
    view! { <tr role="row">{children()}</tr> }
}

/// The cell that names the row; the title of the card on a phone.
#[component]
pub fn TitleCell(children: Children) -> impl IntoView {
    view! { <th role="rowheader" scope="row">{children()}</th> }
}

/// A value. `label` repeats the column's heading for the card; leave it out for actions.
#[component]
pub fn Cell(
    #[prop(optional, into)] label: String,
    #[prop(optional)] numeric: bool,
    /// Sentences: on a phone they stand below their label and not at the end of its line.
    #[prop(optional)]
    long: bool,
    children: Children,
) -> impl IntoView {
    let label = (!label.is_empty()).then_some(label);
    let class = if long { Some("long") } else { numeric_class(numeric) };
    view! { <td role="cell" class=class data-label=label>{children()}</td> }
}

fn numeric_class(numeric: bool) -> Option<&'static str> {
    numeric.then_some("numeric")
}
