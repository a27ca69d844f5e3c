//! The words of a visit on the spot.

use crate::{
    lang::{Lang, lang},
    ui::{numbers::number, plural},
};

pub struct RunTexts {
    pub today: &'static str,
    pub who_is_there: &'static str,
    pub who_hint: &'static str,
    pub here_already: fn(i64) -> String,
    pub by_code: &'static str,
    pub correct: &'static str,
    pub after_reopening: &'static str,
    pub reopen: &'static str,
    pub nobody_expected: &'static str,
    pub more_on_roster: &'static str,
    pub checklist: &'static str,
    pub note: &'static str,
    pub note_hint: &'static str,
    pub kind: &'static str,
    pub save: &'static str,
    pub finish: &'static str,
    pub finish_text: fn(i64) -> String,
    pub show_code: &'static str,
    pub on_map: &'static str,
    pub is_finished: &'static str,
    pub outcome: &'static str,
    pub were_there: fn(i64, i64) -> String,
    pub noted: &'static str,
    pub in_order: fn(i64, i64) -> String,
    pub begins: &'static str,
    pub list: &'static str,
    pub list_hint: &'static str,
    pub list_text: &'static str,
    pub save_list: &'static str,
    pub too_many: fn(i64) -> String,
    pub line_too_long: fn(i64) -> String,
    pub plan_title: &'static str,
    pub in_plan: &'static str,
    pub in_plan_hint: &'static str,
    pub save_plan: &'static str,
}

static EN: RunTexts = RunTexts {
    today: "At the branch",
    who_is_there: "Who is there",
    who_hint: "One tap each. Whoever checks in with the code is marked already.",
    here_already: |n| {
        format!(
            "{} {} marked as present",
            number(n),
            plural(Lang::En, n, "person is", "people are")
        )
    },
    by_code: "with the code",
    correct: "Correct on the roster",
    after_reopening: "Marked after the visit was reopened",
    reopen: "Reopen visit",
    nobody_expected: "Nobody works at this branch yet.",
    more_on_roster: "More people are on the roster.",
    checklist: "Checklist",
    note: "What did you hear or see?",
    note_hint: "It becomes a note of this visit, for everybody to learn from.",
    kind: "Kind of note",
    save: "Save and go on",
    finish: "Finish visit",
    finish_text: |n| {
        format!(
            "When this page opened, {} {} not marked. Whoever is not ticked now counts as absent.",
            number(n),
            plural(Lang::En, n, "person was", "people were")
        )
    },
    show_code: "Show the code",
    on_map: "On a map",
    is_finished: "This visit is finished. Correct it on the roster, or open it again.",
    outcome: "What came of it",
    were_there: |n, of| format!("{} of {} were there", number(n), number(of)),
    in_order: |n, of| format!("{} of {} in order", number(n), number(of)),
    noted: "What was noted",
    begins: "You can take attendance here from one hour before it starts.",
    list: "What is looked at, one thing a line",
    list_hint: "What is taken off the list stays where it was ticked.",
    list_text: "Looked at on every visit and ticked by the instructor.",
    save_list: "Save checklist",
    too_many: |n| format!("Use at most {n} lines"),
    line_too_long: |n| format!("Use at most {n} characters a line"),
    plan_title: "Completed training",
    in_plan: "Count visits in the plan of completed training",
    in_plan_hint: "From the next quarter that is frozen. They are in everybody's record in any case.",
    save_plan: "Save",
};

static ES: RunTexts = RunTexts {
    today: "En la sede",
    who_is_there: "Quién está",
    who_hint: "Un toque por persona. Quien registra su asistencia con el código ya está marcado.",
    here_already: |n| {
        let marked = plural(Lang::Es, n, "persona está marcada", "personas están marcadas");
        format!("{} {marked} como presente", number(n))
    },
    by_code: "con el código",
    correct: "Corregir en la lista de asistencia",
    after_reopening: "Se marcó después de reabrir la visita",
    reopen: "Reabrir la visita",
    nobody_expected: "Todavía nadie trabaja en esta sede.",
    more_on_roster: "Hay más personas en la lista de asistencia.",
    checklist: "Lista de revisión",
    note: "¿Qué escuchaste o viste?",
    note_hint: "Queda como nota de esta visita, para que todos aprendan.",
    kind: "Tipo de nota",
    save: "Guardar y seguir",
    finish: "Terminar visita",
    finish_text: |n| {
        format!(
            "Al abrir esta página, {} {} sin marcar. Quien no esté marcado ahora contará como ausente.",
            number(n),
            plural(Lang::Es, n, "persona estaba", "personas estaban")
        )
    },
    show_code: "Mostrar el código",
    on_map: "En un mapa",
    is_finished: "Esta visita ya terminó. Corrígela en la lista de asistencia o ábrela otra vez.",
    outcome: "Qué resultó",
    were_there: |n, of| format!("{} de {} estuvieron", number(n), number(of)),
    in_order: |n, of| format!("{} de {} en orden", number(n), number(of)),
    noted: "Lo que se anotó",
    begins: "Aquí tomarás asistencia, desde una hora antes de que empiece.",
    list: "Qué se revisa, una cosa por línea",
    list_hint: "Lo que se quita de la lista se queda donde ya se marcó.",
    list_text: "Se revisa en cada visita y lo marca quien visita.",
    save_list: "Guardar lista",
    too_many: |n| format!("Usa {n} líneas como máximo"),
    line_too_long: |n| format!("Usa {n} caracteres por línea como máximo"),
    plan_title: "Capacitaciones cumplidas",
    in_plan: "Contar las visitas en el plan de capacitaciones cumplidas",
    in_plan_hint: "Desde el próximo trimestre que se congele. En el registro de cada persona están siempre.",
    save_plan: "Guardar",
};

pub fn run_texts() -> &'static RunTexts {
    lang().pick(&EN, &ES)
}
