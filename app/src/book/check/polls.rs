//! Polls that arrived.

use super::Check;
use crate::{
    book::{Book, folder::Leaf, fronts::PollFront, texts::texts},
    error::Error,
    polls::{
        rules,
        running::{Asked, AskedTyped},
    },
};

impl Check<'_> {
    /// Answers what each poll asks.
    pub(super) fn polls(&mut self, book: &Book) -> Vec<Asked> {
        book.polls.iter().filter_map(|leaf| self.poll(leaf)).collect()
    }

    fn poll(&mut self, leaf: &Leaf<PollFront>) -> Option<Asked> {
        let t = texts();
        let (key, front) = (leaf.key.as_str(), &leaf.front);
        self.link(key, "sessions", &front.session);
        self.require(leaf.parts.is_empty(), key, "", t.text_outside);
        let typed = AskedTyped {
            kind: front.kind.as_str(),
            question: &leaf.body,
            options: &front.options.join("\n"),
            low: &front.low,
            high: &front.high,
        };
        let asked = match Asked::of(&typed) {
            Ok(asked) => asked,
            Err(Error::Invalid(fields)) => {
                for field in fields {
                    let question = field.field == "question";
                    self.wrong(key, if question { "" } else { &field.field }, field.message);
                }
                return None;
            }
            Err(other) => {
                self.wrong(key, "", other.to_string());
                return None;
            }
        };
        // Each count belongs to an option, so none may go.
        let same = asked.options.len() == front.options.len();
        self.require(same, key, "options", t.options_wrong);
        let enough = (rules::ENOUGH..=100_000).contains(&front.answers);
        self.require(enough, key, "answers", (t.answers_few)(rules::ENOUGH));
        let places = asked.places();
        let whole = !enough || rules::adds_up(asked.kind, places, &front.tally());
        self.require(whole, key, "answers", t.answers_wrong);
        for words in &front.words {
            let written = rules::written(words).is_ok();
            self.require(written, key, words, (t.words_wrong)(rules::WORDS_MAX as i64));
        }
        Some(asked)
    }
}
