//! The list of programmes, each with its path.

use chrono::{DateTime, Datelike, Utc};
use leptos::prelude::*;
use serde::Deserialize;

use super::steps::{short_day, short_steps};
use crate::{
    error::Result,
    lang::lang,
    people,
    programmes::{
        Framework, Meeting, Programme, ProgrammeState, Stage, progress, rules, stages,
        store::{self, Filter},
        texts::{Texts, texts},
    },
    request::{Look, Page, query},
    routes::{self, Section},
    sessions::{Standing, zones},
    ui::{
        Badge, ButtonLink, CardHead, Empty, FilterBar, Icon, Kind, PageHead, Paged, Pagination,
        Path, Stack, Tone,
        form::{Choice, Select},
    },
};

/// How many stand on one page.
const PAGE: i64 = 20;

/// What the address asks for; `state` is active unless it says otherwise.
#[derive(Clone, Default, Deserialize)]
struct Ask {
    q: Option<String>,
    framework: Option<String>,
    state: Option<String>,
    branch: Option<String>,
    page: Option<String>,
}

impl Ask {
    fn filter(&self) -> Filter {
        let state = self.state.as_deref().unwrap_or("active");
        Filter {
            text: self.q.clone().unwrap_or_default(),
            framework: self.framework.as_deref().and_then(Framework::parse),
            state: ProgrammeState::parse(state),
            branch: self.branch.as_deref().and_then(|id| id.parse().ok()),
        }
    }

    /// How many fields narrow the list, the search excepted.
    fn active(&self) -> usize {
        let given = |field: &Option<String>| field.as_ref().is_some_and(|text| !text.is_empty());
        let state = self.state.as_deref().is_some_and(|state| state != "active");
        usize::from(given(&self.framework)) + usize::from(given(&self.branch)) + usize::from(state)
    }

    /// The address of the list without the page.
    fn base(&self) -> String {
        let fields = [
            ("q", &self.q),
            ("framework", &self.framework),
            ("state", &self.state),
            ("branch", &self.branch),
        ];
        let pairs: Vec<String> = fields
            .into_iter()
            .filter_map(|(name, value)| {
                let value =
                    value.as_deref().filter(|value| !value.is_empty() || name == "state")?;
                Some(format!("{name}={}", routes::encode(value)))
            })
            .collect();
        let href = Section::Programmes.href();
        if pairs.is_empty() { href.into() } else { format!("{href}?{}", pairs.join("&")) }
    }
}

/// What a card shows.
struct Item {
    programme: Programme,
    branch: Option<String>,
    stages: Vec<Stage>,
    meetings: Vec<Meeting>,
}

pub async fn list() -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let ask: Ask = query();
    let scope = look.actor.scope();
    let filter = ask.filter();
    let total = store::count(&mut look.tx, &scope, &filter).await?;
    let paged = Paged::new(ask.page.as_deref().unwrap_or_default(), total, PAGE);
    let listed = store::list(&mut look.tx, &scope, &filter, PAGE, paged.skipped()).await?;
    let ids: Vec<_> = listed.iter().map(|listed| listed.programme.id).collect();
    let mut stages = store::stages_of(&mut look.tx, &ids).await?;
    let meetings = store::meetings(&mut look.tx, &ids).await?;
    let branches = people::store::branches(&mut look.tx, false).await?;
    let items: Vec<Item> = listed
        .into_iter()
        .map(|listed| {
            let id = listed.programme.id;
            Item {
                stages: stages.remove(&id).unwrap_or_default(),
                meetings: meetings.iter().filter(|one| one.programme_id == id).cloned().collect(),
                programme: listed.programme,
                branch: listed.branch,
            }
        })
        .collect();
    let may_create = rules::may_create(&look.actor);
    let narrowed = ask.active() > 0 || ask.q.as_ref().is_some_and(|text| !text.is_empty());
    let branches = branches.into_iter().map(|b| Choice::new(b.id, b.name)).collect();
    let base = ask.base();
    let now = look.now;
    let empty = items.is_empty();
    let cards = items.into_iter().map(|item| view! { <Item item now /> }).collect_view();
    let new = may_create.then(|| {
        view! {
            <ButtonLink href="/programmes/new" kind=Kind::Primary icon=Icon::Plus>{t.new}</ButtonLink>
        }
    });
    Page::ok(
        Section::Programmes,
        t.programmes,
        view! {
            <Stack>
                <PageHead title=t.programmes intro=t.intro>{new}</PageHead>
                {(narrowed || !empty || may_create).then(|| view! { <Filters ask branches /> })}
                {if empty {
                    nothing(t, narrowed, may_create).into_any()
                } else {
                    view! { <div class="programmes">{cards}</div> }.into_any()
                }}
                <Pagination page=paged.page pages=paged.pages base />
            </Stack>
        },
    )
}

#[component]
fn Filters(ask: Ask, branches: Vec<Choice>) -> impl IntoView {
    let t = texts();
    let frameworks = Framework::ALL
        .iter()
        .map(|framework| Choice::new(framework, stages::framework_name(*framework, lang())))
        .collect();
    let states = ProgrammeState::ALL
        .iter()
        .map(|state| Choice::new(state, state_name(t, *state)))
        .chain([Choice::new("all", t.any_state)])
        .collect();
    let active = ask.active();
    let state = ask.state.unwrap_or_else(|| ProgrammeState::Active.to_string());
    view! {
        <FilterBar action=Section::Programmes.href() active search=ask.q.unwrap_or_default()>
            <Select name="framework" label=t.framework choices=frameworks empty=t.any_framework
                value=ask.framework.unwrap_or_default() />
            <Select name="state" label=t.state choices=states value=state />
            <Select name="branch" label=t.branch choices=branches empty=t.any_branch
                value=ask.branch.unwrap_or_default() />
        </FilterBar>
    }
}

fn nothing(t: &'static Texts, narrowed: bool, may_create: bool) -> impl IntoView {
    if narrowed {
        return view! {
            <Empty title=t.none_found text=t.none_found_text>
                <ButtonLink href=Section::Programmes.href()>{t.clear}</ButtonLink>
            </Empty>
        }
        .into_any();
    }
    let text = if may_create { t.empty_text } else { t.empty_text_invited };
    view! { <Empty title=t.empty text /> }.into_any()
}

/// What a state is called.
pub fn state_name(t: &Texts, state: ProgrammeState) -> &'static str {
    match state {
        ProgrammeState::Active => t.active,
        ProgrammeState::Cancelled => t.cancelled,
        ProgrammeState::Archived => t.archived,
    }
}

/// The badge of a state; an active programme needs none.
pub fn state_badge(t: &Texts, state: ProgrammeState) -> impl IntoView + use<> {
    let tone = match state {
        ProgrammeState::Active => return None,
        ProgrammeState::Cancelled => Tone::Bad,
        ProgrammeState::Archived => Tone::Neutral,
    };
    let name = state_name(t, state);
    Some(view! { <Badge tone>{name}</Badge> })
}

/// The years of its sessions, unless all of them are in the present one.
fn years(meetings: &[Meeting], now: DateTime<Utc>) -> Option<String> {
    let year = |meeting: &Meeting| zones::in_zone(meeting.starts_at, &meeting.time_zone).year();
    let (first, last) = (year(meetings.first()?), year(meetings.last()?));
    match (first == last, last == now.year()) {
        (true, true) => None,
        (true, false) => Some(first.to_string()),
        (false, _) => Some(format!("{first}–{last}")),
    }
}

#[component]
fn Item(item: Item, now: DateTime<Utc>) -> impl IntoView {
    let t = texts();
    let progress = progress::progress(&item.stages, &item.meetings, item.programme.at_phase(), now);
    let of = item.stages.len();
    let Item { programme, branch, meetings, .. } = item;
    let done = progress.iter().filter(|step| step.done).count();
    let path = short_steps(&programme, &progress, now);
    let kicker = [
        stages::framework_name(programme.framework, lang()).to_owned(),
        branch.unwrap_or_else(|| t.whole_company.into()),
    ]
    .join(" · ");
    let next = meetings
        .iter()
        .find(|meeting| progress::standing(meeting, now) == Standing::Planned)
        .map(|meeting| {
            let day = zones::in_zone(meeting.starts_at, &meeting.time_zone).date();
            let today = zones::in_zone(now, &meeting.time_zone).date();
            let day = if day == today { t.today.into() } else { short_day(day, today) };
            (t.next_on)(&day)
        });
    let held = match meetings.len() {
        0 => t.no_sessions.to_owned(),
        _ => stages::done(programme.framework, done as i64, of as i64, lang()),
    };
    let about = [Some(held), years(&meetings, now), next]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ");
    view! {
        <article class="card programme">
            <div class="programme-about">
                <p class="kicker">{kicker}</p>
                <CardHead title=programme.name.clone() href=routes::programme(programme.id) />
                <p class="muted small">{state_badge(t, programme.state)} {about}</p>
            </div>
            <Path label=programme.name steps=path compact=true />
        </article>
    }
}
