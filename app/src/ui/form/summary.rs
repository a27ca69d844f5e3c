use leptos::prelude::*;

use super::State;
use super::texts::texts;
use crate::error::Error;

/// Why the form was refused, above it: takes the focus and links to the fields.
#[component]
pub fn Summary() -> impl IntoView {
    let state = State::current();
    let (t, compared) = (texts(), state.compared);
    let posted = state.posted.clone()?;
    let items = match &posted.error {
        Error::Invalid(errors) => errors
            .iter()
            .map(|error| (error.field.clone(), error.message.clone()))
            .collect::<Vec<_>>(),
        Error::Continued(_) => return None,
        Error::Stale if compared => vec![(String::new(), t.stale_compared.to_owned())],
        Error::Stale => vec![(String::new(), t.stale.to_owned())],
        Error::Taken => vec![(String::new(), t.taken.to_owned())],
        Error::Forbidden => vec![(String::new(), t.forbidden.to_owned())],
        Error::NotFound => vec![(String::new(), t.not_found.to_owned())],
        Error::Busy => vec![(String::new(), t.busy.to_owned())],
        _ => vec![(String::new(), t.failed.to_owned())],
    };
    Some(view! {
        <div class="error-summary" role="alert" tabindex="-1" autofocus>
            <h2>{t.problem}</h2>
            <ul>
                {items.into_iter().map(|(field, message)| view! {
                    <li>
                        {if field.is_empty() {
                            view! { {message} }.into_any()
                        } else {
                            view! { <a href=format!("#{}", state.id(&field))>{message}</a> }.into_any()
                        }}
                    </li>
                }).collect_view()}
            </ul>
        </div>
    })
}
