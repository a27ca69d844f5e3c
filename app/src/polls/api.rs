//! Making, opening and closing polls, showing their results, and answering.

#![expect(clippy::too_many_arguments, reason = "one argument for each field of a form")]

use leptos::server;

use crate::{
    error::Result,
    request::{Next, Typed},
};

/// Adds a poll to a session as a draft, or with `id` changes one that is a draft.
#[server]
pub async fn save_poll(
    session: String,
    #[server(default)] id: String,
    #[server(default)] revision: String,
    kind: String,
    question: String,
    #[server(default)] options: String,
    #[server(default)] low: String,
    #[server(default)] high: String,
) -> Result<Next> {
    use super::running::{self, Asked, AskedTyped};
    use crate::{
        error::Error,
        request::{Change, Done, Work},
        routes,
        sessions::SessionId,
    };
    use serde_json::json;

    let session: SessionId = session.parse().map_err(|_| Error::NotFound)?;
    let typed =
        AskedTyped { kind: &kind, question: &question, options: &options, low: &low, high: &high };
    let asked = Asked::of(&typed)?;
    let mut work = Work::begin().await?;
    let (actor, now) = (work.actor.clone(), work.now);
    let detail = json!({ "session": session, "question": asked.question });
    let (action, id, session) = match id.as_str() {
        "" => {
            let id = running::add(&mut work.tx, &actor, session, asked, now).await?;
            ("poll.added", id, session)
        }
        id => {
            let id = id.parse().map_err(|_| Error::NotFound)?;
            let revision = revision.parse().map_err(|_| Error::Stale)?;
            let session = running::save(&mut work.tx, &actor, (id, revision), asked).await?;
            ("poll.saved", id, session)
        }
    };
    work.audit(action, "poll", id, detail).await?;
    work.tell(Change::Polls(session));
    work.done(Next::to(routes::polls_at(session, id)).saying(Done::Saved)).await
}

/// Opens a poll for answers. What it asks does not change from then on.
#[server]
pub async fn open_poll(id: String) -> Result<Next> {
    use super::{PollId, running};
    use crate::{
        error::Error,
        request::{Change, Done, Work},
        routes,
    };
    use serde_json::json;

    let id: PollId = id.parse().map_err(|_| Error::NotFound)?;
    let mut work = Work::begin().await?;
    let actor = work.actor.clone();
    let (poll, opened) = running::open(&mut work.tx, &actor, id).await?;
    if opened {
        work.audit("poll.opened", "poll", id, json!({ "question": poll.question })).await?;
        work.tell(Change::Polls(poll.session_id));
    }
    work.done(Next::to(routes::polls_at(poll.session_id, id)).saying(Done::PollOpened)).await
}

/// Closes a poll for good.
#[server]
pub async fn close_poll(id: String) -> Result<Next> {
    use super::{PollId, running};
    use crate::{
        error::Error,
        request::{Change, Done, Work},
        routes,
    };
    use serde_json::json;

    let id: PollId = id.parse().map_err(|_| Error::NotFound)?;
    let mut work = Work::begin().await?;
    let actor = work.actor.clone();
    let (poll, closed) = running::close(&mut work.tx, &actor, id).await?;
    if closed {
        work.audit("poll.closed", "poll", id, json!({ "question": poll.question })).await?;
        work.tell(Change::Polls(poll.session_id));
    }
    work.done(Next::to(routes::polls_at(poll.session_id, id)).saying(Done::PollClosed)).await
}

/// Shows the results to the room and on the projector; with `shown` empty, takes them away.
#[server]
pub async fn show_poll(id: String, #[server(default)] shown: String) -> Result<Next> {
    use super::{PollId, running};
    use crate::{
        error::Error,
        request::{Change, Done, Work},
        routes,
    };
    use serde_json::json;

    let id: PollId = id.parse().map_err(|_| Error::NotFound)?;
    let shown = !shown.is_empty();
    let mut work = Work::begin().await?;
    let actor = work.actor.clone();
    let (poll, changed) = running::show(&mut work.tx, &actor, id, shown).await?;
    if changed {
        let detail = json!({ "question": poll.question, "shown": shown });
        work.audit("poll.shown", "poll", id, detail).await?;
        work.tell(Change::Polls(poll.session_id));
    }
    work.done(Next::to(routes::polls_at(poll.session_id, id)).saying(Done::Saved)).await
}

/// Deletes a poll with all of its answers.
#[server]
pub async fn delete_poll(id: String) -> Result<Next> {
    use super::{PollId, running};
    use crate::{
        error::Error,
        request::{Change, Done, Work},
        routes,
    };
    use serde_json::json;

    let id: PollId = id.parse().map_err(|_| Error::NotFound)?;
    let mut work = Work::begin().await?;
    let actor = work.actor.clone();
    let poll = running::delete(&mut work.tx, &actor, id).await?;
    let detail = json!({ "question": poll.question, "session": poll.session_id });
    work.audit("poll.deleted", "poll", id, detail).await?;
    work.tell(Change::Polls(poll.session_id));
    work.done(Next::to(routes::polls(poll.session_id)).saying(Done::Deleted)).await
}

/// Answers a poll. `choice` are the places of the options chosen.
///
/// Nothing of it is kept beside the tally and the turnout: see `answering`. Screens are told only
/// when the turnout may be.
#[server]
pub async fn answer_poll(#[server(flatten)] typed: Typed) -> Result<Next> {
    use super::{PollId, answering};
    use crate::{
        error::Error,
        request::{Change, Done, services, visitor},
        routes,
    };

    let id: PollId = typed.one("id").parse().map_err(|_| Error::NotFound)?;
    let (choices, words) = (typed.all("choice"), typed.one("words"));
    let (services, actor) = (services(), visitor().signed_in()?);
    let answered = answering::answer(&services.db, &actor, id, &choices, words).await?;
    if answered.turnout.is_some() {
        services.live.tell(Change::Polls(answered.session));
    }
    let done = if answered.counted { Done::Answered } else { Done::AnsweredBefore };
    Ok(Next::to(routes::poll_in_room(answered.session, id)).saying(done))
}
