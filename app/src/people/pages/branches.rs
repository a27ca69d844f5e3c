use leptos::prelude::*;

use super::PlaceTabs;
use crate::{
    error::{Error, Result},
    people::{Branch, rules, store, texts::texts},
    request::{Look, Page},
    routes::{self, Section},
    ui::{
        Badge, ButtonLink, Cell, Column, Empty, Icon, Kind, PageHead, Row, Table, TitleCell,
        numbers,
    },
};

pub async fn list() -> Result<Page> {
    let mut look = Look::begin().await?;
    if !rules::may_keep_everything(&look.actor) {
        return Err(Error::Forbidden);
    }
    let branches = store::branches(&mut look.tx, false).await?;
    let people = store::active_by_branch(&mut look.tx).await?;
    let t = texts().places;
    let rows: Vec<(Branch, i64)> = branches
        .into_iter()
        .map(|branch| {
            let here = people.iter().find(|(id, _)| *id == branch.id).map_or(0, |(_, n)| *n);
            (branch, here)
        })
        .collect();
    let body = view! {
        <PageHead title=t.branches intro=t.branches_intro>
            <ButtonLink href="/branches/new" kind=Kind::Primary icon=Icon::Plus>{t.add_branch}</ButtonLink>
        </PageHead>
        <PlaceTabs current=None />
        <Branches rows />
    };
    Page::ok(Section::Branches, t.branches, body)
}

#[component]
fn Branches(rows: Vec<(Branch, i64)>) -> impl IntoView {
    let t = texts().places;
    if rows.is_empty() {
        return view! { <Empty title=t.no_branches text=t.no_branches_text /> }.into_any();
    }
    let columns = vec![
        Column::text(t.branch_name),
        Column::text(t.address),
        Column::text(t.time_zone),
        Column::number(t.people),
    ];
    let rows = rows.into_iter().map(|(branch, people)| view! {
        <Row>
            <TitleCell>
                <a href=routes::branch(branch.id)>{branch.name}</a>
                {(!branch.active).then(|| view! { " " <Badge>{t.branch_inactive}</Badge> })}
            </TitleCell>
            <Cell label=t.address>{super::list::or_dash(Some(branch.address))}</Cell>
            <Cell label=t.time_zone>{branch.time_zone}</Cell>
            <Cell label=t.people numeric=true>
                <a href=format!("/people?branch={}", branch.id)>{numbers::number(people)}</a>
            </Cell>
        </Row>
    }).collect_view();
    view! { <Table caption=t.branches columns>{rows}</Table> }.into_any()
}
