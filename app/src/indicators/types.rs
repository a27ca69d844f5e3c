use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    lang::Lang,
    programmes::{Framework, ProgrammeId, Stage, stages},
    sessions::{SessionId, SessionState},
};

/// A quarter of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Quarter {
    pub year: i32,
    /// 1 to 4.
    pub number: u32,
}

/// Executed and planned sessions: the indicator is the first divided by the second.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    pub executed: i64,
    pub planned: i64,
}

impl std::ops::Add for Tally {
    type Output = Tally;

    fn add(self, other: Tally) -> Tally {
        Tally { executed: self.executed + other.executed, planned: self.planned + other.planned }
    }
}

/// A session as the indicator looks at it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Line {
    pub id: SessionId,
    pub topic: String,
    pub programme_id: Option<ProgrammeId>,
    pub programme: Option<String>,
    pub framework: Option<Framework>,
    pub stage_number: Option<i64>,
    /// The stage's own name; empty for the two frameworks, whose names are words of the product.
    pub stage_name: Option<String>,
    pub branch: Option<String>,
    /// When the plan had it; for a session added later, when it is.
    pub planned_for: DateTime<Utc>,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub time_zone: String,
    pub state: SessionState,
    pub opened: bool,
    pub cancel_reason: String,
    /// Why it was added after the plan was frozen.
    pub plan_reason: String,
    /// Why it was moved last.
    pub move_reason: Option<String>,
    /// People present or late.
    pub attended: i64,
    /// People with any mark at all, waiting excepted.
    pub marked: i64,
    /// Part of the plan; else added later.
    pub in_plan: bool,
}

impl Line {
    /// The stage in a language: "Phase 1 · Sharing tacit knowledge".
    pub fn stage(&self, lang: Lang) -> Option<String> {
        let (framework, number) = self.framework.zip(self.stage_number)?;
        let stage = Stage { number, name: self.stage_name.clone().unwrap_or_default() };
        let ordinal = stages::stage_number(framework, number, lang);
        Some(format!("{ordinal} · {}", stages::name_of(framework, &stage, lang)))
    }
}

/// Planned sessions of which the same can be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Alike {
    pub state: SessionState,
    pub opened: bool,
    /// It stands within the quarter now.
    pub within: bool,
    /// Somebody was present or late.
    pub attended: bool,
    pub sessions: i64,
}

/// What became of a planned session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Opened, attended by somebody and closed, within the quarter.
    Executed,
    Cancelled,
    /// Moved out of the quarter.
    MovedOut,
    /// Its time is over and nobody opened it.
    NotOpened,
    /// Its time has come and is not over.
    UnderWay,
    /// Opened, and its time is over, but it is not closed.
    NotClosed,
    /// Closed without an attendee.
    NobodyCame,
    /// Still to come.
    ToCome,
}
