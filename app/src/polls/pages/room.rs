use leptos::{prelude::*, server_fn::ServerFn};

use super::{answer, results::results};
use crate::{
    error::Result,
    knowledge,
    polls::{
        Poll, PollKind, PollState,
        api::AnswerPoll,
        rules::{self, Answering},
        running, store,
        texts::texts,
    },
    request::{Look, Posted},
    routes,
    sessions::{Session, SessionState},
    ui::{Badge, ButtonLink, Icon, Main, Notice, Tone},
};

/// The polls of a room.
pub struct RoomPolls {
    /// At the top, what leads to those that are open and that the reader has not answered.
    pub notice: Option<AnyView>,
    pub cards: AnyView,
}

/// What a session's room shows of its polls: those that are open, to be answered, and the results
/// that were put before the room. Those who run it get the way to make them.
pub async fn room_polls(look: &mut Look, session: &Session, main: &mut Main) -> Result<RoomPolls> {
    let t = texts();
    let polls = store::of_session(&mut look.tx, session.id).await?;
    let runs = running::runs(&mut look.tx, &look.actor, session).await?;
    let way = runs.then(|| {
        let href = routes::polls(session.id);
        view! { <p><ButtonLink href icon=Icon::Chart>{t.manage}</ButtonLink></p> }
    });
    if polls.is_empty() {
        return Ok(RoomPolls { notice: None, cards: way.into_any() });
    }
    let standing = knowledge::store::standing(&mut look.tx, session.id, look.actor.id).await?;
    let answered = store::answered(&mut look.tx, session.id, look.actor.id).await?;
    let mut cards = Vec::new();
    let mut open = Vec::new();
    let mut promised = false;
    let mut form =
        |poll: &Poll| answer::form(poll, !std::mem::replace(&mut promised, true), main.kind());
    for poll in polls {
        let key = poll.id.to_string();
        let refused = use_context::<Posted>()
            .is_some_and(|posted| *posted.command == *AnswerPoll::PATH && *posted.key == *key);
        let own = answered.contains(&poll.id);
        let answering = rules::answering(poll.state, session.state, standing);
        if matches!(answering, Answering::Open | Answering::NotTheirs) && !own {
            let (href, question) = (format!("#poll-{}", poll.id), poll.question.clone());
            open.push(view! { <p><a href=href>{question}</a></p> });
        }
        let inside = match (poll.state, answering) {
            // Whatever has happened meanwhile, what was written is not lost.
            _ if refused => form(&poll),
            (PollState::Open, Answering::Open) if !own => form(&poll),
            (PollState::Open, _) => {
                let tally = store::tally(&mut look.tx, poll.id).await?;
                waiting(own, answering, tally.answers)
            }
            (PollState::Closed, _) if poll.shown => {
                match running::results(&mut look.tx, &poll).await? {
                    Some(tally) => results(&poll, &tally),
                    None => continue,
                }
            }
            // Whoever has just answered should not look for it in vain.
            (PollState::Closed, _) if session.state == SessionState::Open => {
                view! { <p class="muted">{t.closed_text}</p> }.into_any()
            }
            _ => continue,
        };
        cards.push(card(&poll, inside));
    }
    let notice =
        (!open.is_empty()).then(|| view! { <Notice title=t.open_now>{open}</Notice> }.into_any());
    Ok(RoomPolls { notice, cards: view! { {cards} {way} }.into_any() })
}

fn card(poll: &Poll, inside: AnyView) -> AnyView {
    let t = texts();
    let (id, question) = (format!("poll-{}", poll.id), poll.question.clone());
    let tone = if poll.state == PollState::Open { Tone::Good } else { Tone::Neutral };
    view! {
        <article class="card poll" id=id>
            <p><Badge tone>{format!("{} · {}", t.poll, (t.state)(poll.state))}</Badge></p>
            <h2>{question}</h2>
            {inside}
        </article>
    }
    .into_any()
}

/// What an open poll shows to somebody who cannot answer, or has.
fn waiting(own: bool, answering: Answering, answers: i64) -> AnyView {
    let t = texts();
    let turnout = rules::turnout(answers).map_or(t.turnout_later.to_owned(), t.turnout);
    let said = own.then(|| {
        view! {
            <p><Badge tone=Tone::Good>{t.you_answered}</Badge></p>
            <p>{t.you_answered_text}</p>
        }
    });
    let looks_on = (!own && answering == Answering::NotTheirs)
        .then(|| view! { <p class="muted">{t.not_theirs}</p> });
    view! { {said} {looks_on} <p class="muted">{turnout}</p> }.into_any()
}

/// For somebody about to share a feeling: the open poll where they can say it without their name
/// being stored, if there is one that they have not answered.
pub async fn feelings_way(look: &mut Look, session: &Session) -> Result<Option<AnyView>> {
    let t = texts();
    let polls = store::of_session(&mut look.tx, session.id).await?;
    let open = |poll: &Poll| poll.kind == PollKind::Feelings && poll.state == PollState::Open;
    if !polls.iter().any(open) {
        return Ok(None);
    }
    let answered = store::answered(&mut look.tx, session.id, look.actor.id).await?;
    let poll = polls.into_iter().find(|poll| open(poll) && !answered.contains(&poll.id));
    Ok(poll.map(|poll| {
        let href = format!("#poll-{}", poll.id);
        view! { <p class="feelings-way">{t.to_feelings} " " <a href=href>{poll.question}</a></p> }
            .into_any()
    }))
}
