//! Forms that never lose what was typed, with JavaScript on or off.
//!
//! A form posts to the page's own address with the command's path in a hidden field. The server
//! carries the command out and leads on (303), or renders the same page again (422) with
//! [`Posted`] in context, from which each field here takes its value and its message.

mod area;
mod choices;
mod fields;
mod summary;
pub mod texts;

pub use area::Area;
pub use choices::{Check, Checks, Choice, Radios, Select};
pub use fields::{Hidden, Text, Upload};
use leptos::{context::Provider, prelude::*};
use summary::Summary;
use uuid::Uuid;

use crate::request::Posted;

/// The form around a field.
#[derive(Clone)]
struct State {
    /// Prefix of the fields' ids, so that several forms can stand on one page.
    key: String,
    /// What was posted, if it was this form.
    posted: Option<Posted>,
}

impl State {
    fn current() -> State {
        use_context().unwrap_or_else(|| State { key: String::new(), posted: None })
    }

    fn id(&self, name: &str) -> String {
        if self.key.is_empty() { format!("f-{name}") } else { format!("f-{}-{name}", self.key) }
    }

    /// The value to show: what was typed, else the record's. A field that was not on the form
    /// when it was sent has the record's.
    fn value(&self, name: &str, otherwise: String) -> String {
        let typed = self.posted.as_ref().and_then(|posted| posted.all(name).next());
        typed.map(str::to_owned).unwrap_or(otherwise)
    }

    fn values(&self, name: &str, otherwise: Vec<String>) -> Vec<String> {
        match &self.posted {
            Some(posted) => posted.all(name).map(str::to_owned).collect(),
            None => otherwise,
        }
    }

    /// The first message about a field. `tags[]` and `tags` are the same field.
    fn problem(&self, name: &str) -> Option<String> {
        let name = name.trim_end_matches("[]");
        let errors = self.posted.as_ref()?.field_errors();
        errors.iter().find(|error| error.field == name).map(|error| error.message.clone())
    }
}

/// A form that carries out a command.
#[component]
pub fn Form(
    /// The path of the server function: `SavePerson::PATH`.
    command: &'static str,
    /// Tells forms of the same command on one page apart.
    #[prop(optional, into)]
    key: String,
    /// A form of buttons only, laid out in a row.
    #[prop(optional)]
    inline: bool,
    /// Some of its fields take files.
    #[prop(optional)]
    files: bool,
    /// The page's address, when it is not the one being shown.
    #[prop(optional, into)]
    action: Option<String>,
    children: Children,
) -> impl IntoView {
    let posted =
        use_context::<Posted>().filter(|posted| *posted.command == *command && *posted.key == *key);
    let state = State { key: key.clone(), posted };
    // The key of a refused form is still unused: keep it, so that "Back" and "again" agree.
    let once = state.value("_once", Uuid::new_v4().to_string());
    let class = if inline { "form form-inline" } else { "form" };
    let enctype = files.then_some("multipart/form-data");
    view! {
        <form class=class method="post" action=action enctype=enctype novalidate>
            <input type="hidden" name="_do" value=command />
            <input type="hidden" name="_key" value=key />
            <input type="hidden" name="_once" value=once />
            <Provider value=state>
                <Summary />
                {children()}
            </Provider>
        </form>
    }
}

/// Label, hint and message around one control.
#[component]
fn Around(
    name: String,
    label: String,
    hint: Option<String>,
    optional: bool,
    #[prop(optional)] label_hidden: bool,
    children: Children,
) -> impl IntoView {
    let state = State::current();
    let id = state.id(&name);
    let problem = state.problem(&name);
    let bad = problem.is_some().then_some("");
    let t = texts::texts();
    view! {
        <div class="field" data-bad=bad>
            <label for=id.clone() class=label_hidden.then_some("visually-hidden")>
                {label}
                {optional.then(|| view! { <span class="optional">{format!(" {}", t.optional)}</span> })}
            </label>
            {hint.map(|hint| view! { <p class="hint" id=format!("{id}-hint")>{hint}</p> })}
            {problem.map(|problem| view! {
                <p class="problem" id=format!("{id}-problem")>
                    <span class="visually-hidden">{t.error}": "</span>
                    {problem}
                </p>
            })}
            {children()}
        </div>
    }
}

/// The `aria-describedby` of a control: its hint and its message, as far as there are any.
fn described_by(state: &State, name: &str, hint: bool) -> Option<String> {
    let id = state.id(name);
    let parts: Vec<String> =
        [hint.then(|| format!("{id}-hint")), state.problem(name).map(|_| format!("{id}-problem"))]
            .into_iter()
            .flatten()
            .collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}
