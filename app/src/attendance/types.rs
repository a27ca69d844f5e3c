use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::sessions::{Session, SessionId, SessionState};

crate::text_enum! {
    /// How somebody stands to a session. Without a row a person is invited and unmarked.
    pub enum AttendanceState {
        Present => "present",
        Late => "late",
        /// Could not come, and said why.
        Excused => "excused",
        Absent => "absent",
        /// Came when all places were taken.
        Waiting => "waiting",
    }
}

impl AttendanceState {
    /// What a facilitator may mark.
    pub const MARKS: [AttendanceState; 4] =
        [Self::Present, Self::Late, Self::Excused, Self::Absent];

    /// Counts as an attendee, and takes a place.
    pub fn attended(self) -> bool {
        matches!(self, AttendanceState::Present | AttendanceState::Late)
    }
}

crate::text_enum! {
    /// How the row came about.
    pub enum Way {
        /// The person checked in with the code.
        Code => "code",
        /// A facilitator marked it.
        Facilitator => "facilitator",
        /// Closing the session marked who was left.
        Closing => "closing",
    }
}

/// What decides whether one can check in, and as what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Gate {
    pub id: SessionId,
    /// Who is invited.
    pub audience_id: Uuid,
    pub state: SessionState,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub late_after_minutes: i64,
    pub capacity: Option<i64>,
}

impl From<&Session> for Gate {
    fn from(session: &Session) -> Self {
        Gate {
            id: session.id,
            audience_id: session.audience_id,
            state: session.state,
            starts_at: session.starts_at,
            ends_at: session.ends_at,
            late_after_minutes: session.late_after_minutes,
            capacity: session.capacity,
        }
    }
}

/// One person's attendance at one session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Mark {
    pub state: AttendanceState,
    pub way: Way,
    /// Came without an invitation.
    pub walk_in: bool,
    pub at: DateTime<Utc>,
}

/// How many people of a session stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Counts {
    pub present: i64,
    pub late: i64,
    pub excused: i64,
    pub absent: i64,
    pub waiting: i64,
    /// Invited and neither here nor marked; nobody once the session is closed.
    pub unmarked: i64,
}

impl Counts {
    /// Present or late: who counts as an attendee, and takes a place.
    pub fn attended(&self) -> i64 {
        self.present + self.late
    }

    /// Everybody on the list: invited, or came all the same.
    pub fn expected(&self) -> i64 {
        self.attended() + self.excused + self.absent + self.waiting + self.unmarked
    }
}

/// One line of a person's own record.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Record {
    pub session_id: SessionId,
    pub topic: String,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// The zone the session was planned in.
    pub time_zone: String,
    pub state: AttendanceState,
    pub walk_in: bool,
    /// Since when the state holds.
    pub at: DateTime<Utc>,
}

/// How many are here, as open screens ask for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveCount {
    pub attended: i64,
    pub expected: i64,
    pub waiting: i64,
}

impl From<Counts> for LiveCount {
    fn from(counts: Counts) -> Self {
        LiveCount {
            attended: counts.attended(),
            expected: counts.expected(),
            waiting: counts.waiting,
        }
    }
}

/// What the projector shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScreenState {
    /// Six characters, while one can check in.
    pub code: Option<String>,
    /// The picture that leads to the same place, as SVG.
    pub qr: Option<String>,
    /// A sentence instead of the code: when check-in opens, or that it is over.
    pub message: String,
    pub count: LiveCount,
}
