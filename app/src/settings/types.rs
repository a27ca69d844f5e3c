use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{lang::Lang, people::BranchId};

/// What holds for the whole organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Organisation {
    pub name: String,
    /// The language of what is sent to nobody in particular.
    pub language: Lang,
    /// An IANA name; the quarters of the indicators begin at midnight there.
    pub time_zone: String,
    /// The share of completed training that must be exceeded: 7500 is 75 %.
    pub target_basis_points: i64,
    /// What a new session proposes: checking in later counts as late.
    pub late_after_minutes: i64,
    /// Onboarding that is not done this many days after the hire is late.
    pub onboarding_late_days: i64,
    /// Where CS days can be held besides the branch of the person.
    pub onboarding_branch_id: Option<BranchId>,
    pub revision: i64,
}

/// A day without sessions, everywhere or only by the clocks of one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Holiday {
    pub day: NaiveDate,
    pub name: String,
    /// The zone of the branches for which it holds; empty when it holds for all.
    pub time_zone: String,
}

impl Holiday {
    /// Whether it holds where clocks show this zone.
    pub fn holds_in(&self, zone: &str) -> bool {
        self.time_zone.is_empty() || self.time_zone == zone
    }
}

/// What is planned on a holiday although nobody chose that.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct OnHoliday {
    pub day: NaiveDate,
    pub visits: i64,
    /// Onboarding days.
    pub days: i64,
}
