//! A few good questions to begin with. They are copied into the form and changed there.

use super::PollKind;
use crate::lang::Lang;

/// A question of the library.
pub struct Entry {
    /// Names it in an address.
    pub key: &'static str,
    pub kind: PollKind,
    en: Words,
    es: Words,
}

/// What an entry asks, in one language.
pub struct Words {
    pub question: &'static str,
    pub options: &'static [&'static str],
    /// The ends of a scale.
    pub ends: (&'static str, &'static str),
}

impl Entry {
    pub fn words(&'static self, lang: Lang) -> &'static Words {
        lang.pick(&self.en, &self.es)
    }
}

/// The entry of a key.
pub fn entry(key: &str) -> Option<&'static Entry> {
    LIBRARY.iter().find(|entry| entry.key == key)
}

const fn options(question: &'static str, options: &'static [&'static str]) -> Words {
    Words { question, options, ends: ("", "") }
}

const fn scale(question: &'static str, low: &'static str, high: &'static str) -> Words {
    Words { question, options: &[], ends: (low, high) }
}

const fn open(question: &'static str) -> Words {
    Words { question, options: &[], ends: ("", "") }
}

/// All of them, in the order in which they are offered.
pub static LIBRARY: [Entry; 8] = [
    Entry {
        key: "feeling-now",
        kind: PollKind::Feelings,
        en: options(
            "How do you feel about this topic right now?",
            &["Calm", "Curious", "Hopeful", "Worried", "Tired", "Annoyed"],
        ),
        es: options(
            "¿Cómo te sientes ahora con este tema?",
            &[
                "En calma",
                "Con curiosidad",
                "Con esperanza",
                "Con preocupación",
                "Con cansancio",
                "Con fastidio",
            ],
        ),
    },
    Entry {
        key: "feeling-mistake",
        kind: PollKind::Feelings,
        en: options(
            "What do you feel when you discover a mistake of your own?",
            &[
                "Shame",
                "Fear of being blamed",
                "Wish to mend it",
                "Relief to have seen it",
                "Nothing special",
            ],
        ),
        es: options(
            "¿Qué sientes cuando descubres un error tuyo?",
            &[
                "Vergüenza",
                "Miedo a que me culpen",
                "Ganas de corregirlo",
                "Alivio de haberlo visto",
                "Nada especial",
            ],
        ),
    },
    Entry {
        key: "safe-to-speak",
        kind: PollKind::Scale,
        en: scale(
            "How safe is it here to say what goes wrong?",
            "Not safe at all",
            "Completely safe",
        ),
        es: scale(
            "¿Qué tan seguro es decir aquí lo que sale mal?",
            "Nada seguro",
            "Del todo seguro",
        ),
    },
    Entry {
        key: "useful-today",
        kind: PollKind::Scale,
        en: scale("How useful is today's session for your work?", "Not useful", "Very useful"),
        es: scale("¿Qué tan útil es la sesión de hoy para tu trabajo?", "Nada útil", "Muy útil"),
    },
    Entry {
        key: "how-often",
        kind: PollKind::One,
        en: options(
            "How often does this problem happen to you?",
            &["Every day", "Every week", "Every month", "Almost never"],
        ),
        es: options(
            "¿Cada cuánto te pasa este problema?",
            &["Cada día", "Cada semana", "Cada mes", "Casi nunca"],
        ),
    },
    Entry {
        key: "what-holds-back",
        kind: PollKind::Several,
        en: options(
            "What keeps you from doing it the way you know is right?",
            &["Not enough time", "The system", "Nobody showed me", "Orders from above", "Habit"],
        ),
        es: options(
            "¿Qué te impide hacerlo como sabes que es correcto?",
            &[
                "Falta tiempo",
                "El sistema",
                "Nadie me lo enseñó",
                "Órdenes de arriba",
                "La costumbre",
            ],
        ),
    },
    Entry {
        key: "unsaid",
        kind: PollKind::Words,
        en: open("What should be said here that nobody says?"),
        es: open("¿Qué habría que decir aquí que nadie dice?"),
    },
    Entry {
        key: "one-thing",
        kind: PollKind::Words,
        en: open("If you could change one thing tomorrow, what would it be?"),
        es: open("Si pudieras cambiar una sola cosa mañana, ¿cuál sería?"),
    },
];
