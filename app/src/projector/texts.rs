use crate::{
    lang::{Lang, lang},
    ui::{numbers::number, plural},
};

pub struct Texts {
    // The queue.
    pub title: &'static str,
    pub off: &'static str,
    pub on: &'static str,
    pub turn_on: &'static str,
    pub turn_off: &'static str,
    pub waiting: fn(i64) -> String,
    pub nothing_waits: &'static str,
    pub show: &'static str,
    pub show_all: fn(i64) -> String,
    pub shown: fn(i64) -> String,
    pub take_off: &'static str,
    pub changed: &'static str,
    // The stage.
    pub answer_now: &'static str,
    pub concepts: fn(i64) -> String,
    pub no_concepts: &'static str,
    pub judging_prepared: &'static str,
    pub judging_open: &'static str,
    pub results: &'static str,
    pub written: &'static str,
    pub contributed: &'static str,
    pub missing: fn(i64) -> String,
    pub no_archetypes: &'static str,
    pub no_practices: &'static str,
    pub more: fn(i64) -> String,
}

static EN: Texts = Texts {
    title: "Projector",
    off: "Notes and concepts appear on the projector at once.",
    on: "Notes and concepts wait here until you let them through. Phones show them at once. What is edited waits again.",
    turn_on: "Approve first",
    turn_off: "Show everything at once",
    waiting: |n| format!("{} waiting", number(n)),
    nothing_waits: "Nothing waits.",
    show: "Show on projector",
    show_all: |n| format!("Show all {}", number(n)),
    shown: |n| format!("{} on the projector", number(n)),
    take_off: "Take off",
    changed: "It was edited or deleted meanwhile. Read it again.",
    answer_now: "Answer on your phone, in the room of this session. Your answer is stored without your name.",
    concepts: |n| format!("{} {} so far", number(n), plural(Lang::En, n, "concept", "concepts")),
    no_concepts: "No concept yet",
    judging_prepared: "The manager is preparing the criteria.",
    judging_open: "Each of you judges alone. Nobody sees what others judge before the reveal.",
    results: "Weighted totals, of 100 points",
    written: "Sections written",
    contributed: "People who have contributed",
    missing: |n| format!("{} still missing", number(n)),
    no_archetypes: "No archetype has been begun",
    no_practices: "Nothing is released yet",
    more: |n| format!("and {} more", number(n)),
};

static ES: Texts = Texts {
    title: "Proyector",
    off: "Las notas y los conceptos aparecen de inmediato en el proyector.",
    on: "Las notas y los conceptos esperan aquí hasta que los dejes pasar. En los celulares se ven de inmediato. Lo que se edita vuelve a esperar.",
    turn_on: "Aprobar antes de mostrar",
    turn_off: "Mostrar todo de inmediato",
    waiting: |n| format!("{} en espera", number(n)),
    nothing_waits: "Nada espera.",
    show: "Mostrar en el proyector",
    show_all: |n| format!("Mostrar todas ({})", number(n)),
    shown: |n| format!("{} en el proyector", number(n)),
    take_off: "Quitar",
    changed: "Se editó o se eliminó mientras tanto. Léelo otra vez.",
    answer_now: "Responde en tu celular, en la sala de esta sesión. Tu respuesta se guarda sin tu nombre.",
    concepts: |n| {
        format!("{} {} hasta ahora", number(n), plural(Lang::Es, n, "concepto", "conceptos"))
    },
    no_concepts: "Todavía no hay conceptos",
    judging_prepared: "La jefatura está preparando los criterios.",
    judging_open: "Cada quien evalúa por su cuenta. Nadie ve lo que evalúan los demás antes de que se revele.",
    results: "Totales ponderados, de 100 puntos",
    written: "Secciones escritas",
    contributed: "Personas que ya aportaron",
    missing: |n| format!("{} {} todavía", plural(Lang::Es, n, "Falta", "Faltan"), number(n)),
    no_archetypes: "Todavía no se empezó ningún arquetipo",
    no_practices: "Todavía no se publicó nada",
    more: |n| format!("y {} más", number(n)),
};

/// The words in the language of the request.
pub fn texts() -> &'static Texts {
    lang().pick(&EN, &ES)
}
