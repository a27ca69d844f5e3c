use std::collections::HashMap;

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::{
    lang::lang,
    people::BranchId,
    sessions::zones::in_zone,
    ui::dates,
    visits::{
        cover_texts::cover_texts,
        instead::{Holds, Keeps, Stand},
        texts::texts,
    },
};

/// Where those are who are not free on a day, by the clocks of `zone`: who, what, at which branch, when.
#[component]
pub fn Whereabouts(
    kept: Vec<(Stand, Keeps)>,
    names: HashMap<BranchId, String>,
    day: NaiveDate,
    zone: String,
) -> impl IntoView {
    let lines = kept.into_iter().map(|(stand, keeps)| {
        view! { <li>{line(&stand.name, keeps, &names, (day, &zone))}</li> }
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
    (day, zone): (NaiveDate, &str),
) -> String {
    let t = texts();
    match keeps {
        Keeps::Away => (t.problems.absent)(name),
        Keeps::NotWorking => (t.problems.not_working)(name, dates::weekday(lang(), day)),
        Keeps::Holds(Holds { what, branch, hours }) => {
            let place = branch.and_then(|branch| names.get(&branch).cloned());
            let clock = |at| in_zone(at, zone).time();
            let hours = hours.map(|(from, until)| dates::span(clock(from), clock(until)));
            let parts: Vec<String> =
                [Some((t.holds)(what).to_owned()), place, hours].into_iter().flatten().collect();
            format!("{name}: {}", parts.join(", "))
        }
    }
}
