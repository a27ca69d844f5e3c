//! What is said about a thing, and who keeps it right.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// `comments/…`: a thread; its texts are `comment 1`, `comment 2`, …
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThreadFront {
    /// The file of what it is about.
    pub on: String,
    /// The section of an archetype.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub section: String,
    /// The passage that is meant; without one, the whole.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub quote: String,
    /// The revision of the text that was read. Of notes the text of now is 1, earlier ones are 0.
    #[serde(default)]
    pub revision: i64,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub resolved: bool,
    /// Who resolved it or opened it again last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turned_by: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turned: Option<DateTime<Utc>>,
    pub comments: Vec<CommentFront>,
}

/// Who said something, and when. On an unnamed note, nobody is its author.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommentFront {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    pub at: DateTime<Utc>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited: Option<DateTime<Utc>>,
    /// When its author took it back; it has no text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_back: Option<DateTime<Utc>>,
    /// Whom it calls.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<String>,
}

/// `upkeep/…`: who looks after a thing, who vouches for it and whether it is in use. It has no
/// text. `revision` is that of a concept or practice, and the version of an archetype.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UpkeepFront {
    /// The file of the thing.
    pub on: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub verifications: Vec<VerificationFront>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reviews: Vec<ReviewFront>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub endings: Vec<EndingFront>,
}

/// Somebody vouches for a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerificationFront {
    pub revision: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    pub at: DateTime<Utc>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remark: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<DateTime<Utc>>,
}

/// Somebody looked, and it was still right.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewFront {
    pub revision: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    pub at: DateTime<Utc>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remark: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_on: Option<NaiveDate>,
}

/// It is not used any more, or was not for a while.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndingFront {
    pub reason: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    pub at: DateTime<Utc>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undone_by: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undone: Option<DateTime<Utc>>,
}
