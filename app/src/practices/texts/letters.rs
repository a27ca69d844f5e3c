//! The words of the letter about an offer. They are picked by the language of who gets it.

use crate::lang::Lang;

pub struct Words {
    /// The branch, and what is offered to it.
    pub subject: fn(&str, &str) -> String,
    pub text: &'static str,
    pub practice: &'static str,
    pub branch: &'static str,
    pub since: &'static str,
    pub reason: &'static str,
    pub see: &'static str,
}

static EN: Words = Words {
    subject: |branch, name| format!("Offered to {branch}: {name}"),
    text: "Something that others have tried is offered to your branch. Say whether you try it.",
    practice: "Practice",
    branch: "Branch",
    since: "Offered on",
    reason: "Reason",
    see: "See the practice",
};

static ES: Words = Words {
    subject: |branch, name| format!("Práctica ofrecida a {branch}: {name}"),
    text: "Se ofrece a tu sede una práctica que otras personas ya probaron. Di si la pruebas.",
    practice: "Práctica",
    branch: "Sede",
    since: "Ofrecida el",
    reason: "Motivo",
    see: "Ver la práctica",
};

impl Words {
    pub fn of(lang: Lang) -> &'static Words {
        lang.pick(&EN, &ES)
    }
}
