//! What the forms of visits post, and reading it. Everything arrives as text, so that whatever
//! cannot be read becomes a message at its field.

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

use super::{rules, texts::texts};
use crate::{
    error::Problems,
    people::{BranchId, PersonId},
    sessions::rules::parse_time,
    writing::{one_line, parse_date},
};

/// The form that plans a visit or changes one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct VisitForm {
    pub branch: String,
    pub instructor: String,
    pub date: String,
    /// Empty stands for the hours of the branch.
    pub from: String,
    pub until: String,
    pub topic: String,
    /// Also on a day that is not usual.
    pub anyway: String,
    pub reason: String,
}

/// The form as values. What could not be read is missing, and the problems say why.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub branch: Option<BranchId>,
    pub instructor: Option<PersonId>,
    pub date: Option<NaiveDate>,
    pub from: Option<NaiveTime>,
    pub until: Option<NaiveTime>,
    pub topic: String,
    pub anyway: bool,
}

impl VisitForm {
    /// Reads all but the branch, which a visit keeps, and the reason.
    pub fn read(&self, problems: &mut Problems) -> Typed {
        let t = &texts().problems;
        let branch = self.branch.parse().ok();
        let instructor = self.instructor.parse().ok();
        problems.require(instructor.is_some(), "instructor", t.instructor_missing);
        let date = parse_date(&self.date);
        let wrong = if self.date.trim().is_empty() { t.date_missing } else { t.date_wrong };
        problems.require(date.is_some(), "date", wrong);
        let mut time = |typed: &str, field| {
            if typed.trim().is_empty() {
                return None;
            }
            let read = parse_time(typed);
            problems.require(read.is_some(), field, t.time_wrong);
            read
        };
        let (from, until) = (time(&self.from, "from"), time(&self.until, "until"));
        let topic = one_line(&self.topic);
        let fits = topic.chars().count() <= rules::TOPIC_MAX;
        problems.require(fits, "topic", (t.too_long)(rules::TOPIC_MAX as i64));
        Typed { branch, instructor, date, from, until, topic, anyway: !self.anyway.is_empty() }
    }
}

/// A reason that has to be given, in the field `reason`.
pub fn reason(typed: &str, problems: &mut Problems) -> String {
    let t = &texts().problems;
    let reason = typed.trim().to_owned();
    problems.require(!reason.is_empty(), "reason", t.reason_missing);
    let fits = reason.chars().count() <= rules::REASON_MAX;
    problems.require(fits, "reason", (t.too_long)(rules::REASON_MAX as i64));
    reason
}

/// The form of a visit on the spot.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportForm {
    /// Who is there.
    pub present: Vec<String>,
    /// What is in order.
    pub checks: Vec<String>,
    pub note: String,
    pub kind: String,
    /// Which button was pressed.
    pub press: String,
    /// For how many seconds a device has kept it that had no network; empty when it comes at once.
    /// As everything that begins with `_` it does not make another form of it: see `api::call`.
    #[serde(rename = "_waited")]
    pub waited: String,
    /// Who entered it there.
    #[serde(rename = "_person")]
    pub person: String,
}

impl ReportForm {
    /// How long a device has kept it, if one has. What the device says is told and written down, and
    /// bounds the wait; nothing else is made of it.
    pub fn waited(&self) -> Option<TimeDelta> {
        self.waited.parse::<u32>().ok().map(|seconds| TimeDelta::seconds(seconds.into()))
    }
}

/// The form that says when a branch can be visited.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HoursForm {
    pub weekdays: Vec<String>,
    pub from: String,
    pub until: String,
    pub every_days: String,
    pub contact: String,
    pub telephone: String,
}

/// The form of days on which somebody is away, or a branch takes no visit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AwayForm {
    pub from_day: String,
    pub to_day: String,
    pub reason: String,
}

impl AwayForm {
    /// First and last day, and the reason; an empty last day is the first.
    pub fn read(&self, problems: &mut Problems) -> Option<(NaiveDate, NaiveDate, String)> {
        let t = &texts().problems;
        let from = parse_date(&self.from_day);
        problems.require(from.is_some(), "from_day", t.date_wrong);
        let to = if self.to_day.trim().is_empty() { from } else { parse_date(&self.to_day) };
        problems.require(to.is_some() || from.is_none(), "to_day", t.date_wrong);
        let reason = one_line(&self.reason);
        let fits = reason.chars().count() <= rules::LINE_MAX;
        problems.require(fits, "reason", (t.too_long)(rules::LINE_MAX as i64));
        let (from, to) = (from?, to?);
        let ordered = problems.require(from <= to, "to_day", t.to_before_from);
        ordered.then_some((from, to, reason))
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn every_field_that_is_wrong_says_so_at_once() {
        let form = VisitForm {
            date: "31/02/2026".into(),
            from: "25:00".into(),
            topic: "x".repeat(201),
            ..VisitForm::default()
        };
        let mut problems = Problems::default();
        let typed = form.read(&mut problems);
        assert_eq!(problems.fields(), ["instructor", "date", "from", "topic"]);
        assert_eq!((typed.from, typed.until, typed.anyway), (None, None, false));
    }

    #[test]
    fn how_long_a_report_has_waited_is_read_from_its_seconds() {
        let waited = |typed: &str| {
            let form = ReportForm { waited: typed.into(), ..ReportForm::default() };
            form.waited().map(|waited| waited.num_seconds())
        };
        for none in ["", "-5", "soon", "4294967296"] {
            assert_eq!(waited(none), None, "{none}");
        }
        assert_eq!(waited("0"), Some(0));
        assert_eq!(waited("172801"), Some(172_801));
    }

    #[test]
    fn a_complete_form_is_read() {
        let form = VisitForm {
            branch: Uuid::from_u128(1).to_string(),
            instructor: Uuid::from_u128(2).to_string(),
            date: "29/02/2028".into(),
            from: "8.30".into(),
            until: "11".into(),
            anyway: "on".into(),
            ..VisitForm::default()
        };
        let mut problems = Problems::default();
        let typed = form.read(&mut problems);
        assert_eq!(problems.into_result(), Ok(()));
        assert_eq!(typed.date, NaiveDate::from_ymd_opt(2028, 2, 29));
        assert_eq!(typed.from, NaiveTime::from_hms_opt(8, 30, 0));
        assert!(typed.anyway && typed.branch.is_some());
    }

    #[test]
    fn a_span_of_days_has_an_end_that_is_not_before_its_beginning() {
        let read = |from: &str, to: &str| {
            let form = AwayForm { from_day: from.into(), to_day: to.into(), reason: String::new() };
            let mut problems = Problems::default();
            let days = form.read(&mut problems).map(|(from, to, _)| (to - from).num_days());
            (days, problems.fields().into_iter().map(str::to_owned).collect::<Vec<_>>())
        };
        assert_eq!(read("2026-12-28", "2027-01-04"), (Some(7), vec![]));
        assert_eq!(read("2026-12-28", ""), (Some(0), vec![]));
        assert_eq!(read("2026-12-28", "2026-12-27"), (None, vec!["to_day".into()]));
        assert_eq!(read("x", ""), (None, vec!["from_day".into()]));
        assert_eq!(read("2026-12-28", "x"), (None, vec!["to_day".into()]));
    }
}
