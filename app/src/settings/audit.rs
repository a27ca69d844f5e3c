//! The log of changes.

use leptos::prelude::*;
use serde::Deserialize;
use serde_json::Value;

use super::{rules, store, texts::texts};
use crate::{
    error::{Error, Result},
    lang::lang,
    request::{Look, Page, query},
    routes::Section,
    ui::{
        Empty, FilterBar, PageHead, Paged, Pagination, Stack, Timeline, TimelineEntry, dates,
        form::{Choice, Select},
    },
};

const A_PAGE: i64 = 50;

#[derive(Default, Deserialize)]
struct Filter {
    kind: Option<String>,
    page: Option<String>,
}

pub async fn audit() -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    if !rules::may_read(&look.actor) {
        return Err(Error::Forbidden);
    }
    let filter: Filter = query();
    let kind = filter.kind.unwrap_or_default();
    let known = t.kinds.iter().any(|(value, _)| *value == kind);
    let kind = if known { kind } else { String::new() };
    let count = store::count_audit(&mut look.tx, &kind).await?;
    let paged = Paged::new(filter.page.as_deref().unwrap_or_default(), count, A_PAGE);
    let entries = store::audit(&mut look.tx, &kind, A_PAGE, paged.skipped()).await?;
    let zone = crate::sessions::zones::named(&look.actor.zone);
    let entries: Vec<TimelineEntry> = entries
        .into_iter()
        .map(|entry| TimelineEntry {
            when: dates::moment(lang(), entry.at.with_timezone(&zone).naive_local()),
            datetime: entry.at.to_rfc3339(),
            who: entry.actor.unwrap_or_else(|| t.somebody.into()),
            what: match entry.subject_name {
                Some(name) => format!("{} · {name}", t.action(&entry.action)),
                None => t.action(&entry.action).to_owned(),
            },
            why: reason(&entry.detail.0),
        })
        .collect();
    let choices =
        t.kinds.iter().map(|(value, label)| Choice::new(value, *label)).collect::<Vec<_>>();
    let base = if kind.is_empty() {
        "/settings/audit".into()
    } else {
        format!("/settings/audit?kind={kind}")
    };
    let active = usize::from(!kind.is_empty());
    Page::ok(
        Section::Settings,
        t.audit,
        view! {
            <Stack>
                <PageHead title=t.audit intro=t.audit_intro crumbs=vec![(t.title.into(), "/settings".into())] />
                <FilterBar action="/settings/audit" active>
                    <Select name="kind" label=t.kind choices value=kind empty=t.all_kinds />
                </FilterBar>
                {if entries.is_empty() {
                    view! { <Empty title=t.no_audit text=t.no_audit_text /> }.into_any()
                } else {
                    view! { <Timeline entries /> }.into_any()
                }}
                <Pagination page=paged.page pages=paged.pages base />
            </Stack>
        },
    )
}

/// The reason that somebody gave, where the entry has one.
fn reason(detail: &Value) -> String {
    detail.get("reason").and_then(Value::as_str).unwrap_or_default().to_owned()
}
