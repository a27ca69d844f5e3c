//! What helps while the form is filled in. Without JavaScript the form says the same when it is
//! sent.

use leptos::{ev, prelude::*, task::spawn_local, wasm_bindgen::JsCast, web_sys};

use super::{Remark, api::check_session, form::SessionForm};

/// Watches the fields of the form around it and says at once when somebody is busy.
#[island]
pub fn Watched(
    /// The session being changed; empty for a new one.
    session: String,
    children: Children,
) -> impl IntoView {
    let remarks = RwSignal::new(Vec::<Remark>::new());
    let asked = StoredValue::new(0u32);
    let changed = move |event: ev::Event| {
        let Some(form) = form_of(&event) else { return };
        let session = session.clone();
        asked.update_value(|count| *count += 1);
        let number = asked.get_value();
        spawn_local(async move {
            let answer = check_session(session, form).await.unwrap_or_default();
            // A later question may have been answered first.
            if asked.get_value() == number {
                remarks.set(answer);
            }
        });
    };
    view! {
        <div class="stack watched" on:change=changed>
            {children()}
            <div class="remarks" role="status">
                <For each=move || remarks.get() key=|remark| remark.text.clone() let:remark>
                    <p class=if remark.stops { "remark bad" } else { "remark info" }>{remark.text}</p>
                </For>
            </div>
        </div>
    }
}

/// What the form around the event's field holds at the moment, as far as it is asked about.
fn form_of(event: &ev::Event) -> Option<SessionForm> {
    let field: web_sys::Element = event.target()?.dyn_into().ok()?;
    let form: web_sys::HtmlFormElement = field.closest("form").ok()??.dyn_into().ok()?;
    let data = web_sys::FormData::new_with_form(&form).ok()?;
    let one = |name: &str| data.get(name).as_string().unwrap_or_default();
    Some(SessionForm {
        date: one("date"),
        time: one("time"),
        minutes: one("minutes"),
        branch: one("branch"),
        facilitators: data
            .get_all("facilitators[]")
            .iter()
            .filter_map(|value| value.as_string())
            .collect(),
        ..Default::default()
    })
}

/// A long list of choices with a field that narrows it to those whose label holds what is typed.
#[island]
pub fn Findable(label: String, children: Children) -> impl IntoView {
    let list = NodeRef::<leptos::html::Div>::new();
    // The field is of no use before the script has come.
    let awake = RwSignal::new(false);
    Effect::new(move |_| awake.set(true));
    let narrow = move |event: ev::Event| {
        let wanted = plain(&event_target_value(&event));
        let Some(list) = list.get() else { return };
        let choices = list.get_elements_by_class_name("choice");
        for index in 0..choices.length() {
            let Some(choice) = choices.item(index) else { continue };
            let label = plain(&choice.text_content().unwrap_or_default());
            // What is chosen stays in view.
            let chosen = choice.query_selector(":checked").ok().flatten().is_some();
            let fits = chosen || label.contains(wanted.trim());
            let _ = choice.toggle_attribute_with_force("hidden", !fits);
        }
    };
    view! {
        <div class="findable" node_ref=list>
            <label class="search" hidden=move || !awake.get()>
                <span class="visually-hidden">{label.clone()}</span>
                <input class="input" type="search" placeholder=label autocomplete="off" on:input=narrow />
            </label>
            {children()}
        </div>
    }
}

/// Lower case without the accents of Spanish, as people type when they look for a name.
fn plain(text: &str) -> String {
    let plain = |letter| match letter {
        'á' | 'Á' => 'a',
        'é' | 'É' => 'e',
        'í' | 'Í' => 'i',
        'ó' | 'Ó' => 'o',
        'ú' | 'ü' | 'Ú' | 'Ü' => 'u',
        'ñ' | 'Ñ' => 'n',
        // The whole of Unicode's letters would be 2 kB for every phone.
        other => other.to_ascii_lowercase(),
    };
    text.chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_are_found_without_accents() {
        assert_eq!(super::plain("Julio Paredes NÚÑEZ"), "julio paredes nunez");
    }
}
