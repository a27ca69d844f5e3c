use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    people::{BranchId, PersonId},
    photos::Photo,
    programmes::ProgrammeId,
    sessions::SessionId,
};

crate::id!(
    /// Something that somebody shared in a session.
    random NoteId
);

crate::id!(
    /// What the notes of a session have in common.
    ThemeId
);

crate::text_enum! {
    /// What a note tells.
    #[derive(Default)]
    pub enum NoteKind {
        #[default]
        Experience => "experience",
        Idea => "idea",
        /// How something is done: technical know-how.
        Knowhow => "knowhow",
        Feeling => "feeling",
    }
}

/// What a note is about, beside its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    pub kind: NoteKind,
    /// Each once, as typed.
    pub tags: Vec<String>,
    /// The step of the work where it happens; may be empty.
    pub step: String,
    /// The branch where it happens, with its name; mostly none.
    pub branch: Option<(BranchId, String)>,
}

impl About {
    pub fn branch_id(&self) -> Option<BranchId> {
        self.branch.as_ref().map(|(id, _)| *id)
    }
}

/// A theme with the notes that were put into it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Theme {
    pub id: ThemeId,
    pub title: String,
}

/// Who wrote a note, and what they were promised. It never leaves the server; what a recipient
/// gets is the [`Author`] that [`author_shown_to`](super::rules::author_shown_to) makes of it.
pub struct Writer {
    pub id: PersonId,
    pub name: String,
    pub position: String,
    pub name_hidden: bool,
}

/// Who wrote a note, as far as one recipient may know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Author {
    Named {
        name: String,
        position: String,
    },
    /// Somebody else whose name is hidden.
    Hidden,
    /// The recipient, whose name is hidden from everybody else.
    HiddenSelf {
        name: String,
        position: String,
    },
}

/// A note as one recipient may see it.
#[derive(Clone, Debug)]
pub struct Note {
    pub id: NoteId,
    pub author: Author,
    /// The recipient wrote it.
    pub own: bool,
    /// Markdown, and what it renders to after sanitising.
    pub body: String,
    pub html: String,
    pub about: About,
    /// On the wall and on its own page; empty elsewhere.
    pub photos: Vec<Photo>,
    /// To how many others it happens, too. Who they are stays unsaid.
    pub echoes: i64,
    /// Whether it happens to the recipient, too; `None` when they are not asked.
    pub echoed: Option<bool>,
    pub theme: Option<ThemeId>,
    /// The number of its last change within the session.
    pub sequence: i64,
    /// When it was shared; without a name, the beginning of that day.
    pub created_at: DateTime<Utc>,
    pub edited: bool,
    /// Its author took it back, or others took it away: not on the wall any more.
    pub gone: bool,
    /// Taken away by others: what its author and those who may put it back read of that.
    pub taken: Option<Taken>,
    pub revision: i64,
    pub origin: Origin,
}

impl Note {
    /// Its author's name is hidden from everybody else.
    pub fn unnamed(&self) -> bool {
        !matches!(self.author, Author::Named { .. })
    }
}

/// That a note was taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub by: String,
    pub reason: String,
    pub at: DateTime<Utc>,
    /// Its author has changed it since.
    pub changed: bool,
}

/// Where a note was said.
#[derive(Clone, Debug)]
pub struct Origin {
    pub session: SessionId,
    pub topic: String,
    pub starts_at: DateTime<Utc>,
    /// The session's zone, an IANA name: times around the note are shown in it.
    pub time_zone: String,
    pub programme: Option<(ProgrammeId, String)>,
    pub branch: Option<String>,
}

/// What changed on a wall, as an open screen receives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WallNews {
    /// From where to ask the next time; nobody can make one up.
    pub place: String,
    /// There is more to ask for now.
    pub more: bool,
    pub notes: Vec<WallNote>,
}

/// A changed note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WallNote {
    pub id: NoteId,
    /// When it was shared, in milliseconds since 1970, without a name the day: the wall is ordered
    /// by it.
    pub at: i64,
    /// Stands among those without a name.
    pub unnamed: bool,
    pub own: bool,
    /// The whole card; none when the note was taken back.
    pub html: Option<String>,
}

/// What ties a person to a session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Standing {
    pub invited: bool,
    pub attended: bool,
    pub facilitates: bool,
    /// Reports what was there, on behalf of those who hold it.
    #[cfg_attr(feature = "ssr", sqlx(skip))]
    pub reports: bool,
}
