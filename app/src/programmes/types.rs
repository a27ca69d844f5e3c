use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    onboarding::JobTraining,
    people::BranchId,
    sessions::{SessionId, SessionState},
};

crate::id!(
    /// A training programme.
    ProgrammeId
);

crate::text_enum! {
    /// The shape of a programme: which stages it goes through.
    pub enum Framework {
        /// Organisational knowledge creation (SECI): five phases.
        Phases => "phases",
        /// Relationship marketing: five levels.
        Levels => "levels",
        /// A list of stages of its own, two to nine.
        Own => "own",
    }
}

crate::text_enum! {
    pub enum ProgrammeState {
        Active => "active",
        /// Called off: its sessions to come are cancelled too.
        Cancelled => "cancelled",
        /// Over, and out of the lists.
        Archived => "archived",
    }
}

/// A problem worked on in stages, one session each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Programme {
    pub id: ProgrammeId,
    pub name: String,
    pub framework: Framework,
    pub problem: String,
    /// Where its sessions take place, unless a session says otherwise.
    pub branch_id: Option<BranchId>,
    pub start_on: NaiveDate,
    /// Days from one session to the next: 7 is weekly.
    pub rhythm_days: i64,
    /// Minutes after midnight, local time, at which its sessions start.
    pub starts_at_minute: i64,
    /// How long a session lasts.
    pub minutes: i64,
    /// The phase that it is in; of no meaning in other frameworks.
    pub phase: i64,
    pub state: ProgrammeState,
    pub state_reason: String,
    pub copied_from: Option<ProgrammeId>,
    /// Somebody new takes part only when their CS days are done.
    pub job_training: Option<JobTraining>,
    pub revision: i64,
}

impl Programme {
    /// The phase in which people work now; `None` when it is its sessions that tell how far it is.
    pub fn at_phase(&self) -> Option<i64> {
        let works = self.framework == Framework::Phases && self.state == ProgrammeState::Active;
        works.then_some(self.phase)
    }
}

/// One phase, level or own stage. `name` is empty for the two frameworks, whose names are words
/// of the product in each language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Stage {
    pub number: i64,
    pub name: String,
}

crate::text_enum! {
    /// What a line of an audience names.
    pub enum AudienceKind {
        /// All active people; the target is the nil id.
        Everyone => "everyone",
        Branch => "branch",
        Department => "department",
        Position => "position",
        Person => "person",
    }
}

/// One line of who is invited. An audience is the union of its lines. In forms it reads
/// `everyone` or `branch:<id>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct AudienceLine {
    pub kind: AudienceKind,
    pub target_id: uuid::Uuid,
}

impl AudienceLine {
    /// The line that invites all active people.
    pub const EVERYONE: AudienceLine =
        AudienceLine { kind: AudienceKind::Everyone, target_id: uuid::Uuid::nil() };

    pub fn new(kind: AudienceKind, target: impl Into<uuid::Uuid>) -> Self {
        AudienceLine { kind, target_id: target.into() }
    }

    /// Reads a line as a form has it.
    pub fn parse(text: &str) -> Option<Self> {
        if text == AudienceKind::Everyone.as_str() {
            return Some(Self::EVERYONE);
        }
        let (kind, target) = text.split_once(':')?;
        let kind = AudienceKind::parse(kind).filter(|kind| *kind != AudienceKind::Everyone)?;
        Some(AudienceLine { kind, target_id: target.parse().ok()? })
    }
}

impl std::fmt::Display for AudienceLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.kind {
            AudienceKind::Everyone => f.write_str(self.kind.as_str()),
            kind => write!(f, "{kind}:{}", self.target_id),
        }
    }
}

/// Reads the lines of an audience as a form posts them: each once, and alone when everyone is
/// invited anyway. What is no line is left out.
pub fn parse_audience(typed: &[String]) -> Vec<AudienceLine> {
    let mut lines: Vec<_> = typed.iter().filter_map(|text| AudienceLine::parse(text)).collect();
    lines.sort_unstable();
    lines.dedup();
    if lines.contains(&AudienceLine::EVERYONE) { vec![AudienceLine::EVERYONE] } else { lines }
}

/// A session as its programme looks at it.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Meeting {
    pub id: SessionId,
    pub programme_id: ProgrammeId,
    pub stage_number: Option<i64>,
    pub topic: String,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub time_zone: String,
    pub room: String,
    pub link: String,
    pub state: SessionState,
    /// People present or late.
    pub attended: i64,
    /// People with any mark at all, waiting excepted.
    pub marked: i64,
    /// Why it was cancelled.
    pub reason: String,
    /// The names of those who facilitate.
    #[cfg_attr(feature = "ssr", sqlx(skip))]
    pub facilitators: Vec<String>,
}

/// An audience in words and as a number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AudienceSummary {
    /// What each line names. Empty for the line that names everyone.
    pub names: Vec<(AudienceKind, String)>,
    /// How many active people it invites.
    pub people: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_audience_reads_as_it_is_written() {
        let branch = AudienceLine::new(AudienceKind::Branch, uuid::Uuid::from_u128(7));
        let person = AudienceLine::new(AudienceKind::Person, uuid::Uuid::from_u128(8));
        let mut typed = vec![person.to_string(), branch.to_string(), branch.to_string()];
        assert_eq!(parse_audience(&typed), [branch, person]);
        for wrong in ["", "moon:1", "branch:x", "everyone:1", "everyone:"] {
            assert_eq!(parse_audience(&[wrong.to_owned()]), [], "{wrong}");
        }
        typed.push("everyone".into());
        assert_eq!(parse_audience(&typed), [AudienceLine::EVERYONE]);
    }
}
