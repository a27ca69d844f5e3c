use crate::sessions::SessionId;

crate::id!(
    /// A question to a room.
    PollId
);

crate::text_enum! {
    /// How a poll is answered.
    pub enum PollKind {
        /// One of a few options.
        One => "one",
        /// Any of a few options.
        Several => "several",
        /// From 1 to 5, with words at both ends.
        Scale => "scale",
        /// One of a few named feelings.
        Feelings => "feelings",
        /// A short text.
        Words => "words",
    }
}

impl PollKind {
    pub fn is_words(self) -> bool {
        self == PollKind::Words
    }

    /// Has options that whoever makes the poll writes.
    pub fn has_options(self) -> bool {
        matches!(self, PollKind::One | PollKind::Several | PollKind::Feelings)
    }
}

crate::text_enum! {
    /// Where a poll is in its life; there is no way back.
    pub enum PollState {
        Draft => "draft",
        Open => "open",
        Closed => "closed",
    }
}

/// A question to the people of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Poll {
    pub id: PollId,
    pub session_id: SessionId,
    pub kind: PollKind,
    pub question: String,
    #[cfg_attr(feature = "ssr", sqlx(json))]
    pub options: Vec<String>,
    /// The words at the ends of a scale.
    pub low: String,
    pub high: String,
    pub state: PollState,
    /// The room and the projector show the results.
    pub shown: bool,
    pub revision: i64,
}

/// What was answered, without anybody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Tally {
    pub answers: i64,
    /// How often each option was chosen, in the order of the options.
    #[cfg_attr(feature = "ssr", sqlx(json))]
    pub counts: Vec<i64>,
    /// What was written, sorted.
    #[cfg_attr(feature = "ssr", sqlx(json))]
    pub words: Vec<String>,
}

/// One answer, on its way into the tally.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// The places of the options chosen, each once.
    Chosen(Vec<usize>),
    Words(String),
}
