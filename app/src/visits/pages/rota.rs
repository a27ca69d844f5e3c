use chrono::{Days, Months, NaiveDate};
use leptos::prelude::*;

use super::{
    asked::{Asked, Offered, View, VisitFilters, span},
    crew::Crew,
    grid::Grid,
    lacking::Lacking,
    parts::{hours_there, lacks, own, why_not},
};
use crate::{
    error::Result,
    handover,
    lang::lang,
    onboarding, people,
    request::{Look, Page, query},
    routes::{self, Section},
    sessions::{Standing, zones},
    ui::{
        ButtonLink, Empty, Entry, Icon, Kind, MonthGrid, Notice, PageHead, Tab, Tabs, Toast, Tone,
        WeekList, dates,
    },
    visits::{
        Visit,
        cover_texts::cover_texts,
        draft_texts::draft_texts,
        rules::{self, Remedy},
        store,
        texts::texts,
    },
};

/// So many visits that cannot be held stand there; the others unfold.
const SHOWN: usize = 3;

/// `/visits`: a week or a month of the rota.
pub async fn rota() -> Result<Page> {
    let mut look = Look::begin().await?;
    let t = texts();
    let asked: Asked = query();
    let today = zones::in_zone(look.now, &look.actor.zone).date();
    let (first, last) = span(asked.view(), asked.on(today));
    let scope = look.actor.scope();
    let visits = store::list(&mut look.tx, &scope, &asked.filter((first, last))).await?;
    let plans = rules::may_plan(&look.actor);
    let (uncovered, count) = match plans {
        true => store::uncovered(&mut look.tx, &scope, today).await?,
        false => (Vec::new(), 0),
    };
    // Who could go is drawn for those who send them.
    let crew = match plans {
        true => Some(Crew::load(&mut look, &asked, first, last).await?),
        false => None,
    };
    let waits = match rules::may_plan_all(&look.actor) {
        true => store::open_draft(&mut look.tx).await?.is_some(),
        false => false,
    };
    let proposes = rules::may_plan_all(&look.actor);
    let published = match asked.published().filter(|_| proposes) {
        Some(draft) => store::published(&mut look.tx, draft).await?,
        None => None,
    };
    let offered = Offered::load(&mut look).await?;
    let new_people = onboarding::pages::waiting_notice(&mut look).await?;
    let tabs = View::ALL
        .into_iter()
        .map(|each| Tab::new(asked.address(each, Some(first)), each.label(), each == asked.view()))
        .collect();
    let lacks = match plans && visits.is_empty() {
        true => {
            let branches = people::store::branches(&mut look.tx, true).await?;
            let instructors = store::instructors(&mut look.tx).await?;
            rules::lacks(branches.len(), instructors.len(), None)
        }
        false => Vec::new(),
    };
    let empty = visits.is_empty().then(|| match lacks.is_empty() {
        true => {
            let text = if plans { t.nothing_text } else { t.nothing_yours_text };
            view! { <Empty title=t.nothing text /> }.into_any()
        }
        false => {
            let actor = (*look.actor).clone();
            view! { <Lacking lacks actor /> }.into_any()
        }
    });
    let own = visits.iter().filter(|visit| own(visit, look.actor.id));
    let own = own.map(|visit| (visit.id, visit.starts_at, visit.time_zone.as_str()));
    let kept = super::kept_near(look.actor.id, look.now, own);
    let mornings = crew.as_ref().map(Crew::mornings);
    let shown = shown(&asked, visits, crew, (first, last, today), &look);
    Page::ok(
        Section::Visits,
        t.visits,
        view! {
            <PageHead title=t.visits intro=t.intro>
                {proposes.then(|| view! {
                    <ButtonLink href=routes::VISITS_DRAFT icon=Icon::Path>{draft_texts().propose}</ButtonLink>
                })}
                <ButtonLink href=routes::VISITS_COVERAGE icon=Icon::Chart>{cover_texts().coverage}</ButtonLink>
                {plans.then(|| view! {
                    <ButtonLink href=routes::VISITS_SET_UP icon=Icon::Gear>{t.set_up}</ButtonLink>
                    <ButtonLink href=routes::NEW_VISIT kind=Kind::Primary icon=Icon::Plus>{t.plan}</ButtonLink>
                })}
            </PageHead>
            {kept}
            {published.map(just_published)}
            {waits.then(draft_waits)}
            <Uncovered visits=uncovered count />
            {new_people}
            <VisitFilters asked offered />
            <Tabs label=t.views tabs />
            {mornings}
            {shown}
            {empty}
        },
    )
}

fn shown(
    asked: &Asked,
    visits: Vec<Visit>,
    crew: Option<Crew>,
    (first, last, today): (NaiveDate, NaiveDate, NaiveDate),
    look: &Look,
) -> AnyView {
    let mut entries: Vec<Entry> = visits.iter().map(|visit| entry(visit, look)).collect();
    entries.extend(crew.iter().flat_map(|crew| crew.beside((first, last))));
    entries.sort_by(|one, other| (one.date, &one.time).cmp(&(other.date, &other.time)));
    let at = |day: Option<NaiveDate>| asked.address(asked.view(), day);
    match asked.view() {
        View::Week => {
            let (previous, next) = (
                at(first.checked_sub_days(Days::new(7))),
                at(first.checked_add_days(Days::new(7))),
            );
            let gridded = crew.is_some();
            let grid = crew.map(|crew| {
                let now = look.now;
                let mine = look.actor.zone.clone();
                view! { <Grid visits crew first last today now mine /> }
            });
            view! {
                <div class=if gridded { "rota-week gridded" } else { "rota-week" }>
                    <WeekList start=first today entries previous next />
                    {grid}
                </div>
            }
            .into_any()
        }
        View::Month => view! {
            <MonthGrid
                month=first
                today
                entries
                previous=at(first.checked_sub_months(Months::new(1)))
                next=at(first.checked_add_months(Months::new(1)))
            />
        }
        .into_any(),
    }
}

fn entry(visit: &Visit, look: &Look) -> Entry {
    let standing = visit.standing(look.now);
    let cover = rules::needs_cover(visit, look.now);
    // Colour alone would not tell; what is planned needs no word.
    let state = match standing {
        _ if cover => format!(" · {}", lacks(visit.remedy())),
        Standing::Planned => String::new(),
        other => format!(" · {}", other.word(lang())),
    };
    Entry {
        date: visit.day,
        time: hours_there(visit, &look.actor.zone),
        title: format!("{} · {}{state}", visit.branch, visit.instructor),
        href: routes::visit(visit.id),
        tone: if cover { Tone::Bad } else { standing.tone() },
    }
}

/// What publishing a proposal has planned.
fn just_published((from, to, visits): (NaiveDate, NaiveDate, i64)) -> impl IntoView {
    let (from, to) = dates::first_and_last(lang(), from, to);
    view! { <Toast text=(draft_texts().published)(visits, &from, &to) /> }
}

/// A proposal waits to be published.
fn draft_waits() -> impl IntoView {
    let d = draft_texts();
    view! {
        <Notice title=d.draft_waits>
            <p>{d.draft_waits_text}</p>
            <ButtonLink href=routes::VISITS_DRAFT>{d.see_draft}</ButtonLink>
        </Notice>
    }
}

/// The visits that cannot be held as they stand, with what helps; `count` of them, in all.
#[component]
fn Uncovered(visits: Vec<Visit>, count: i64) -> impl IntoView {
    let t = texts();
    (!visits.is_empty()).then(|| {
        let all = |remedy| visits.iter().all(|visit| visit.remedy() == remedy);
        let (title, text) = match () {
            () if all(Remedy::Somebody) => (t.need_cover, t.need_cover_text),
            () if all(Remedy::Morning) => (t.need_change, t.needs_morning_text),
            () if all(Remedy::CallingOff) => (t.need_change, t.branch_closed_text),
            () => (t.need_change, t.need_cover_text),
        };
        let left = visits.iter().filter(|visit| visit.remedy() == Remedy::Somebody);
        let left = left.map(|visit| (visit.instructor_id, visit.instructor.clone()));
        let ways = handover::pages::ways(left);
        let lines = visits.into_iter().map(|visit| {
            let day = dates::capitalised(&dates::day(lang(), visit.day));
            let why = why_not(&visit);
            view! {
                <li>
                    <a href=routes::visit(visit.id)>{format!("{day} · {}", visit.branch)}</a>
                    {format!(": {why}")}
                </li>
            }
        });
        let mut first: Vec<_> = lines.collect();
        let unlisted = count - first.len() as i64;
        let rest = first.split_off(first.len().min(SHOWN));
        let rest = (!rest.is_empty()).then(|| {
            let label = (t.show_more)(rest.len() as i64);
            let unlisted = (unlisted > 0).then(|| view! { <p>{(t.later_ones)(unlisted)}</p> });
            view! {
                <details>
                    <summary>{label}</summary>
                    <ul class="rota-uncovered">{rest}</ul>
                    {unlisted}
                </details>
            }
        });
        view! {
            <Notice tone=Tone::Warn title=title(count)>
                <p>{text}</p>
                {ways}
                <ul class="rota-uncovered">{first}</ul>
                {rest}
            </Notice>
        }
    })
}
