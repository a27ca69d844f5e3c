use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use leptos::prelude::*;
use serde::Deserialize;

use super::parts::crumbs;
use crate::{
    error::Result,
    export::{Sheet, Value},
    lang::lang,
    people::BranchId,
    request::{Look, Page, query},
    routes::{self, Section},
    sessions::zones,
    ui::{
        self, Badge, ButtonLink, Cell, Column, Empty, Icon, Inline, PageHead, Row, Table,
        TitleCell, Tone, dates, numbers,
    },
    visits::{
        Hours as Wished,
        cover_texts::cover_texts,
        coverage::{self, Fate, Held, Hours, Share},
        store,
        texts::texts,
    },
    writing::parse_date,
};

/// So many weeks before this one, and after it.
const BEFORE: u64 = 8;
const AFTER: u64 = 4;
const BY_NAME: &str = "name";

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
struct Asked {
    /// A day of the week in the middle; today's when empty.
    on: String,
    /// `name`, or by how long they have waited.
    order: String,
}

/// What the page and the file show.
struct Shown {
    branches: Vec<(BranchId, String)>,
    rows: Vec<coverage::Row>,
    hours: Vec<Hours>,
    held: Vec<Held>,
    last: HashMap<BranchId, NaiveDate>,
    wished: HashMap<BranchId, Wished>,
    weeks: Vec<NaiveDate>,
    middle: NaiveDate,
    today: NaiveDate,
    by_name: bool,
}

impl Shown {
    async fn load(look: &mut Look) -> Result<Shown> {
        let asked: Asked = query();
        let scope = look.actor.scope();
        let today = zones::in_zone(look.now, &look.actor.zone).date();
        let middle = coverage::monday(parse_date(&asked.on).unwrap_or(today));
        let (first, last) = (middle - Days::new(7 * BEFORE), middle + Days::new(7 * AFTER + 6));
        let weeks = coverage::mondays(first, last);
        let mut branches = store::branches_seen(&mut look.tx, &scope).await?;
        let visited: HashMap<BranchId, NaiveDate> =
            store::last_held(&mut look.tx, today).await?.into_iter().collect();
        let by_name = asked.order == BY_NAME;
        if !by_name {
            coverage::by_waiting(&mut branches, |branch| visited.get(&branch).copied());
        }
        let ids: Vec<BranchId> = branches.iter().map(|(id, _)| *id).collect();
        let held = store::held(&mut look.tx, &scope, (first, last)).await?;
        Ok(Shown {
            rows: coverage::map(&ids, &held, &weeks, look.now),
            hours: coverage::hours(&held, look.now),
            last: visited,
            wished: store::all_hours(&mut look.tx).await?,
            branches,
            held,
            weeks,
            middle,
            today,
            by_name,
        })
    }

    /// The query of these weeks, in this order.
    fn asking(&self, middle: NaiveDate, by_name: bool) -> String {
        let order = if by_name { format!("&order={BY_NAME}") } else { String::new() };
        format!("on={middle}{order}")
    }

    fn since(&self, branch: BranchId) -> Option<i64> {
        self.last.get(&branch).map(|last| (self.today - *last).num_days())
    }

    fn every(&self, branch: BranchId) -> Option<i64> {
        self.wished.get(&branch).and_then(|wished| wished.every_days)
    }

    /// On a phone a map that holds this week begins with it.
    fn is_over(&self, week: NaiveDate) -> bool {
        let current = coverage::monday(self.today);
        self.weeks.contains(&current) && week < current
    }

    /// It has waited longer than it wishes.
    fn is_late(&self, branch: BranchId) -> bool {
        let every = self.every(branch);
        every.is_some_and(|every| self.since(branch).is_none_or(|since| since > every))
    }
}

/// `/visits/coverage`
pub async fn coverage() -> Result<Page> {
    let mut look = Look::begin().await?;
    let c = cover_texts();
    let shown = Shown::load(&mut look).await?;
    let asked =
        |day, by_name| format!("{}?{}", routes::VISITS_COVERAGE, shown.asking(day, by_name));
    let at = |day: NaiveDate| asked(day, shown.by_name);
    let other = asked(shown.middle, !shown.by_name);
    let other_order = if shown.by_name { c.by_waiting } else { c.by_name };
    let (earlier, later) =
        (at(shown.middle - Days::new(7 * BEFORE)), at(shown.middle + Days::new(7 * BEFORE)));
    let file = |name: &str, ending: &str| {
        format!("/export/{name}.{ending}?{}", shown.asking(shown.middle, shown.by_name))
    };
    let files = [
        (file("visit-coverage", "csv"), c.map_csv),
        (file("visit-coverage", "xlsx"), c.map_xlsx),
        (file("visits", "csv"), c.list_csv),
        (file("visits", "xlsx"), c.list_xlsx),
    ]
    .map(|(href, label)| {
        view! { <ButtonLink href icon=Icon::Download download=true>{label}</ButtonLink> }
    })
    .collect_view();
    let folds = shown.weeks.iter().any(|week| shown.is_over(*week));
    let (mapped, worked) = (map(&shown), hours(&shown.hours));
    let body = match shown.branches.is_empty() {
        true => view! { <Empty title=c.none text=c.none_text /> }.into_any(),
        false => view! {
            <ui::Section title=c.weeks>
                <Inline>
                    <a class="button quiet" rel="prev" href=earlier>{c.earlier}</a>
                    <a class="button quiet" rel="next" href=later>{c.later}</a>
                    <a class="button quiet" href=other>{other_order}</a>
                    <span class="muted small">{c.legend}</span>
                </Inline>
                {folds.then(|| view! { <a class="coverage-earlier" href="#coverage">{c.weeks_before}</a> })}
                {mapped}
            </ui::Section>
            <ui::Section title=c.hours>{worked}</ui::Section>
            <Inline>{files}</Inline>
        }
        .into_any(),
    };
    Page::ok(
        Section::Visits,
        c.coverage,
        view! {
            <PageHead title=c.coverage intro=c.intro crumbs=crumbs() />
            {body}
        },
    )
}

fn share_of(share: Share) -> String {
    let c = cover_texts();
    match share.fraction() {
        Some(_) => numbers::share(lang(), share.made, share.planned, 0),
        None => c.nothing_over.into(),
    }
}

fn map(shown: &Shown) -> AnyView {
    let (t, c) = (texts(), cover_texts());
    let heads = shown.weeks.iter().map(|week| {
        let current = (*week == coverage::monday(shown.today)).then_some("date");
        let day = dates::short_day(lang(), *week);
        let over = shown.is_over(*week).then_some("");
        view! { <th scope="col" aria-current=current data-over=over>{day}</th> }
    });
    let rows = shown.branches.iter().zip(&shown.rows).map(|((branch, name), row)| {
        let since = shown.since(*branch).map_or(c.never.to_owned(), |n| (c.days_since)(n));
        let late =
            shown.is_late(*branch).then(|| view! { " " <Badge tone=Tone::Warn>{c.late}</Badge> });
        let cells = row.weeks.iter().zip(&shown.weeks).map(|(cell, week)| {
            let over = shown.is_over(*week).then_some("");
            cell_of(*cell, *week, over)
        });
        view! {
            <tr>
                <th scope="row">
                    {name.clone()}
                    <small>{since} {late}</small>
                    <small>{share_of(row.share)}</small>
                </th>
                {cells.collect_view()}
            </tr>
        }
    });
    view! {
        <div class="coverage-scroll" tabindex="0" role="region" aria-label=c.weeks>
            <table class="coverage" id="coverage">
                <caption class="visually-hidden">{c.weeks}</caption>
                <thead><tr><th scope="col">{t.branch}</th>{heads.collect_view()}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// `made`, `made (3)`
fn told(fate: Fate, count: i64) -> String {
    let word = (cover_texts().fate)(fate);
    if count > 1 { format!("{word} ({count})") } else { word.to_owned() }
}

fn cell_of(cell: Option<(Fate, i64)>, week: NaiveDate, over: Option<&'static str>) -> AnyView {
    let c = cover_texts();
    let Some((fate, count)) = cell else {
        return view! { <td data-over=over></td> }.into_any();
    };
    let (mark, tone) = match fate {
        Fate::Made => ("●", Tone::Good),
        Fate::Ahead => ("○", Tone::Info),
        Fate::Missed => ("×", Tone::Bad),
    };
    let day = dates::short_date(lang(), week);
    let said = format!("{}: {}", (c.week_of)(&day), told(fate, count));
    let many = (count > 1).then(|| format!(" {count}"));
    view! {
        <td class=tone.class() title=said.clone() data-over=over>
            <span aria-hidden="true">{mark}{many}</span>
            <span class="visually-hidden">{said.clone()}</span>
        </td>
    }
    .into_any()
}

fn hours(all: &[Hours]) -> AnyView {
    let (t, c) = (texts(), cover_texts());
    if all.is_empty() {
        return view! { <p class="muted">{c.nothing_over}</p> }.into_any();
    }
    let columns = vec![
        Column::text(t.instructor),
        Column::number(c.hours_made),
        Column::number(c.hours_ahead),
        Column::text(c.made),
    ];
    let row = |one: &Hours| {
        let (name, made, ahead) = (one.name.clone(), in_hours(one.made), in_hours(one.ahead));
        let share = share_of(one.share);
        view! {
            <Row>
                <TitleCell>{name}</TitleCell>
                <Cell label=c.hours_made numeric=true>{made}</Cell>
                <Cell label=c.hours_ahead numeric=true>{ahead}</Cell>
                <Cell label=c.made>{share}</Cell>
            </Row>
        }
    };
    let rows = all.iter().map(row).collect_view();
    view! { <Table caption=c.hours columns>{rows}</Table> }.into_any()
}

/// Hours with one decimal, from minutes.
fn in_hours(minutes: i64) -> String {
    (cover_texts().in_hours)(&numbers::decimal(minutes as f64 / 60.0, 1))
}

/// `/export/visit-coverage`: the map as a sheet.
pub async fn export_coverage() -> Result<Sheet> {
    let mut look = Look::begin().await?;
    let (t, c) = (texts(), cover_texts());
    let shown = Shown::load(&mut look).await?;
    let mut headings: Vec<String> =
        [t.branch, c.last_visit, c.since, c.wished, c.planned, c.held, c.made]
            .map(str::to_owned)
            .into();
    headings.extend(shown.weeks.iter().map(|week| (c.week_of)(&week.to_string())));
    let rows = shown.branches.iter().zip(&shown.rows).map(|((branch, name), row)| {
        let share = row.share.fraction().map_or(Value::Nothing, Value::Share);
        let mut cells: Vec<Value> = vec![
            name.clone().into(),
            shown.last.get(branch).copied().into(),
            shown.since(*branch).map_or(Value::Nothing, Value::Whole),
            shown.every(*branch).map_or(Value::Nothing, Value::Whole),
            row.share.planned.into(),
            row.share.made.into(),
            share,
        ];
        cells.extend(row.weeks.iter().map(|cell| match cell {
            Some((fate, count)) => Value::from(told(*fate, *count)),
            None => Value::Nothing,
        }));
        cells
    });
    Ok(Sheet::new(c.file_name, headings, rows.collect()))
}

/// `/export/visits`: the visits of those weeks, one a line.
pub async fn export_visits() -> Result<Sheet> {
    let mut look = Look::begin().await?;
    let (t, c) = (texts(), cover_texts());
    let shown = Shown::load(&mut look).await?;
    let names: HashMap<BranchId, String> = shown.branches.iter().cloned().collect();
    let zones_of: HashMap<BranchId, String> = crate::people::store::branches(&mut look.tx, false)
        .await?
        .into_iter()
        .map(|branch| (branch.id, branch.time_zone))
        .collect();
    let now = look.now;
    let rows = shown.held.iter().map(|one| {
        let zone = zones_of.get(&one.branch_id).map_or("UTC", String::as_str);
        let clock = |at| dates::time(zones::in_zone(at, zone).time());
        vec![
            one.day.into(),
            clock(one.starts_at).into(),
            clock(one.ends_at).into(),
            names.get(&one.branch_id).cloned().unwrap_or_default().into(),
            one.instructor.clone().into(),
            (c.fate)(one.fate(now)).into(),
        ]
    });
    let headings = [t.date, t.from, t.until, t.branch, t.instructor, c.state];
    Ok(Sheet::new(c.list_name, headings, rows.collect()))
}
