use leptos::prelude::*;

use crate::{
    polls::{Poll, PollKind, Tally, texts::texts},
    ui::Progress,
};

/// What was answered. The caller has made sure that it may be seen.
pub fn results(poll: &Poll, tally: &Tally) -> AnyView {
    let t = texts();
    let answers = (t.answers)(tally.answers);
    if poll.kind == PollKind::Words {
        let words = tally.words.iter().map(|words| view! { <li>{words.clone()}</li> });
        let words = words.collect_view();
        return view! {
            <p class="muted">{answers}</p>
            <ul class="poll-words">{words}</ul>
        }
        .into_any();
    }
    let rows = labels(poll).into_iter().zip(&tally.counts).map(|(label, count)| {
        view! { <li><Progress label done=*count total=tally.answers /></li> }
    });
    let rows = rows.collect_view();
    let several = (poll.kind == PollKind::Several)
        .then(|| view! { <p class="muted small">{t.of_several}</p> });
    view! {
        <ul class="poll-bars">{rows}</ul>
        <p class="muted">{answers}</p>
        {several}
    }
    .into_any()
}

/// What can be chosen, as people read it, in the order of the counts.
pub fn labels(poll: &Poll) -> Vec<String> {
    match poll.kind {
        PollKind::Scale => vec![
            format!("1 · {}", poll.low),
            "2".into(),
            "3".into(),
            "4".into(),
            format!("5 · {}", poll.high),
        ],
        PollKind::Words => Vec::new(),
        _ => poll.options.clone(),
    }
}
