use std::collections::HashMap;

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::{
    lang::lang,
    onboarding::Held,
    people::BranchId,
    sessions::zones::{in_zone, place as place_of, same_clock},
    ui::dates,
    visits::{
        cover_texts::cover_texts,
        instead::{Holds, Keeps, Stand},
        texts::texts,
    },
};

/// Where those are who are not free on a day, by the clocks of `zone`: who, what, at which branch, when.
/// Clocks that are not the reader's (`mine`) are named.
#[component]
pub fn Whereabouts(
    kept: Vec<(Stand, Keeps)>,
    names: HashMap<BranchId, String>,
    day: NaiveDate,
    zone: String,
    mine: String,
) -> impl IntoView {
    let lines = kept.into_iter().map(|(stand, keeps)| {
        view! { <li>{line(&stand.name, keeps, &names, day, (&zone, &mine))}</li> }
    });
    let lines: Vec<_> = lines.collect();
    (!lines.is_empty()).then(|| {
        view! {
            <details class="form-section">
                <summary>{cover_texts().where_they_are}</summary>
                <ul class="dashes">{lines}</ul>
            </details>
        }
    })
}

fn line(
    name: &str,
    keeps: Keeps,
    names: &HashMap<BranchId, String>,
    day: NaiveDate,
    (zone, mine): (&str, &str),
) -> String {
    let t = texts();
    match keeps {
        Keeps::Away => (t.problems.absent)(name),
        Keeps::NotWorking => (t.problems.not_working)(name, dates::weekday(lang(), day)),
        Keeps::Holds(Holds { what, branch, hours }) => {
            let place = branch.and_then(|branch| names.get(&branch).cloned());
            let hours = hours.map(|(from, until)| {
                let (begins, ends) = (in_zone(from, zone), in_zone(until, zone));
                let mut hours = dates::span(begins.time(), ends.time());
                // By these clocks it may be the evening before, though a morning at its own place.
                if begins.date() != day {
                    let on = dates::short_day(lang(), begins.date());
                    hours =
                        format!("{} {on}, {hours}", dates::weekday_short(lang(), begins.date()));
                }
                match same_clock(from, zone, mine) {
                    true => hours,
                    false => format!("{hours} {}", place_of(lang(), zone)),
                }
            });
            let one_a_day = (what == Held::Visit).then(|| cover_texts().one_a_day.to_owned());
            let what = (t.holds)(what).to_owned();
            let parts: Vec<String> =
                [Some(what), place, hours, one_a_day].into_iter().flatten().collect();
            format!("{name}: {}", parts.join(", "))
        }
    }
}
