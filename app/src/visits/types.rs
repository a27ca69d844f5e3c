use chrono::{DateTime, Datelike, NaiveDate, Utc, Weekday};
use serde::{Deserialize, Serialize};

use crate::{
    people::{BranchId, PersonId},
    sessions::{SessionId, SessionState},
};

crate::id!(
    /// A time in which somebody is away.
    AbsenceId
);
crate::id!(
    /// A time in which a branch takes no visit.
    BlockId
);
crate::id!(
    /// One thing that is looked at on every visit.
    CheckId
);
crate::id!(
    /// A proposal that waits to be published.
    DraftId
);
crate::id!(
    /// A visit of a proposal.
    DraftLineId
);

/// Days of the week, one bit each, Monday first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::Type), sqlx(transparent))]
#[serde(transparent)]
pub struct Weekdays(i64);

impl Weekdays {
    /// Monday to Friday.
    pub const WORKING: Weekdays = Weekdays(0b001_1111);
    /// All of them.
    pub const EVERY: Weekdays = Weekdays(0b111_1111);

    /// From numbers as forms post them: 1 is Monday. `None` when one is none.
    pub fn read(typed: &[String]) -> Option<Weekdays> {
        let mut bits = 0;
        for day in typed {
            let number: u32 = day.parse().ok().filter(|number| (1..=7).contains(number))?;
            bits |= 1 << (number - 1);
        }
        Some(Weekdays(bits))
    }

    pub fn has(self, day: Weekday) -> bool {
        self.0 & (1 << day.num_days_from_monday()) != 0
    }

    pub fn on(self, day: NaiveDate) -> bool {
        self.has(day.weekday())
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The numbers of its days: 1 is Monday.
    pub fn numbers(self) -> impl Iterator<Item = u32> {
        (1..=7).filter(move |number| self.0 & (1 << (number - 1)) != 0)
    }
}

/// A visit of an instructor to a branch: a session there, and its place in the rota.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Visit {
    /// The session underneath.
    pub id: SessionId,
    pub topic: String,
    pub branch_id: BranchId,
    pub branch: String,
    pub address: String,
    pub instructor_id: PersonId,
    pub instructor: String,
    /// The morning, by the clocks of the branch.
    pub day: NaiveDate,
    /// Somebody chose this day although it is not usual.
    pub anyway: bool,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub time_zone: String,
    pub state: SessionState,
    pub opened_at: Option<DateTime<Utc>>,
    pub closed_at: Option<DateTime<Utc>>,
    pub cancel_reason: String,
    pub revision: i64,
    /// Somebody was present or late.
    pub attended: bool,
    /// Why it cannot be held as it stands; nothing when it can.
    pub gap: Option<Gap>,
    /// The branch has been closed since.
    pub branch_closed: bool,
}

crate::text_enum! {
    /// Why a visit cannot be held as it stands.
    pub enum Gap {
        /// The branch takes no visits on that day: another one is needed.
        Blocked => "blocked",
        /// A holiday where the branch lies.
        Holiday => "holiday",
        /// The branch has closed this day of the week.
        Weekday => "weekday",
        // The others are about the instructor: somebody else can go.
        /// Works here no more.
        Left => "left",
        /// Is no instructor any more, or not at this branch.
        Role => "role",
        Absent => "absent",
    }
}

impl Gap {
    /// It is the day that is wrong: whoever goes, another morning is needed.
    pub fn of_day(self) -> bool {
        matches!(self, Gap::Blocked | Gap::Holiday | Gap::Weekday)
    }
}

/// When a branch can be visited.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Hours {
    pub branch_id: BranchId,
    pub weekdays: Weekdays,
    /// Minutes after midnight.
    pub starts_minute: i64,
    pub ends_minute: i64,
    /// A visit every so many days is wished; none is when nobody said so.
    pub every_days: Option<i64>,
    pub contact: String,
    pub telephone: String,
    /// 0 when nothing has been set yet.
    pub revision: i64,
}

impl Hours {
    /// What holds until somebody sets it: nine to twelve from Monday to Friday.
    pub fn usual(branch_id: BranchId) -> Hours {
        Hours {
            branch_id,
            weekdays: Weekdays::WORKING,
            starts_minute: 9 * 60,
            ends_minute: 12 * 60,
            every_days: None,
            contact: String::new(),
            telephone: String::new(),
            revision: 0,
        }
    }
}

/// A span of days, its last one included, with a reason.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Away<Id, Whose> {
    pub id: Id,
    pub whose: Whose,
    pub from_day: NaiveDate,
    pub to_day: NaiveDate,
    pub reason: String,
}

impl<Id, Whose> Away<Id, Whose> {
    pub fn covers(&self, day: NaiveDate) -> bool {
        (self.from_day..=self.to_day).contains(&day)
    }
}

/// Days on which an instructor is away.
pub type Absence = Away<AbsenceId, PersonId>;
/// Days on which a branch takes no visit.
pub type Block = Away<BlockId, BranchId>;

/// Somebody who visits branches.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Instructor {
    pub id: PersonId,
    pub name: String,
    /// Where they set out from.
    pub base_id: BranchId,
    pub base: String,
    pub weekdays: Weekdays,
    /// 0 when nothing has been set yet.
    pub revision: i64,
    /// The branches they visit; all when none is named.
    #[cfg_attr(feature = "ssr", sqlx(skip))]
    pub only_branches: Vec<BranchId>,
}

crate::text_enum! {
    /// What happened to a visit.
    pub enum EventKind {
        Planned => "planned",
        /// Another time, another topic.
        Changed => "changed",
        /// Somebody else goes.
        HandedOver => "handed-over",
        Swapped => "swapped",
        Cancelled => "cancelled",
        Reinstated => "reinstated",
        // What happens to the session underneath.
        Opened => "opened",
        Finished => "finished",
        Reopened => "reopened",
    }
}

/// One line of a visit's history.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Event {
    pub kind: EventKind,
    pub from_start: Option<DateTime<Utc>>,
    pub to_start: Option<DateTime<Utc>>,
    pub from_instructor: Option<String>,
    pub to_instructor: Option<String>,
    /// Of the visit with which it was swapped.
    pub other_day: Option<NaiveDate>,
    pub other_branch: Option<String>,
    pub reason: String,
    pub who: Option<String>,
    pub at: DateTime<Utc>,
}

/// One thing that is looked at on a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Check {
    pub id: CheckId,
    pub text: String,
    /// It was found in order.
    pub ticked: bool,
}

/// A proposal that waits to be published.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Draft {
    pub id: DraftId,
    pub from_day: NaiveDate,
    pub to_day: NaiveDate,
    /// What it brings.
    pub outcome: sqlx::types::Json<super::proposing::Outcome>,
    pub made_by: String,
    pub made_at: DateTime<Utc>,
}

/// A visit of a proposal.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct DraftLine {
    pub id: DraftLineId,
    pub branch_id: BranchId,
    pub branch: String,
    pub instructor_id: PersonId,
    pub instructor: String,
    pub day: NaiveDate,
    /// Why it stands there; none when somebody has put it there.
    pub why: Option<sqlx::types::Json<super::proposing::Why>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_week_come_back_as_they_were_typed() {
        let typed: Vec<String> = ["1", "5", "7"].map(String::from).into();
        let days = Weekdays::read(&typed).unwrap();
        assert!(days.has(Weekday::Mon) && days.has(Weekday::Fri) && days.has(Weekday::Sun));
        assert!(!days.has(Weekday::Tue) && !days.is_empty());
        assert_eq!(days.numbers().map(|number| number.to_string()).collect::<Vec<_>>(), typed);
        assert_eq!(Weekdays::read(&["8".into()]), None);
        assert_eq!(Weekdays::read(&["x".into()]), None);
        assert!(Weekdays::read(&[]).unwrap().is_empty());
        assert_eq!(Weekdays::WORKING.numbers().collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    }
}
