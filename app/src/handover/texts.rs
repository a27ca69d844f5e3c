//! The words of handing over.

use crate::{
    lang::{Lang, lang},
    ui::{numbers::number, plural},
};

pub struct Texts {
    pub title: &'static str,
    pub intro: fn(&str) -> String,
    pub from: &'static str,
    pub until: &'static str,
    pub nothing: &'static str,
    pub nothing_text: fn(&str) -> String,
    pub when: &'static str,
    pub what: &'static str,
    pub visit: &'static str,
    pub session: &'static str,
    pub who: &'static str,
    pub who_takes: fn(&str, &str) -> String,
    pub stays: &'static str,
    /// Of a visit that nobody can take.
    pub stays_uncovered: &'static str,
    pub goes_off: &'static str,
    pub nobody_free: &'static str,
    pub nobody_sees: &'static str,
    pub no_review: &'static str,
    pub not_yours: &'static str,
    pub all: &'static str,
    pub all_hint: &'static str,
    pub all_none: &'static str,
    pub off: &'static str,
    /// How many of how many visits nobody is free for.
    pub off_hint: fn(i64, i64) -> String,
    pub handed: fn(i64) -> String,
    pub called_off: fn(i64) -> String,
    pub free_for: fn(&str, i64, i64) -> String,
    pub reason: &'static str,
    pub reason_hint: &'static str,
    pub hand_over: &'static str,
    pub back: &'static str,
    pub still_has: fn(i64) -> String,
    pub card: &'static str,
    pub to_page: &'static str,
    pub to_page_of: fn(&str) -> String,
    pub reason_missing: &'static str,
    pub too_long: fn(i64) -> String,
    pub nothing_chosen: &'static str,
    pub not_free: &'static str,
    pub just_taken: fn(&str) -> String,
    pub changed: &'static str,
    pub gone: &'static str,
}

static EN: Texts = Texts {
    title: "Hand over",
    intro: |name| {
        format!(
            "Visits, CS days and sessions that {name} still has, and knowledge that {name} looks after. For each you see who can take it, the nearest first."
        )
    },
    from: "From",
    until: "Until",
    nothing: "Nothing to hand over",
    nothing_text: |name| format!("{name} has nothing to hand over on these days."),
    when: "When",
    what: "What",
    visit: "Branch visit",
    session: "Session",
    who: "Who takes it",
    who_takes: |what, when| format!("Who takes {what}, {when}"),
    stays: "Stays as it is",
    stays_uncovered: "Stays, needs cover",
    goes_off: "Is called off",
    nobody_free: "Nobody is free then. Open it to move it or to call it off.",
    nobody_sees: "Nobody else who leads sessions sees it. Open it to name somebody.",
    no_review: "No review date",
    not_yours: "You may not hand this over: whoever plans there can.",
    all: "The rest goes to",
    all_hint: "Takes whatever you give to nobody below, as far as they can.",
    all_none: "Nobody",
    off: "Call off the visits that nobody takes",
    off_hint: |n, of| {
        format!(
            "For {} of {} {} nobody is free. Called off is each that goes to nobody and is not set to stay; those concerned read the reason.",
            number(n),
            number(of),
            plural(Lang::En, of, "visit", "visits")
        )
    },
    handed: |n| {
        format!("{} {} to others.", number(n), plural(Lang::En, n, "thing went", "things went"))
    },
    called_off: |n| {
        format!("{} {} called off.", number(n), plural(Lang::En, n, "visit was", "visits were"))
    },
    free_for: |name, n, of| format!("{name} · can take {} of {}", number(n), number(of)),
    reason: "Reason",
    reason_hint: "Everybody concerned reads it.",
    hand_over: "Hand over",
    back: "Back",
    still_has: |n| {
        format!(
            "{} {} still with this person.",
            number(n),
            plural(Lang::En, n, "thing is", "things are")
        )
    },
    card: "Still in their hands",
    to_page: "Hand over what they have",
    to_page_of: |name| format!("Hand over what {name} has"),
    reason_missing: "Give the reason",
    too_long: |n| format!("Use fewer than {} characters", number(n)),
    nothing_chosen: "Choose who takes something, here or at a line",
    not_free: "This person is not free any more. Choose somebody else",
    just_taken: |name| format!("{name} was given something else this very moment. Choose again"),
    changed: "Somebody changed this meanwhile. Look at it, and hand over again",
    gone: "Some of it is in other hands already. Look at what is left, and hand over again.",
};

static ES: Texts = Texts {
    title: "Encargar a otras personas",
    intro: |name| {
        format!(
            "Visitas, días de servicio y sesiones que {name} todavía tiene, y los conocimientos que cuida. En cada línea ves quién puede encargarse, primero quien está más cerca."
        )
    },
    from: "Desde",
    until: "Hasta",
    nothing: "Nada por encargar",
    nothing_text: |name| format!("{name} no tiene nada por encargar en esos días."),
    when: "Cuándo",
    what: "Qué",
    visit: "Visita a sede",
    session: "Sesión",
    who: "Quién se encarga",
    who_takes: |what, when| format!("Quién se encarga de {what}, {when}"),
    stays: "Se queda como está",
    stays_uncovered: "Se queda, falta reemplazo",
    goes_off: "Se cancela",
    nobody_free: "Nadie está libre a esa hora. Ábrelo para moverlo o cancelarlo.",
    nobody_sees: "Nadie más de quienes facilitan lo ve. Ábrelo para nombrar a alguien.",
    no_review: "Sin fecha de revisión",
    not_yours: "No puedes encargar esto: puede quien planifica ahí.",
    all: "El resto pasa a",
    all_hint: "Se encarga de todo lo que abajo dejas sin elegir, mientras pueda.",
    all_none: "Nadie",
    off: "Cancelar las visitas que nadie toma",
    off_hint: |n, of| {
        format!(
            "Para {} de {} {} nadie está libre. Se cancela cada una que no pasa a nadie ni se queda como está; quienes deben saberlo leen el motivo.",
            number(n),
            number(of),
            plural(Lang::Es, of, "visita", "visitas")
        )
    },
    handed: |n| {
        let what = plural(Lang::Es, n, "cosa pasó", "cosas pasaron");
        format!("{} {what} a otras personas.", number(n))
    },
    called_off: |n| {
        let what = plural(Lang::Es, n, "visita se canceló", "visitas se cancelaron");
        format!("{} {what}.", number(n))
    },
    free_for: |name, n, of| format!("{name} · puede con {} de {}", number(n), number(of)),
    reason: "Motivo",
    reason_hint: "Lo leen todas las personas a quienes toca.",
    hand_over: "Encargar",
    back: "Volver",
    still_has: |n| {
        format!(
            "{} {} con esta persona.",
            number(n),
            plural(Lang::Es, n, "cosa sigue", "cosas siguen")
        )
    },
    card: "Lo que tiene a su cargo",
    to_page: "Encargar a otras personas",
    to_page_of: |name| format!("Encargar lo que tiene {name}"),
    reason_missing: "Escribe el motivo",
    too_long: |n| format!("Usa menos de {} caracteres", number(n)),
    nothing_chosen: "Elige quién se encarga de algo, aquí o en una línea",
    not_free: "Esa persona ya no está libre. Elige a otra",
    just_taken: |name| format!("A {name} le acaban de dar otra cosa a esa hora. Elige otra vez"),
    changed: "Alguien lo cambió mientras tanto. Míralo y encarga otra vez",
    gone: "Una parte ya está en otras manos. Mira lo que queda y encarga otra vez.",
};

pub fn texts() -> &'static Texts {
    lang().pick(&EN, &ES)
}
