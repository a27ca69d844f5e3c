//! The form of a new programme as it was typed, over both of its steps.
//!
//! First come the basics, then the sessions that are proposed for them. Every sending carries the
//! whole form, so nothing is kept on the server until it is saved. `press` says which button was
//! pressed; any but the one that saves lets the form go on.

use super::{Framework, Stage};
use crate::request::Typed;

/// Which part of the form is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Step {
    #[default]
    Basics,
    Sessions,
}

impl Step {
    pub fn as_str(self) -> &'static str {
        match self {
            Step::Basics => "basics",
            Step::Sessions => "sessions",
        }
    }
}

/// The button that was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    /// Look for people to invite.
    FindPeople,
    /// Go to the sessions.
    Propose,
    /// Back to the basics.
    Basics,
    /// Look at dates and bookings again.
    Check,
    /// One more session after this row.
    Add(usize),
    /// Without this row.
    Remove(usize),
    Save,
}

impl Press {
    pub fn parse(text: &str) -> Press {
        let row = |prefix| text.strip_prefix(prefix).and_then(|row: &str| row.parse().ok());
        match text {
            "find-people" => Press::FindPeople,
            "propose" => Press::Propose,
            "basics" => Press::Basics,
            "save" => Press::Save,
            _ => row("add-")
                .map(Press::Add)
                .or_else(|| row("remove-").map(Press::Remove))
                .unwrap_or(Press::Check),
        }
    }
}

/// One proposed session as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowTyped {
    /// The number of its stage.
    pub stage: String,
    pub topic: String,
    pub date: String,
    pub time: String,
    pub room: String,
    pub facilitators: Vec<String>,
}

/// The whole form as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub step: Step,
    pub copied_from: String,
    /// `next`: not just a copy, but what goes on where the other one ends.
    pub turn: String,
    pub framework: String,
    /// The names of an own list, one in each line.
    pub stages: String,
    pub name: String,
    pub problem: String,
    /// Empty when it is no job training.
    pub job_training: String,
    pub audience: Vec<String>,
    pub branch: String,
    pub room: String,
    pub start_on: String,
    /// `7`, `14` or `other`.
    pub rhythm: String,
    pub rhythm_days: String,
    pub time: String,
    pub minutes: String,
    pub facilitators: Vec<String>,
    pub rows: Vec<RowTyped>,
    /// For which basics the rows were proposed; when these change, so do the dates.
    pub proposed_for: String,
    pub plan_reason: String,
}

impl Draft {
    /// Reads the form. A row beyond `limit` is not ours.
    pub fn read(typed: &Typed, limit: usize) -> Draft {
        let one = |name: &str| typed.one(name).to_owned();
        let count: usize = typed.one("rows").parse().unwrap_or_default();
        let row = |number: usize| RowTyped {
            stage: one(&format!("stage-{number}")),
            topic: one(&format!("topic-{number}")),
            date: one(&format!("date-{number}")),
            time: one(&format!("time-{number}")),
            room: one(&format!("room-{number}")),
            facilitators: typed.all(&format!("facilitators-{number}")),
        };
        Draft {
            step: if typed.one("step") == "sessions" { Step::Sessions } else { Step::Basics },
            copied_from: one("copied_from"),
            turn: one("turn"),
            framework: one("framework"),
            stages: one("stages"),
            name: one("name"),
            problem: one("problem"),
            job_training: one("job_training"),
            audience: typed.all("audience"),
            branch: one("branch"),
            room: one("room"),
            start_on: one("start_on"),
            rhythm: one("rhythm"),
            rhythm_days: one("rhythm_days"),
            time: one("time"),
            minutes: one("minutes"),
            facilitators: typed.all("facilitators"),
            rows: (1..=count.min(limit)).map(row).collect(),
            proposed_for: one("proposed_for"),
            plan_reason: one("plan_reason"),
        }
    }

    /// The basics as names and values.
    pub fn basics(&self) -> Vec<(String, String)> {
        let one = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let mut pairs = vec![
            one("framework", &self.framework),
            one("stages", &self.stages),
            one("name", &self.name),
            one("problem", &self.problem),
            one("job_training", &self.job_training),
            one("branch", &self.branch),
            one("room", &self.room),
            one("start_on", &self.start_on),
            one("rhythm", &self.rhythm),
            one("rhythm_days", &self.rhythm_days),
            one("time", &self.time),
            one("minutes", &self.minutes),
        ];
        pairs.extend(self.audience.iter().map(|line| one("audience[]", line)));
        pairs.extend(self.facilitators.iter().map(|person| one("facilitators[]", person)));
        pairs
    }

    /// The sessions as names and values.
    pub fn sessions(&self) -> Vec<(String, String)> {
        let one = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let mut pairs = vec![
            one("proposed_for", &self.proposed_for),
            one("plan_reason", &self.plan_reason),
            ("rows".into(), self.rows.len().to_string()),
        ];
        for (index, row) in self.rows.iter().enumerate() {
            let mut add = |name: &str, value: &str| {
                pairs.push((format!("{name}-{}", index + 1), value.to_owned()));
            };
            add("stage", &row.stage);
            add("topic", &row.topic);
            add("date", &row.date);
            add("time", &row.time);
            add("room", &row.room);
            let field = format!("facilitators-{}[]", index + 1);
            // An empty one takes the place of those of the row that was here before.
            let nobody = row.facilitators.is_empty().then(String::new);
            let people = row.facilitators.iter().cloned().chain(nobody);
            pairs.extend(people.map(|person| (field.clone(), person)));
        }
        pairs
    }

    /// What a form that goes on shows instead of what was typed.
    pub fn instead(&self) -> Vec<(String, String)> {
        let mut pairs = vec![("step".to_owned(), self.step.as_str().to_owned())];
        pairs.extend(self.sessions());
        pairs
    }

    /// Whether it takes along what the programme it is copied from leaves.
    pub fn is_next_turn(&self) -> bool {
        self.turn == "next"
    }

    pub fn framework(&self) -> Option<Framework> {
        Framework::parse(&self.framework)
    }

    /// Names of an own list, without empty lines.
    pub fn own_stages(&self) -> Vec<String> {
        let lines = self.stages.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
        lines.map(|words| words.join(" ")).filter(|line| !line.is_empty()).collect()
    }

    /// The stages that were chosen; none while the framework is missing.
    pub fn stage_list(&self) -> Vec<Stage> {
        match self.framework() {
            None => Vec::new(),
            Some(Framework::Phases | Framework::Levels) => {
                (1..=5).map(|number| Stage { number, name: String::new() }).collect()
            }
            Some(Framework::Own) => {
                (1..).zip(self.own_stages()).map(|(number, name)| Stage { number, name }).collect()
            }
        }
    }

    /// The basics on which the proposed dates and times depend.
    pub fn grid(&self) -> String {
        let stages = self.stage_list().len().to_string();
        let parts = [
            self.framework.as_str(),
            &stages,
            &self.start_on,
            &self.rhythm,
            &self.rhythm_days,
            &self.time,
        ];
        parts.join("|")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> Draft {
        let row = |stage: &str, people: &[&str]| RowTyped {
            stage: stage.into(),
            topic: format!("Tema {stage}"),
            date: "2022-07-08".into(),
            time: "09:00".into(),
            room: "Sala 2".into(),
            facilitators: people.iter().map(ToString::to_string).collect(),
        };
        Draft {
            step: Step::Sessions,
            framework: "own".into(),
            stages: "Ver\n\n  Probar   juntos \nContar".into(),
            name: "Citas sin esperas".into(),
            audience: vec!["everyone".into()],
            rhythm: "7".into(),
            facilitators: vec!["a".into(), "b".into()],
            rows: vec![row("1", &["a", "b"]), row("2", &["b"])],
            proposed_for: "x".into(),
            ..Draft::default()
        }
    }

    #[test]
    fn a_draft_survives_its_way_through_the_browser() {
        let draft = draft();
        let mut pairs = draft.basics();
        pairs.extend(draft.instead());
        let typed = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(Draft::read(&typed, 30), draft);
        assert_eq!(Draft::read(&typed, 1).rows.len(), 1);
    }

    #[test]
    fn own_stages_are_the_lines_with_words() {
        assert_eq!(draft().own_stages(), ["Ver", "Probar juntos", "Contar"]);
        assert_eq!(draft().stage_list()[2], Stage { number: 3, name: "Contar".into() });
        let phases = Draft { framework: "phases".into(), ..draft() };
        assert_eq!(phases.stage_list().len(), 5);
        assert_eq!(Draft::default().stage_list(), []);
    }

    #[test]
    fn buttons_say_what_they_mean() {
        assert_eq!(Press::parse("add-3"), Press::Add(3));
        assert_eq!(Press::parse("remove-12"), Press::Remove(12));
        assert_eq!(Press::parse("save"), Press::Save);
        for other in ["", "check", "add-", "remove-x"] {
            assert_eq!(Press::parse(other), Press::Check, "{other}");
        }
    }
}
