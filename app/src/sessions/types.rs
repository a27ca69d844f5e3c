use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    onboarding::JobTraining,
    people::{BranchId, PersonId},
    programmes::{Framework, ProgrammeId},
};

crate::id!(
    /// A training session.
    SessionId
);

crate::text_enum! {
    /// Where a session is in its life. "Executed" is not a state but a finding: opened, closed,
    /// and somebody attended.
    pub enum SessionState {
        Planned => "planned",
        Open => "open",
        Closed => "closed",
        Cancelled => "cancelled",
    }
}

/// People learning together at a time and a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Session {
    pub id: SessionId,
    pub programme_id: Option<ProgrammeId>,
    pub stage_number: Option<i64>,
    /// Who owns the audience: the programme's id, or its own when it stands alone.
    pub audience_id: Uuid,
    pub topic: String,
    /// Markdown, and what it renders to after sanitising.
    pub agenda: String,
    pub agenda_html: String,
    /// The question that opens the room.
    pub prompt: String,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// The zone in which it was planned; its clock times are shown in this zone.
    pub time_zone: String,
    pub branch_id: Option<BranchId>,
    pub room: String,
    /// For those who join from elsewhere.
    pub link: String,
    /// Places; who comes later waits. Without one there is no limit.
    pub capacity: Option<i64>,
    /// Checking in later than this after the start counts as late.
    pub late_after_minutes: i64,
    pub state: SessionState,
    pub opened_at: Option<DateTime<Utc>>,
    pub closed_at: Option<DateTime<Utc>>,
    pub cancelled_at: Option<DateTime<Utc>>,
    pub cancel_reason: String,
    /// Job training of that kind: new people are admitted after their CS days only.
    pub job_training: Option<JobTraining>,
    /// Why it was added after the plan of its quarter was frozen.
    pub plan_reason: String,
    pub created_at: DateTime<Utc>,
    pub revision: i64,
}

impl Session {
    /// How long it lasts.
    pub fn minutes(&self) -> i64 {
        (self.ends_at - self.starts_at).num_minutes()
    }
}

/// What has become of a session, as people see it; found out by [`super::rules::standing`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    Planned,
    /// Its time is over and nobody opened it.
    Missed,
    Open,
    /// Opened, attended and closed.
    Executed,
    /// Opened and closed, but nobody came.
    Empty,
    Cancelled,
}

/// A session in a list or a calendar.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Listed {
    pub id: SessionId,
    pub topic: String,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub time_zone: String,
    pub branch: Option<String>,
    pub room: String,
    pub link: String,
    pub state: SessionState,
    /// Somebody was present or late.
    pub attended: bool,
    pub programme: Option<String>,
    pub framework: Option<Framework>,
    pub stage_number: Option<i64>,
    /// How many stages its programme has.
    pub stages: i64,
    /// The name of a stage of an own list.
    pub stage: Option<String>,
    /// How many of the invited it does not open for yet, as job training; of these a reader who does
    /// not see everything is told of themselves only.
    pub locked: i64,
}

/// Somebody who facilitates.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Facilitator {
    pub session_id: SessionId,
    pub id: PersonId,
    pub name: String,
    pub position: Option<String>,
    pub branch: String,
}

/// A session that was put to another time.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Move {
    pub from_start: DateTime<Utc>,
    pub to_start: DateTime<Utc>,
    pub reason: String,
    pub who: Option<String>,
    pub at: DateTime<Utc>,
}

/// Somebody is in another session at that time, or holds an onboarding day; which one is not for
/// everybody to know.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Clash {
    pub person: String,
    /// None for an onboarding day.
    pub session_id: Option<SessionId>,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// The branch of an onboarding day; nothing when it is a session.
    pub teaches_at: Option<BranchId>,
}

/// A remark about what is being planned, made while the form is filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// It cannot be saved like this; otherwise it is only worth a thought.
    pub stops: bool,
    pub text: String,
}
