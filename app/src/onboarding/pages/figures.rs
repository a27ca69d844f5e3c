//! The figures of the new people: who may start, who is late, how long it takes.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::{Ask, Shown};
use crate::{
    lang::lang,
    onboarding::{
        Standing,
        rules::{self, Figures},
        texts::texts,
    },
    routes::Section,
    ui::{self, Cell, Column, LineChart, Point, Row, Stat, Table, TitleCell, dates, numbers},
};

/// How many months the trend shows.
const TREND: u32 = 6;

/// The answers HR needs at any moment.
#[component]
pub fn Summary(
    all: Vec<Shown>,
    /// Those finished before, which count for how long it takes only.
    past: Vec<Shown>,
    /// How often somebody was let through, ever.
    overrides: i64,
    /// Of which branch.
    branch: String,
) -> impl IntoView {
    let t = texts();
    let href = |state: &str| {
        let ask = Ask { branch: branch.clone(), state: state.to_owned(), ..Ask::default() };
        ask.address(Section::Onboarding.href())
    };
    let standings: Vec<Standing> = all.iter().map(|row| row.standing).collect();
    let count = move |standing| standings.iter().filter(|one| **one == standing).count() as i64;
    let total = all.len() as i64;
    let open = all.iter().filter(|row| rules::is_unlocked(&row.onboarding)).count() as i64;
    let days = all.iter().chain(&past).map(Shown::figures);
    let days = rules::figures(&days.collect::<Vec<_>>());
    let finished = days.len() as i64;
    let median = rules::median(days);
    let median = days_in_words(median);
    view! {
        <div class="onboarding-figures">
            <Stat label=t.may_start value=numbers::number(open) note=(t.of_people)(total) href=href("open") />
            <Stat label=(t.standing)(Standing::Late) value=numbers::number(count(Standing::Late)) note=(t.of_people)(total) href=href("late") />
            <Stat label=t.median value=median note=(t.median_note)(finished) />
            <Stat label=t.overrides value=numbers::number(overrides) note=t.overrides_note />
        </div>
    }
}

/// Where each branch stands; nothing when there is one only.
#[component]
pub fn ByBranch(all: Vec<Shown>, past: Vec<Shown>, ask: Ask) -> impl IntoView {
    let t = texts();
    let mut branches: Vec<(String, String)> = all
        .iter()
        .map(|row| (row.onboarding.branch.clone(), row.onboarding.branch_id.to_string()))
        .collect();
    branches.sort();
    branches.dedup();
    if branches.len() < 2 {
        return ().into_any();
    }
    let rows = branches
        .into_iter()
        .map(|(name, id)| {
            let of: Vec<&Shown> =
                all.iter().filter(|row| row.onboarding.branch_id.to_string() == id).collect();
            let count = |standing| of.iter().filter(|row| row.standing == standing).count() as i64;
            let running = numbers::number(count(Standing::Running));
            let late = numbers::number(count(Standing::Late));
            let open = of.iter().filter(|row| rules::is_unlocked(&row.onboarding)).count() as i64;
            let before = past.iter().filter(|row| row.onboarding.branch_id.to_string() == id);
            let figures: Vec<Figures> =
                of.iter().copied().chain(before).map(Shown::figures).collect();
            let median = days_in_words(rules::median(rules::figures(&figures)));
            let href = Ask { branch: id, ..ask.clone() }.address(Section::Onboarding.href());
            view! {
                <Row>
                    <TitleCell><a href=href>{name}</a></TitleCell>
                    <Cell label=t.on_way>{running}</Cell>
                    <Cell label=(t.standing)(Standing::Late)>{late}</Cell>
                    <Cell label=t.may_start>{numbers::number(open)}</Cell>
                    <Cell label=t.median>{median}</Cell>
                </Row>
            }
        })
        .collect_view();
    let columns = vec![
        Column::text(t.branch),
        Column::text(t.on_way),
        Column::text((t.standing)(Standing::Late)),
        Column::text(t.may_start),
        Column::text(t.median),
    ];
    view! {
        <ui::Section title=t.by_branch><Table caption=t.by_branch columns>{rows}</Table></ui::Section>
    }
    .into_any()
}

/// A number of days, with a half where there is one.
fn days_in_words(median: Option<f64>) -> String {
    median.map_or_else(
        || "–".to_owned(),
        |days| numbers::decimal(days, if days.fract() > 0.0 { 1 } else { 0 }),
    )
}

/// How many days it takes, by the month of the hire.
#[component]
pub fn Trend(all: Vec<Shown>, today: NaiveDate) -> impl IntoView {
    let t = texts();
    let figures: Vec<Figures> = all.iter().map(Shown::figures).collect();
    let months = rules::trend(&figures, today, TREND);
    if months.iter().all(|month| month.median.is_none()) {
        return ().into_any();
    }
    let most = months.iter().filter_map(|month| month.median).fold(1.0, f64::max);
    let points = months
        .iter()
        .map(|month| {
            let label = dates::short_day(lang(), month.first);
            let label = label.split_once('\u{a0}').map_or(label.clone(), |(_, m)| m.to_owned());
            let text = (t.trend_point)(month.median, month.finished, month.hired);
            Point::new(label, month.median, text)
        })
        .collect();
    view! {
        <ui::Section title=t.trend>
            <p class="muted">{t.trend_text}</p>
            <LineChart title=t.trend columns=(t.month.to_owned(), t.median.to_owned()) points range=(0.0, most * 1.25) />
        </ui::Section>
    }
    .into_any()
}
