use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    onboarding::OnboardingId,
    people::{BranchId, PersonId},
    provenance::Kind,
    sessions::SessionId,
};

/// What a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    Visit(SessionId),
    /// A day of somebody's onboarding.
    Day(OnboardingId, i64),
    Session(SessionId),
    /// A concept, archetype or practice that they look after, with its reviews.
    Text(Kind, Uuid),
}

impl Thing {
    pub fn visit(self) -> Option<SessionId> {
        match self {
            Thing::Visit(id) => Some(id),
            Thing::Day(..) | Thing::Session(_) | Thing::Text(..) => None,
        }
    }

    /// What forms call it.
    pub fn key(self) -> String {
        match self {
            Thing::Visit(id) => format!("visit-{id}"),
            Thing::Day(id, number) => format!("day-{id}-{number}"),
            Thing::Session(id) => format!("session-{id}"),
            Thing::Text(kind, id) => format!("{}-{id}", kind.as_str()),
        }
    }
}

/// When something is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub zone: String,
    /// The day by the clocks of the place.
    pub day: NaiveDate,
}

/// One thing that somebody still has ahead of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub thing: Thing,
    pub revision: i64,
    /// The topic; of a day whose it is; of a text what it is called.
    pub title: String,
    pub branch: Option<BranchId>,
    /// Of a text: its programme.
    pub place: String,
    /// None of a text, which is looked after at any time.
    pub time: Option<Time>,
    /// By when a text is to be reviewed.
    pub review_on: Option<NaiveDate>,
    /// Who cannot take it whatever they have then: the new person, others who facilitate.
    pub not: Vec<PersonId>,
    /// The reader may hand it over.
    pub may: bool,
}
