//! Polls as files.

use super::keys::Keys;
use crate::{
    book::{folder::Leaf, fronts::PollFront},
    knowledge::rules::clean,
    polls::{Poll, Tally},
    sessions::SessionId,
};

/// One file for each question.
pub fn leaves(asked: Vec<(Poll, Tally)>, sessions: &Keys<SessionId>) -> Vec<Leaf<PollFront>> {
    let keys = Keys::of("polls", asked.iter().map(|(poll, _)| (poll.id, poll.question.as_str())));
    let leaf = |(poll, tally): (Poll, Tally)| {
        let front = PollFront {
            session: sessions.get(poll.session_id).unwrap_or_default(),
            kind: poll.kind,
            options: poll.options,
            low: poll.low,
            high: poll.high,
            answers: tally.answers,
            counts: tally.counts,
            words: tally.words,
        };
        super::leaf(keys.get(poll.id).unwrap_or_default(), front, &clean(&poll.question))
    };
    asked.into_iter().map(leaf).collect()
}
