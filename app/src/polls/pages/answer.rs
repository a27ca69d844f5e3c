use leptos::{prelude::*, server_fn::ServerFn};

use super::results::labels;
use crate::{
    polls::{Poll, PollKind, api::AnswerPoll, rules, texts::texts},
    ui::{
        Button, Kind,
        form::{Area, Checks, Choice, Form, Hidden, Radios},
    },
};

/// The promise and, under it, the form to answer with: one touch, and one to send it. The promise
/// is `whole`, or named only where it stands above already.
pub fn form(poll: &Poll, whole: bool, kind: Kind) -> AnyView {
    let t = texts();
    let id = poll.id.to_string();
    let promise = whole.then(|| {
        let sentences = t.promise.map(|sentence| view! { <li>{sentence}</li> }).collect_view();
        view! { <ul>{sentences}</ul> }
    });
    let fields = poll.clone();
    view! {
        <div class="poll-promise">
            <p><strong>{t.detached}</strong></p>
            {promise}
        </div>
        <Form command=AnswerPoll::PATH key=id.clone()>
            <Hidden name="id" value=id />
            {field(fields)}
            <div class="form-actions"><Button kind>{t.send}</Button></div>
        </Form>
    }
    .into_any()
}

/// What is chosen or written; made within the form, so that it keeps what was typed.
fn field(poll: Poll) -> AnyView {
    let t = texts();
    let choices: Vec<Choice> = labels(&poll)
        .into_iter()
        .enumerate()
        .map(|(place, label)| Choice::new(place, label))
        .collect();
    match poll.kind {
        PollKind::Words => view! {
            <Area name="words" label=t.write hint=t.write_hint rows=3u32 maxlength=rules::WORDS_MAX as u32 />
        }
        .into_any(),
        PollKind::Several => view! { <Checks name="choice" label=t.choose_several choices /> }.into_any(),
        PollKind::Scale => view! { <Radios name="choice" label=t.choose_step choices /> }.into_any(),
        PollKind::One | PollKind::Feelings => {
            view! { <Radios name="choice" label=t.choose_one choices /> }.into_any()
        }
    }
}
