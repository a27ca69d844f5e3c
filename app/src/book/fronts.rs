//! What stands in the front matter of each kind of file.
//!
//! People are named by their key in `people.md`, or simply by name. Other files are named by
//! their address in the folder without the ending: `notes/003-la-cola`.

mod built;
mod phases;
mod polls;
mod rounds;
mod talk;

pub use built::*;
use chrono::{DateTime, NaiveDate, Utc};
pub use phases::*;
pub use polls::*;
pub use rounds::*;
use serde::{Deserialize, Serialize};
pub use talk::*;

use crate::{
    concepts::{ConceptState, FigureKind, Method},
    judging::{Scores, Verdict},
    knowledge::NoteKind,
    onboarding::JobTraining,
    programmes::Framework,
};

/// The version of the format that is written; it grows when older readers would go wrong.
pub const FORMAT: i64 = 1;

fn no(value: &i64) -> bool {
    *value == 0
}

/// `programme.md`; its text is the problem that the programme works on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeFront {
    /// [`FORMAT`].
    pub espiral: i64,
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub framework: Option<Framework>,
    /// Which kind of job training it is, if it is any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job_training: Option<JobTraining>,
    /// The phase that it was in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phase: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_out: Option<DateTime<Utc>>,
    /// How it came to its phase, from the first move on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<PhaseMoveFront>,
}

/// `people.md`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeopleFront {
    #[serde(default)]
    pub people: Vec<PersonFront>,
}

/// Somebody whom the files name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonFront {
    pub name: String,
    /// Tells two of one name apart; without one the name itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

impl PersonFront {
    pub fn key(&self) -> &str {
        self.key.as_deref().unwrap_or(&self.name)
    }
}

/// `sessions/…`; its text is the agenda.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SessionFront {
    pub topic: String,
    pub starts: DateTime<Utc>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<DateTime<Utc>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<i64>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facilitators: Vec<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub prompt: String,
    /// The themes into which its notes are grouped, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<String>,
}

/// `notes/…`; its text is what was said. Without an author it is unnamed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoteFront {
    pub session: String,
    pub said: DateTime<Utc>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    #[serde(default)]
    pub kind: NoteKind,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub step: String,
    /// The branch where it happens, by name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub branch: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub theme: String,
    /// To how many others it happens, too.
    #[serde(default, skip_serializing_if = "no")]
    pub me_too: i64,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<PhotoFront>,
}

/// A photo of a note.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhotoFront {
    /// Its address with the ending: `photos/003-la-cola-1.jpg`.
    pub file: String,
    /// What it shows.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub alt: String,
}

/// `concepts/…`; its text is the statement, further ones are earlier revisions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConceptFront {
    pub title: String,
    pub method: Method,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure_kind: Option<FigureKind>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub figure: String,
    #[serde(default = "open", skip_serializing_if = "is_open")]
    pub state: ConceptState,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// The notes it comes from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// The concepts it was made of, by merging or splitting.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub made_of: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub revisions: Vec<RevisionFront>,
}

fn open() -> ConceptState {
    ConceptState::Open
}

fn is_open(state: &ConceptState) -> bool {
    *state == ConceptState::Open
}

/// How a concept read once. The last one says no more than who wrote it and when; the others have
/// their statement under `revision 1`, `revision 2`, …
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RevisionFront {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    pub at: DateTime<Utc>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<Method>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure_kind: Option<FigureKind>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub figure: String,
}

/// `decisions/…`; its text are the reasons, further ones are `dissent 1`, `dissent 2`, …
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionFront {
    pub concept: String,
    /// The revision of the concept that was decided on.
    #[serde(default = "first", skip_serializing_if = "is_first")]
    pub revision: i64,
    pub verdict: Verdict,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    pub at: DateTime<Utc>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    pub review_on: NaiveDate,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub options: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub change_reason: String,
    /// The published figures that it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scores: Option<Scores>,
    /// Who dissents; an empty one is unnamed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dissent: Vec<String>,
}

fn first() -> i64 {
    1
}

fn is_first(number: &i64) -> bool {
    *number == 1
}
