use super::{Kind, StepKind};
use crate::{judging::Verdict, lang::lang};

pub struct Texts {
    pub title: &'static str,
    /// On the button that leads here.
    pub link: &'static str,
    pub intro: &'static str,
    pub open_it: &'static str,
    pub picture: &'static str,
    /// On the way to the box of the thing itself, where no script has brought it into view.
    pub to_here: &'static str,
    pub this: &'static str,
    pub before: &'static str,
    pub after: &'static str,
    pub nothing_before: &'static str,
    pub nothing_after: &'static str,
    pub note: &'static str,
    pub concept: &'static str,
    pub decision: &'static str,
    pub archetype: &'static str,
    pub practice: &'static str,
    pub name_hidden: &'static str,
    pub only_you: &'static str,
    pub concept_state: fn(&str) -> &'static str,
    pub verdict: fn(Verdict) -> &'static str,
    pub released: fn(i64) -> String,
    pub being_built: &'static str,
    pub unseen: fn(StepKind) -> &'static str,
    pub became: &'static str,
    pub became_text: &'static str,
    pub became_nothing: &'static str,
    pub became_nothing_text: &'static str,
    pub whole_way: &'static str,
}

static EN: Texts = Texts {
    title: "Where it comes from and what became of it",
    link: "Where it comes from",
    intro: "From what was said in a session to the branches that work by it.",
    open_it: "Open",
    picture: "The way as a picture; the same stands below as a list",
    to_here: "Go to where you are in the picture",
    this: "here",
    before: "It comes from",
    after: "It became",
    nothing_before: "Nothing leads to it: it begins here.",
    nothing_after: "Nothing has come of it yet.",
    note: "Note",
    concept: "Concept",
    decision: "Decision",
    archetype: "Archetype",
    practice: "Practice",
    name_hidden: "name hidden",
    only_you: "only you see your name",
    concept_state: |state| match state {
        "merged" => "merged into another",
        "split" => "split into others",
        "accepted" => "accepted",
        "rework" => "to be reworked",
        "aside" => "set aside",
        _ => "open",
    },
    verdict: |verdict| match verdict {
        Verdict::Accept => "Accepted",
        Verdict::Rework => "To be reworked",
        Verdict::Aside => "Set aside",
    },
    released: |number| format!("version {number} released"),
    being_built: "being built",
    unseen: |kind| match kind {
        StepKind::Note => "A note of a session that you do not see",
        StepKind::Concept => "A concept that you do not see",
        StepKind::Decision => "A decision that you do not see",
        StepKind::Archetype => "An archetype that you do not see",
        StepKind::Practice => "A practice that you do not see",
    },
    became: "What became of what I shared",
    became_text: "Only you see this list; notes with your name hidden are in it, too.",
    became_nothing: "Nothing yet",
    became_nothing_text: "When somebody makes a concept of a note of yours, you see here where it leads.",
    whole_way: "The whole way",
};

static ES: Texts = Texts {
    title: "De dónde viene y qué fue de ello",
    link: "De dónde viene",
    intro: "De lo que se dijo en una sesión a las sedes que trabajan así.",
    open_it: "Abrir",
    picture: "El camino en una imagen; abajo está lo mismo como lista",
    to_here: "Ir a donde estás en la imagen",
    this: "aquí",
    before: "Viene de",
    after: "En qué se convirtió",
    nothing_before: "Nada lleva hasta aquí: aquí empieza.",
    nothing_after: "Aún no salió nada de ello.",
    note: "Nota",
    concept: "Concepto",
    decision: "Decisión",
    archetype: "Arquetipo",
    practice: "Práctica",
    name_hidden: "nombre oculto",
    only_you: "solo tú ves tu nombre",
    concept_state: |state| match state {
        "merged" => "unido a otro",
        "split" => "dividido en otros",
        "accepted" => "aceptado",
        "rework" => "por reelaborar",
        "aside" => "apartado",
        _ => "abierto",
    },
    verdict: |verdict| match verdict {
        Verdict::Accept => "Aceptado",
        Verdict::Rework => "Por reelaborar",
        Verdict::Aside => "Apartado",
    },
    released: |number| format!("versión {number} publicada"),
    being_built: "en construcción",
    unseen: |kind| match kind {
        StepKind::Note => "Una nota de una sesión que no ves",
        StepKind::Concept => "Un concepto que no ves",
        StepKind::Decision => "Una decisión que no ves",
        StepKind::Archetype => "Un arquetipo que no ves",
        StepKind::Practice => "Una práctica que no ves",
    },
    became: "Qué fue de lo que compartí",
    became_text: "Solo tú ves esta lista; también están tus notas con el nombre oculto.",
    became_nothing: "Todavía nada",
    became_nothing_text: "Cuando alguien haga un concepto de una nota tuya, aquí verás adónde lleva.",
    whole_way: "Todo el camino",
};

pub fn texts() -> &'static Texts {
    lang().pick(&EN, &ES)
}

/// What a thing is, in a word.
pub fn word(kind: Kind) -> &'static str {
    let t = texts();
    match kind {
        Kind::Note => t.note,
        Kind::Concept => t.concept,
        Kind::Archetype => t.archetype,
        Kind::Practice => t.practice,
    }
}
