//! Criteria that many programmes need, to begin with.

use super::{CriterionKind, Direction};
use crate::lang::Lang;

/// A criterion to choose from the library. It is copied in the language of whoever chooses it
/// and may be changed then.
pub struct Entry {
    /// Its name in forms.
    pub key: &'static str,
    pub kind: CriterionKind,
    pub direction: Direction,
    en: Words,
    es: Words,
}

pub struct Words {
    pub name: &'static str,
    pub unit: &'static str,
    pub low: &'static str,
    pub middle: &'static str,
    pub high: &'static str,
}

impl Entry {
    /// Whether a criterion is this one, in whichever language it was chosen.
    pub fn is_called(&self, name: &str) -> bool {
        [&self.en, &self.es].iter().any(|words| words.name == name)
    }

    pub fn words(&'static self, lang: Lang) -> &'static Words {
        lang.pick(&self.en, &self.es)
    }
}

/// The entry of this key.
pub fn entry(key: &str) -> Option<&'static Entry> {
    ENTRIES.iter().find(|entry| entry.key == key)
}

const fn quantity(
    key: &'static str,
    direction: Direction,
    en: (&'static str, &'static str),
    es: (&'static str, &'static str),
) -> Entry {
    const fn words((name, unit): (&'static str, &'static str)) -> Words {
        Words { name, unit, low: "", middle: "", high: "" }
    }
    Entry { key, kind: CriterionKind::Quantitative, direction, en: words(en), es: words(es) }
}

const fn quality(key: &'static str, en: [&'static str; 4], es: [&'static str; 4]) -> Entry {
    const fn words([name, low, middle, high]: [&'static str; 4]) -> Words {
        Words { name, unit: "", low, middle, high }
    }
    Entry {
        key,
        kind: CriterionKind::Qualitative,
        direction: Direction::More,
        en: words(en),
        es: words(es),
    }
}

pub static ENTRIES: [Entry; 9] = [
    quantity(
        "impact",
        Direction::More,
        ("Economic impact: what we stop losing", "S/ per month"),
        ("Impacto económico: lo que dejamos de perder", "S/ al mes"),
    ),
    quantity(
        "cost",
        Direction::Less,
        ("Cost of putting it into practice", "S/"),
        ("Costo de ponerlo en práctica", "S/"),
    ),
    quantity(
        "hours",
        Direction::More,
        ("Working hours saved", "hours per week"),
        ("Horas de trabajo ahorradas", "horas a la semana"),
    ),
    quantity(
        "errors",
        Direction::Less,
        ("Errors that would remain", "per 1,000 reports"),
        ("Errores que quedarían", "por cada 1,000 informes"),
    ),
    quantity(
        "delay",
        Direction::Less,
        ("Time until delivery", "hours"),
        ("Tiempo hasta la entrega", "horas"),
    ),
    quality(
        "customer",
        [
            "Value for the customer",
            "The customer would not notice",
            "The customer would notice",
            "The customer would choose us for it",
        ],
        [
            "Valor para el cliente",
            "El cliente no lo notaría",
            "El cliente lo notaría",
            "El cliente nos elegiría por eso",
        ],
    ),
    quality(
        "values",
        [
            "Fits our values",
            "Goes against how we want to work",
            "Neither for nor against",
            "It is how we want to work",
        ],
        [
            "Va con nuestros valores",
            "Va contra cómo queremos trabajar",
            "Ni a favor ni en contra",
            "Así queremos trabajar",
        ],
    ),
    quality(
        "feasible",
        [
            "Feasible",
            "We lack people, time or tools",
            "With effort, within three months",
            "We could begin tomorrow",
        ],
        [
            "Factible",
            "Nos faltan personas, tiempo o herramientas",
            "Con esfuerzo, en tres meses",
            "Podríamos empezar mañana",
        ],
    ),
    quality(
        "team",
        [
            "Good for those who do the work",
            "It would make the work harder",
            "It would change little",
            "The work would be lighter",
        ],
        [
            "Bueno para quienes hacen el trabajo",
            "El trabajo sería más pesado",
            "Cambiaría poco",
            "El trabajo sería más llevadero",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_has_its_words_in_both_languages() {
        for entry in &ENTRIES {
            for lang in [Lang::En, Lang::Es] {
                let words = entry.words(lang);
                let quantity = entry.kind == CriterionKind::Quantitative;
                assert!(!words.name.is_empty());
                assert_eq!(words.unit.is_empty(), !quantity, "{}", entry.key);
                for anchor in [words.low, words.middle, words.high] {
                    assert_eq!(anchor.is_empty(), quantity, "{}", entry.key);
                }
            }
            assert!(std::ptr::eq(super::entry(entry.key).unwrap(), entry));
        }
    }
}
