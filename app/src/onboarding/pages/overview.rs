//! `/onboarding`: who is where, for HR, instructors and managers; for anybody else their own days.

use chrono::{DateTime, NaiveDate, Utc};
use leptos::prelude::*;
use serde::Deserialize;

use super::{DayBadge, StandingBadge, one, sit_ins};
use crate::{
    error::Result,
    lang::lang,
    onboarding::{
        Day, Onboarding, OnboardingId, SitIn, Standing,
        rules::{self, Figures},
        store,
        texts::texts,
    },
    people::{self, Branch, fold},
    request::{Look, Page, query},
    routes::{self, Section, encode},
    sessions::zones,
    ui::{
        self, Badge, ButtonLink, Cell, Column, Empty, FilterBar, Grid, Icon, Inline, Kind,
        LineChart, PageHead, Pagination, PersonLine, Point, Row, Stack, Stat, Table, TitleCell,
        Tone, dates,
        form::{Choice, Select},
        numbers,
    },
};

const A_PAGE: usize = 50;
/// How many months the trend shows, and can be asked for.
const MONTHS: u32 = 12;
const TREND: u32 = 6;

/// The query of the list, as the address has it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Ask {
    pub q: String,
    pub branch: String,
    /// `2026-03`
    pub month: String,
    /// A [`Standing`], or `open`: job training may begin.
    pub state: String,
    page: String,
}

impl Ask {
    fn filters(&self) -> [(&'static str, &str); 3] {
        [("branch", &self.branch), ("month", &self.month), ("state", &self.state)]
    }

    fn active(&self) -> usize {
        self.filters().iter().filter(|(_, value)| !value.is_empty()).count()
    }

    /// The same question at another address, from its first page.
    fn address(&self, path: &str) -> String {
        let parts: Vec<String> = [("q", self.q.as_str())]
            .into_iter()
            .chain(self.filters())
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", encode(value)))
            .collect();
        if parts.is_empty() { path.to_owned() } else { format!("{path}?{}", parts.join("&")) }
    }

    fn fits(&self, row: &Shown) -> bool {
        let month = row.onboarding.hired_on.format("%Y-%m").to_string();
        let state = match self.state.as_str() {
            "" => true,
            "open" => rules::is_unlocked(&row.onboarding),
            state => row.standing.as_str() == state,
        };
        state
            && (self.month.is_empty() || self.month == month)
            && fold(&row.onboarding.name).contains(&fold(&self.q))
    }
}

/// An onboarding with where it stands today.
#[derive(Clone)]
pub struct Shown {
    pub onboarding: Onboarding,
    pub standing: Standing,
    /// The date where the person works.
    pub today: NaiveDate,
}

impl Shown {
    pub fn of(onboarding: Onboarding, late_days: i64, now: DateTime<Utc>) -> Shown {
        let today = zones::in_zone(now, &onboarding.branch_zone).date();
        let standing = rules::standing(&onboarding, late_days, today);
        Shown { onboarding, standing, today }
    }

    fn figures(&self) -> Figures {
        let one = &self.onboarding;
        let zone = &one.branch_zone;
        // What counts from before tells nothing about how long it takes now.
        let finished = one.finished_at.filter(|_| !one.counts_earlier);
        Figures {
            hired_on: one.hired_on,
            standing: self.standing,
            finished_on: finished.map(|at| zones::in_zone(at, zone).date()),
        }
    }
}

/// What the reader may see of a branch: all of it, and what the rest of the question leaves.
pub async fn shown(look: &mut Look, ask: &Ask) -> Result<(Vec<Shown>, Vec<Shown>, i64)> {
    let late_days = store::late_days(&mut look.tx).await?;
    let scope = look.actor.scope();
    let all = store::list(&mut look.tx, &scope, ask.branch.parse().ok()).await?;
    let all: Vec<Shown> = all.into_iter().map(|one| Shown::of(one, late_days, look.now)).collect();
    let asked = all.iter().filter(|row| ask.fits(row)).cloned().collect();
    Ok((all, asked, late_days))
}

pub async fn onboarding() -> Result<Page> {
    let mut look = Look::begin().await?;
    let to_confirm = store::to_confirm(&mut look.tx, look.actor.id).await?;
    if !rules::may_see_others(&look.actor) {
        return one::mine(look, to_confirm).await;
    }
    let ask: Ask = query();
    let (all, asked, late_days) = shown(&mut look, &ask).await?;
    let branches = people::store::branches(&mut look.tx, true).await?;
    let pages = asked.len().div_ceil(A_PAGE).max(1);
    let page = ask.page.parse().unwrap_or(1).clamp(1, pages);
    let rows: Vec<Shown> = asked.iter().skip((page - 1) * A_PAGE).take(A_PAGE).cloned().collect();
    let ids: Vec<OnboardingId> = rows.iter().map(|row| row.onboarding.id).collect();
    let days = store::days(&mut look.tx, &ids).await?;
    let today = zones::in_zone(look.now, &look.actor.zone).date();
    Ok(page_of(
        &look,
        View {
            ask,
            all,
            asked: asked.len(),
            rows,
            days,
            late_days,
            branches,
            today,
            page,
            pages,
            to_confirm,
        },
    ))
}

/// What the page shows.
struct View {
    ask: Ask,
    all: Vec<Shown>,
    asked: usize,
    rows: Vec<Shown>,
    days: Vec<Day>,
    late_days: i64,
    branches: Vec<Branch>,
    today: NaiveDate,
    page: usize,
    pages: usize,
    to_confirm: Vec<SitIn>,
}

fn page_of(look: &Look, view: View) -> Page {
    let t = texts();
    let keeps = rules::may_keep(&look.actor);
    let instructs = look.actor.is(crate::access::Role::Instructor);
    let View { ask, all, asked, rows, days, late_days, branches, today, page, pages, to_confirm } =
        view;
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
                <Summary all=all.clone() />
                <ui::Section title=t.people aside=(t.people_count)(asked as i64)>
                    <Filters ask=ask.clone() branches today />
                    {body}
                    <Pagination page=page as i64 pages=pages as i64 base />
                    {(asked > 0).then(|| view! {
                        <Inline>
                            <ButtonLink href=csv kind=Kind::Quiet icon=Icon::Download download=true>{t.as_csv}</ButtonLink>
                            <ButtonLink href=xlsx kind=Kind::Quiet icon=Icon::Download download=true>{t.as_xlsx}</ButtonLink>
                        </Inline>
                    })}
                </ui::Section>
                <sit_ins::ToConfirm sit_ins=to_confirm />
                <Trend all today />
            </Stack>
        },
    )
}

/// The answers HR needs at any moment.
#[component]
fn Summary(all: Vec<Shown>) -> impl IntoView {
    let t = texts();
    let href = |state: &str| format!("{}?state={state}", Section::Onboarding.href());
    let standings: Vec<Standing> = all.iter().map(|row| row.standing).collect();
    let count = move |standing| standings.iter().filter(|one| **one == standing).count() as i64;
    let total = all.len() as i64;
    let open = all.iter().filter(|row| rules::is_unlocked(&row.onboarding)).count() as i64;
    let days = rules::figures(&all.iter().map(Shown::figures).collect::<Vec<_>>());
    let finished = days.len() as i64;
    let median = rules::median(days);
    let median = median.map_or_else(
        || "–".to_owned(),
        |days| numbers::decimal(days, if days.fract() > 0.0 { 1 } else { 0 }),
    );
    view! {
        <Grid>
            <Stat label=t.may_start value=numbers::number(open) note=(t.of_people)(total) href=href("open") />
            <Stat label=(t.standing)(Standing::Late) value=numbers::number(count(Standing::Late)) note=(t.of_people)(total) href=href("late") />
            <Stat label=t.median value=median note=(t.median_note)(finished) />
            <Stat label=t.overrides value=numbers::number(count(Standing::Overridden)) note=(t.of_people)(total) href=href("overridden") />
        </Grid>
    }
}

#[component]
fn Filters(ask: Ask, branches: Vec<Branch>, today: NaiveDate) -> impl IntoView {
    let t = texts();
    let branches = branches.iter().map(|b| Choice::new(b.id, &b.name)).collect();
    let months = rules::trend(&[], today, MONTHS)
        .into_iter()
        .rev()
        .map(|month| {
            let name = dates::capitalised(&dates::month_year(lang(), month.first));
            Choice::new(month.first.format("%Y-%m"), name)
        })
        .collect();
    let mut states = vec![Choice::new("open", t.may_start)];
    states.extend(Standing::ALL.iter().map(|s| Choice::new(s, (t.standing)(*s))));
    let active = ask.active();
    view! {
        <FilterBar action=Section::Onboarding.href() active search=ask.q.clone()>
            <Select name="branch" label=t.branch choices=branches value=ask.branch empty=t.all_branches />
            <Select name="month" label=t.month choices=months value=ask.month empty=t.all_months />
            <Select name="state" label=t.state choices=states value=ask.state empty=t.all_states />
        </FilterBar>
    }
}

/// Person by day.
#[component]
fn Matrix(rows: Vec<Shown>, days: Vec<Day>, late_days: i64, now: DateTime<Utc>) -> impl IntoView {
    let t = texts();
    let most = days.iter().map(|day| day.number).max().unwrap_or(3);
    let mut columns = vec![Column::text(t.person), Column::text(t.hired_on)];
    columns.extend((1..=most).map(|number| Column::text((t.day)(number))));
    columns.push(Column::text(t.job_training));
    let rows = rows
        .into_iter()
        .map(|row| {
            let one = row.onboarding.clone();
            let (id, href) = (one.id, routes::onboarding(one.id));
            let own: Vec<Day> = days.iter().filter(|day| day.onboarding_id == id).cloned().collect();
            let cells = (1..=most)
                .map(|number| {
                    let cell = own.iter().find(|day| day.number == number).map(|day| {
                        let state = rules::day_state(&one, day, late_days, row.today, now);
                        let on = day.on.map(|on| dates::short_day(lang(), on));
                        view! {
                            <DayBadge state />
                            {on.map(|on| view! { <small class="matrix-date">{on}</small> })}
                        }
                    });
                    let empty = cell.is_none().then_some("–");
                    view! { <Cell label=(t.day)(number)><span class="matrix-cell">{cell}{empty}</span></Cell> }
                })
                .collect_view();
            let (tone, open) = match rules::is_unlocked(&one) {
                true => (Tone::Good, t.open),
                false => (Tone::Neutral, t.locked),
            };
            let hired_on = dates::short_date(lang(), one.hired_on);
            let shows = matches!(row.standing, Standing::Late | Standing::Overridden | Standing::Exempt);
            view! {
                <Row>
                    <TitleCell>
                        <PersonLine name=one.name position=one.position branch=one.branch href />
                    </TitleCell>
                    <Cell label=t.hired_on>
                        <span class="nowrap">{hired_on}</span>
                    </Cell>
                    {cells}
                    <Cell label=t.job_training>
                        <span class="matrix-cell">
                            <Badge tone>{open}</Badge>
                            {shows.then(|| view! { <StandingBadge standing=row.standing /> })}
                        </span>
                    </Cell>
                </Row>
            }
        })
        .collect_view();
    view! { <Table caption=t.people columns>{rows}</Table> }
}

/// How many days it takes, by the month of the hire.
#[component]
fn Trend(all: Vec<Shown>, today: NaiveDate) -> impl IntoView {
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
