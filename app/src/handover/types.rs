use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    onboarding::OnboardingId,
    people::{BranchId, PersonId},
    sessions::SessionId,
};

/// What a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    Visit(SessionId),
    /// A day of somebody's onboarding.
    Day(OnboardingId, i64),
    Session(SessionId),
}

impl Thing {
    /// What forms call it.
    pub fn key(self) -> String {
        match self {
            Thing::Visit(id) => format!("visit-{id}"),
            Thing::Day(id, number) => format!("day-{id}-{number}"),
            Thing::Session(id) => format!("session-{id}"),
        }
    }
}

/// One thing that somebody still has ahead of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub thing: Thing,
    pub revision: i64,
    /// The topic; of a day whose it is.
    pub title: String,
    pub branch: Option<BranchId>,
    pub place: String,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub time_zone: String,
    /// The day by the clocks of the place.
    pub day: NaiveDate,
    /// Who cannot take it whatever they have then: the new person, others who facilitate.
    pub not: Vec<PersonId>,
    /// The reader may hand it over.
    pub may: bool,
}
