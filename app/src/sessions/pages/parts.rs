//! Small pieces that several pages of sessions show.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use crate::{
    lang::lang,
    programmes::{Framework, stages},
    sessions::{Listed, Standing, texts::texts, zones},
    ui::{Badge, Tone, dates},
};

/// `Friday 15 July 2022, 09:00–10:45` on the clocks of the session's zone.
pub fn when(starts_at: DateTime<Utc>, ends_at: DateTime<Utc>, zone: &str) -> String {
    let (from, to) = (zones::in_zone(starts_at, zone), zones::in_zone(ends_at, zone));
    format!("{}, {}", dates::long_date(lang(), from.date()), dates::span(from.time(), to.time()))
}

/// `Fri 15 Jul 2022, 09:00–10:45`, for lists.
pub fn short_when(starts_at: DateTime<Utc>, ends_at: DateTime<Utc>, zone: &str) -> String {
    let (from, to) = (zones::in_zone(starts_at, zone), zones::in_zone(ends_at, zone));
    let weekday = dates::weekday_short(lang(), from.date());
    let (date, span) =
        (dates::short_date(lang(), from.date()), dates::span(from.time(), to.time()));
    format!("{weekday} {date}, {span}")
}

/// Whose clock a time is of, when the reader's shows another: `Seoul time · 19:00 for you`.
pub fn clock_note(at: DateTime<Utc>, zone: &str, reader: &str) -> Option<String> {
    if zones::same_clock(at, zone, reader) {
        return None;
    }
    let t = texts();
    let (there, here) = (zones::in_zone(at, zone), zones::in_zone(at, reader));
    let here = match here.date() == there.date() {
        true => dates::time(here.time()),
        false => dates::short_moment(lang(), here),
    };
    Some(format!("{} · {}", (t.clock_of)(&zones::place(lang(), zone)), (t.here)(&here)))
}

/// Where a session takes place, in one line.
pub fn place(branch: Option<&str>, room: &str) -> String {
    let parts: Vec<&str> = branch.into_iter().chain(Some(room)).filter(|p| !p.is_empty()).collect();
    if parts.is_empty() { texts().online.into() } else { parts.join("\u{a0}· ") }
}

impl Standing {
    pub fn tone(self) -> Tone {
        match self {
            Standing::Planned => Tone::Info,
            Standing::Open | Standing::Executed => Tone::Good,
            Standing::Missed | Standing::Empty => Tone::Warn,
            Standing::Cancelled => Tone::Bad,
        }
    }
}

/// What has become of a session, in a word.
#[component]
pub fn StandingBadge(standing: Standing) -> impl IntoView {
    view! { <Badge tone=standing.tone()>{standing.word(lang())}</Badge> }
}

/// The phase, level or stage of a programme: `Phase 2 · Creating concepts`.
#[component]
pub fn StageBadge(
    framework: Framework,
    number: i64,
    /// The name it was given in an own list.
    name: String,
    /// How many stages there are.
    count: i64,
    /// Leaves the name out.
    #[prop(optional)]
    short: bool,
) -> impl IntoView {
    let numbered = stages::stage_number(framework, number, lang());
    let name = match stages::stage_name(framework, number, lang()) {
        "" => name,
        known => known.into(),
    };
    let text = if short || name.is_empty() { numbered } else { format!("{numbered} · {name}") };
    view! { <Badge tone=tone(number, count)>{text}</Badge> }
}

fn tone(number: i64, count: i64) -> Tone {
    let (number, count) = (u8::try_from(number), u8::try_from(count));
    Tone::Step { number: number.unwrap_or(1), count: count.unwrap_or(5) }
}

impl Listed {
    /// What has become of it by now.
    pub fn standing(&self, now: DateTime<Utc>) -> Standing {
        crate::sessions::rules::standing(self.state, self.ends_at, self.attended, now)
    }
}
