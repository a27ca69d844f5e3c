//! `/onboarding`: who is where, for HR, instructors and managers; for anybody else their own days.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::{
    Ask, Shown,
    ahead::{AsHost, Hosted},
    asking::{Filters, shown},
    figures::{ByBranch, Summary, Trend},
    just_planned::{self, JustPlanned, Planned},
    matrix::Matrix,
    one,
};
use crate::{
    error::Result,
    onboarding::{Day, OnboardingId, rules, store, texts::texts},
    people::{self, Branch},
    request::{Look, Page, query},
    routes::{self, Section},
    sessions::zones,
    ui::{self, ButtonLink, Empty, Icon, Inline, Kind, PageHead, Pagination, Stack},
};

const A_PAGE: usize = 50;

pub async fn onboarding() -> Result<Page> {
    let mut look = Look::begin().await?;
    let hosted = Hosted::load(&mut look).await?;
    if !rules::may_see_others(&look.actor) {
        return one::mine(look, hosted).await;
    }
    let ask: Ask = query();
    let (all, asked, late_days) = shown(&mut look, &ask).await?;
    let branches = people::store::branches(&mut look.tx, true).await?;
    let pages = asked.len().div_ceil(A_PAGE).max(1);
    let page = ask.page.parse().unwrap_or(1).clamp(1, pages);
    let rows: Vec<Shown> = asked.iter().skip((page - 1) * A_PAGE).take(A_PAGE).cloned().collect();
    let ids: Vec<OnboardingId> = rows.iter().map(|row| row.onboarding.id).collect();
    let days = store::days(&mut look.tx, &ids).await?;
    let planned = just_planned::load(&mut look, &all).await?;
    let today = zones::in_zone(look.now, &look.actor.zone).date();
    let scope = look.actor.scope();
    let branch = ask.branch.parse().ok();
    let overrides = store::overrides(&mut look.tx, &scope, branch).await?;
    let past = store::finished_before(&mut look.tx, &scope, branch).await?;
    let past = past.into_iter().map(|one| Shown::of(one, late_days, look.now)).collect();
    Ok(page_of(
        &look,
        View {
            ask,
            all,
            past,
            planned,
            asked: asked.len(),
            rows,
            days,
            late_days,
            branches,
            today,
            page,
            pages,
            hosted,
            overrides,
        },
    ))
}

/// What the page shows.
struct View {
    ask: Ask,
    all: Vec<Shown>,
    /// Finished by whoever has left, or began another one since.
    past: Vec<Shown>,
    planned: Vec<Planned>,
    asked: usize,
    rows: Vec<Shown>,
    days: Vec<Day>,
    late_days: i64,
    branches: Vec<Branch>,
    today: NaiveDate,
    page: usize,
    pages: usize,
    hosted: Hosted,
    overrides: i64,
}

fn page_of(look: &Look, view: View) -> Page {
    let t = texts();
    let keeps = rules::may_keep(&look.actor);
    let instructs = look.actor.is(crate::access::Role::Instructor);
    let View { ask, all, asked, rows, days, late_days, branches, today, page, pages, .. } = view;
    let (hosted, overrides, past) = (view.hosted, view.overrides, view.past);
    let (planned, mine) = (view.planned, look.actor.zone.clone());
    let body = if all.is_empty() && ask.active() == 0 {
        view! {
            <Empty title=t.nobody text=t.nobody_text>
                {keeps.then(|| view! { <ButtonLink href="/people/new" kind=Kind::Primary>{people::texts::texts().add_person}</ButtonLink> })}
            </Empty>
        }
        .into_any()
    } else if rows.is_empty() {
        view! {
            <Empty title=t.nobody_found text=t.nobody_found_text>
                <ButtonLink href=Section::Onboarding.href()>{t.show_all}</ButtonLink>
            </Empty>
        }
        .into_any()
    } else {
        view! { <Matrix rows days late_days now=look.now /> }.into_any()
    };
    let (figures, of_branches, filters) = (all.clone(), all.clone(), ask.clone());
    let base = ask.address(Section::Onboarding.href());
    let export = |format: &str| ask.address(&format!("/export/onboarding.{format}"));
    let (csv, xlsx) = (export("csv"), export("xlsx"));
    Page::new(
        Section::Onboarding,
        t.title,
        view! {
            <Stack>
                <PageHead title=t.title intro=t.intro>
                    <ButtonLink href=routes::job_training() icon=Icon::Cap>{t.job_training}</ButtonLink>
                    <ButtonLink href=routes::onboarding_plans() icon=Icon::Clipboard>{t.plans}</ButtonLink>
                    {instructs.then(|| view! {
                        <ButtonLink href=routes::onboarding_morning(today) kind=Kind::Primary icon=Icon::Check>{t.my_morning}</ButtonLink>
                    })}
                </PageHead>
                <JustPlanned planned late_days mine />
                <Summary all=figures past=past.clone() overrides branch=ask.branch.clone() />
                <ui::Section title=t.people aside=(t.people_count)(asked as i64)>
                    <Filters ask=filters branches today />
                    {body}
                    <Pagination page=page as i64 pages=pages as i64 base />
                    {(asked > 0).then(|| view! {
                        <Inline>
                            <ButtonLink href=csv kind=Kind::Quiet icon=Icon::Download download=true>{t.as_csv}</ButtonLink>
                            <ButtonLink href=xlsx kind=Kind::Quiet icon=Icon::Download download=true>{t.as_xlsx}</ButtonLink>
                        </Inline>
                    })}
                </ui::Section>
                <AsHost hosted />
                <ByBranch all=of_branches past=past.clone() ask />
                <Trend all=[all, past].concat() today />
            </Stack>
        },
    )
}
