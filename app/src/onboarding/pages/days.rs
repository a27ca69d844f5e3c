//! The days of one person, as cards: where to be, when, with whom, what to bring, what is done.

use chrono::{DateTime, NaiveDate, Utc};
use leptos::prelude::*;

use super::{DayBadge, sheet::Sheet};
use crate::{
    access::Actor,
    lang::lang,
    onboarding::{
        Day, DayState, Item, Onboarding, Presence, Why, ahead_texts::ahead_texts, rules,
        texts::texts,
    },
    routes,
    sessions::{saying, zones},
    ui::{Badge, ButtonLink, CardHead, Fact, Facts, Icon, Inline, Kind, Tone, dates},
};

/// What decides what the cards offer.
#[derive(Clone)]
pub struct Around {
    pub onboarding: Onboarding,
    pub actor: Actor,
    pub late_days: i64,
    pub today: NaiveDate,
    pub now: DateTime<Utc>,
}

impl Around {
    /// Whether it is today, where it is held, and not behind them.
    fn is_today(&self, day: &Day) -> bool {
        let today = zones::in_zone(self.now, &day.time_zone).date();
        day.on == Some(today) && day.done_at.is_none()
    }

    pub fn state(&self, day: &Day) -> DayState {
        rules::day_state(&self.onboarding, day, self.late_days, self.today, self.now)
    }
}

/// "Thursday 5 March · 09:00–12:00", with the place whose clocks it is by when `mine` show something else.
pub fn when(day: &Day, mine: &str) -> Option<String> {
    let (from, to) = day.starts_at.zip(day.ends_at)?;
    let same = zones::same_clock(from, &day.time_zone, mine);
    let (from, to) = (zones::in_zone(from, &day.time_zone), zones::in_zone(to, &day.time_zone));
    let on = dates::capitalised(&dates::day(lang(), from.date()));
    let hours = dates::span(from.time(), to.time());
    Some(match same {
        true => format!("{on} · {hours}"),
        false => format!("{on} · {hours} ({})", saying::clock(lang(), &day.time_zone)),
    })
}

/// Place, branch and address.
pub fn place(day: &Day) -> String {
    let parts = [Some(day.place.clone()), day.branch.clone(), day.address.clone()];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

#[component]
pub fn Days(
    around: Around,
    days: Vec<Day>,
    items: Vec<Item>,
    /// The page offers to plan all that have no time.
    proposes: bool,
) -> impl IntoView {
    let due = days.iter().find(|day| is_due(&around.onboarding, day)).map(|day| day.number);
    let due = due.filter(|_| !proposes);
    // What is today comes first, however many are done.
    let (now, others): (Vec<Day>, Vec<Day>) =
        days.into_iter().partition(|day| around.is_today(day));
    let days = now.into_iter().chain(others);
    let cards = days
        .map(|day| {
            let items: Vec<Item> =
                items.iter().filter(|item| item.number == day.number).cloned().collect();
            let main = due == Some(day.number);
            view! { <li><DayCard around=around.clone() day items main /></li> }
        })
        .collect_view();
    view! { <ol class="onboarding-days">{cards}</ol> }
}

/// Whether it has no time, or needs another.
fn is_due(one: &Onboarding, day: &Day) -> bool {
    day.need.is_some() && (rules::needs_days(one) || rules::stands(day))
}

/// Planning it is what there is to do on the page when it is the `main` one.
#[component]
fn DayCard(around: Around, day: Day, items: Vec<Item>, main: bool) -> impl IntoView {
    let t = texts();
    let state = around.state(&day);
    let one = &around.onboarding;
    let actor = &around.actor;
    let open = rules::is_open(one);
    let held = day.attendance == Some(Presence::Present) || day.done_at.is_some();
    let may_plan = rules::may_be_planned(one)
        && !held
        && rules::may_plan(actor, one.branch_id, day.instructor_id);
    let may_sign = open
        && day.starts_at.is_some()
        && rules::may_sign(actor, one.person_id, day.signer, (day.instructor_id, day.branch_id));
    let begun =
        rules::has_begun(&day, zones::in_zone(around.now, &day.time_zone).date(), around.now);
    let on = rules::is_on(&day, around.now);
    let plan = may_plan.then(|| {
        let label = match (day.attendance, day.starts_at) {
            (Some(Presence::Absent), _) => t.make_up,
            (None, Some(_)) => t.move_day,
            _ => t.plan_day,
        };
        let kind = if main { Kind::Primary } else { Kind::Secondary };
        view! { <ButtonLink href=routes::onboarding_day(one.id, day.number) kind icon=Icon::Calendar>{label}</ButtonLink> }
    });
    let topics = lines(&day.topics);
    let materials = lines(&day.materials);
    let back = routes::onboarding(one.id);
    let id = format!("day-{}", day.number);
    let title = format!("{} · {}", (t.day)(day.number), day.title);
    let bring = day.bring.clone();
    let brings = !bring.is_empty() && state != DayState::Done;
    let time = when(&day, &around.actor.zone).unwrap_or_else(|| t.no_time_yet.to_owned());
    let (where_, planned) = (place(&day), day.starts_at.is_some());
    let instructor = day.instructor.clone();
    // For those who plan: the new person only wants to know when and with whom.
    let why = Why::parse(&day.why).zip(day.instructor.clone()).filter(|_| may_plan);
    let why = why.map(|(why, name)| (t.why)(why, &name));
    let past = rules::past_limit(one, &day, around.late_days);
    // Done in the onboarding before: what is signed there stands there.
    let counted = one.counts_earlier && day.done_at.is_none();
    let signed = match counted {
        true => t.done_before.to_owned(),
        false => (t.signed_of)(day.signed, day.items),
    };
    let make_up = day.make_up;
    let person = one.name.clone();
    let is_today = around.is_today(&day);
    let today = is_today.then(|| {
        let word = dates::capitalised(&dates::relative_day(lang(), around.today, around.today));
        view! { <Badge tone=Tone::Info>{word}</Badge> }
    });
    view! {
        <article class=if is_today { "card featured" } else { "card" } id=id>
            <CardHead title />
            <Inline>
                {today}
                <DayBadge state />
                {past.then(|| view! { <span class="muted">{ahead_texts().past_limit}</span> })}
                {make_up.then(|| view! { <span class="muted">{t.is_make_up}</span> })}
                <span class="muted">{signed}</span>
            </Inline>
            <Facts>
                {(!counted).then(|| view! { <Fact label=t.when>{time}</Fact> })}
                {planned.then(|| view! { <Fact label=t.where_>{where_}</Fact> })}
                {instructor.map(|name| view! { <Fact label=t.with_whom>{name}</Fact> })}
                {why.map(|why| view! { <Fact label=t.why_with>{why}</Fact> })}
                {brings.then(|| view! { <Fact label=t.bring>{bring}</Fact> })}
            </Facts>
            {(!topics.is_empty()).then(|| view! {
                <details class="onboarding-more">
                    <summary>{t.what_it_is_about}</summary>
                    <ul class="dashes">{topics.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
                </details>
            })}
            {(!materials.is_empty()).then(|| view! {
                <details class="onboarding-more">
                    <summary>{t.materials}</summary>
                    <ul class="dashes">{materials.into_iter().map(|line| view! { <li><Material line /></li> }).collect_view()}</ul>
                </details>
            })}
            {(!counted).then(|| view! { <Sheet day items may_sign begun on back person /> })}
            {plan.map(|plan| view! { <Inline>{plan}</Inline> })}
        </article>
    }
}

/// Something to read: an address is a link, anything else the name of it.
#[component]
fn Material(line: String) -> impl IntoView {
    let links = line.starts_with("https://") || line.starts_with("http://");
    match links {
        true => {
            let href = line.clone();
            view! { <a href=href rel="noreferrer">{line}</a> }.into_any()
        }
        false => line.into_any(),
    }
}

/// The lines of a text, without empty ones.
pub fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}
