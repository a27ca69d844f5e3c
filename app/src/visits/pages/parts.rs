//! Small pieces that several pages of visits show.

use chrono::{DateTime, NaiveDate, Utc};
use leptos::prelude::*;

use crate::{
    lang::lang,
    people::PersonId,
    routes::Section,
    sessions::{SessionState, Standing, pages::StandingBadge, rules::standing, zones},
    ui::{Badge, Tone, dates},
    visits::{
        Hours, Visit, Weekdays,
        planning::clock,
        rules::{self, Remedy},
        texts::texts,
    },
};

impl Visit {
    /// What has become of it by now.
    pub fn standing(&self, now: DateTime<Utc>) -> Standing {
        standing(self.state, self.ends_at, self.attended, now)
    }
}

/// Whether somebody makes this visit.
pub fn own(visit: &Visit, me: PersonId) -> bool {
    visit.instructor_id == me && visit.state != SessionState::Cancelled
}

/// `09:00–12:00` on the clocks of the branch.
pub fn hours_of(visit: &Visit) -> String {
    let clock = |at| zones::in_zone(at, &visit.time_zone).time();
    dates::span(clock(visit.starts_at), clock(visit.ends_at))
}

/// The same, with the place whose clocks they are when the reader's show something else.
pub fn hours_there(visit: &Visit, mine: &str) -> String {
    match zones::same_clock(visit.starts_at, &visit.time_zone, mine) {
        true => hours_of(visit),
        false => format!("{} {}", hours_of(visit), zones::place(lang(), &visit.time_zone)),
    }
}

/// `09:00–12:00` as the branch has set it.
pub fn usual_hours(hours: &Hours) -> String {
    dates::span(clock(hours.starts_minute), clock(hours.ends_minute))
}

/// `Mon, Tue, Fri`
pub fn days_of(weekdays: Weekdays) -> String {
    weekdays.numbers().map(|number| short_name(number).to_owned()).collect::<Vec<_>>().join(", ")
}

fn short_name(number: u32) -> &'static str {
    dates::weekday_short(lang(), a_day(number))
}

/// The name of a day of the week by its number, to choose from: 1 is Monday.
pub fn day_name(number: u32) -> String {
    dates::capitalised(dates::weekday(lang(), a_day(number)))
}

/// Some day of that name.
fn a_day(number: u32) -> NaiveDate {
    NaiveDate::from_isoywd_opt(2026, 1, chrono::Weekday::Mon).unwrap_or_default()
        + chrono::Days::new(u64::from(number) - 1)
}

/// The state of a visit, and that somebody else has to go.
#[component]
pub fn VisitBadges(visit: Visit, now: DateTime<Utc>) -> impl IntoView {
    let cover = rules::needs_cover(&visit, now)
        .then(|| lacks(visit.remedy()))
        .map(|lacks| view! { <Badge tone=Tone::Bad>{lacks}</Badge> });
    view! { <StandingBadge standing=visit.standing(now) /> {cover} }
}

/// The way back to the rota.
pub fn crumbs() -> Vec<(String, String)> {
    vec![(texts().visits.into(), Section::Visits.href().into())]
}

impl Visit {
    /// What helps it when it cannot be held as it stands.
    pub fn remedy(&self) -> Remedy {
        rules::remedy(self.gap, self.branch_closed)
    }
}

/// What a visit lacks that cannot be held as it stands.
pub fn lacks(remedy: Remedy) -> &'static str {
    match remedy {
        Remedy::Somebody => texts().needs_cover,
        Remedy::Morning => texts().needs_morning,
        Remedy::CallingOff => texts().at_closed,
    }
}

/// Why it cannot, in words.
pub fn why_not(visit: &Visit) -> String {
    match visit.gap.filter(|_| !visit.branch_closed) {
        Some(gap) => (texts().gap_of)(&visit.instructor, gap),
        None => texts().branch_closed.to_owned(),
    }
}
