//! A note that somebody wrote, worked out before anything is locked for it.

use super::{
    markdown,
    rules::{self, TextProblem},
    texts::texts,
    words,
};
use crate::error::{Error, Result};

/// A text that can be a note, with all that is kept of it.
pub struct Draft {
    pub text: String,
    pub html: String,
    /// The terms under which it is found.
    pub words: String,
}

impl Draft {
    /// From what was typed; the message for the field `note` when it cannot be one.
    pub fn of(typed: &str) -> Result<Draft> {
        let text = rules::clean(typed);
        let t = texts();
        rules::check_text(&text).map_err(|problem| match problem {
            TextProblem::Empty => Error::field("note", t.note_empty),
            TextProblem::TooLong(by) => Error::field("note", (t.note_too_long)(by as i64)),
        })?;
        Ok(Draft {
            html: markdown::render(&text),
            words: words::index(&markdown::plain(&text)),
            text,
        })
    }
}
