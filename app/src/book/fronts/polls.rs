//! What a room was asked and answered.

use serde::{Deserialize, Serialize};

use crate::polls::{PollKind, Tally};

/// `polls/…`: a poll whose results the room saw; its text is the question. It tells what was
/// answered, as the room saw it, and of nobody what they answered or whether they did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PollFront {
    pub session: String,
    pub kind: PollKind,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    /// The words at the ends of a scale.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub low: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub high: String,
    /// How many answered.
    pub answers: i64,
    /// How often each option was chosen; of a scale each step from 1 to 5.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counts: Vec<i64>,
    /// What was written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
}

impl PollFront {
    /// What was answered.
    pub fn tally(&self) -> Tally {
        let (answers, counts) = (self.answers, self.counts.clone());
        Tally { answers, counts, words: self.words.clone() }
    }
}
