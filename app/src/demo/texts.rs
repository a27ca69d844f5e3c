//! What is told in the demo, once in each language. When, by whom and what came of it is the same
//! in both and stands with the code; people keep their names.

mod en;
mod es;

use crate::lang::Lang;

/// A note: what was said, its tags and the step of the work.
pub type Said = (&'static str, &'static str, &'static str);

/// What was decided about a concept: the options, the reasons, and somebody's dissent.
#[derive(Clone, Copy)]
pub struct Decided {
    pub options: &'static str,
    pub reasons: &'static str,
    pub dissent: &'static str,
}

/// A trial: what was measured, the result, what to change.
pub struct Tried {
    pub measured: &'static str,
    pub result: &'static str,
    pub to_change: &'static str,
}

/// Why a practice was taken a step on, and the evidence.
pub type Step = (&'static str, &'static str);

/// A passage as it stands in its text, and what was said about it, in turn.
pub struct Passage<const COUNT: usize> {
    pub quote: &'static str,
    pub said: [&'static str; COUNT],
}

/// How what was made is kept alive: talk about passages, and remarks of who vouches for a text.
pub struct Kept {
    pub seconds: Passage<2>,
    pub aloud: Passage<1>,
    pub telephone: Passage<2>,
    pub other: Passage<1>,
    pub verified: [&'static str; 2],
}

/// What is told of the new people and of what comes after their first days.
pub struct NewPeople {
    pub place: &'static str,
    /// Title and what it is about: two technical modules, two of behaviour.
    pub modules: [(&'static str, &'static str); 4],
    /// Why HR let somebody through.
    pub let_through: &'static str,
    /// A remark beside a signature.
    pub remark: &'static str,
    /// Of a sit-in: what was observed, what one makes of it, the word of the host.
    pub observed: &'static str,
    pub reflection: &'static str,
    pub host: &'static str,
    /// The topic of a session of job training.
    pub job_training: &'static str,
}

pub struct Texts {
    pub lang: Lang,
    // The clinic.
    pub branches: [&'static str; 4],
    /// Of a branch that is called after its district.
    pub branch_in: fn(&str) -> String,
    pub departments: [&'static str; 5],
    pub positions: [&'static str; 7],
    pub room: &'static str,
    /// What is looked at on every visit.
    pub visit_checks: [&'static str; 4],
    pub holidays: [&'static str; 14],
    // The calendar: each programme with its problem, then the topics of its sessions.
    pub reports: [&'static str; 2],
    pub marketing: [&'static str; 2],
    pub current: [&'static str; 2],
    pub topics: [&'static str; 13],
    pub cancelled: &'static str,
    pub current_topics: [&'static str; 3],
    /// The question of each phase.
    pub prompts: [&'static str; 5],
    // Phase 1 and 2.
    pub notes: [Said; 6],
    pub photo: &'static str,
    pub themes: [&'static str; 2],
    /// Why the programme went on although something was missing.
    pub went_on: [&'static str; 3],
    /// Title, statement, and the image of those that have one.
    pub concepts: [(&'static str, &'static str, &'static str); 6],
    // Phase 3. Of a department's own criterion: its name, and what 1, 3 and 5 mean.
    pub sub_criterion: [&'static str; 4],
    pub decided: [Decided; 4],
    // Phase 4.
    pub archetype: &'static str,
    pub parts: [&'static str; 7],
    pub inputs: [&'static str; 3],
    pub roles_with_stand_in: &'static str,
    pub versions: [&'static str; 2],
    pub trials: [Tried; 2],
    pub afternoon: &'static str,
    // Phase 5.
    pub client: &'static str,
    pub central: [Step; 3],
    pub north: [Step; 3],
    pub south: [Step; 2],
    pub callao: [Step; 3],
    pub service: [Step; 1],
    pub outside: [Step; 2],
    /// What the branch in Callao changed, as it came back.
    pub adapted: &'static str,
    pub kept: Kept,
    pub new: NewPeople,
}

/// The words of a demo in this language.
pub fn of(lang: Lang) -> &'static Texts {
    lang.pick(&en::EN, &es::ES)
}
