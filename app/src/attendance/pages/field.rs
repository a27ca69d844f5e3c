use leptos::{attr::custom::custom_attribute, prelude::*, server_fn::ServerFn};

use crate::{
    attendance::{api::CheckIn, texts::texts},
    request::Posted,
};

/// The field for a code. Telephones offer capitals and correct nothing; spaces are no mistake.
#[component]
pub fn CodeField(
    /// What was typed before.
    #[prop(optional, into)]
    value: String,
    /// What is wrong with it.
    #[prop(optional_no_strip)]
    problem: Option<String>,
) -> impl IntoView {
    let t = texts();
    let posted = use_context::<Posted>().filter(|posted| &*posted.command == CheckIn::PATH);
    let value = posted
        .as_ref()
        .and_then(|posted| posted.all("code").next().map(str::to_owned))
        .unwrap_or(value);
    let problem = problem.or_else(|| {
        let errors = posted.as_ref()?.field_errors();
        errors.iter().find(|error| error.field == "code").map(|error| error.message.clone())
    });
    let bad = problem.is_some();
    view! {
        <div class="field" data-bad=bad.then_some("")>
            <label for="f-code">{t.code}</label>
            <p class="hint" id="f-code-hint">{t.code_hint}</p>
            {problem.map(|problem| view! { <p class="problem" id="f-code-problem">{problem}</p> })}
            <input
                class="input input-code"
                id="f-code"
                name="code"
                value=value
                maxlength="16"
                autocapitalize="characters"
                autocomplete="off"
                {..custom_attribute("autocorrect", "off")}
                spellcheck="false"
                enterkeyhint="go"
                aria-describedby=if bad { "f-code-problem f-code-hint" } else { "f-code-hint" }
                aria-invalid=bad.then_some("true")
            />
        </div>
    }
}
