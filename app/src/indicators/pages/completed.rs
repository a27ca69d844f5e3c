//! The page of completed training.

use leptos::{prelude::*, server_fn::ServerFn};

use super::figures::{self, Ask, Figures, Period, QuarterRead, Read};
use crate::{
    error::Result,
    indicators::{
        Outcome, Quarter, Tally,
        api::FreezePlan,
        rules, store,
        texts::{quarter_label, quarter_name, texts},
    },
    lang::lang,
    people,
    programmes::Framework,
    request::{Look, Page},
    routes::{self, Section},
    settings,
    ui::{
        self, Badge, Bar, BarChart, Button, ButtonLink, Card, Cell, Column, Confirm, Empty,
        FilterBar, Icon, Kind, Notice, PageHead, Ring, Row, Stack, Table, Target, TitleCell, Tone,
        dates,
        form::{Choice, Form, Hidden, Select},
        numbers, plural,
    },
};

/// How many quarters the trend shows.
const TREND: usize = 6;

pub async fn completed_training() -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let figures = figures::read(&mut look).await?;
    let last = match figures.period {
        Period::Quarter(quarter) => quarter,
        Period::Year(year) => Quarter { year, number: 4 }.min(figures.present),
    };
    let trend = figures::trend(&mut look, &figures, last, TREND).await?;
    let filters = filters(&mut look, &figures).await?;
    let may_freeze = rules::may_freeze(&look.actor);
    let name = match figures.period {
        Period::Quarter(quarter) => quarter_name(quarter, lang()),
        Period::Year(year) => (t.year)(year),
    };
    let target = settings::rules::as_typed(figures.organisation.target_basis_points);
    let trend_target = target.clone();
    let zone = figures.organisation.time_zone.clone();
    let notes = figures
        .quarters
        .iter()
        .filter(|quarter| quarter.frozen_at.is_some() || !quarter.planned.is_empty())
        .map(|quarter| state_of_plan(quarter, &zone, may_freeze, look.now))
        .collect_view();
    let (csv, xlsx) = (export_url(&figures, "csv"), export_url(&figures, "xlsx"));
    let tally = figures.tally();
    let basis_points = figures.organisation.target_basis_points;
    let (planned, added): (Vec<Read>, Vec<Read>) = figures
        .quarters
        .into_iter()
        .map(|quarter| (quarter.planned, quarter.added))
        .fold((Vec::new(), Vec::new()), |(mut planned, mut added), (more, later)| {
            planned.extend(more);
            added.extend(later);
            (planned, added)
        });
    let may_yet = |read: &&Read| matches!(read.outcome, Outcome::ToCome | Outcome::UnderWay);
    let to_come = planned.iter().filter(may_yet).count() as i64;
    Page::ok(
        Section::Indicators,
        t.completed_training,
        view! {
            <Stack>
                <PageHead title=t.completed_training kicker=name intro=t.definition>
                    <ButtonLink href=csv icon=Icon::Download download=true>{t.export_csv}</ButtonLink>
                    <ButtonLink href=xlsx icon=Icon::Download download=true>{t.export_xlsx}</ButtonLink>
                </PageHead>
                {filters}
                <div class="indicator">
                    <Card>
                        <Ring num=tally.executed den=tally.planned label=t.completed_training />
                        <Verdict tally basis_points target to_come />
                        {notes}
                    </Card>
                    <Card title=t.by_quarter aside=t.executed_of_planned>
                        <Trend trend basis_points target=trend_target last />
                    </Card>
                </div>
                {if planned.is_empty() {
                    view! {
                        <Empty title=t.no_plan text=t.no_plan_text>
                            <ButtonLink href="/programmes">{programmes_word()}</ButtonLink>
                        </Empty>
                    }.into_any()
                } else {
                    view! {
                        <ui::Section title=t.planned_sessions aside=numbers::number(planned.len() as i64)>
                            <Lines reads=planned caption=t.planned_sessions />
                        </ui::Section>
                    }.into_any()
                }}
                {(!added.is_empty()).then(|| view! {
                    <ui::Section title=t.added_later aside=numbers::number(added.len() as i64)>
                        <p class="muted">{t.added_later_text}</p>
                        <Lines reads=added caption=t.added_later />
                    </ui::Section>
                })}
            </Stack>
        },
    )
}

fn programmes_word() -> &'static str {
    lang().pick("Programmes", "Programas")
}

/// The address of the same figures as a file.
fn export_url(figures: &Figures, format: &str) -> String {
    let Ask { branch, department, programme, framework, .. } = &figures.ask;
    let mut url = format!("/export/completed-training.{format}?quarter={}", figures.period.value());
    for (name, value) in [
        ("branch", branch),
        ("department", department),
        ("programme", programme),
        ("framework", framework),
    ] {
        if let Some(value) = value.as_deref().filter(|value| !value.is_empty()) {
            url.push_str(&format!("&{name}={}", routes::encode(value)));
        }
    }
    url
}

async fn filters(look: &mut Look, figures: &Figures) -> Result<impl IntoView + use<>> {
    let t = texts();
    let mut periods = Vec::new();
    for year in figures::years(figures, look.now) {
        periods.push(Choice::new(year, (t.year)(year)));
        periods.extend((1..=4).rev().map(|number| {
            let quarter = Quarter { year, number };
            Choice::new(quarter, quarter_label(quarter, lang()))
        }));
    }
    let branches = people::store::branches(&mut look.tx, false).await?;
    let branches = branches.into_iter().map(|b| Choice::new(b.id, b.name)).collect::<Vec<_>>();
    let departments = people::store::departments(&mut look.tx, false).await?;
    let departments =
        departments.into_iter().map(|d| Choice::new(d.id, d.name)).collect::<Vec<_>>();
    let scope = look.actor.scope();
    let programmes = store::programmes(&mut look.tx, &scope).await?;
    let programmes =
        programmes.into_iter().map(|(id, name)| Choice::new(id, name)).collect::<Vec<_>>();
    let frameworks = vec![
        Choice::new(Framework::Phases, t.phases),
        Choice::new(Framework::Levels, t.levels),
        Choice::new(Framework::Own, t.own),
    ];
    let Ask { branch, department, programme, framework, .. } = figures.ask.clone();
    let [branch, department, programme, framework] =
        [branch, department, programme, framework].map(Option::unwrap_or_default);
    let active = [&branch, &department, &programme, &framework]
        .iter()
        .filter(|value| !value.is_empty())
        .count();
    let period = figures.period.value();
    Ok(view! {
        <FilterBar action="/indicators" active>
            <Select name="quarter" label=t.period choices=periods value=period />
            <Select name="branch" label=t.branch choices=branches value=branch empty=t.all />
            <Select name="department" label=t.department choices=departments value=department empty=t.all />
            <Select name="programme" label=t.programme choices=programmes value=programme empty=t.all />
            <Select name="framework" label=t.framework choices=frameworks value=framework empty=t.all />
        </FilterBar>
    })
}

/// Whether the target is met, in words; while sessions are still to come, it may yet be.
#[component]
fn Verdict(tally: Tally, basis_points: i64, target: String, to_come: i64) -> impl IntoView {
    let t = texts();
    tally.exceeds(basis_points).map(|exceeds| {
        let (tone, words) = match exceeds {
            true => (Tone::Good, (t.above)(&target)),
            false if to_come > 0 => (Tone::Info, (t.under_way)(to_come, &target)),
            false => (Tone::Warn, (t.below)(&target)),
        };
        view! { <p class="indicator-verdict"><Badge tone>{words}</Badge></p> }
    })
}

/// When the plan was frozen, or that it is not.
fn state_of_plan(
    quarter: &QuarterRead,
    zone: &str,
    may_freeze: bool,
    now: chrono::DateTime<chrono::Utc>,
) -> AnyView {
    let t = texts();
    let zone = crate::sessions::zones::named(zone);
    if let Some(frozen_at) = quarter.frozen_at {
        let n = quarter.planned.len() as i64;
        let sessions =
            format!("{} {}", numbers::number(n), plural(lang(), n, t.one_session, t.sessions_many));
        let day = dates::long_date(lang(), frozen_at.with_timezone(&zone).date_naive());
        let added = quarter.added.len() as i64;
        let later = (added > 0).then(|| format!(" {}", (t.added_later_note)(added)));
        return view! { <p class="muted">{(t.frozen)(&day, &sessions)} {later}</p> }.into_any();
    }
    if quarter.start > now {
        return view! { <p class="muted">{t.to_come_text}</p> }.into_any();
    }
    let value = quarter.quarter.to_string();
    view! {
        <Notice tone=Tone::Warn title=t.not_frozen>
            <p>{t.not_frozen_text}</p>
            {may_freeze.then(|| view! {
                <Confirm label=t.freeze text=t.freeze_text kind=Kind::Secondary>
                    <Form command=FreezePlan::PATH key=value.clone()>
                        <Hidden name="quarter" value=value />
                        <Button kind=Kind::Primary>{t.freeze_now}</Button>
                    </Form>
                </Confirm>
            })}
        </Notice>
    }
    .into_any()
}

/// Bars of the quarters; one without a plan says so instead of reading 0 %.
#[component]
fn Trend(
    trend: Vec<(Quarter, Tally)>,
    basis_points: i64,
    target: String,
    last: Quarter,
) -> impl IntoView {
    let t = texts();
    let bars = trend
        .into_iter()
        .map(|(quarter, tally)| {
            let (value, text) = if tally.planned == 0 {
                (0.0, t.no_plan.to_owned())
            } else {
                let share = tally.executed as f64 / tally.planned as f64 * 100.0;
                (share, format!("{}/{}", tally.executed, tally.planned))
            };
            let bar = Bar::new(quarter_label(quarter, lang()), value, text);
            if quarter == last { bar.strong() } else { bar }
        })
        .collect();
    let target = Target { value: basis_points as f64 / 100.0, label: (t.target_label)(&target) };
    view! {
        <BarChart title=t.by_quarter columns=(t.quarter.into(), t.executed_of_planned.into()) bars target max=100.0 />
    }
}

#[component]
fn Lines(reads: Vec<Read>, caption: &'static str) -> impl IntoView {
    let t = texts();
    let columns = vec![
        Column::text(t.session),
        Column::text(t.date),
        Column::text(t.state),
        Column::number(t.attendance_or_reason),
    ];
    let rows = reads.into_iter().map(|read| view! { <LineRow read /> }).collect_view();
    view! { <Table caption columns>{rows}</Table> }
}

#[component]
fn LineRow(read: Read) -> impl IntoView {
    let t = texts();
    let Read { line, outcome } = read;
    let zone = crate::sessions::zones::named(&line.time_zone);
    let local = move |at: chrono::DateTime<chrono::Utc>| {
        dates::short_date(lang(), at.with_timezone(&zone).date_naive())
    };
    let moved = (line.planned_for != line.starts_at)
        .then(|| view! { <p class="muted small">{(t.planned_for)(&local(line.planned_for))}</p> });
    let below = [line.programme.clone(), line.stage(lang()), line.branch.clone()]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join("\u{a0}· ");
    let why = reason(&line, outcome);
    let label = match outcome {
        Outcome::Executed => t.attendance,
        _ if why.is_empty() => "",
        _ => t.reason,
    };
    let what = match outcome {
        Outcome::Executed => view! {
            <a href=routes::roster(line.id)>{numbers::out_of(lang(), line.attended, line.marked)}</a>
        }
        .into_any(),
        _ => why.into_any(),
    };
    view! {
        <Row>
            <TitleCell>
                <a href=routes::session(line.id)>{line.topic.clone()}</a>
                <p class="muted small">{below}</p>
            </TitleCell>
            <Cell label=t.date>{local(line.starts_at)} {moved}</Cell>
            <Cell label=t.state><Badge tone=tone(outcome)>{t.outcome(outcome)}</Badge></Cell>
            <Cell label numeric=true>{what}</Cell>
        </Row>
    }
}

/// Why a planned session was missed, or why one was added.
pub fn reason(line: &crate::indicators::Line, outcome: Outcome) -> String {
    let t = texts();
    let given = |reason: &str| {
        if reason.is_empty() { t.no_reason.to_owned() } else { reason.to_owned() }
    };
    match outcome {
        Outcome::Cancelled => given(&line.cancel_reason),
        Outcome::MovedOut => given(line.move_reason.as_deref().unwrap_or_default()),
        Outcome::NotOpened => t.not_opened_why.to_owned(),
        Outcome::NotClosed => t.not_closed_why.to_owned(),
        Outcome::NobodyCame => t.nobody_came_why.to_owned(),
        Outcome::ToCome | Outcome::UnderWay | Outcome::Executed => {
            let reason = if line.in_plan { "" } else { &line.plan_reason };
            reason.to_owned()
        }
    }
}

fn tone(outcome: Outcome) -> Tone {
    match outcome {
        Outcome::Executed => Tone::Good,
        Outcome::ToCome | Outcome::UnderWay => Tone::Info,
        Outcome::NotClosed | Outcome::MovedOut | Outcome::NotOpened | Outcome::NobodyCame => {
            Tone::Warn
        }
        Outcome::Cancelled => Tone::Bad,
    }
}
