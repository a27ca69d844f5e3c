use leptos::prelude::*;

use super::{Around, described_by, in_form};

/// A field of one line.
#[component]
pub fn Text(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    /// text, email, password, number, date, time, url, search…
    #[prop(optional, into)]
    kind: Option<&'static str>,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] value: Option<String>,
    #[prop(optional)] optional: bool,
    #[prop(optional)] label_hidden: bool,
    #[prop(optional, into)] autocomplete: Option<&'static str>,
    #[prop(optional, into)] inputmode: Option<&'static str>,
    #[prop(optional, into)] maxlength: Option<u32>,
    #[prop(optional, into)] list: Option<String>,
    /// `input-short`, `input-number`, `input-code`…
    #[prop(optional, into)]
    class: Option<&'static str>,
) -> impl IntoView {
    in_form(move |state| {
        let (name, label, hint, value, list) =
            (name.clone(), label.clone(), hint.clone(), value.clone(), list.clone());
        let kind = kind.unwrap_or("text");
        // A password is typed again after an error; it never comes back from the server.
        let shown = if kind == "password" {
            String::new()
        } else {
            state.value(&name, value.unwrap_or_default())
        };
        let class = match (class, kind) {
            (Some(class), _) => format!("input {class}"),
            (None, "date" | "time") => "input input-date".to_owned(),
            (None, "number") => "input input-number".to_owned(),
            (None, _) => "input".to_owned(),
        };
        let id = state.id(&name);
        let described = described_by(&state, &name, hint.is_some());
        let invalid = state.problem(&name).is_some().then_some("true");
        view! {
            <Around name=name.clone() label hint optional label_hidden>
                <input
                    class=class
                    id=id
                    name=name
                    type=kind
                    value=shown
                    autocomplete=autocomplete
                    inputmode=inputmode
                    maxlength=maxlength.map(|n| n.to_string())
                    list=list
                    aria-describedby=described
                    aria-invalid=invalid
                />
            </Around>
        }
    })
}

/// Files of one's own device, for a form with `files`. What was chosen does not come back after an
/// error: a browser lets go of it.
#[component]
pub fn Upload(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: Option<String>,
    /// The kinds of files that the browser offers; others may come all the same.
    accept: &'static str,
    #[prop(optional)] multiple: bool,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    in_form(move |state| {
        let (name, label, hint) = (name.clone(), label.clone(), hint.clone());
        let id = state.id(&name);
        let described = described_by(&state, &name, hint.is_some());
        let invalid = state.problem(&name).is_some().then_some("true");
        view! {
            <Around name=name.clone() label hint optional>
                <input
                    class="input"
                    id=id
                    name=name
                    type="file"
                    accept=accept
                    multiple=multiple
                    aria-describedby=described
                    aria-invalid=invalid
                />
            </Around>
        }
    })
}

/// A value that the form carries unseen.
#[component]
pub fn Hidden(#[prop(into)] name: String, #[prop(into)] value: String) -> impl IntoView {
    view! { <input type="hidden" name=name value=value /> }
}
