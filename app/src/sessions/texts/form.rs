//! The words of the forms that plan, edit and move sessions.

use crate::{
    lang::{Lang, lang},
    ui::plural,
};

pub struct Texts {
    pub plan_title: &'static str,
    pub edit_title: &'static str,
    pub move_title: &'static str,
    pub plan: &'static str,
    pub save: &'static str,
    pub move_: &'static str,
    pub back: &'static str,
    pub what: &'static str,
    pub topic: &'static str,
    pub topic_hint: &'static str,
    pub programme: &'static str,
    pub programme_none: &'static str,
    pub prompt: &'static str,
    pub prompt_hint: &'static str,
    pub agenda: &'static str,
    pub agenda_hint: &'static str,
    pub preview: &'static str,
    pub preview_empty: &'static str,
    pub when: &'static str,
    pub date: &'static str,
    pub time: &'static str,
    pub time_hint: &'static str,
    pub time_hint_of: fn(&str) -> String,
    pub minutes: &'static str,
    pub branch: &'static str,
    pub branch_none: &'static str,
    pub room: &'static str,
    pub link: &'static str,
    pub link_hint: &'static str,
    pub capacity: &'static str,
    pub capacity_hint: &'static str,
    pub late_after: &'static str,
    pub late_after_hint: &'static str,
    pub facilitators: &'static str,
    pub facilitators_hint: &'static str,
    pub find_facilitator: &'static str,
    pub plan_reason: &'static str,
    pub plan_reason_hint: fn(&str) -> String,
    pub move_reason: &'static str,
    pub move_reason_hint: &'static str,
    pub now_at: &'static str,
    pub times_are_moved: &'static str,
    pub problems: Problems,
}

/// What a form answers to what was typed.
pub struct Problems {
    pub topic_missing: &'static str,
    pub too_long: fn(i64) -> String,
    pub programme_unknown: &'static str,
    pub date_missing: &'static str,
    pub date_unreadable: &'static str,
    pub time_missing: &'static str,
    pub time_unreadable: &'static str,
    pub minutes_unreadable: &'static str,
    pub too_short: &'static str,
    pub lasts_too_long: &'static str,
    pub past: &'static str,
    pub too_far: &'static str,
    pub time_skipped: &'static str,
    pub branch_missing: &'static str,
    pub branch_forbidden: &'static str,
    pub other_clocks: &'static str,
    pub link_unreadable: &'static str,
    pub capacity_unreadable: &'static str,
    pub capacity_below: fn(i64) -> String,
    pub late_unreadable: &'static str,
    pub facilitator_missing: &'static str,
    pub facilitator_unknown: &'static str,
    /// Who, which session, when.
    pub busy: fn(&str, &str) -> String,
    pub just_taken: &'static str,
    pub audience_missing: &'static str,
    pub plan_reason_missing: fn(&str) -> String,
    pub reason_missing: &'static str,
    pub same_time: &'static str,
    pub not_movable: &'static str,
    pub not_editable: &'static str,
    pub not_cancellable: &'static str,
    pub not_reinstatable: &'static str,
}

static EN: Texts = Texts {
    plan_title: "Plan session",
    edit_title: "Edit session",
    move_title: "Move session",
    plan: "Plan session",
    save: "Save",
    move_: "Move session",
    back: "Back",
    what: "What it is about",
    topic: "Topic",
    topic_hint: "What people see in their calendar.",
    programme: "Programme and stage",
    programme_none: "None: it stands alone",
    prompt: "Question to begin with",
    prompt_hint: "Stands above the wall of notes. A good one asks for experience.",
    agenda: "Agenda",
    agenda_hint: "**Two stars** make text bold, a dash begins a list.",
    preview: "Preview",
    preview_empty: "Nothing written yet.",
    when: "When and where",
    date: "Date",
    time: "Start",
    time_hint: "On the clocks of the branch.",
    time_hint_of: |place| format!("On the clocks of {place}."),
    minutes: "Duration in minutes",
    branch: "Branch",
    branch_none: "None: online for the whole company",
    room: "Room",
    link: "Link",
    link_hint: "For those who join from elsewhere.",
    capacity: "Places",
    capacity_hint: "Whoever comes later goes on the waiting list. Leave it empty for no limit.",
    late_after: "Late after (minutes)",
    late_after_hint: "Whoever checks in later than this after the start is late.",
    facilitators: "Facilitators",
    facilitators_hint: "One or more. Nobody can be in two places at once.",
    find_facilitator: "Find a name",
    plan_reason: "Why it is added",
    plan_reason_hint: |quarters| {
        format!(
            "The plan of {quarters} is frozen. A session added to it needs a reason; the \
                 indicator shows it apart."
        )
    },
    move_reason: "Why it is moved",
    move_reason_hint: "Those invited see it in the history of the session.",
    now_at: "Now planned for",
    times_are_moved: "Date and time change with “Move”, which asks for a reason.",
    problems: Problems {
        topic_missing: "Write a topic.",
        too_long: |most| format!("Write at most {most} characters."),
        programme_unknown: "Choose a programme of the list.",
        date_missing: "Choose a date.",
        date_unreadable: "Write the date as day, month and year: 15/07/2026.",
        time_missing: "Choose when it starts.",
        time_unreadable: "Write the start as hours and minutes: 09:30.",
        minutes_unreadable: "Write the duration as a number of minutes: 90.",
        too_short: "A session lasts at least 5 minutes.",
        lasts_too_long: "A session lasts at most 12 hours.",
        past: "That day is over. Choose today or a later day.",
        too_far: "That is more than two years away. Check the year.",
        time_skipped: "Clocks are put forward that night and skip this time. Choose another.",
        branch_missing: "Choose a branch.",
        branch_forbidden: "You do not plan sessions of this branch. Choose another.",
        other_clocks: "Clocks at that branch show another time. Plan a new session there instead.",
        link_unreadable: "A link begins with https://",
        capacity_unreadable: "Write a number from 1 to 100,000, or leave it empty.",
        capacity_below: |n| {
            format!(
                "{n} {} here already. Write at least that many.",
                plural(Lang::En, n, "person is", "people are")
            )
        },
        late_unreadable: "Write a number of minutes from 0 to 240.",
        facilitator_missing: "Choose who facilitates.",
        facilitator_unknown: "Choose people of the list.",
        busy: |who, when| format!("{who} facilitates another session at that time: {when}."),
        just_taken: "One of the facilitators has just been booked for that time. Choose another \
                     time or somebody else.",
        audience_missing: "Choose who is invited.",

        plan_reason_missing: |quarter| {
            format!("The plan of {quarter} is frozen. Write why this session is added.")
        },
        reason_missing: "Write the reason.",
        same_time: "That is the time it has already. Choose another.",
        not_movable: "Only a session that has not begun can be moved.",
        not_editable: "A session that is closed or cancelled does not change any more.",
        not_cancellable: "Only a session that has not begun can be cancelled.",
        not_reinstatable: "Its time is over. Copy it to another day instead.",
    },
};

static ES: Texts = Texts {
    plan_title: "Planificar sesión",
    edit_title: "Editar sesión",
    move_title: "Mover sesión",
    plan: "Planificar sesión",
    save: "Guardar",
    move_: "Mover sesión",
    back: "Volver",
    what: "De qué trata",
    topic: "Tema",
    topic_hint: "Lo que se ve en el calendario.",
    programme: "Programa y etapa",
    programme_none: "Ninguno: es independiente",
    prompt: "Pregunta para empezar",
    prompt_hint: "Aparece sobre el muro de notas. Una buena pregunta pide experiencias.",
    agenda: "Agenda",
    agenda_hint: "**Dos asteriscos** ponen negrita y un guion empieza una lista.",
    preview: "Vista previa",
    preview_empty: "Todavía no hay nada escrito.",
    when: "Cuándo y dónde",
    date: "Fecha",
    time: "Inicio",
    time_hint: "En la hora de la sede.",
    time_hint_of: |place| format!("En la hora de {place}."),
    minutes: "Duración en minutos",
    branch: "Sede",
    branch_none: "Ninguna: en línea, para toda la empresa",
    room: "Sala",
    link: "Enlace",
    link_hint: "Para quienes entran desde otro lugar.",
    capacity: "Cupos",
    capacity_hint: "Quien llegue después pasa a la lista de espera. Vacío: sin límite.",
    late_after: "Tarde después de (minutos)",
    late_after_hint: "Quien registra su asistencia pasados estos minutos llega tarde.",
    facilitators: "Quién facilita",
    facilitators_hint: "Una o más personas. Nadie puede estar en dos lugares a la vez.",
    find_facilitator: "Buscar un nombre",
    plan_reason: "Por qué se agrega",
    plan_reason_hint: |quarters| {
        format!(
            "El plan de {quarters} ya está congelado. Una sesión que se agrega necesita un motivo; \
                 el indicador la muestra aparte."
        )
    },
    move_reason: "Por qué se mueve",
    move_reason_hint: "Las personas invitadas lo ven en el historial de la sesión.",
    now_at: "Planificada ahora para",
    times_are_moved: "La fecha y la hora cambian con «Mover», que pide un motivo.",
    problems: Problems {
        topic_missing: "Escribe un tema.",
        too_long: |most| format!("Escribe como máximo {most} caracteres."),
        programme_unknown: "Elige un programa de la lista.",
        date_missing: "Elige una fecha.",
        date_unreadable: "Escribe la fecha con día, mes y año: 15/07/2026.",
        time_missing: "Elige la hora de inicio.",
        time_unreadable: "Escribe el inicio con horas y minutos: 09:30.",
        minutes_unreadable: "Escribe la duración como un número de minutos: 90.",
        too_short: "Una sesión dura al menos 5 minutos.",
        lasts_too_long: "Una sesión dura como máximo 12 horas.",
        past: "Ese día ya pasó. Elige hoy o un día posterior.",
        too_far: "Faltan más de dos años para ese día. Revisa el año.",
        time_skipped: "Esa noche se adelantan los relojes y esta hora no existe. Elige otra.",
        branch_missing: "Elige una sede.",
        branch_forbidden: "No planificas sesiones de esta sede. Elige otra.",
        other_clocks: "En esa sede los relojes marcan otra hora. Planifica allí una sesión nueva.",
        link_unreadable: "Un enlace empieza con https://",
        capacity_unreadable: "Escribe un número del 1 al 100,000 o deja el campo vacío.",
        capacity_below: |n| {
            format!(
                "Ya hay {n} {}. Escribe al menos ese número.",
                plural(Lang::Es, n, "persona presente", "personas presentes")
            )
        },
        late_unreadable: "Escribe un número de minutos de 0 a 240.",
        facilitator_missing: "Elige quién facilita.",
        facilitator_unknown: "Elige personas de la lista.",
        busy: |who, when| format!("{who} facilita otra sesión a esa hora: {when}."),
        just_taken: "Alguien acaba de ocupar esa hora de quien facilita. Elige otra hora o a otra \
                     persona.",
        audience_missing: "Elige a quién se invita.",

        plan_reason_missing: |quarter| {
            format!(
                "El plan de {quarter} ya está congelado. Escribe por qué se agrega esta sesión."
            )
        },
        reason_missing: "Escribe el motivo.",
        same_time: "Esa es la hora que ya tiene. Elige otra.",
        not_movable: "Solo se puede mover una sesión que no ha empezado.",
        not_editable: "Una sesión cerrada o cancelada ya no cambia.",
        not_cancellable: "Solo se puede cancelar una sesión que no ha empezado.",
        not_reinstatable: "Su hora ya pasó. Cópiala a otro día.",
    },
};

/// The words in the language of the request.
pub fn texts() -> &'static Texts {
    lang().pick(&EN, &ES)
}

/// `the third quarter of 2026` in short: `Q3 2026`, `T3 2026`.
pub fn quarter((year, quarter): (i64, i64)) -> String {
    format!("{}{quarter} {year}", lang().pick("Q", "T"))
}
