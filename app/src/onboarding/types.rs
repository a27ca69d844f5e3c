use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    knowledge::NoteId,
    people::{BranchId, PersonId, PositionId},
    sessions::SessionId,
};

crate::id!(
    /// One person's way through a plan.
    OnboardingId
);
crate::id!(
    /// What somebody new learns, day by day.
    PlanId
);
crate::id!(
    /// Sitting in with somebody experienced.
    SitInId
);
crate::id!(
    /// What a position learns once job training is open.
    ModuleId
);

crate::text_enum! {
    /// Who signs what was seen on a day.
    pub enum Signer {
        /// The instructor who holds it.
        Own => "own",
        /// Any instructor of the branch.
        Any => "any",
    }
}

crate::text_enum! {
    /// The two kinds of job training.
    pub enum JobTraining {
        /// The system and its changes.
        Technical => "technical",
        /// Meeting what customers need, and exceeding it.
        Behavioural => "behavioural",
    }
}

crate::text_enum! {
    /// Whether somebody was there.
    pub enum Presence {
        Present => "present",
        Absent => "absent",
    }
}

crate::text_enum! {
    /// How far a day of one person is; found out by `rules::day_state`.
    pub enum DayState {
        NotPlanned => "not-planned",
        Planned => "planned",
        /// Its time is over and nobody marked it.
        Unmarked => "unmarked",
        /// There, and nothing is signed yet.
        Present => "present",
        /// There, but not everything is signed.
        Partial => "partial",
        Done => "done",
        Missed => "missed",
        /// Not planned, and the limit is over.
        Late => "late",
        /// Let through without it.
        Overridden => "overridden",
    }
}

crate::text_enum! {
    /// Why a day has to be planned, or planned again: `day_need!` finds it out.
    pub enum Need {
        /// It has no time.
        NotPlanned => "not-planned",
        /// The person did not come: it has to be made up for.
        Missed => "missed",
        /// Its branch was closed for good.
        BranchClosed => "branch-closed",
        /// Nobody may come to its branch on that day.
        BranchBlocked => "branch-blocked",
        /// It is a holiday where its branch lies.
        Holiday => "holiday",
        /// Who was to hold it works here no more.
        Left => "left",
        /// Is no instructor any more, or not at that branch.
        Role => "role",
        /// Is away on that day.
        Absent => "absent",
    }
}

crate::text_enum! {
    /// What keeps somebody who teaches at a time.
    pub enum Held {
        Session => "session",
        Visit => "visit",
        /// A day of somebody new.
        Day => "day",
        Absence => "absence",
    }
}

/// Why somebody can hold a day at a place, the best reason first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// They visit the branch that morning.
    Visit,
    /// They hold a day of somebody else there that morning.
    Together,
    /// It is where they work.
    Base,
    /// It is that many minutes from where they work.
    Way(i64),
    /// Nobody has said how far it is.
    Unknown,
}

impl Why {
    /// As it is kept.
    pub fn code(self) -> String {
        match self {
            Why::Visit => "visit".into(),
            Why::Together => "together".into(),
            Why::Base => "base".into(),
            Why::Way(minutes) => format!("way-{minutes}"),
            Why::Unknown => "unknown".into(),
        }
    }

    /// `None` when somebody chose whom.
    pub fn parse(code: &str) -> Option<Why> {
        match code {
            "visit" => Some(Why::Visit),
            "together" => Some(Why::Together),
            "base" => Some(Why::Base),
            "unknown" => Some(Why::Unknown),
            way => way.strip_prefix("way-")?.parse().ok().map(Why::Way),
        }
    }
}

crate::text_enum! {
    /// Where an onboarding stands as a whole.
    pub enum Standing {
        /// On its way, in time.
        Running => "running",
        /// Days are missing after the limit.
        Late => "late",
        /// All days done: job training is open.
        Done => "done",
        /// Let through by HR.
        Overridden => "overridden",
        /// Needs none.
        Exempt => "exempt",
    }
}

crate::text_enum! {
    /// What happened in an onboarding.
    pub enum EventKind {
        Begun => "begun",
        Planned => "planned",
        Moved => "moved",
        /// At the same time, but elsewhere, with somebody else, or not as long.
        Changed => "changed",
        /// A day has no time any more; what comes before it in the history says why.
        Unplanned => "unplanned",
        /// The person works here no more.
        Left => "left",
        Present => "present",
        Missed => "missed",
        Unmarked => "unmarked",
        Signed => "signed",
        Unsigned => "unsigned",
        Finished => "finished",
        Reopened => "reopened",
        Released => "released",
        Exempted => "exempted",
        Locked => "locked",
        Counted => "counted",
        /// The start of job training was set, changed or taken away.
        JobTraining => "job-training",
        HiredOn => "hired-on",
    }
}

/// A plan: for one position, or for everybody.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Plan {
    pub id: PlanId,
    pub position_id: Option<PositionId>,
    /// What the position is called; nothing for the plan of everybody.
    pub position: Option<String>,
    pub name: String,
    /// The latest version.
    pub version: i64,
    pub changed_at: DateTime<Utc>,
    /// How many people are on their way through any of its versions.
    pub running: i64,
}

/// A day of a version of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct PlanDay {
    pub number: i64,
    pub title: String,
    /// One a line.
    pub topics: String,
    /// What is handed out or read, one a line; an address becomes a link.
    pub materials: String,
    pub bring: String,
    pub starts_at_minute: i64,
    pub minutes: i64,
    pub signer: Signer,
    /// What must be seen, in order; read by a query of its own.
    #[cfg_attr(feature = "ssr", sqlx(skip))]
    pub items: Vec<String>,
}

/// One person's way through a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Onboarding {
    pub id: OnboardingId,
    pub person_id: PersonId,
    pub name: String,
    pub position: String,
    pub position_id: Option<PositionId>,
    pub branch_id: BranchId,
    pub branch: String,
    pub branch_zone: String,
    pub active: bool,
    pub plan_id: PlanId,
    pub plan: String,
    pub version: i64,
    pub hired_on: NaiveDate,
    /// What the person's entry says; later than `hired_on` when they were hired again since.
    pub person_hired_on: Option<NaiveDate>,
    /// When job training is to begin, if that is known.
    pub job_training_on: Option<NaiveDate>,
    /// The one before, of somebody who was hired again.
    pub earlier_id: Option<OnboardingId>,
    pub current: bool,
    pub finished_at: Option<DateTime<Utc>>,
    /// It is finished because the one before counts.
    pub counts_earlier: bool,
    pub released_at: Option<DateTime<Utc>>,
    pub released_by: Option<String>,
    pub release_reason: String,
    pub exempt: bool,
    pub revision: i64,
    /// Where days are held besides the own branch, if the settings name a place.
    pub training_id: Option<BranchId>,
}

/// A day of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Day {
    pub onboarding_id: OnboardingId,
    pub number: i64,
    pub title: String,
    pub topics: String,
    pub materials: String,
    pub bring: String,
    pub starts_at_minute: i64,
    pub minutes: i64,
    pub signer: Signer,
    pub starts_at: Option<DateTime<Utc>>,
    pub ends_at: Option<DateTime<Utc>>,
    pub time_zone: String,
    /// The date of its start by the clocks of its zone.
    #[cfg_attr(feature = "ssr", sqlx(skip))]
    pub on: Option<NaiveDate>,
    pub branch_id: Option<BranchId>,
    pub branch: Option<String>,
    pub address: Option<String>,
    pub place: String,
    pub instructor_id: Option<PersonId>,
    pub instructor: Option<String>,
    /// The code of a [`Why`]; empty when somebody chose the instructor.
    pub why: String,
    /// It takes the place of one that was missed.
    pub make_up: bool,
    /// Somebody chose this day although it is not usual.
    pub anyway: bool,
    pub attendance: Option<Presence>,
    pub done_at: Option<DateTime<Utc>>,
    pub revision: i64,
    /// Why it has to be planned, or planned again.
    pub need: Option<Need>,
    pub items: i64,
    pub signed: i64,
}

/// What must be seen on a day, and who has seen it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Item {
    pub onboarding_id: OnboardingId,
    pub number: i64,
    pub item: i64,
    pub text: String,
    pub signed_by: Option<String>,
    pub signed_at: Option<DateTime<Utc>>,
    pub remark: Option<String>,
}

/// What happened, for the history.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Event {
    pub number: i64,
    pub kind: EventKind,
    pub item: Option<i64>,
    /// What is to be seen at that point.
    pub point: Option<String>,
    /// The start of a day before and after it was planned, moved or called off.
    pub from_start: Option<DateTime<Utc>>,
    pub to_start: Option<DateTime<Utc>>,
    /// A date of the whole before and after it.
    pub from_day: Option<NaiveDate>,
    pub to_day: Option<NaiveDate>,
    /// A reason or a remark.
    pub detail: String,
    pub actor: Option<String>,
    pub at: DateTime<Utc>,
}

/// Sitting in with somebody experienced.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct SitIn {
    pub id: SitInId,
    pub onboarding_id: OnboardingId,
    pub person_id: PersonId,
    pub person: String,
    /// The branch of the person, and its clocks.
    pub branch: String,
    pub time_zone: String,
    pub host_id: PersonId,
    pub host: String,
    pub held_on: NaiveDate,
    /// From when to when, if it was planned.
    pub starts_at: Option<DateTime<Utc>>,
    pub ends_at: Option<DateTime<Utc>>,
    /// Nothing as long as it is planned only.
    pub observed: String,
    pub reflection: String,
    pub note_id: Option<NoteId>,
    pub confirmed_at: Option<DateTime<Utc>>,
    /// The host says that it was not so; `remark` says why.
    pub denied_at: Option<DateTime<Utc>>,
    /// What the host adds.
    pub remark: String,
    /// Who wrote it down, or planned it.
    pub created_by: PersonId,
    pub created_at: DateTime<Utc>,
    pub changed_at: Option<DateTime<Utc>>,
    pub revision: i64,
}

impl SitIn {
    /// It lies ahead, or waits to be written down.
    pub fn is_planned(&self) -> bool {
        self.observed.is_empty()
    }

    /// From when to when, if it was planned.
    pub fn time(&self) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        self.starts_at.zip(self.ends_at)
    }
}

/// A session on whose wall a reflection can stand.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Wall {
    pub id: SessionId,
    pub topic: String,
    pub starts_at: DateTime<Utc>,
    pub time_zone: String,
}

/// That a host said of a sit-in that it was not so.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Denial {
    pub person: String,
    pub host: String,
    pub held_on: NaiveDate,
    pub reason: String,
    pub at: DateTime<Utc>,
}

/// What a position learns once job training is open.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Module {
    pub id: ModuleId,
    pub position_id: PositionId,
    pub position: String,
    pub kind: JobTraining,
    pub title: String,
    pub about: String,
    pub revision: i64,
    /// When the person in question finished it, and who says so.
    pub marked_at: Option<DateTime<Utc>>,
    pub marked_by: Option<String>,
}

/// What the form that plans a day posts, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DayForm {
    pub date: String,
    pub time: String,
    pub minutes: String,
    pub branch: String,
    pub place: String,
    pub instructor: String,
    /// Also on a day that is not usual.
    pub anyway: String,
    /// Also out of the order of the days, as HR says.
    pub unordered: String,
    pub reason: String,
}
