//! Making polls, opening and closing them, showing their results: by those who run the session.

use chrono::{DateTime, Utc};

use super::{Poll, PollId, PollKind, PollState, Tally, rules, store, texts::texts};
use crate::{
    access::Actor,
    db::Tx,
    error::{Error, Problems, Result},
    knowledge,
    sessions::{self, Session, SessionId, SessionState},
    writing::one_line,
};

/// The form of a poll as typed.
pub struct AskedTyped<'a> {
    pub kind: &'a str,
    pub question: &'a str,
    pub options: &'a str,
    pub low: &'a str,
    pub high: &'a str,
}

/// What a poll asks, as it is kept.
#[derive(Clone)]
pub struct Asked {
    pub kind: PollKind,
    pub question: String,
    pub options: Vec<String>,
    pub low: String,
    pub high: String,
}

impl Asked {
    /// From what was typed, with all that is wrong with it at once.
    pub fn of(typed: &AskedTyped<'_>) -> Result<Asked> {
        let t = texts();
        let kind = PollKind::parse(typed.kind).ok_or(Error::NotFound)?;
        let mut problems = Problems::default();
        let long = |text: &str, most: usize| text.chars().count() > most;
        let question = one_line(typed.question);
        problems.require(!question.is_empty(), "question", t.question_missing);
        problems.require(!long(&question, rules::QUESTION_MAX), "question", t.question_long);
        let options = if kind.has_options() { rules::options(typed.options) } else { Vec::new() };
        if kind.has_options() {
            problems.require(options.len() >= rules::OPTIONS_MIN, "options", t.options_few);
            problems.require(options.len() <= rules::OPTIONS_MAX, "options", t.options_many);
            let short = options.iter().all(|option| !long(option, rules::OPTION_MAX));
            problems.require(short, "options", t.option_long);
        }
        let mut end = |field, text: &str| {
            let text = if kind == PollKind::Scale { one_line(text) } else { String::new() };
            problems.require(kind != PollKind::Scale || !text.is_empty(), field, t.end_missing);
            problems.require(!long(&text, rules::OPTION_MAX), field, t.option_long);
            text
        };
        let (low, high) = (end("low", typed.low), end("high", typed.high));
        problems.into_result()?;
        Ok(Asked { kind, question, options, low, high })
    }

    /// How many counts it has.
    pub fn places(&self) -> usize {
        rules::places(self.kind, &self.options)
    }

    /// The draft that asks it.
    pub fn into_poll(self, id: PollId, session_id: SessionId, revision: i64) -> Poll {
        let Asked { kind, question, options, low, high } = self;
        let (state, shown) = (PollState::Draft, false);
        Poll { id, session_id, kind, question, options, low, high, state, shown, revision }
    }
}

/// A session of somebody who runs it.
pub async fn enter(tx: &mut Tx, actor: &Actor, session: SessionId) -> Result<Session> {
    let scope = actor.scope();
    let room = sessions::store::find(tx, &scope, session).await?.ok_or(Error::NotFound)?;
    if runs(tx, actor, &room).await? { Ok(room) } else { Err(Error::Forbidden) }
}

/// Whether somebody runs a session that they may see.
pub async fn runs(tx: &mut Tx, actor: &Actor, session: &Session) -> Result<bool> {
    let facilitates = knowledge::store::standing(tx, session.id, actor.id).await?.facilitates;
    Ok(sessions::rules::may_edit(actor, session, facilitates))
}

/// A poll of a session that the person runs.
pub async fn enter_poll(tx: &mut Tx, actor: &Actor, id: PollId) -> Result<(Poll, Session)> {
    let poll = store::find(tx, &actor.scope(), id).await?.ok_or(Error::NotFound)?;
    let session = enter(tx, actor, poll.session_id).await?;
    // Held, and read again: somebody may answer or close it meanwhile.
    let poll = store::hold(tx, id).await?.ok_or(Error::NotFound)?;
    Ok((poll, session))
}

/// Adds a draft to a session.
pub async fn add(
    tx: &mut Tx,
    actor: &Actor,
    session: SessionId,
    asked: Asked,
    now: DateTime<Utc>,
) -> Result<PollId> {
    enter(tx, actor, session).await?;
    let poll = asked.into_poll(PollId::new(), session, 1);
    store::add(tx, &poll, actor.id, now).await?;
    Ok(poll.id)
}

/// Changes a draft as of the revision that was edited; answers its session.
pub async fn save(
    tx: &mut Tx,
    actor: &Actor,
    (id, revision): (PollId, i64),
    asked: Asked,
) -> Result<SessionId> {
    let (poll, _) = enter_poll(tx, actor, id).await?;
    if poll.state != PollState::Draft {
        return Err(Error::form(texts().opened_already));
    }
    if poll.kind != asked.kind {
        return Err(Error::Stale);
    }
    store::save(tx, &asked.into_poll(id, poll.session_id, revision)).await?;
    Ok(poll.session_id)
}

/// Opens a poll for answers; answers it, and whether that was new.
pub async fn open(tx: &mut Tx, actor: &Actor, id: PollId) -> Result<(Poll, bool)> {
    let (poll, session) = enter_poll(tx, actor, id).await?;
    if session.state == SessionState::Cancelled {
        return Err(Error::form(texts().session_cancelled));
    }
    if poll.state == PollState::Closed {
        return Err(Error::form(texts().closed_already));
    }
    let opened = store::open(tx, &poll).await?;
    Ok((poll, opened))
}

/// Closes a poll. Of too few answers nothing is left, so that nobody ever reads them.
pub async fn close(tx: &mut Tx, actor: &Actor, id: PollId) -> Result<(Poll, bool)> {
    let (poll, _) = enter_poll(tx, actor, id).await?;
    if poll.state == PollState::Draft {
        return Err(Error::Stale);
    }
    let closed = store::close(tx, id).await?;
    if closed {
        let tally = rules::closed(store::tally(tx, id).await?);
        store::keep_tally(tx, id, &tally).await?;
    }
    Ok((poll, closed))
}

/// Puts the results before the room, or takes them away.
pub async fn show(tx: &mut Tx, actor: &Actor, id: PollId, shown: bool) -> Result<(Poll, bool)> {
    let (poll, _) = enter_poll(tx, actor, id).await?;
    let answers = store::tally(tx, id).await?.answers;
    if !rules::has_results(poll.state, answers) {
        return Err(Error::form(texts().no_results));
    }
    let changed = store::show(tx, id, shown).await?;
    Ok((poll, changed))
}

/// Deletes a poll with its answers; answers what it was.
pub async fn delete(tx: &mut Tx, actor: &Actor, id: PollId) -> Result<Poll> {
    let (poll, _) = enter_poll(tx, actor, id).await?;
    store::delete(tx, id).await?;
    Ok(poll)
}

/// The results of a poll, if there are any that may be seen.
pub async fn results(tx: &mut Tx, poll: &Poll) -> Result<Option<Tally>> {
    let tally = store::tally(tx, poll.id).await?;
    Ok(rules::has_results(poll.state, tally.answers).then_some(tally))
}
