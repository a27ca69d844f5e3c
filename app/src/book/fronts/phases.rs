//! How a programme went from phase to phase.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::phases::Gap;

/// A move from a phase to the next or the one before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhaseMoveFront {
    pub from: i64,
    pub to: i64,
    pub at: DateTime<Utc>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Why it was made although something lacked, or why it went back.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// What the phase lacked then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gaps: Vec<Gap>,
}
