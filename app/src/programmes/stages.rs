//! The words of the two frameworks: what their phases and levels are called and what for.

use super::{Framework, Stage};
use crate::lang::Lang;

/// How many stages an own list may have.
pub const OWN_STAGES: std::ops::RangeInclusive<usize> = 2..=9;

/// The words of one phase or level.
struct Words {
    name: &'static str,
    short: &'static str,
    purpose: &'static str,
    /// How knowledge changes in it (SECI); empty for levels.
    mode: &'static str,
}

static PHASES_EN: [Words; 5] = [
    Words {
        name: "Sharing tacit knowledge",
        short: "Share",
        purpose: "Everyone tells experiences, ideas, know-how and how it feels.",
        mode: "socialization",
    },
    Words {
        name: "Creating concepts",
        short: "Create",
        purpose: "What was told is put into words: each concept with its reasoning and its image.",
        mode: "externalization",
    },
    Words {
        name: "Justifying concepts",
        short: "Justify",
        purpose: "Concepts are weighed by criteria, and the good ones stay.",
        mode: "internalization",
    },
    Words {
        name: "Building an archetype",
        short: "Build",
        purpose: "People of several disciplines draw up a detailed plan, each with a part of it.",
        mode: "combination",
    },
    Words {
        name: "Expanding knowledge",
        short: "Expand",
        purpose: "The result spreads through the company and beyond, and starts the next turn.",
        mode: "cross-levelling",
    },
];

static PHASES_ES: [Words; 5] = [
    Words {
        name: "Compartir conocimiento tácito",
        short: "Compartir",
        purpose: "Cada persona cuenta experiencias, ideas, mañas del oficio y cómo se siente.",
        mode: "socialización",
    },
    Words {
        name: "Crear conceptos",
        short: "Crear",
        purpose: "Lo contado se pone en palabras: cada concepto con su razonamiento y su imagen.",
        mode: "externalización",
    },
    Words {
        name: "Justificar conceptos",
        short: "Justificar",
        purpose: "Los conceptos se evalúan con criterios y quedan los buenos.",
        mode: "internalización",
    },
    Words {
        name: "Construir un arquetipo",
        short: "Construir",
        purpose: "Personas de varias disciplinas arman un plan detallado; cada una aporta una parte.",
        mode: "combinación",
    },
    Words {
        name: "Expandir el conocimiento",
        short: "Expandir",
        purpose: "El resultado se difunde dentro y fuera de la empresa, y empieza otra vuelta.",
        mode: "expansión entre niveles",
    },
];

static LEVELS_EN: [Words; 5] = [
    Words {
        name: "Personal quality and emotional intelligence",
        short: "Self",
        purpose: "Everyone looks at their own traits, for self-motivation and self-confidence.",
        mode: "",
    },
    Words {
        name: "Employee satisfaction",
        short: "Staff",
        purpose: "How clear roles, good supervision and emotional pay let us motivate customers.",
        mode: "",
    },
    Words {
        name: "Excellence in the sales process",
        short: "Sales",
        purpose: "Which customers need which campaign, with the seller as an adviser.",
        mode: "",
    },
    Words {
        name: "Value for effort",
        short: "Value",
        purpose: "Better product, service and price; less discomfort and less doubt.",
        mode: "",
    },
    Words {
        name: "Relationship-marketing strategies",
        short: "Strategies",
        purpose: "Who left, why and what it costs; how to keep customers and win them back.",
        mode: "",
    },
];

static LEVELS_ES: [Words; 5] = [
    Words {
        name: "Calidad personal e inteligencia emocional",
        short: "Persona",
        purpose: "Cada quien reconoce sus rasgos, para motivarse y confiar en sí.",
        mode: "",
    },
    Words {
        name: "Satisfacción del colaborador",
        short: "Equipo",
        purpose: "Roles claros, buena supervisión y salario emocional, para motivar al cliente.",
        mode: "",
    },
    Words {
        name: "Excelencia en el proceso de ventas",
        short: "Ventas",
        purpose: "Qué campaña conviene a qué cliente, con quien vende como asesor.",
        mode: "",
    },
    Words {
        name: "Valor por esfuerzo",
        short: "Valor",
        purpose: "Mejor producto, servicio y precio; menos molestias y menos dudas.",
        mode: "",
    },
    Words {
        name: "Estrategias de marketing relacional",
        short: "Relación",
        purpose: "Quién se fue, por qué y cuánto cuesta; cómo fidelizar y recuperar clientes.",
        mode: "",
    },
];

fn words(framework: Framework, number: i64, lang: Lang) -> Option<&'static Words> {
    let list = match framework {
        Framework::Phases => lang.pick(&PHASES_EN, &PHASES_ES),
        Framework::Levels => lang.pick(&LEVELS_EN, &LEVELS_ES),
        Framework::Own => return None,
    };
    list.get(usize::try_from(number.checked_sub(1)?).ok()?)
}

/// What phase or level `number` is called; empty for an own list, whose names its stages hold.
pub fn stage_name(framework: Framework, number: i64, lang: Lang) -> &'static str {
    words(framework, number, lang).map_or("", |words| words.name)
}

/// The name in one word, for where there is little room; empty for an own list.
pub fn stage_short(framework: Framework, number: i64, lang: Lang) -> &'static str {
    words(framework, number, lang).map_or("", |words| words.short)
}

/// What it is for, in a sentence; empty for an own list.
pub fn stage_purpose(framework: Framework, number: i64, lang: Lang) -> &'static str {
    words(framework, number, lang).map_or("", |words| words.purpose)
}

/// How knowledge changes in a phase (SECI); empty for levels and own lists.
pub fn stage_mode(framework: Framework, number: i64, lang: Lang) -> &'static str {
    words(framework, number, lang).map_or("", |words| words.mode)
}

/// The name of a stage, whichever framework it is of.
pub fn name_of(framework: Framework, stage: &Stage, lang: Lang) -> String {
    match stage_name(framework, stage.number, lang) {
        "" => stage.name.clone(),
        name => name.into(),
    }
}

/// "Phase", "Level" or "Stage", with a capital letter.
pub fn stage_word(framework: Framework, lang: Lang) -> &'static str {
    match framework {
        Framework::Phases => lang.pick("Phase", "Fase"),
        Framework::Levels => lang.pick("Level", "Nivel"),
        Framework::Own => lang.pick("Stage", "Etapa"),
    }
}

/// "Phase 3", "Nivel 2".
pub fn stage_number(framework: Framework, number: i64, lang: Lang) -> String {
    format!("{} {number}", stage_word(framework, lang))
}

/// "2 of 5 phases done", "2 de 5 niveles hechos".
pub fn done(framework: Framework, done: i64, all: i64, lang: Lang) -> String {
    let words = match framework {
        Framework::Phases => lang.pick("phases done", "fases hechas"),
        Framework::Levels => lang.pick("levels done", "niveles hechos"),
        Framework::Own => lang.pick("stages done", "etapas hechas"),
    };
    format!("{done} {} {all} {words}", lang.pick("of", "de"))
}

/// "Phase 3 · Justifying concepts"; a stage of an own list stays "Stage 3".
pub fn stage_label(framework: Framework, number: i64, lang: Lang) -> String {
    let name = stage_name(framework, number, lang);
    let joint = if name.is_empty() { "" } else { " · " };
    format!("{}{joint}{name}", stage_number(framework, number, lang))
}

/// What a framework is called.
pub fn framework_name(framework: Framework, lang: Lang) -> &'static str {
    match framework {
        Framework::Phases => lang.pick("Knowledge creation", "Creación de conocimiento"),
        Framework::Levels => lang.pick("Relationship marketing", "Marketing relacional"),
        Framework::Own => lang.pick("Own stages", "Etapas propias"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phases_and_levels_have_all_their_words() {
        for lang in [Lang::En, Lang::Es] {
            for framework in [Framework::Phases, Framework::Levels] {
                for number in 1..=5 {
                    assert_ne!(stage_name(framework, number, lang), "");
                    assert!(stage_short(framework, number, lang).len() <= 12);
                    assert!(stage_purpose(framework, number, lang).ends_with('.'));
                    let phases = framework == Framework::Phases;
                    assert_eq!(!stage_mode(framework, number, lang).is_empty(), phases);
                }
                for outside in [i64::MIN, 0, 6] {
                    assert_eq!(stage_name(framework, outside, lang), "");
                }
            }
        }
    }

    #[test]
    fn an_own_stage_has_the_name_it_was_given() {
        let stage = Stage { number: 2, name: "Practicar".into() };
        assert_eq!(name_of(Framework::Own, &stage, Lang::En), "Practicar");
        assert_eq!(name_of(Framework::Phases, &stage, Lang::Es), "Crear conceptos");
        assert_eq!(stage_number(Framework::Levels, 3, Lang::Es), "Nivel 3");
        assert_eq!(stage_label(Framework::Levels, 4, Lang::En), "Level 4 · Value for effort");
        assert_eq!(stage_label(Framework::Own, 4, Lang::Es), "Etapa 4");
    }
}
