use leptos::prelude::*;

use super::texts::texts;
use super::{Around, State, described_by, in_form};

/// One of the things to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub hint: Option<String>,
}

impl Choice {
    pub fn new(value: impl ToString, label: impl Into<String>) -> Self {
        Choice { value: value.to_string(), label: label.into(), hint: None }
    }

    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// One of many, in a list that opens. `empty` names the choice of none.
#[component]
pub fn Select(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    choices: Vec<Choice>,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] value: Option<String>,
    #[prop(optional, into)] empty: Option<String>,
    #[prop(optional)] optional: bool,
    #[prop(optional)] label_hidden: bool,
) -> impl IntoView {
    in_form(move |state| {
        let (name, label, choices, hint, value, empty) = (
            name.clone(),
            label.clone(),
            choices.clone(),
            hint.clone(),
            value.clone(),
            empty.clone(),
        );
        let id = state.id(&name);
        let described = described_by(&state, &name, hint.is_some());
        let invalid = state.problem(&name).is_some().then_some("true");
        let chosen = state.value(&name, value.unwrap_or_default());
        view! {
            <Around name=name.clone() label hint optional label_hidden>
                <select class="input" id=id name=name aria-describedby=described aria-invalid=invalid>
                    {empty.map(|empty| view! { <option value="" selected=chosen.is_empty()>{empty}</option> })}
                    {choices.into_iter().map(|choice| view! {
                        <option value=choice.value.clone() selected=choice.value == chosen>{choice.label}</option>
                    }).collect_view()}
                </select>
            </Around>
        }
    })
}

/// One of a few, all in view.
#[component]
pub fn Radios(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    choices: Vec<Choice>,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] value: Option<String>,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    in_form(move |state| {
        let (name, label, choices, hint) =
            (name.clone(), label.clone(), choices.clone(), hint.clone());
        let chosen = vec![state.value(&name, value.clone().unwrap_or_default())];
        view! { <Group name label choices hint optional kind="radio" chosen part=String::new() label_hidden=false /> }
    })
}

/// Any number of a few. Posted as `name[]`.
#[component]
pub fn Checks(
    /// Without the brackets.
    #[prop(into)]
    name: String,
    #[prop(into)] label: String,
    choices: Vec<Choice>,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional)] values: Vec<String>,
    #[prop(optional)] optional: bool,
    /// Tells groups of one name apart, where the choices are shown in several; messages stand
    /// at the group without it.
    #[prop(optional, into)]
    part: String,
    #[prop(optional)] label_hidden: bool,
) -> impl IntoView {
    let name = format!("{name}[]");
    in_form(move |state| {
        let (name, label, choices) = (name.clone(), label.clone(), choices.clone());
        let (hint, part) = (hint.clone(), part.clone());
        let chosen = state.values(&name, values.clone());
        view! { <Group name label choices hint optional kind="checkbox" chosen part label_hidden /> }
    })
}

#[component]
fn Group(
    name: String,
    label: String,
    choices: Vec<Choice>,
    hint: Option<String>,
    optional: bool,
    kind: &'static str,
    chosen: Vec<String>,
    part: String,
    label_hidden: bool,
) -> impl IntoView {
    let state = State::current();
    let t = texts();
    // The first choice carries the field's id, where the error summary leads.
    let mut field = name.trim_end_matches("[]").to_owned();
    if !part.is_empty() {
        field = format!("{field}-{part}");
    }
    let id = state.id(&field);
    let problem = state.problem(&field);
    let bad = problem.is_some().then_some("");
    let described = described_by(&state, &field, hint.is_some());
    // Where its choices stand in parts, the whole does.
    let whole = choices.is_empty().then(|| id.clone());
    let focused = choices.is_empty().then_some("-1");
    view! {
        <fieldset class="field" id=whole tabindex=focused data-bad=bad aria-describedby=described>
            <legend class=label_hidden.then_some("visually-hidden")>
                {label}
                {optional.then(|| view! { <span class="optional">{format!(" {}", t.optional)}</span> })}
            </legend>
            {hint.map(|hint| view! { <p class="hint" id=format!("{id}-hint")>{hint}</p> })}
            {problem.map(|problem| view! {
                <p class="problem" id=format!("{id}-problem")>
                    <span class="visually-hidden">{t.error}": "</span>
                    {problem}
                </p>
            })}
            <div class="choices">
                {choices.into_iter().enumerate().map(|(index, choice)| {
                    let id = if index == 0 { id.clone() } else { format!("{id}-{index}") };
                    let checked = chosen.contains(&choice.value);
                    view! {
                        <label class="choice">
                            <input type=kind id=id name=name.clone() value=choice.value checked=checked />
                            <span>
                                {choice.label}
                                {choice.hint.map(|hint| view! { <small>{hint}</small> })}
                            </span>
                        </label>
                    }
                }).collect_view()}
            </div>
        </fieldset>
    }
}

/// Yes or no. Posted as `on` or not at all.
#[component]
pub fn Check(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional)] checked: bool,
) -> impl IntoView {
    in_form(move |state| {
        let (name, label, hint) = (name.clone(), label.clone(), hint.clone());
        let otherwise = if checked { vec!["on".to_owned()] } else { Vec::new() };
        let checked = !state.values(&name, otherwise).is_empty();
        let id = state.id(&name);
        let described = described_by(&state, &name, false);
        let problem = state.problem(&name);
        let bad = problem.is_some().then_some("");
        view! {
            <div class="field" data-bad=bad>
                {problem.map(|problem| view! {
                    <p class="problem" id=format!("{id}-problem")>
                        <span class="visually-hidden">{texts().error}": "</span>
                        {problem}
                    </p>
                })}
                <label class="choice">
                    <input type="checkbox" id=id name=name value="on" checked=checked aria-describedby=described />
                    <span>{label} {hint.map(|hint| view! { <small>{hint}</small> })}</span>
                </label>
            </div>
        }
    })
}
