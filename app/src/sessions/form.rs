//! What the forms of sessions post, and reading it. Everything arrives as text, so that whatever
//! cannot be read becomes a message at its field.

use std::str::FromStr;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::{rules, texts::form::texts};
use crate::{
    error::Problems,
    onboarding::JobTraining,
    people::{BranchId, PersonId},
    programmes::ProgrammeId,
    writing::{one_line, parse_date},
};

/// What the button that asks for a preview of the agenda sends as `press`.
pub const PREVIEW: &str = "preview";

/// The form that plans or edits a session.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SessionForm {
    pub topic: String,
    /// `id` or `id/stage`; empty when it stands alone.
    pub programme: String,
    pub prompt: String,
    pub agenda: String,
    pub date: String,
    pub time: String,
    pub minutes: String,
    pub branch: String,
    pub room: String,
    pub link: String,
    pub facilitators: Vec<String>,
    /// Who is invited, line by line, to a session that stands alone.
    pub audience: Vec<String>,
    pub audience_find: String,
    pub audience_found: String,
    pub capacity: String,
    pub late_after: String,
    /// The kind of job training it is; empty for none.
    pub job_training: String,
    pub plan_reason: String,
    /// Which button was pressed.
    pub press: String,
}

/// The form that moves a session.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MoveForm {
    pub date: String,
    pub time: String,
    pub minutes: String,
    pub reason: String,
    pub revision: String,
}

/// A date and time at some place, and how many minutes it lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    pub date: NaiveDate,
    pub time: NaiveTime,
    pub minutes: i64,
}

/// The form as values. What could not be read is missing, and the problems say why.
#[derive(Debug)]
pub struct Typed {
    pub topic: String,
    pub programme: Option<(ProgrammeId, Option<i64>)>,
    pub prompt: String,
    pub agenda: String,
    pub branch: Option<BranchId>,
    pub room: String,
    pub link: String,
    pub facilitators: Vec<PersonId>,
    pub capacity: Option<i64>,
    pub late_after: i64,
    pub job_training: Option<JobTraining>,
    pub plan_reason: String,
}

impl SessionForm {
    /// Whether only the agenda is to be shown as it will look.
    pub fn previews(&self) -> bool {
        self.press == PREVIEW
    }

    /// Reads all but the time.
    pub fn read(&self, problems: &mut Problems) -> Typed {
        let t = &texts().problems;
        let topic = text(&one_line(&self.topic), "topic", rules::TOPIC_MAX, problems);
        problems.require(!topic.is_empty(), "topic", t.topic_missing);
        let link = text(&self.link, "link", rules::LINE_MAX, problems);
        problems.require(link.is_empty() || rules::is_link(&link), "link", t.link_unreadable);
        let facilitators = ids(&self.facilitators);
        problems.require(!facilitators.is_empty(), "facilitators", t.facilitator_missing);
        Typed {
            topic,
            programme: self.read_programme(problems),
            prompt: text(&self.prompt, "prompt", rules::PROMPT_MAX, problems),
            agenda: text(&self.agenda, "agenda", rules::AGENDA_MAX, problems),
            branch: read_branch(&self.branch, problems),
            room: text(&one_line(&self.room), "room", rules::LINE_MAX, problems),
            link,
            facilitators,
            capacity: self.read_capacity(problems),
            late_after: self.read_late_after(problems),
            job_training: JobTraining::parse(&self.job_training),
            plan_reason: text(&self.plan_reason, "plan_reason", rules::REASON_MAX, problems),
        }
    }

    /// When it is; the messages stand at the three fields.
    pub fn when(&self, problems: &mut Problems) -> Option<When> {
        read_when(&self.date, &self.time, &self.minutes, problems)
    }

    fn read_programme(&self, problems: &mut Problems) -> Option<(ProgrammeId, Option<i64>)> {
        let typed = self.programme.trim();
        if typed.is_empty() {
            return None;
        }
        let read = match typed.split_once('/') {
            None => typed.parse().ok().map(|id| (id, None)),
            Some((id, stage)) => {
                id.parse().ok().zip(stage.parse().ok()).map(|(id, stage)| (id, Some(stage)))
            }
        };
        problems.require(read.is_some(), "programme", texts().problems.programme_unknown);
        read
    }

    fn read_capacity(&self, problems: &mut Problems) -> Option<i64> {
        let typed = self.capacity.trim();
        if typed.is_empty() {
            return None;
        }
        let read = typed.parse().ok().filter(|places| (1..=100_000).contains(places));
        problems.require(read.is_some(), "capacity", texts().problems.capacity_unreadable);
        read
    }

    fn read_late_after(&self, problems: &mut Problems) -> i64 {
        let read = self.late_after.trim().parse().ok().filter(|m| (0..=240).contains(m));
        problems.require(read.is_some(), "late_after", texts().problems.late_unreadable);
        read.unwrap_or_default()
    }
}

impl MoveForm {
    pub fn when(&self, problems: &mut Problems) -> Option<When> {
        read_when(&self.date, &self.time, &self.minutes, problems)
    }

    pub fn reason(&self, problems: &mut Problems) -> String {
        reason(&self.reason, problems)
    }
}

/// A reason that has to be given, in the field `reason`.
pub fn reason(typed: &str, problems: &mut Problems) -> String {
    let reason = text(typed, "reason", rules::REASON_MAX, problems);
    problems.require(!reason.is_empty(), "reason", texts().problems.reason_missing);
    reason
}

fn read_when(date: &str, time: &str, minutes: &str, problems: &mut Problems) -> Option<When> {
    let t = &texts().problems;
    let (no_date, no_time) = (date.trim().is_empty(), time.trim().is_empty());
    let date = parse_date(date);
    let time = rules::parse_time(time);
    let minutes = minutes.trim().parse().ok().filter(|m: &i64| (0..100_000).contains(m));
    let wrong = |blank, missing, unreadable| if blank { missing } else { unreadable };
    problems.require(date.is_some(), "date", wrong(no_date, t.date_missing, t.date_unreadable));
    problems.require(time.is_some(), "time", wrong(no_time, t.time_missing, t.time_unreadable));
    problems.require(minutes.is_some(), "minutes", t.minutes_unreadable);
    Some(When { date: date?, time: time?, minutes: minutes? })
}

fn read_branch(typed: &str, problems: &mut Problems) -> Option<BranchId> {
    if typed.is_empty() {
        return None;
    }
    let read = typed.parse().ok();
    problems.require(read.is_some(), "branch", texts().problems.branch_missing);
    read
}

/// The text without spaces around it; a message when it is longer than `most` characters.
fn text(typed: &str, field: &str, most: usize, problems: &mut Problems) -> String {
    let typed = typed.trim();
    let fits = typed.chars().count() <= most;
    problems.require(fits, field, (texts().problems.too_long)(most as i64));
    typed.to_owned()
}

/// The ids among the texts, each once; browsers send nothing else.
fn ids<T: FromStr + Ord>(typed: &[String]) -> Vec<T> {
    let mut ids: Vec<T> = typed.iter().filter_map(|id| id.parse().ok()).collect();
    ids.sort();
    ids.dedup();
    ids
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn complete() -> SessionForm {
        SessionForm {
            topic: " Errores comunes ".into(),
            date: "2026-07-15".into(),
            time: "9:30".into(),
            minutes: "105".into(),
            facilitators: vec![Uuid::from_u128(1).to_string()],
            late_after: "10".into(),
            ..Default::default()
        }
    }

    #[test]
    fn a_complete_form_is_read() {
        let mut problems = Problems::default();
        let form = complete();
        let typed = form.read(&mut problems);
        let when = form.when(&mut problems).unwrap();
        assert_eq!(problems.into_result(), Ok(()));
        assert_eq!(typed.topic, "Errores comunes");
        assert_eq!((when.minutes, when.time.to_string()), (105, "09:30:00".into()));
    }

    #[test]
    fn every_field_that_is_wrong_says_so_at_once() {
        let form = SessionForm {
            topic: "x".repeat(201),
            programme: "nonsense".into(),
            link: "javascript:alert(1)".into(),
            capacity: "0".into(),
            late_after: "soon".into(),
            date: "31/02/2026".into(),
            minutes: "-5".into(),
            ..Default::default()
        };
        let mut problems = Problems::default();
        form.read(&mut problems);
        form.when(&mut problems);
        let mut fields = problems.fields();
        fields.sort();
        assert_eq!(
            fields,
            [
                "capacity",
                "date",
                "facilitators",
                "late_after",
                "link",
                "minutes",
                "programme",
                "time",
                "topic"
            ]
        );
    }

    #[test]
    fn a_stage_is_chosen_together_with_its_programme() {
        let id = ProgrammeId::from(Uuid::from_u128(7));
        let read = |programme: String| {
            SessionForm { programme, ..complete() }.read(&mut Problems::default()).programme
        };
        assert_eq!(read(format!("{id}/2")), Some((id, Some(2))));
        assert_eq!(read(id.to_string()), Some((id, None)));
        assert_eq!(read(String::new()), None);
    }
}
