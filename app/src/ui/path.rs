//! The spine of a way in steps: five as a rule, two to nine.

use super::hue;
use super::texts::texts;
use leptos::prelude::*;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StepState {
    Done,
    Current,
    #[default]
    Upcoming,
    Cancelled,
}

impl StepState {
    fn name(self) -> &'static str {
        match self {
            StepState::Done => "done",
            StepState::Current => "current",
            StepState::Upcoming => "upcoming",
            StepState::Cancelled => "cancelled",
        }
    }

    fn word(self) -> &'static str {
        let words = texts();
        match self {
            StepState::Done => words.step_done,
            StepState::Current => words.step_current,
            StepState::Upcoming => words.step_upcoming,
            StepState::Cancelled => words.step_cancelled,
        }
    }
}

/// One step, numbered by its place. Empty texts are not shown.
#[derive(Clone, Debug, Default)]
pub struct Step {
    pub name: String,
    /// A shorter name for the compact form; the name when empty.
    pub short: String,
    /// When it is, or was.
    pub date: String,
    pub state: StepState,
    /// What still has to be there.
    pub missing: String,
    pub href: String,
}

/// The steps in order. The compact form stands in cards and keeps to names and dates.
#[component]
pub fn Path(
    /// What the steps lead through, for a screen reader.
    #[prop(into)]
    label: String,
    steps: Vec<Step>,
    #[prop(optional)] compact: bool,
) -> impl IntoView {
    let count = steps.len();
    let class = match (compact, count > 5) {
        (false, false) => "path",
        (false, true) => "path many",
        (true, false) => "path compact",
        (true, true) => "path compact many",
    };
    let items = steps
        .into_iter()
        .enumerate()
        .map(|(index, step)| view! { <StepItem step index count compact /> });
    view! { <ol class=class aria-label=label>{items.collect_view()}</ol> }
}

#[component]
fn StepItem(step: Step, index: usize, count: usize, compact: bool) -> impl IntoView {
    let name = if compact && !step.short.is_empty() { step.short } else { step.name };
    let name = if step.href.is_empty() {
        view! { <span class="step-name">{name}</span> }.into_any()
    } else {
        view! { <a class="step-name" href=step.href>{name}</a> }.into_any()
    };
    let missing = (!compact && !step.missing.is_empty()).then(|| {
        view! { <span class="step-missing">{texts().missing} " " {step.missing}</span> }
    });
    let between = if step.date.is_empty() { "" } else { " · " };
    let current = (step.state == StepState::Current).then_some("step");
    view! {
        <li class=hue::class(index, count) data-state=step.state.name() aria-current=current>
            <span class="step-mark">{(index + 1).to_string()}</span>
            <span class="step-text">
                {name}
                <span class="step-when">
                    {step.date}
                    <span class="step-state">{between}{step.state.word()}</span>
                </span>
                {missing}
            </span>
        </li>
    }
}
