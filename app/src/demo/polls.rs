//! How the first session of 2022 began: a poll whose results the room has seen, and one that is
//! prepared for today.

use chrono::{DateTime, Utc};

use super::{Calendar, Cast};
use crate::{
    db::Tx,
    error::Result,
    lang::Lang,
    polls::{Given, Poll, PollId, PollState, library, rules, store},
    sessions::SessionId,
};

/// Which feeling each of eleven people chose, by its place.
const FELT: [usize; 11] = [1, 0, 2, 1, 1, 2, 0, 1, 3, 2, 1];

pub async fn add(
    tx: &mut Tx,
    cast: &Cast,
    calendar: &Calendar,
    lang: Lang,
    now: DateTime<Utc>,
) -> Result<()> {
    let poll = draft(tx, cast, calendar.of_2022[0], lang, "feeling-mistake", now).await?;
    store::open(tx, &poll).await?;
    let mut tally = store::tally(tx, poll.id).await?;
    for (person, place) in cast.people.iter().zip(FELT) {
        store::add_turnout(tx, poll.id, *person).await?;
        rules::count(&mut tally, Given::Chosen(vec![place]));
    }
    store::keep_tally(tx, poll.id, &tally).await?;
    store::close(tx, poll.id).await?;
    store::show(tx, poll.id, true).await?;
    draft(tx, cast, calendar.today, lang, "feeling-now", now).await?;
    Ok(())
}

/// A question of the library, in the clinic's language.
async fn draft(
    tx: &mut Tx,
    cast: &Cast,
    session_id: SessionId,
    lang: Lang,
    key: &str,
    at: DateTime<Utc>,
) -> Result<Poll> {
    let entry = library::entry(key).expect("a question of the library");
    let words = entry.words(lang);
    let poll = Poll {
        id: PollId::new(),
        session_id,
        kind: entry.kind,
        question: words.question.into(),
        options: words.options.iter().map(|option| (*option).into()).collect(),
        low: words.ends.0.into(),
        high: words.ends.1.into(),
        state: PollState::Draft,
        shown: false,
        revision: 1,
    };
    store::add(tx, &poll, cast.instructor, at).await?;
    Ok(poll)
}
