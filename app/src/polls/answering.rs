//! Answering a poll.
//!
//! This does without `Work`: its once-key is a row with a person and a time. An answer that is sent
//! twice is counted once by itself, because the turnout has the person already.

use super::{
    PollId, PollState,
    rules::{self, AnswerProblem, Answering},
    store,
    texts::texts,
};
use crate::{
    access::Actor,
    db::Db,
    error::{Error, Result},
    knowledge,
    onboarding::lock,
    sessions::{self, SessionId},
};

/// What came of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answered {
    pub session: SessionId,
    /// `false` when the person had answered before; then nothing was counted.
    pub counted: bool,
    /// How many have answered, if that may be told.
    pub turnout: Option<i64>,
}

/// Counts an answer, once a person, however often and from wherever it is sent.
pub async fn answer(
    db: &Db,
    actor: &Actor,
    id: PollId,
    choices: &[String],
    words: &str,
) -> Result<Answered> {
    let t = texts();
    let mut tx = db.write().await?;
    let seen = store::find(&mut tx, &actor.scope(), id).await?.ok_or(Error::NotFound)?;
    let session = seen.session_id;
    let room = sessions::store::by_id(&mut tx, session).await?.ok_or(Error::NotFound)?;
    let state = room.state;
    let standing = knowledge::store::standing(&mut tx, session, actor.id).await?;
    let poll = store::hold(&mut tx, id).await?.ok_or(Error::NotFound)?;
    match rules::answering(poll.state, state, standing) {
        Answering::Open => {}
        Answering::NotTheirs => return Err(Error::Forbidden),
        Answering::NotYet => return Err(Error::form(t.not_open_yet)),
        Answering::Over => {
            // Who has answered hears so; their first sending was answered too late, perhaps.
            let answered = store::answered(&mut tx, session, actor.id).await?.contains(&id);
            tx.commit().await?;
            return match answered && poll.state == PollState::Closed {
                true => Ok(Answered { session, counted: false, turnout: None }),
                false => Err(Error::form(t.closed_already)),
            };
        }
    }
    if let Some(why) = lock::shut_out(&mut tx, &room, actor.id, standing.facilitates).await? {
        return Err(Error::form(why));
    }
    let given = rules::given(&poll, choices, words).map_err(|problem| match problem {
        AnswerProblem::Empty if poll.kind.is_words() => Error::field("words", t.words_missing),
        AnswerProblem::Empty => Error::field("choice", t.choice_missing),
        AnswerProblem::TooLong => Error::field("words", t.words_long),
    })?;
    let counted = store::add_turnout(&mut tx, id, actor.id).await?;
    let mut turnout = None;
    if counted {
        let mut tally = store::tally(&mut tx, id).await?;
        rules::count(&mut tally, given);
        store::keep_tally(&mut tx, id, &tally).await?;
        turnout = rules::turnout(tally.answers);
    }
    // Also when nothing changed: what was there may not be on disk before this.
    tx.commit().await?;
    Ok(Answered { session, counted, turnout })
}
