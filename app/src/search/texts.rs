use super::State;
use crate::{
    concepts::{self, ConceptState},
    lang::{Lang, lang},
    practices::{self, PracticeState},
    provenance::Kind,
    reviews,
    ui::{numbers::number, plural},
};

pub struct Texts {
    pub knowledge: &'static str,
    pub intro: &'static str,
    kind: [&'static str; 4],
    kinds: [&'static str; 4],
    pub kinds_label: &'static str,
    pub everything: &'static str,
    building: &'static str,
    released: &'static str,
    // Filters.
    pub any: &'static str,
    pub any_branch: &'static str,
    pub note_kind: &'static str,
    pub state_filter: &'static str,
    pub programme: &'static str,
    pub branch: &'static str,
    pub session: &'static str,
    pub author: &'static str,
    pub tag: &'static str,
    pub from: &'static str,
    pub to: &'static str,
    pub mine: &'static str,
    /// For what narrows the search and is not to be seen by this reader.
    pub unknown: &'static str,
    pub narrowed: &'static str,
    /// Before the name of a filter.
    pub drop: &'static str,
    // What was found.
    pub found: fn(i64) -> String,
    pub best_first: &'static str,
    pub newest_first: &'static str,
    pub more_than: fn(i64) -> String,
    pub more_than_ranked: fn(i64) -> String,
    pub empty: &'static str,
    pub empty_text: &'static str,
    pub to_sessions: &'static str,
    pub nothing: &'static str,
    pub nothing_text: &'static str,
    pub without: fn(&str) -> String,
    pub no_quotes: &'static str,
    pub all_kinds: &'static str,
    pub clear: &'static str,
}

impl Texts {
    /// A kind of thing.
    pub fn kind(&self, kind: Kind) -> &'static str {
        self.kind[place(kind)]
    }

    /// Things of a kind.
    pub fn kinds(&self, kind: Kind) -> &'static str {
        self.kinds[place(kind)]
    }

    /// A state, in the words of its domain.
    pub fn state(&self, state: State) -> &'static str {
        let concept = |state| concepts::texts::texts().state(state);
        let practice = practices::texts::texts().state;
        match state {
            State::Open => concept(ConceptState::Open),
            State::Rework => concept(ConceptState::Rework),
            State::Accepted => concept(ConceptState::Accepted),
            State::Aside => concept(ConceptState::Aside),
            State::Merged => concept(ConceptState::Merged),
            State::Split => concept(ConceptState::Split),
            State::Building => self.building,
            State::Released => self.released,
            State::Offered => practice(PracticeState::Offered),
            State::InTrial => practice(PracticeState::InTrial),
            State::Adopted => practice(PracticeState::Adopted),
            State::Adapted => practice(PracticeState::Adapted),
            State::Declined => practice(PracticeState::Declined),
            State::Withdrawn => practice(PracticeState::Withdrawn),
            State::Superseded => reviews::texts::texts().superseded,
            State::Retired => reviews::texts::texts().retired,
        }
    }
}

fn place(kind: Kind) -> usize {
    match kind {
        Kind::Note => 0,
        Kind::Concept => 1,
        Kind::Archetype => 2,
        Kind::Practice => 3,
    }
}

static EN: Texts = Texts {
    knowledge: "Knowledge",
    intro: "Notes, concepts, archetypes and practices that you may see.",
    kind: ["Note", "Concept", "Archetype", "Practice"],
    kinds: ["Notes", "Concepts", "Archetypes", "Practices"],
    kinds_label: "Kind of knowledge",
    everything: "All",
    building: "Being built",
    released: "Released",
    any: "All",
    any_branch: "All",
    note_kind: "Kind of note",
    state_filter: "State",
    programme: "Programme",
    branch: "Branch",
    session: "Session",
    author: "Person",
    tag: "Tag",
    from: "From",
    to: "To",
    mine: "Only mine",
    unknown: "another one",
    narrowed: "What narrows the search",
    drop: "Remove the filter",
    found: |n| format!("{} {}", number(n), plural(Lang::En, n, "result", "results")),
    best_first: "the best first",
    newest_first: "the newest first",
    more_than: |n| {
        format!(
            "More than {0} results. These are the newest {0}; a word or a filter finds older ones.",
            number(n)
        )
    },
    more_than_ranked: |n| {
        format!(
            "More than {0} results. These are the best {0}; another word or a filter finds the others.",
            number(n)
        )
    },
    empty: "Nothing here yet",
    empty_text: "What people share in a session stays here, to be found again. Open a session and share the first note.",
    to_sessions: "Go to the sessions",
    nothing: "Nothing found",
    nothing_text: "Try another word, or drop a filter. Endings and accents don't matter.",
    without: |name| format!("Without “{name}”"),
    no_quotes: "Without the quotes",
    all_kinds: "In all kinds of knowledge",
    clear: "See everything",
};

static ES: Texts = Texts {
    knowledge: "Conocimiento",
    intro: "Las notas, los conceptos, los arquetipos y las prácticas que puedes ver.",
    kind: ["Nota", "Concepto", "Arquetipo", "Práctica"],
    kinds: ["Notas", "Conceptos", "Arquetipos", "Prácticas"],
    kinds_label: "Tipo de conocimiento",
    everything: "Todo",
    building: "En construcción",
    released: "Publicado",
    any: "Todos",
    any_branch: "Todas",
    note_kind: "Tipo de nota",
    state_filter: "Estado",
    programme: "Programa",
    branch: "Sede",
    session: "Sesión",
    author: "Persona",
    tag: "Etiqueta",
    from: "Desde",
    to: "Hasta",
    mine: "Solo lo mío",
    unknown: "otro",
    narrowed: "Lo que limita la búsqueda",
    drop: "Quitar el filtro",
    found: |n| format!("{} {}", number(n), plural(Lang::Es, n, "resultado", "resultados")),
    best_first: "primero los que mejor coinciden",
    newest_first: "primero lo más reciente",
    more_than: |n| {
        format!(
            "Más de {0} resultados. Estos son los {0} más recientes; con una palabra o un filtro encuentras los anteriores.",
            number(n)
        )
    },
    more_than_ranked: |n| {
        format!(
            "Más de {0} resultados. Estos son los {0} que mejor coinciden; con otra palabra o un filtro encuentras los demás.",
            number(n)
        )
    },
    empty: "Todavía no hay nada",
    empty_text: "Lo que se comparte en una sesión queda aquí para encontrarlo después. Abre una sesión y comparte la primera nota.",
    to_sessions: "Ir a las sesiones",
    nothing: "No se encontró nada",
    nothing_text: "Prueba con otra palabra o quita un filtro. Las terminaciones y las tildes no importan.",
    without: |name| format!("Sin «{name}»"),
    no_quotes: "Sin las comillas",
    all_kinds: "En todo tipo de conocimiento",
    clear: "Ver todo",
};

pub fn texts() -> &'static Texts {
    lang().pick(&EN, &ES)
}
