//! The fields of a comment, alike for a new one, an answer and one that is edited.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    comments::{
        api::{AddComment, EditComment, ReplyComment},
        rules,
        texts::texts,
    },
    error::Result,
    people::{self, PersonId},
    request::{Look, Posted},
    reviews::{Subject, choosing},
    ui::{
        Button, Icon, Inline, Notice,
        form::{Area, Checks, Choice, Hidden, Text},
    },
};

/// Whom a form offers to mention: who was chosen, and whom a search found.
#[derive(Clone, Default)]
pub struct Called {
    pub choices: Vec<Choice>,
    pub search: String,
}

/// What the page found for the form that was sent, kept in context for the form itself.
#[derive(Clone)]
struct Found(Called);

/// Looks for whom a sent form wants to mention, and keeps it for that form.
pub async fn look_up(look: &mut Look, subject: &Subject) -> Result<()> {
    let thing = subject.thing;
    let commands = [AddComment::PATH, ReplyComment::PATH, EditComment::PATH];
    let Some(posted) = use_context::<Posted>().filter(|p| commands.contains(&&*p.command)) else {
        return Ok(());
    };
    let ids: Vec<PersonId> = posted.all("mentions[]").filter_map(|id| id.parse().ok()).collect();
    let mut people = people::store::briefs(&mut look.tx, &ids).await?;
    let search = posted.all("who").next().unwrap_or_default().trim().to_owned();
    if !search.is_empty() {
        for person in choosing::people(&mut look.tx, thing, &search).await? {
            if people.iter().all(|other| other.id != person.id) {
                people.push(person);
            }
        }
    }
    let choices = people.into_iter().map(choosing::person).collect();
    provide_context(Found(Called { choices, search }));
    Ok(())
}

/// What was found, when the form with this key was the one that was sent.
pub fn found_here(key: &str) -> Called {
    let sent = use_context::<Posted>().is_some_and(|posted| *posted.key == *key);
    match use_context::<Found>() {
        Some(Found(called)) if sent => called,
        _ => Called::default(),
    }
}

/// The words, and whom they call. `known` are those called before the form was opened.
pub fn words(
    label: &'static str,
    value: String,
    rows: u32,
    mut called: Called,
    known: &[(PersonId, String)],
) -> AnyView {
    let t = texts();
    let values: Vec<String> = known.iter().map(|(id, _)| id.to_string()).collect();
    for (id, name) in known {
        if called.choices.iter().all(|choice| choice.value != id.to_string()) {
            called.choices.push(Choice::new(id, name.clone()));
        }
    }
    let Called { choices, search } = called;
    let open = !choices.is_empty() || !search.is_empty();
    let nothing = (choices.is_empty() && !search.is_empty())
        .then(|| view! { <p class="hint">{(t.nothing_found)(&search)}</p> });
    let boxes = (!choices.is_empty()).then(|| {
        view! { <Checks name="mentions" label=t.called choices values optional=true /> }
    });
    view! {
        <Area name="body" label hint=t.body_hint value rows maxlength=rules::COMMENT_MAX as u32 />
        <details class="form-section" open=open>
            <summary>{t.call}</summary>
            <div class="audience">
                <Text name="who" label=t.find_person kind="search" optional=true />
                <Hidden name="who_found" value=search />
                <Inline><Button icon=Icon::Search name="press" value=choosing::FIND>{t.find}</Button></Inline>
                {nothing}
                {boxes}
            </div>
        </details>
    }
    .into_any()
}

/// Said before they write: that they speak as the author.
pub fn hidden_note(hidden: bool) -> Option<AnyView> {
    let t = texts();
    hidden
        .then(|| view! { <Notice title=t.hidden_title><p>{t.hidden_text}</p></Notice> }.into_any())
}
