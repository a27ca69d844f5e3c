use leptos::{prelude::*, server_fn::ServerFn};

use super::results::{labels, results};
use crate::{
    error::Result,
    polls::{
        Poll, PollId, PollState, Tally,
        api::{ClosePoll, DeletePoll, OpenPoll, ShowPoll},
        rules, running, store,
        texts::texts,
    },
    request::{Look, Page, Posted},
    routes::{self, Section},
    sessions::{self, Session, SessionId},
    ui::{
        Badge, Button, ButtonLink, Confirm, Empty, Icon, Inline, Kind, PageHead, Stack, Tone,
        form::{Form, Hidden},
    },
};

/// `/sessions/{id}/polls`: the polls of a session, for those who run it.
pub async fn manage(id: SessionId) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let session = running::enter(&mut look.tx, &look.actor, id).await?;
    let polls = store::of_session(&mut look.tx, id).await?;
    let none = polls.is_empty();
    let mut cards = Vec::new();
    for poll in polls {
        let tally = store::tally(&mut look.tx, poll.id).await?;
        cards.push(card(&poll, &tally));
    }
    let empty = none.then(|| view! { <Empty title=t.empty text=t.empty_text /> });
    let title = format!("{} · {}", t.polls, session.topic);
    Ok(Page::new(
        Section::Sessions,
        title,
        view! {
            <Stack>
                <PageHead title=t.polls intro=t.intro crumbs=crumbs(&session)>
                    <ButtonLink href=routes::new_poll(id) kind=Kind::Primary icon=Icon::Plus>{t.new_poll}</ButtonLink>
                </PageHead>
                {empty}
                {cards}
            </Stack>
        },
    )
    .following_session(id, "session polls"))
}

/// The pages above those of a session's polls.
pub fn crumbs(session: &Session) -> Vec<(String, String)> {
    vec![
        (sessions::texts::texts().sessions.into(), Section::Sessions.href().into()),
        (session.topic.clone(), routes::session(session.id)),
    ]
}

fn card(poll: &Poll, tally: &Tally) -> AnyView {
    let t = texts();
    let (id, question) = (format!("poll-{}", poll.id), poll.question.clone());
    let tone = match poll.state {
        PollState::Open => Tone::Good,
        PollState::Draft => Tone::Info,
        PollState::Closed => Tone::Neutral,
    };
    let (state, kind) = ((t.state)(poll.state), (t.kind)(poll.kind));
    let (inside, steps) = (inside(poll, tally), steps(poll, tally));
    view! {
        <article class="card poll" id=id>
            <Inline><Badge tone>{state}</Badge> <span class="muted">{kind}</span></Inline>
            <h2>{question}</h2>
            {inside}
            {steps}
        </article>
    }
    .into_any()
}

/// What is asked, or how many have answered, or what came of it.
fn inside(poll: &Poll, tally: &Tally) -> AnyView {
    let t = texts();
    match poll.state {
        PollState::Draft => {
            let lines = labels(poll).into_iter().map(|label| view! { <li>{label}</li> });
            let lines = lines.collect_view();
            view! { <ul class="poll-options">{lines}</ul> }.into_any()
        }
        PollState::Open => {
            let turnout = rules::turnout(tally.answers);
            let turnout = turnout.map_or(t.turnout_later.to_owned(), t.turnout);
            view! { <p>{turnout} <br /> <span class="muted">{t.while_open}</span></p> }.into_any()
        }
        PollState::Closed if !rules::has_results(poll.state, tally.answers) => {
            view! { <p class="muted">{t.too_few}</p> }.into_any()
        }
        PollState::Closed => {
            let who = if poll.shown { t.is_shown } else { t.not_shown };
            view! { {results(poll, tally)} <p class="muted small">{who}</p> }.into_any()
        }
    }
}

/// What comes next for a poll, and what else can be done with it.
fn steps(poll: &Poll, tally: &Tally) -> AnyView {
    let t = texts();
    let next = match poll.state {
        PollState::Draft => {
            let edit = routes::edit_poll(poll.id);
            view! {
                {sure::<OpenPoll>(poll.id, t.open, t.open_text, (Kind::Secondary, Kind::Primary))}
                <ButtonLink href=edit icon=Icon::Pencil>{t.edit}</ButtonLink>
            }
            .into_any()
        }
        PollState::Open => {
            sure::<ClosePoll>(poll.id, t.close, t.close_text, (Kind::Secondary, Kind::Primary))
        }
        PollState::Closed if rules::has_results(poll.state, tally.answers) => {
            results_steps(poll.id, poll.shown)
        }
        PollState::Closed => ().into_any(),
    };
    let lost = if poll.state == PollState::Draft { t.delete_draft_text } else { t.delete_text };
    let delete = sure::<DeletePoll>(poll.id, t.delete, lost, (Kind::Quiet, Kind::Danger));
    view! { <div class="poll-steps" role="group" aria-label=t.steps>{next} {delete}</div> }
        .into_any()
}

/// A step that there is no way back from, with the question before it.
fn sure<C: ServerFn>(
    id: PollId,
    label: &'static str,
    text: &'static str,
    (asks, does): (Kind, Kind),
) -> AnyView {
    let id = id.to_string();
    let refused = use_context::<Posted>()
        .is_some_and(|posted| *posted.command == *C::PATH && *posted.key == *id);
    view! {
        <Confirm label text kind=asks open=refused>
            <Form command=C::PATH key=id.clone()>
                <Hidden name="id" value=id />
                <div class="form-actions"><Button kind=does>{label}</Button></div>
            </Form>
        </Confirm>
    }
    .into_any()
}

/// What can be done with results.
fn results_steps(id: PollId, shown: bool) -> AnyView {
    let t = texts();
    let (label, to) = if shown { (t.hide, "") } else { (t.show, "on") };
    let [csv, xlsx] = ["csv", "xlsx"].map(|format| format!("/export/poll.{format}?poll={id}"));
    let id = id.to_string();
    view! {
        <Form command=ShowPoll::PATH key=id.clone() inline=true>
            <Hidden name="id" value=id />
            <Hidden name="shown" value=to />
            <Button>{label}</Button>
        </Form>
        <ButtonLink href=csv icon=Icon::Download download=true>"CSV"</ButtonLink>
        <ButtonLink href=xlsx icon=Icon::Download download=true>"Excel"</ButtonLink>
    }
    .into_any()
}
