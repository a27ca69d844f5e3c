//! What planning the days of everybody who waits has made: of whom, when, where and with whom.

use chrono::DateTime;
use leptos::prelude::*;
use serde::Deserialize;

use super::{
    Shown,
    days::{place, when},
};
use crate::{
    error::Result,
    onboarding::{Day, Onboarding, ahead_texts::ahead_texts, rules, store, texts::texts},
    request::{Look, query},
    routes,
    ui::{Notice, Tone},
};

/// When it was planned, in milliseconds, as the address has it.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Ask {
    planned: String,
}

/// A day of somebody.
pub struct Planned {
    one: Onboarding,
    day: Day,
}

/// What the reader planned at the moment in the address, as far as it stands.
pub async fn load(look: &mut Look, all: &[Shown]) -> Result<Vec<Planned>> {
    let at = query::<Ask>().planned.parse().ok().and_then(DateTime::from_timestamp_millis);
    let Some(at) = at else { return Ok(Vec::new()) };
    let which = store::planned_at(&mut look.tx, look.actor.id, at).await?;
    let mut ids: Vec<_> = which.iter().map(|(id, _)| *id).collect();
    ids.dedup();
    let days = store::days(&mut look.tx, &ids).await?;
    let stands =
        |day: &&Day| rules::stands(day) && which.contains(&(day.onboarding_id, day.number));
    let of = |day: &Day| {
        let row = all.iter().find(|row| row.onboarding.id == day.onboarding_id)?;
        Some(Planned { one: row.onboarding.clone(), day: day.clone() })
    };
    Ok(days.iter().filter(stands).filter_map(of).collect())
}

#[component]
pub fn JustPlanned(
    planned: Vec<Planned>,
    late_days: i64,
    /// The clocks of the reader.
    mine: String,
) -> impl IntoView {
    let (t, a) = (texts(), ahead_texts());
    (!planned.is_empty()).then(|| {
        let title = (a.days_planned)(planned.len() as i64);
        let lines = planned.into_iter().map(|Planned { one, day }| {
            let mut parts =
                vec![(t.day)(day.number), when(&day, &mine).unwrap_or_default(), place(&day)];
            parts.extend(day.instructor.clone());
            if rules::past_limit(&one, &day, late_days) {
                parts.push(a.past_limit.to_owned());
            }
            let about = parts.join(" · ");
            view! { <li><a href=routes::onboarding(one.id)>{one.name}</a>": "{about}</li> }
        });
        let lines = lines.collect_view();
        view! { <Notice tone=Tone::Good title=title><ul class="dashes">{lines}</ul></Notice> }
    })
}
