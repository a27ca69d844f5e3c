use super::{ConceptState, FigureKind, Method};
use crate::{
    lang::{Lang, lang},
    ui::{numbers::number, plural},
};

/// A way of reasoning: its name, what it is, and an example.
pub struct MethodWords {
    pub name: &'static str,
    pub about: &'static str,
}

pub struct Texts {
    pub concepts: &'static str,
    pub intro: &'static str,
    pub empty: &'static str,
    pub empty_text: &'static str,
    pub nothing: &'static str,
    pub nothing_text: &'static str,
    pub all: &'static str,
    pub create: &'static str,
    pub merge: &'static str,
    pub without: &'static str,
    pub nobody_without: &'static str,
    pub notes: fn(i64) -> String,
    // The form.
    pub new_title: &'static str,
    pub merge_title: &'static str,
    pub edit_title: &'static str,
    pub split_title: &'static str,
    pub title: &'static str,
    pub title_hint: &'static str,
    pub statement: &'static str,
    pub statement_hint: &'static str,
    pub method: &'static str,
    pub method_hint: &'static str,
    pub methods: [MethodWords; 3],
    pub figure_kind: &'static str,
    pub figure_kind_hint: &'static str,
    pub figure_none: &'static str,
    pub figure_kinds: [&'static str; 2],
    pub figure: &'static str,
    pub figure_hint: &'static str,
    pub sources: &'static str,
    pub sources_hint: &'static str,
    pub more_sources: &'static str,
    pub no_notes: &'static str,
    pub find_note: &'static str,
    pub find: &'static str,
    pub nothing_found: fn(&str) -> String,
    pub authors: &'static str,
    pub authors_of: &'static str,
    pub authors_hint: &'static str,
    pub find_person: &'static str,
    pub origins: &'static str,
    pub origins_hint: &'static str,
    pub save: &'static str,
    pub cancel: &'static str,
    pub split: &'static str,
    pub split_intro: &'static str,
    pub first: &'static str,
    pub second: &'static str,
    // Problems.
    pub title_missing: &'static str,
    pub title_long: &'static str,
    pub statement_missing: &'static str,
    pub statement_long: &'static str,
    pub method_missing: &'static str,
    pub figure_missing: &'static str,
    pub figure_kind_missing: &'static str,
    pub figure_long: &'static str,
    pub sources_missing: &'static str,
    pub sources_many: &'static str,
    pub authors_missing: &'static str,
    pub one_origin: &'static str,
    pub origins_many: &'static str,
    pub cannot_merge: fn(&str) -> String,
    pub cannot_split: &'static str,
    pub derived_already: &'static str,
    pub newer: &'static str,
    pub newer_text: fn(&str) -> String,
    // A concept.
    pub states: [&'static str; 6],
    pub edit: &'static str,
    pub comes_from: &'static str,
    pub unseen_notes: fn(i64) -> String,
    pub made_of: &'static str,
    pub became: &'static str,
    pub is_merged: &'static str,
    pub is_split: &'static str,
    pub history: &'static str,
    pub version: fn(i64) -> String,
    pub reasoned: &'static str,
}

impl Texts {
    pub fn method(&self, method: Method) -> &MethodWords {
        match method {
            Method::Deduction => &self.methods[0],
            Method::Induction => &self.methods[1],
            Method::Abduction => &self.methods[2],
        }
    }

    pub fn figure_kind(&self, kind: FigureKind) -> &'static str {
        match kind {
            FigureKind::Analogy => self.figure_kinds[0],
            FigureKind::Metaphor => self.figure_kinds[1],
        }
    }

    pub fn state(&self, state: ConceptState) -> &'static str {
        match state {
            ConceptState::Open => self.states[0],
            ConceptState::Merged => self.states[1],
            ConceptState::Split => self.states[2],
            ConceptState::Accepted => self.states[3],
            ConceptState::Rework => self.states[4],
            ConceptState::Aside => self.states[5],
        }
    }
}

static EN: Texts = Texts {
    concepts: "Concepts",
    intro: "What was told in the notes, put into words.",
    empty: "No concepts yet",
    empty_text: "Pick one or more notes that say the same, and write down in your own words what is behind them.",
    nothing: "No concept matches",
    nothing_text: "Try another word of the title.",
    all: "See all concepts",
    create: "Create concept",
    merge: "Merge concepts",
    without: "Participants without a concept",
    nobody_without: "Everybody is an author of a concept.",
    notes: |n| format!("from {} {}", number(n), plural(Lang::En, n, "note", "notes")),
    new_title: "Create concept",
    merge_title: "Merge concepts",
    edit_title: "Edit concept",
    split_title: "Split concept",
    title: "Title",
    title_hint: "A few words that others will use for it.",
    statement: "Statement",
    statement_hint: "What holds, and why. **Two stars** make text bold, a dash begins a list. [[Title]] links to a concept, an archetype or a practice.",
    method: "Way of reasoning",
    method_hint: "How did you get from the notes to this?",
    methods: [
        MethodWords {
            name: "Deduction",
            about: "From a rule to the case. Example: whoever types over ten reports in a row makes more errors; in the afternoon we type fifteen; so errors grow in the afternoon.",
        },
        MethodWords {
            name: "Induction",
            about: "From many cases to a rule. Example: four of us read the ID number aloud, and none of the four gets reports back; so reading aloud prevents errors.",
        },
        MethodWords {
            name: "Abduction",
            about: "From something odd to what would best explain it. Example: errors come on Mondays only; on Mondays the reports of Saturday are typed; so it may be the waiting that blurs them.",
        },
    ],
    figure_kind: "Image",
    figure_kind_hint: "An analogy compares two things that work alike. A metaphor calls one thing by the name of another.",
    figure_none: "None",
    figure_kinds: ["Analogy", "Metaphor"],
    figure: "The image in words",
    figure_hint: "Example: the tray of reports is a traffic light; red waits, green goes.",
    sources: "Notes it comes from",
    sources_hint: "At least one.",
    more_sources: "More notes",
    no_notes: "There are no notes to choose from.",
    find_note: "Find a note",
    find: "Find",
    nothing_found: |text| format!("Nothing found for “{text}”. Try another word."),
    authors: "Other authors",
    authors_of: "Authors",
    authors_hint: "Those who put it into words with you.",
    find_person: "Find a person",
    origins: "Concepts to merge",
    origins_hint: "At least two. They stay as they are and are marked as merged; the new concept comes from all their notes, too.",
    save: "Save",
    cancel: "Cancel",
    split: "Split",
    split_intro: "Two concepts are made of this one. It stays as it is and is marked as split.",
    first: "First concept",
    second: "Second concept",
    title_missing: "Give it a title",
    title_long: "Keep the title under 120 characters",
    statement_missing: "Write what it states",
    statement_long: "Keep the statement under 8,000 characters",
    method_missing: "Choose how it was reasoned out",
    figure_missing: "Write the image, or choose “None”",
    figure_kind_missing: "Say whether the image is an analogy or a metaphor",
    figure_long: "Keep the image under 600 characters",
    sources_missing: "Choose at least one note it comes from",
    sources_many: "Choose at most 30 notes",
    authors_missing: "Choose at least one author",
    one_origin: "Choose at least two concepts to merge",
    origins_many: "Merge at most ten concepts at once",
    cannot_merge: |title| {
        format!(
            "“{title}” cannot be merged: it was decided on, or is part of another concept, or you are not one of its authors."
        )
    },
    cannot_split: "Only a concept without a decision can be split.",
    derived_already: "This concept was merged or split meanwhile, so it stays as it is. Your text is still below.",
    newer: "Somebody saved a newer version meanwhile",
    newer_text: |who| {
        format!(
            "This is how {who} left it. Your text is in the form below: join the two, then save again."
        )
    },
    states: ["Without decision", "Merged", "Split", "Accepted", "To be reworked", "Set aside"],
    edit: "Edit",
    comes_from: "Notes it comes from",
    unseen_notes: |n| match n {
        1 => "And one note that was taken back or that you may not see.".to_owned(),
        n => format!("And {} notes that were taken back or that you may not see.", number(n)),
    },
    made_of: "Made of these concepts",
    became: "Became part of",
    is_merged: "This concept was merged. It stays here as it was.",
    is_split: "This concept was split. It stays here as it was.",
    history: "Versions",
    version: |n| format!("Version {n}"),
    reasoned: "Reasoned by",
};

static ES: Texts = Texts {
    concepts: "Conceptos",
    intro: "Lo que se contó en las notas, puesto en palabras.",
    empty: "Todavía no hay conceptos",
    empty_text: "Elige una o más notas que digan lo mismo y escribe con tus palabras qué hay detrás.",
    nothing: "Ningún concepto coincide",
    nothing_text: "Prueba con otra palabra del título.",
    all: "Ver todos los conceptos",
    create: "Crear concepto",
    merge: "Unir conceptos",
    without: "Participantes sin concepto",
    nobody_without: "Todas las personas son autoras de algún concepto.",
    notes: |n| format!("de {} {}", number(n), plural(Lang::Es, n, "nota", "notas")),
    new_title: "Crear concepto",
    merge_title: "Unir conceptos",
    edit_title: "Editar concepto",
    split_title: "Dividir concepto",
    title: "Título",
    title_hint: "Pocas palabras, las que usará el resto para nombrarlo.",
    statement: "Enunciado",
    statement_hint: "Qué se cumple y por qué. **Dos asteriscos** ponen negrita y un guion empieza una lista. [[Título]] enlaza con un concepto, un arquetipo o una práctica.",
    method: "Forma de razonar",
    method_hint: "¿Cómo llegaste de las notas a esto?",
    methods: [
        MethodWords {
            name: "Deducción",
            about: "De una regla al caso. Ejemplo: quien digita más de diez informes seguidos se equivoca más; en la tarde digitamos quince; entonces en la tarde crecen los errores.",
        },
        MethodWords {
            name: "Inducción",
            about: "De muchos casos a una regla. Ejemplo: cuatro colegas leen el DNI en voz alta y a ninguno le devuelven informes; entonces leer en voz alta evita errores.",
        },
        MethodWords {
            name: "Abducción",
            about: "De algo raro a lo que mejor lo explicaría. Ejemplo: los errores llegan solo los lunes; los lunes se digita lo del sábado; quizá la espera es la que confunde.",
        },
    ],
    figure_kind: "Imagen",
    figure_kind_hint: "Una analogía compara dos cosas que funcionan igual. Una metáfora llama a una cosa con el nombre de otra.",
    figure_none: "Ninguna",
    figure_kinds: ["Analogía", "Metáfora"],
    figure: "La imagen en palabras",
    figure_hint: "Ejemplo: la bandeja de informes es un semáforo; en rojo espera, en verde sale.",
    sources: "Notas de las que viene",
    sources_hint: "Al menos una.",
    more_sources: "Más notas",
    no_notes: "No hay notas para elegir.",
    find_note: "Buscar una nota",
    find: "Buscar",
    nothing_found: |text| format!("No se encontró nada con «{text}». Prueba con otra palabra."),
    authors: "Otras personas autoras",
    authors_of: "Autoría",
    authors_hint: "Quienes lo pusieron en palabras contigo.",
    find_person: "Buscar a una persona",
    origins: "Conceptos que se unen",
    origins_hint: "Al menos dos. Se quedan como están, marcados como unidos; el nuevo viene también de todas sus notas.",
    save: "Guardar",
    cancel: "Cancelar",
    split: "Dividir",
    split_intro: "De este concepto salen dos. Él se queda como está, marcado como dividido.",
    first: "Primer concepto",
    second: "Segundo concepto",
    title_missing: "Ponle un título",
    title_long: "El título tiene como máximo 120 caracteres",
    statement_missing: "Escribe el enunciado",
    statement_long: "El enunciado tiene como máximo 8,000 caracteres",
    method_missing: "Elige cómo se razonó",
    figure_missing: "Escribe la imagen o elige «Ninguna»",
    figure_kind_missing: "Di si la imagen es una analogía o una metáfora",
    figure_long: "La imagen tiene como máximo 600 caracteres",
    sources_missing: "Elige al menos una nota de la que viene",
    sources_many: "Elige como máximo 30 notas",
    authors_missing: "Elige al menos una persona autora",
    one_origin: "Elige al menos dos conceptos para unir",
    origins_many: "Une como máximo diez conceptos a la vez",
    cannot_merge: |title| {
        format!(
            "«{title}» no se puede unir: ya tiene decisión, es parte de otro concepto o no figuras entre sus autores."
        )
    },
    cannot_split: "Solo se divide un concepto sin decisión.",
    derived_already: "Este concepto se unió o se dividió mientras tanto, así que se queda como está. Tu texto sigue abajo.",
    newer: "Alguien guardó una versión más nueva mientras tanto",
    newer_text: |who| {
        format!(
            "Así lo dejó {who}. Tu texto está en el formulario de abajo: junta los dos y guarda otra vez."
        )
    },
    states: ["Sin decisión", "Unido", "Dividido", "Aceptado", "Por reelaborar", "Apartado"],
    edit: "Editar",
    comes_from: "Notas de las que viene",
    unseen_notes: |n| match n {
        1 => "Y una nota que se eliminó o que no puedes ver.".to_owned(),
        n => format!("Y {} notas que se eliminaron o que no puedes ver.", number(n)),
    },
    made_of: "Hecho de estos conceptos",
    became: "Ahora es parte de",
    is_merged: "Este concepto se unió a otros. Aquí queda como estaba.",
    is_split: "Este concepto se dividió. Aquí queda como estaba.",
    history: "Versiones",
    version: |n| format!("Versión {n}"),
    reasoned: "Razonado por",
};

pub fn texts() -> &'static Texts {
    lang().pick(&EN, &ES)
}
