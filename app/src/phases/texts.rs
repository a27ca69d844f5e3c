use super::Gap;
use crate::{
    lang::{Lang, lang},
    ui::{numbers::number, plural},
};

pub struct Texts {
    pub phase: fn(i64) -> String,
    pub phase_of: fn(i64) -> String,
    /// What each phase is for, in two sentences.
    pub purposes: [&'static str; 5],
    pub here_later: fn(i64) -> String,
    pub here_over: fn(i64) -> String,
    // What earlier phases left.
    pub left: &'static str,
    pub notes: fn(i64) -> String,
    pub concepts: fn(i64) -> String,
    pub accepted: fn(i64) -> String,
    // What lacks.
    pub missing: &'static str,
    pub nothing_missing_text: &'static str,
    pub no_notes: &'static str,
    pub some_not_shared: &'static str,
    pub not_shared: fn(i64, i64) -> String,
    pub no_concept: &'static str,
    pub without_concept: fn(i64, i64) -> String,
    pub undecided: fn(i64, i64) -> String,
    pub none_accepted: &'static str,
    pub no_archetype: &'static str,
    pub not_contributed: fn(i64, i64) -> String,
    pub unreleased: fn(i64, i64) -> String,
    pub nothing_offered: &'static str,
    pub unanswered: fn(i64, i64) -> String,
    // Going on.
    pub see_phase: &'static str,
    pub share_note: &'static str,
    pub go_on: fn(i64) -> String,
    pub go_on_title: &'static str,
    pub go_on_text: fn(i64) -> String,
    pub go_on_without: &'static str,
    pub go_back: fn(i64) -> String,
    pub go_back_text: fn(i64) -> String,
    pub archetypes: fn(i64) -> String,
    pub practices: fn(i64) -> String,
    pub last_phase: &'static str,
    pub reason: &'static str,
    /// The same where one goes on, and where one goes back: both fields can stand open.
    pub reason_on: &'static str,
    pub reason_back: &'static str,
    pub reason_hint: &'static str,
    pub reason_missing: &'static str,
    pub reason_long: &'static str,
    pub only_leaders: &'static str,
    pub moved_already: fn(i64) -> String,
    pub programme_over: &'static str,
    pub phase_over: fn(i64, i64) -> String,
    pub phase_not_yet: fn(i64, i64) -> String,
    // The history.
    pub history: &'static str,
    pub no_moves: &'static str,
    pub went_on: fn(i64, i64) -> String,
    pub went_back: fn(i64, i64) -> String,
    pub without: &'static str,
    // Actions in the room.
    pub see_concepts: &'static str,
    pub group_notes: &'static str,
}

impl Texts {
    /// What is missing, in a sentence.
    pub fn gap(&self, gap: &Gap) -> String {
        match *gap {
            Gap::NoNotes => self.no_notes.to_owned(),
            Gap::NotShared { .. } => self.some_not_shared.to_owned(),
            Gap::NotSharedByName { missing, of } => (self.not_shared)(missing, of),
            Gap::NoConcept => self.no_concept.to_owned(),
            Gap::WithoutConcept { missing, of } => (self.without_concept)(missing, of),
            Gap::Undecided { missing, of } => (self.undecided)(missing, of),
            Gap::NoneAccepted => self.none_accepted.to_owned(),
            Gap::NoArchetype => self.no_archetype.to_owned(),
            Gap::NotContributed { missing, of } => (self.not_contributed)(missing, of),
            Gap::Unreleased { missing, of } => (self.unreleased)(missing, of),
            Gap::NothingOffered => self.nothing_offered.to_owned(),
            Gap::Unanswered { missing, of } => (self.unanswered)(missing, of),
        }
    }
}

fn counted(lang: Lang, n: i64, one: &'static str, other: &'static str) -> String {
    format!("{} {}", number(n), plural(lang, n, one, other))
}

static EN: Texts = Texts {
    phase: |n| format!("Phase {n}"),
    phase_of: |n| format!("Phase {n} of 5"),
    purposes: [
        "Everyone tells what they know from doing: experiences, ideas, know-how, and how it feels. What is written nowhere is worth the most.",
        "What was told is put into words. Each concept says how it was reasoned out and which notes it comes from.",
        "The concepts are weighed by criteria that the manager picks. Those that hold stay, and the reasons stay with them.",
        "People of several departments draw up a plan in detail from the concepts that were accepted. Everybody gives a part of it.",
        "The result goes to other branches, and to clients and suppliers. What they make of it starts the next turn.",
    ],
    here_later: |n| format!("The programme is in phase {n} now; this phase comes later."),
    here_over: |n| format!("This phase is over: the programme is in phase {n}."),
    left: "What there is so far",
    notes: |n| counted(Lang::En, n, "note", "notes"),
    concepts: |n| counted(Lang::En, n, "concept", "concepts"),
    accepted: |n| format!("{} accepted", number(n)),
    missing: "What this phase still lacks",
    nothing_missing_text: "This phase has what it needs.",
    no_notes: "Nobody has shared anything yet.",
    some_not_shared: "Some participants had not shared anything.",
    not_shared: |n, of| {
        let (have, their) = (plural(Lang::En, n, "has", "have"), "under their name");
        format!(
            "{} of {} people in the programme {have} not shared anything {their}.",
            number(n),
            number(of)
        )
    },
    no_concept: "There is no concept yet.",
    without_concept: |n, of| {
        let have = plural(Lang::En, n, "has", "have");
        format!("{} of {} people in the programme {have} no concept yet.", number(n), number(of))
    },
    undecided: |n, of| {
        let wait = plural(Lang::En, n, "waits", "wait");
        format!("{} of {} concepts {wait} for a decision.", number(n), number(of))
    },
    none_accepted: "No concept is accepted yet.",
    no_archetype: "There is no archetype yet.",
    not_contributed: |n, of| {
        let have = plural(Lang::En, n, "has", "have");
        format!(
            "{} of {} people in the programme {have} not contributed to an archetype.",
            number(n),
            number(of)
        )
    },
    unreleased: |n, of| {
        let have = plural(Lang::En, n, "has", "have");
        format!(
            "{} of {} archetypes {have} no version that was tried and released.",
            number(n),
            number(of)
        )
    },
    nothing_offered: "Nothing has been offered to anybody yet.",
    unanswered: |n, of| {
        let have = plural(Lang::En, n, "has", "have");
        format!("{} of {} practices {have} no outcome yet.", number(n), number(of))
    },
    see_phase: "See the phase",
    share_note: "Share a note",
    go_on: |n| format!("Go on to phase {n}"),
    go_on_title: "Go on",
    go_on_text: |n| format!("Phase {n} then takes no more contributions; its room says so."),
    go_on_without: "Something is missing, so say why you go on without it. The reason stays visible.",
    go_back: |n| format!("Go back to phase {n}"),
    go_back_text: |n| {
        format!(
            "Phase {n} takes contributions again, and the present one waits. What is there stays."
        )
    },
    archetypes: |n| counted(Lang::En, n, "archetype", "archetypes"),
    practices: |n| counted(Lang::En, n, "practice", "practices"),
    last_phase: "This is the last phase. What is still open goes along into the next turn.",
    reason: "Reason",
    reason_on: "Reason to go on",
    reason_back: "Reason to go back",
    reason_hint: "It stays with the programme, for everybody to read.",
    reason_missing: "Say why",
    reason_long: "Keep the reason under 500 characters",
    only_leaders: "Something is missing in this phase. The manager can go on without it, with a reason.",
    moved_already: |n| format!("Somebody else moved the programme: it is in phase {n} now."),
    programme_over: "The programme is not active any more, so it takes no contributions.",
    phase_over: |n, now| {
        format!(
            "Phase {n} is over: the programme is in phase {now}. Your text is still here; copy it or share it in that phase."
        )
    },
    phase_not_yet: |n, now| {
        format!(
            "Phase {n} has not begun: the programme is in phase {now}. Your text is still here."
        )
    },
    history: "Moves between phases",
    no_moves: "The programme has been in this phase from the start.",
    went_on: |from, to| format!("Went on from phase {from} to phase {to}"),
    went_back: |from, to| format!("Went back from phase {from} to phase {to}"),
    without: "Missing then:",
    see_concepts: "See the concepts",
    group_notes: "Group notes into themes",
};

static ES: Texts = Texts {
    phase: |n| format!("Fase {n}"),
    phase_of: |n| format!("Fase {n} de 5"),
    purposes: [
        "Cada persona cuenta lo que sabe de tanto hacerlo: experiencias, ideas, mañas del oficio y cómo se siente. Lo que no está escrito en ningún lado es lo que más vale.",
        "Lo contado se pone en palabras. Cada concepto dice cómo se razonó y de qué notas viene.",
        "Los conceptos se evalúan con los criterios que elige la jefatura. Quedan los que se sostienen, con sus razones.",
        "Personas de varias áreas arman un plan detallado con los conceptos aceptados. Cada una aporta una parte.",
        "El resultado llega a otras sedes, y a clientes y proveedores. Lo que hagan con él empieza la siguiente vuelta.",
    ],
    here_later: |n| format!("El programa está ahora en la fase {n}; esta viene después."),
    here_over: |n| format!("Esta fase terminó: el programa está en la fase {n}."),
    left: "Lo que hay hasta ahora",
    notes: |n| counted(Lang::Es, n, "nota", "notas"),
    concepts: |n| counted(Lang::Es, n, "concepto", "conceptos"),
    accepted: |n| counted(Lang::Es, n, "aceptado", "aceptados"),
    missing: "Lo que le falta a esta fase",
    nothing_missing_text: "Esta fase tiene lo que necesita.",
    no_notes: "Todavía nadie compartió nada.",
    some_not_shared: "Algunos participantes no habían compartido nada.",
    not_shared: |n, of| {
        let (have, their) = (plural(Lang::Es, n, "ha", "han"), "con su nombre");
        format!(
            "{} de {} personas del programa no {have} compartido nada {their}.",
            number(n),
            number(of)
        )
    },
    no_concept: "Todavía no hay ningún concepto.",
    without_concept: |n, of| {
        let have = plural(Lang::Es, n, "tiene", "tienen");
        format!("{} de {} personas del programa todavía no {have} concepto.", number(n), number(of))
    },
    undecided: |n, of| {
        let wait = plural(Lang::Es, n, "espera", "esperan");
        format!("{} de {} conceptos {wait} una decisión.", number(n), number(of))
    },
    none_accepted: "Todavía no hay ningún concepto aceptado.",
    no_archetype: "Todavía no hay ningún arquetipo.",
    not_contributed: |n, of| {
        let have = plural(Lang::Es, n, "ha", "han");
        format!(
            "{} de {} personas del programa no {have} aportado a ningún arquetipo.",
            number(n),
            number(of)
        )
    },
    unreleased: |n, of| {
        let have = plural(Lang::Es, n, "tiene", "tienen");
        format!(
            "{} de {} arquetipos todavía no {have} una versión probada y publicada.",
            number(n),
            number(of)
        )
    },
    nothing_offered: "Todavía no se ha ofrecido nada a nadie.",
    unanswered: |n, of| {
        let have = plural(Lang::Es, n, "tiene", "tienen");
        format!("{} de {} prácticas todavía no {have} un resultado.", number(n), number(of))
    },
    see_phase: "Ver la fase",
    share_note: "Compartir una nota",
    go_on: |n| format!("Pasar a la fase {n}"),
    go_on_title: "Seguir adelante",
    go_on_text: |n| format!("La fase {n} ya no recibirá aportes; su sala lo dirá."),
    go_on_without: "Falta algo: di por qué sigues sin eso. El motivo queda a la vista.",
    go_back: |n| format!("Volver a la fase {n}"),
    go_back_text: |n| {
        format!("La fase {n} vuelve a recibir aportes y la actual espera. Lo que ya hay se queda.")
    },
    archetypes: |n| counted(Lang::Es, n, "arquetipo", "arquetipos"),
    practices: |n| counted(Lang::Es, n, "práctica", "prácticas"),
    last_phase: "Esta es la última fase. Lo que sigue abierto pasa a la siguiente vuelta.",
    reason: "Motivo",
    reason_on: "Motivo para seguir",
    reason_back: "Motivo para volver",
    reason_hint: "Queda en el programa y cualquiera puede leerlo.",
    reason_missing: "Di por qué",
    reason_long: "El motivo tiene como máximo 500 caracteres",
    only_leaders: "A esta fase le falta algo. La jefatura puede seguir sin eso, con un motivo.",
    moved_already: |n| format!("Otra persona ya movió el programa: ahora está en la fase {n}."),
    programme_over: "El programa ya no está activo y no recibe aportes.",
    phase_over: |n, now| {
        format!(
            "La fase {n} está cerrada: el programa está en la fase {now}. Tu texto sigue aquí; cópialo o compártelo en esa fase."
        )
    },
    phase_not_yet: |n, now| {
        format!(
            "La fase {n} todavía no empieza: el programa está en la fase {now}. Tu texto sigue aquí."
        )
    },
    history: "Pasos entre fases",
    no_moves: "El programa está en esta fase desde el inicio.",
    went_on: |from, to| format!("Pasó de la fase {from} a la fase {to}"),
    went_back: |from, to| format!("Volvió de la fase {from} a la fase {to}"),
    without: "Entonces faltaba:",
    see_concepts: "Ver los conceptos",
    group_notes: "Agrupar las notas en temas",
};

pub fn texts() -> &'static Texts {
    lang().pick(&EN, &ES)
}
