//! The words of the letters about an offer. They are picked by the language of who gets it.

use crate::lang::Lang;

pub struct Words {
    /// The branch, and what is offered to it.
    pub subject: fn(&str, &str) -> String,
    pub text: &'static str,
    /// The target, and what had been offered to it.
    pub withdrawn: fn(&str, &str) -> String,
    pub withdrawn_text: &'static str,
    pub practice: &'static str,
    pub target: &'static str,
    pub since: &'static str,
    pub withdrawn_on: &'static str,
    pub reason: &'static str,
    pub see: &'static str,
}

static EN: Words = Words {
    subject: |branch, name| format!("Offered to {branch}: {name}"),
    text: "Something that others have tried is offered to your branch. Say whether you try it.",
    withdrawn: |target, name| format!("No longer offered to {target}: {name}"),
    withdrawn_text: "The offer was withdrawn. Nobody needs to answer it.",
    practice: "Practice",
    target: "Offered to",
    since: "Offered on",
    withdrawn_on: "Withdrawn on",
    reason: "Reason",
    see: "See the practice",
};

static ES: Words = Words {
    subject: |branch, name| format!("Práctica ofrecida a {branch}: {name}"),
    text: "Se ofrece a tu sede una práctica que otras personas ya probaron. Di si la pruebas.",
    withdrawn: |target, name| format!("Ya no se ofrece a {target}: {name}"),
    withdrawn_text: "La oferta se retiró. Nadie tiene que responderla.",
    practice: "Práctica",
    target: "Se ofreció a",
    since: "Ofrecida el",
    withdrawn_on: "Retirada el",
    reason: "Motivo",
    see: "Ver la práctica",
};

impl Words {
    pub fn of(lang: Lang) -> &'static Words {
        lang.pick(&EN, &ES)
    }
}
