//! What is to be reviewed, the most overdue first.

use leptos::prelude::*;
use serde::Deserialize;

use super::urgency_badge;
use crate::{
    error::Result,
    lang::lang,
    request::{Look, Page, query},
    reviews::{
        Due, choosing, rules,
        store::{self, A_PAGE, Filter},
        texts::texts,
    },
    routes::{self, Section},
    sessions::zones::in_zone,
    ui::{
        Cell, Column, Empty, FilterBar, PageHead, Paged, Pagination, Row, Stack, Table, TitleCell,
        dates,
        form::{Choice, Select},
    },
};

#[derive(Default, Deserialize)]
#[serde(default)]
struct Ask {
    whose: String,
    programme: String,
    page: String,
}

/// `/knowledge/reviews`
pub async fn list() -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let scope = look.actor.scope();
    let ask: Ask = query();
    let mine = ask.whose == "mine";
    let filter = Filter { programme: ask.programme.parse().ok(), mine };
    // How many there are stands with the first page; then a page beyond the end is the last.
    let (first, total) = store::due(&mut look.tx, &scope, filter, 1).await?;
    let Paged { page, pages, .. } = Paged::new(&ask.page, total, A_PAGE);
    let due = match page {
        1 => first,
        page => store::due(&mut look.tx, &scope, filter, page).await?.0,
    };
    let programmes = store::programmes_with_owners(&mut look.tx, &scope).await?;
    let today = in_zone(look.now, &look.actor.zone).date();
    let active = usize::from(mine) + usize::from(filter.programme.is_some());
    let programmes: Vec<Choice> =
        programmes.into_iter().map(|(id, name)| Choice::new(id, name)).collect();
    let chosen = filter.programme.map(|id| id.to_string()).unwrap_or_default();
    let whose = vec![Choice::new("mine", t.mine)];
    let bar = (active > 0 || total > 0).then(|| {
        view! {
            <FilterBar action=routes::REVIEWS active>
                <Select name="whose" label=t.whose choices=whose empty=t.all value=ask.whose.clone() />
                <Select name="programme" label=t.programme choices=programmes empty=t.all_programmes value=chosen.clone() />
            </FilterBar>
        }
    });
    let (title, text) =
        if mine { (t.empty_mine, t.empty_mine_text) } else { (t.empty, t.empty_text) };
    let body = match due.is_empty() {
        true => view! { <Empty title text /> }.into_any(),
        false => {
            let columns = vec![
                Column::text(t.what),
                Column::text(t.review_by),
                Column::text(t.owner),
                Column::text(t.programme),
            ];
            let rows = due.into_iter().map(|due| row(due, today)).collect_view();
            view! { <Table caption=t.list columns>{rows}</Table> }.into_any()
        }
    };
    let base = format!(
        "{}?whose={}&programme={}",
        routes::REVIEWS,
        if mine { "mine" } else { "" },
        filter.programme.map(|id| id.to_string()).unwrap_or_default()
    );
    let crumbs =
        vec![(crate::knowledge::texts::texts().knowledge.to_owned(), "/knowledge".to_owned())];
    Page::ok(
        Section::Knowledge,
        t.list,
        view! {
            <Stack>
                <PageHead title=t.list intro=t.list_intro crumbs />
                {bar}
                {body}
                <Pagination base page pages />
            </Stack>
        },
    )
}

fn row(due: Due, today: chrono::NaiveDate) -> impl IntoView {
    let t = texts();
    let badge = urgency_badge(rules::urgency(due.review_on, today));
    let title = choosing::title(due.kind, due.name, &due.target);
    let href = routes::keep(due.kind.as_str(), due.subject_id);
    let when = dates::short_date(lang(), due.review_on);
    let owner = due.owner.unwrap_or_else(|| t.nobody.to_owned());
    view! {
        <Row>
            <TitleCell>
                <a href=href>{title}</a>
                <small>{(t.kind)(due.kind)}</small>
            </TitleCell>
            <Cell label=t.review_by><span>{when} " " {badge}</span></Cell>
            <Cell label=t.owner>{owner}</Cell>
            <Cell label=t.programme>{due.programme}</Cell>
        </Row>
    }
}
