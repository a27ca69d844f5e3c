use chrono::{DateTime, Utc};

use crate::{people::PersonId, provenance::Thing};

crate::id!(
    /// Something said about a thing.
    CommentId
);

/// Who says something. It never leaves the server; a recipient gets the [`Voice`] that
/// [`voice_shown_to`](super::rules::voice_shown_to) makes of it.
pub struct Speaker {
    pub id: PersonId,
    pub name: String,
    /// The comment is on a note of theirs whose author is hidden.
    pub hidden: bool,
}

/// Who says something, as far as one recipient may know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Voice {
    Named(String),
    /// The author of the note, whose name is hidden.
    Author,
    /// The same, and it is the recipient.
    AuthorSelf(String),
}

/// A comment as one recipient may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    pub id: CommentId,
    pub thing: Thing,
    /// The comment that it answers; `None` for one that begins a thread.
    pub thread: Option<CommentId>,
    /// The section of an archetype; empty elsewhere.
    pub part: String,
    /// The passage, as plain text; empty when the whole is meant.
    pub quote: String,
    pub text_revision: i64,
    pub voice: Voice,
    pub own: bool,
    pub body: String,
    pub html: String,
    pub at: DateTime<Utc>,
    pub edited: bool,
    /// Taken back: nothing is left of its words.
    pub deleted: bool,
    pub revision: i64,
    pub resolved: bool,
    /// Who resolved it or opened it again last, and when.
    pub turned: Option<(Voice, DateTime<Utc>)>,
    /// Who is called by name.
    pub mentioned: Vec<(PersonId, String)>,
}

/// A text that is commented on, as it reads now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The section of an archetype; empty elsewhere.
    pub part: String,
    pub html: String,
    pub revision: i64,
}

/// Who is called in a comment: for the list of what somebody was called in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    pub comment: Comment,
    pub read: bool,
}
