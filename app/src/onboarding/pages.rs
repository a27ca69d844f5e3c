//! The pages of onboarding.

mod ahead;
mod asking;
mod certificate;
mod day;
mod days;
mod edit_plan;
mod figures;
mod history;
mod job;
mod just_planned;
mod lock;
mod matrix;
mod moving;
mod one;
mod overview;
mod person;
mod plans;
mod sheet;
mod sit_ins;
mod today;

pub use asking::{Ask, Shown, shown};
pub use certificate::{certificate, verify};
pub use day::morning;
pub use edit_plan::{edit_plan, new_plan};
pub use job::job_training;
use leptos::prelude::*;
pub use lock::waiting_notice;
pub use moving::plan_day;
pub use one::one;
pub use overview::onboarding;
pub use person::{my_card, person_card};
pub use plans::plans;
pub use today::{headline, reminders};

use super::{DayState, Standing, texts::texts};
use crate::{
    routes::Section,
    ui::{Badge, Tone},
};

/// How far a day is, in a word and a shape.
#[component]
fn DayBadge(state: DayState) -> impl IntoView {
    let tone = match state {
        DayState::Done => Tone::Good,
        DayState::Present | DayState::Partial | DayState::Unmarked => Tone::Warn,
        DayState::Missed | DayState::Late => Tone::Bad,
        DayState::Planned | DayState::Overridden => Tone::Info,
        DayState::NotPlanned => Tone::Neutral,
    };
    view! { <Badge tone>{(texts().day_state)(state)}</Badge> }
}

/// Where an onboarding stands, in a word and a shape.
#[component]
fn StandingBadge(standing: Standing) -> impl IntoView {
    let tone = match standing {
        Standing::Done => Tone::Good,
        Standing::Late => Tone::Bad,
        Standing::Overridden => Tone::Warn,
        Standing::Running => Tone::Info,
        Standing::Exempt => Tone::Neutral,
    };
    view! { <Badge tone>{(texts().standing)(standing)}</Badge> }
}

/// The way back to the list.
fn crumbs() -> Vec<(String, String)> {
    vec![(texts().title.to_owned(), Section::Onboarding.href().to_owned())]
}
