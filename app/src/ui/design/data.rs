use super::words::text;
use crate::ui::*;
use chrono::{Days, NaiveDate};

pub fn crumbs() -> Vec<(String, String)> {
    [text("Programmes", "Programas"), text("Knowledge creation", "Creación de conocimiento")]
        .map(|label| (label.to_string(), "#".to_string()))
        .to_vec()
}

pub fn friday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, 7, 15).unwrap_or_default()
}

pub fn steps(linked: bool) -> Vec<Step> {
    use StepState::{Cancelled, Current, Done, Upcoming};
    let rows = [
        ("Share knowledge", "Compartir conocimiento", "Share", "Compartir", "8 jul", Done, ""),
        ("Create concepts", "Crear conceptos", "Concepts", "Conceptos", "15 jul", Done, ""),
        (
            "Justify concepts",
            "Justificar conceptos",
            "Justify",
            "Justificar",
            "22 jul",
            Current,
            "3 evaluaciones",
        ),
        (
            "Build an archetype",
            "Construir un arquetipo",
            "Archetype",
            "Arquetipo",
            "27 jul",
            Upcoming,
            "",
        ),
        ("Expand", "Expandir", "Expand", "Expandir", "5 ago", Cancelled, ""),
    ];
    rows.into_iter()
        .map(|(en, es, short_en, short_es, date, state, missing)| Step {
            name: text(en, es).to_string(),
            short: text(short_en, short_es).to_string(),
            date: date.to_string(),
            state,
            missing: missing.to_string(),
            href: if linked { "#".to_string() } else { String::new() },
        })
        .collect()
}

pub fn nine_steps() -> Vec<Step> {
    let state = |i| if i < 4 { StepState::Done } else { StepState::default() };
    (0..9)
        .map(|i| Step {
            name: format!("{} {}", text("Level", "Nivel"), i + 1),
            date: "5 ago".to_string(),
            state: state(i),
            ..Step::default()
        })
        .collect()
}

pub fn entries() -> Vec<Entry> {
    let entry = |days, time: &str, title: &str, tone| Entry {
        date: friday() + Days::new(days),
        time: time.to_string(),
        title: title.to_string(),
        href: "#".to_string(),
        tone,
    };
    vec![
        entry(
            0,
            "09:00",
            text("Consequences of typing errors", "Consecuencias de los errores al digitar"),
            Tone::Phase(2),
        ),
        entry(
            0,
            "15:00",
            text("Visit to the north branch", "Visita a la sede Norte"),
            Tone::Neutral,
        ),
        entry(3, "08:00", text("Onboarding, day 1", "Inducción, día 1"), Tone::Info),
        entry(7, "09:00", text("Economic impact", "Impacto económico"), Tone::Phase(3)),
        entry(
            12,
            "09:00",
            text("Tools against errors", "Herramientas contra errores"),
            Tone::Phase(4),
        ),
    ]
}

pub fn history() -> Vec<TimelineEntry> {
    let entry = |when: &str, what: &str, why: &str| TimelineEntry {
        when: when.to_string(),
        datetime: "2022-07-15T09:00:00-05:00".to_string(),
        who: "Ana Quispe Mamani".to_string(),
        what: what.to_string(),
        why: why.to_string(),
    };
    vec![
        entry(
            "15 jul, 09:12",
            text("Moved to 22 July", "Movida al 22 de julio"),
            text("The facilitator is ill.", "La facilitadora está enferma."),
        ),
        entry("8 jul, 16:40", text("Planned", "Planificada"), ""),
    ]
}
