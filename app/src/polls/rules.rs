//! What a poll may be, who answers it and when, and what is told of the answers.

use super::{Given, Poll, PollKind, PollState, Tally};
use crate::{knowledge::Standing, sessions::SessionState, writing::one_line};

/// From so many answers on is the turnout told and are results shown: among fewer it could be
/// guessed who said what.
pub const ENOUGH: i64 = 5;
/// The longest question, option, word at an end of a scale and written answer, in characters.
pub const QUESTION_MAX: usize = 300;
pub const OPTION_MAX: usize = 80;
pub const WORDS_MAX: usize = 200;
/// How many options a poll may have.
pub const OPTIONS_MIN: usize = 2;
pub const OPTIONS_MAX: usize = 8;
/// The steps of a scale.
pub const STEPS: usize = 5;

/// How many have answered, if that may be told.
pub fn turnout(answers: i64) -> Option<i64> {
    (answers >= ENOUGH).then_some(answers)
}

/// Whether there are results that may be seen.
pub fn has_results(state: PollState, answers: i64) -> bool {
    state == PollState::Closed && answers >= ENOUGH
}

/// Whether a person can answer now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answering {
    Open,
    /// The person only looks on.
    NotTheirs,
    NotYet,
    Over,
}

/// Those who belong to a session answer while the poll is open.
pub fn answering(state: PollState, session: SessionState, standing: Standing) -> Answering {
    match state {
        PollState::Draft => Answering::NotYet,
        PollState::Closed => Answering::Over,
        PollState::Open if session == SessionState::Cancelled => Answering::Over,
        PollState::Open if standing.belongs() => Answering::Open,
        PollState::Open => Answering::NotTheirs,
    }
}

/// Why something typed cannot be an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerProblem {
    Empty,
    TooLong,
}

/// An answer as it was typed.
pub fn given(poll: &Poll, choices: &[String], words: &str) -> Result<Given, AnswerProblem> {
    if poll.kind == PollKind::Words {
        return written(words).map(Given::Words);
    }
    let places = places(poll.kind, &poll.options);
    let mut chosen: Vec<usize> = choices.iter().filter_map(|place| place.parse().ok()).collect();
    chosen.retain(|place| *place < places);
    chosen.sort_unstable();
    chosen.dedup();
    match chosen.len() {
        0 => Err(AnswerProblem::Empty),
        1 => Ok(Given::Chosen(chosen)),
        _ if poll.kind == PollKind::Several => Ok(Given::Chosen(chosen)),
        _ => Err(AnswerProblem::Empty),
    }
}

/// Words as somebody wrote them.
pub fn written(words: &str) -> Result<String, AnswerProblem> {
    let words = one_line(words);
    match words.chars().count() {
        0 => Err(AnswerProblem::Empty),
        length if length > WORDS_MAX => Err(AnswerProblem::TooLong),
        _ => Ok(words),
    }
}

/// How many counts a poll has.
pub fn places(kind: PollKind, options: &[String]) -> usize {
    match kind {
        PollKind::Scale => STEPS,
        PollKind::Words => 0,
        _ => options.len(),
    }
}

/// Adds an answer. What comes out is the same in whatever order the answers came.
pub fn count(tally: &mut Tally, given: Given) {
    tally.answers += 1;
    match given {
        Given::Chosen(places) => {
            for place in places {
                if let Some(count) = tally.counts.get_mut(place) {
                    *count += 1;
                }
            }
        }
        Given::Words(words) => {
            let place = tally.words.partition_point(|other| *other < words);
            tally.words.insert(place, words);
        }
    }
}

/// Whether this can be what was answered, with as many counts as there are places: each answer is
/// a choice or a text, and only of several choices there may be more.
pub fn adds_up(kind: PollKind, places: usize, tally: &Tally) -> bool {
    let Tally { answers, counts, words } = tally;
    if kind == PollKind::Words {
        return counts.is_empty() && i64::try_from(words.len()) == Ok(*answers);
    }
    let possible = counts.iter().all(|count| (0..=*answers).contains(count));
    let chosen = || counts.iter().map(|count| i128::from(*count)).sum::<i128>();
    words.is_empty()
        && counts.len() == places
        && possible
        && match kind {
            PollKind::Several => chosen() >= i128::from(*answers),
            _ => chosen() == i128::from(*answers),
        }
}

/// What is left of the answers when a poll closes: of too few, nothing.
pub fn closed(tally: Tally) -> Tally {
    match tally.answers >= ENOUGH {
        true => tally,
        false => Tally { answers: tally.answers, ..Tally::default() },
    }
}

/// Options as people type them: one a line, each once, nothing unseen.
pub fn options(typed: &str) -> Vec<String> {
    let mut options: Vec<String> = Vec::new();
    for option in typed.lines().map(one_line).filter(|option| !option.is_empty()) {
        if !options.contains(&option) {
            options.push(option);
        }
    }
    options
}

#[cfg(test)]
mod tests;
