use std::collections::HashMap;

use chrono::{Days, Months, NaiveDate};
use leptos::prelude::*;

use super::{
    asked::{Asked, Offered, View, VisitFilters, span},
    grid::Grid,
    lacking::Lacking,
    parts::{hours_there, lacks, own, why_not},
};
use crate::{
    error::Result,
    handover,
    lang::lang,
    onboarding::{self, Held, proposing::Busy},
    people::{self, BranchId, PersonId},
    request::{Look, Page, query},
    routes::{self, Section},
    sessions::{self, SessionId, Standing, zones},
    settings::{self, Holiday},
    ui::{
        ButtonLink, Empty, Entry, Icon, Kind, MonthGrid, Notice, PageHead, Tab, Tabs, Tone,
        WeekList, dates,
    },
    visits::{
        Absence, Instructor, Visit,
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
    let kept = super::kept_near(&look.actor, look.now, own);
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
            {waits.then(draft_waits)}
            <Uncovered visits=uncovered count />
            {new_people}
            <VisitFilters asked offered />
            <Tabs label=t.views tabs />
            {shown}
            {empty}
        },
    )
}

/// Who could go, in the week shown.
pub struct Crew {
    pub instructors: Vec<Instructor>,
    pub absences: Vec<Absence>,
    pub held: Vec<Holding>,
    holidays: Vec<Holiday>,
    /// The clocks of each branch.
    zones: HashMap<BranchId, String>,
}

/// What an instructor holds on a day: also a visit to a branch that is not shown.
#[derive(PartialEq)]
pub struct Holding {
    pub by: PersonId,
    pub day: NaiveDate,
    pub hours: String,
    pub what: Held,
    /// A session that the reader may see, with its topic.
    pub session: Option<(SessionId, String)>,
}

impl Holding {
    pub fn text(&self) -> String {
        format!("{} {}", self.hours, (texts().holds)(self.what))
    }
}

impl Crew {
    async fn load(look: &mut Look, asked: &Asked, from: NaiveDate, to: NaiveDate) -> Result<Crew> {
        let only = asked.filter((from, to)).instructor;
        let mut instructors = store::instructors(&mut look.tx).await?;
        instructors.retain(|one| only.is_none_or(|only| only == one.id));
        let absences = store::absences_between(&mut look.tx, from, to).await?;
        let branches = people::store::branches(&mut look.tx, false).await?;
        let zones = branches.into_iter().map(|branch| (branch.id, branch.time_zone)).collect();
        let held = held(look, &instructors, &zones, (from, to)).await?;
        let mut holidays = settings::store::holidays(&mut look.tx, from).await?;
        holidays.retain(|holiday| holiday.day <= to);
        Ok(Crew { instructors, absences, held, holidays, zones })
    }

    /// The holidays of a day, each with the place if it holds in one only.
    pub fn holidays_on(&self, day: NaiveDate) -> impl Iterator<Item = String> {
        self.holidays.iter().filter(move |holiday| holiday.day == day).map(|holiday| match holiday
            .time_zone
            .as_str()
        {
            "" => holiday.name.clone(),
            zone => format!("{} ({})", holiday.name, zones::place(zone)),
        })
    }

    /// Whether it is a holiday where this branch lies.
    pub fn is_holiday(&self, branch: BranchId, day: NaiveDate) -> bool {
        let zone = self.zones.get(&branch).map(String::as_str).unwrap_or_default();
        self.holidays.iter().any(|holiday| holiday.day == day && holiday.holds_in(zone))
    }
}

/// What instructors hold, by the clocks of where they are based.
async fn held(
    look: &mut Look,
    instructors: &[Instructor],
    zones: &HashMap<BranchId, String>,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Vec<Holding>> {
    // A day more on both sides: what is which day where is told below.
    let (begin, end) = (from - Days::new(1), to + Days::new(2));
    let midnight = |day: NaiveDate| day.and_time(Default::default()).and_utc();
    let people: Vec<PersonId> = instructors.iter().map(|one| one.id).collect();
    let (begin, end) = (midnight(begin), midnight(end));
    let busy = onboarding::store::busy(&mut look.tx, &people, begin, end, None).await?;
    let scope = look.actor.scope();
    let filter = sessions::store::Filter { from: begin, to: end, ..Default::default() };
    let seen = sessions::store::between(&mut look.tx, &scope, &filter).await?;
    let ids: Vec<SessionId> = seen.iter().map(|one| one.id).collect();
    let by_session = sessions::store::facilitators(&mut look.tx, &ids).await?;
    // Nobody facilitates two at a time.
    let session = |who: PersonId, at| {
        let of_them = |id| by_session.get(&id).is_some_and(|all| all.iter().any(|f| f.id == who));
        let found = seen.iter().find(|one| one.starts_at == at && of_them(one.id))?;
        Some((found.id, found.topic.clone()))
    };
    let mut held: Vec<Holding> = Vec::new();
    for Busy { person: by, starts_at, ends_at, what, .. } in busy {
        let one = instructors.iter().find(|one| one.id == by);
        let Some(zone) = one.and_then(|one| zones.get(&one.base_id)) else { continue };
        let local = |at| zones::in_zone(at, zone);
        let hours = dates::span(local(starts_at).time(), local(ends_at).time());
        let session = (what == Held::Session).then(|| session(by, starts_at)).flatten();
        let holding = Holding { by, day: local(starts_at).date(), hours, what, session };
        // Several new people are together in one day.
        if !held.contains(&holding) {
            held.push(holding);
        }
    }
    held.sort_by(|one, other| one.hours.cmp(&other.hours));
    Ok(held)
}

fn shown(
    asked: &Asked,
    visits: Vec<Visit>,
    crew: Option<Crew>,
    (first, last, today): (NaiveDate, NaiveDate, NaiveDate),
    look: &Look,
) -> AnyView {
    let mut entries: Vec<Entry> = visits.iter().map(|visit| entry(visit, look)).collect();
    // Of one branch alone its visits are asked for, not what else its visitors do.
    let crewed = crew.as_ref().filter(|_| asked.filter((first, last)).branch.is_none());
    entries.extend(crewed.into_iter().flat_map(beside));
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

/// Holidays, and what instructors hold besides visits.
fn beside(crew: &Crew) -> Vec<Entry> {
    let holidays = crew.holidays.iter().map(|holiday| Entry {
        date: holiday.day,
        time: String::new(),
        title: crew.holidays_on(holiday.day).collect::<Vec<_>>().join(", "),
        href: routes::visits_on(holiday.day),
        tone: Tone::Neutral,
    });
    let mut holidays: Vec<Entry> = holidays.collect();
    holidays.dedup_by_key(|entry| entry.date);
    let held = crew.held.iter().filter(|held| held.what != Held::Visit);
    held.filter_map(|held| {
        let one = crew.instructors.iter().find(|one| one.id == held.by)?;
        let what = dates::capitalised((texts().holds)(held.what));
        Some(Entry {
            date: held.day,
            time: held.hours.clone(),
            title: match &held.session {
                Some((_, topic)) => format!("{what} · {topic} · {}", one.name),
                None => format!("{what} · {}", one.name),
            },
            href: match (&held.session, held.what) {
                (Some((id, _)), _) => routes::session(*id),
                (None, Held::Day) => routes::onboarding_morning(held.day),
                (None, _) => Section::Sessions.href().into(),
            },
            tone: Tone::Neutral,
        })
    })
    .chain(holidays)
    .collect()
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
