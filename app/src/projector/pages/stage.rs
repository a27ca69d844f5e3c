use leptos::prelude::*;

use super::phase;
use crate::{
    error::Result,
    knowledge,
    polls::{self, Poll, PollState},
    projector::{store, texts::texts},
    request::Look,
    sessions::Session,
};

/// What a room looks at while it works: its phase, its question, polls, what there is so far, and
/// the notes that were let through.
pub async fn stage(look: &mut Look, session: &Session) -> Result<AnyView> {
    let head = phase::head(look, session).await?;
    let polls = shown_polls(look, session).await?;
    let so_far = phase::so_far(look, session).await?;
    // In later phases an empty wall is not worth its place.
    let later = so_far.is_some() || !polls.is_empty();
    let approves = store::approves(&mut look.tx, session.id).await?;
    let wall = knowledge::screen_wall(look, session, later, approves).await?;
    let prompt = session.prompt.clone();
    let prompt = (!prompt.is_empty()).then(|| view! { <h2 class="stage-prompt">{prompt}</h2> });
    Ok(view! { {head} {prompt} {polls} {so_far} {wall} }.into_any())
}

/// Polls that can be answered now, and results that are to be seen.
async fn shown_polls(look: &mut Look, session: &Session) -> Result<Vec<AnyView>> {
    let mut shown = Vec::new();
    for poll in polls::store::of_session(&mut look.tx, session.id).await? {
        let inside = match poll.state {
            PollState::Open => {
                let answers = polls::store::tally(&mut look.tx, poll.id).await?.answers;
                asked(&poll, answers)
            }
            PollState::Closed if poll.shown => {
                match polls::running::results(&mut look.tx, &poll).await? {
                    Some(tally) => polls::pages::results(&poll, &tally),
                    None => continue,
                }
            }
            _ => continue,
        };
        let (id, question) = (format!("poll-{}", poll.id), poll.question);
        shown.push(
            view! { <article class="stage-card" id=id><h3>{question}</h3> {inside}</article> }
                .into_any(),
        );
    }
    Ok(shown)
}

fn asked(poll: &Poll, answers: i64) -> AnyView {
    let options = polls::pages::labels(poll).into_iter().map(|label| view! { <li>{label}</li> });
    let options = options.collect_view();
    let turnout = polls::rules::turnout(answers).map(polls::texts::texts().turnout);
    view! {
        <ul class="stage-options">{options}</ul>
        <p class="muted">{texts().answer_now}</p>
        <p>{turnout}</p>
    }
    .into_any()
}
