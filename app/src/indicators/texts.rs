use super::{Outcome, Quarter};
use crate::{
    lang::{Lang, lang},
    ui::plural::plural,
};

pub struct Texts {
    pub title: &'static str,
    pub completed_training: &'static str,
    pub definition: &'static str,
    pub period: &'static str,
    pub year: fn(i32) -> String,
    pub branch: &'static str,
    pub department: &'static str,
    pub programme: &'static str,
    pub framework: &'static str,
    pub all: &'static str,
    pub phases: &'static str,
    pub levels: &'static str,
    pub own: &'static str,
    pub above: fn(&str) -> String,
    pub below: fn(&str) -> String,
    pub under_way: fn(i64, &str) -> String,
    pub no_plan: &'static str,
    pub no_plan_text: &'static str,
    pub frozen: fn(&str, &str) -> String,
    pub one_session: &'static str,
    pub sessions_many: &'static str,
    pub added_later_note: fn(i64) -> String,
    pub not_frozen: &'static str,
    pub not_frozen_text: &'static str,
    pub to_come_text: &'static str,
    pub freeze: &'static str,
    pub freeze_text: &'static str,
    pub freeze_now: &'static str,
    pub not_begun: &'static str,
    pub frozen_already: &'static str,
    pub by_quarter: &'static str,
    pub executed_of_planned: &'static str,
    pub target_label: fn(&str) -> String,
    pub quarter: &'static str,
    pub planned_sessions: &'static str,
    pub added_later: &'static str,
    pub added_later_text: &'static str,
    pub session: &'static str,
    pub date: &'static str,
    pub state: &'static str,
    pub attendance: &'static str,
    pub attendance_or_reason: &'static str,
    pub reason: &'static str,
    pub no_reason: &'static str,
    pub planned_for: fn(&str) -> String,
    pub export_csv: &'static str,
    pub export_xlsx: &'static str,
    pub executed: &'static str,
    pub cancelled: &'static str,
    pub moved_out: &'static str,
    pub not_opened: &'static str,
    pub not_closed: &'static str,
    pub nobody_came: &'static str,
    pub to_come: &'static str,
    pub running: &'static str,
    pub not_opened_why: &'static str,
    pub not_closed_why: &'static str,
    pub nobody_came_why: &'static str,
    pub in_plan: &'static str,
    pub yes: &'static str,
    pub no: &'static str,
    pub attended: &'static str,
    pub marked: &'static str,
    pub stage: &'static str,
}

static EN: Texts = Texts {
    title: "Indicators",
    completed_training: "Completed training",
    definition: "Executed sessions ÷ planned sessions. A session counts as executed when it was opened, somebody attended, and it was closed.",
    period: "Period",
    year: |year| format!("Year {year}"),
    branch: "Branch",
    department: "Department",
    programme: "Programme",
    framework: "Framework",
    all: "All",
    phases: "Five phases",
    levels: "Five levels",
    own: "Own stages",
    above: |target| format!("Above the target of {target} %"),
    below: |target| format!("Not above the target of {target} %"),
    under_way: |n, target| {
        format!(
            "{n} {} not over yet · target {target} %",
            plural(Lang::En, n, "session", "sessions")
        )
    },
    no_plan: "No data",
    no_plan_text: "No session was planned for this period, so there is nothing to compare. Plan a programme, and its sessions appear here.",
    frozen: |day, sessions| format!("Plan frozen on {day}: {sessions}."),
    one_session: "session",
    sessions_many: "sessions",
    added_later_note: |n| {
        if n == 1 {
            "1 more was added later and does not count.".into()
        } else {
            format!("{n} more were added later and do not count.")
        }
    },
    not_frozen: "This plan is not frozen",
    not_frozen_text: "The figure may still change with every session that is added, moved or cancelled. From the next quarter on, Espiral freezes the plan by itself on the first day.",
    to_come_text: "The plan is frozen on the first day of the quarter. Until then this is a preview.",
    freeze: "Freeze the plan",
    freeze_text: "All sessions of this quarter that are not cancelled become the plan. What is added or moved afterwards is shown apart. This cannot be undone.",
    freeze_now: "Freeze the plan now",
    not_begun: "This quarter has not begun yet",
    frozen_already: "The plan of this quarter is frozen already",
    by_quarter: "By quarter",
    executed_of_planned: "executed / planned",
    target_label: |target| format!("target: more than {target} %"),
    quarter: "Quarter",
    planned_sessions: "Planned sessions",
    added_later: "Added after the plan was frozen",
    added_later_text: "These sessions do not count in the indicator of this quarter.",
    session: "Session",
    date: "Date",
    state: "State",
    attendance: "Attendance",
    attendance_or_reason: "Attendance or reason",
    reason: "Reason",
    no_reason: "No reason given",
    planned_for: |day| format!("planned for {day}"),
    export_csv: "Download CSV",
    export_xlsx: "Download Excel",
    executed: "Executed",
    cancelled: "Cancelled",
    moved_out: "Moved to another quarter",
    not_opened: "Not opened",
    not_closed: "Not closed",
    nobody_came: "Nobody came",
    to_come: "To come",
    running: "Under way",
    not_opened_why: "Nobody opened it",
    not_closed_why: "Opened, but not closed",
    nobody_came_why: "Closed without an attendee",
    in_plan: "In the plan",
    yes: "yes",
    no: "no",
    attended: "Attended",
    marked: "Marked",
    stage: "Stage",
};

static ES: Texts = Texts {
    title: "Indicadores",
    completed_training: "Capacitaciones cumplidas",
    definition: "Sesiones ejecutadas ÷ sesiones planificadas. Una sesión cuenta como ejecutada cuando se abrió, alguien asistió y se cerró.",
    period: "Periodo",
    year: |year| format!("Año {year}"),
    branch: "Sede",
    department: "Área",
    programme: "Programa",
    framework: "Marco",
    all: "Todos",
    phases: "Cinco fases",
    levels: "Cinco niveles",
    own: "Etapas propias",
    above: |target| format!("Sobre la meta de {target} %"),
    below: |target| format!("No supera la meta de {target} %"),
    under_way: |n, target| {
        format!(
            "{} {n} {} · meta {target} %",
            plural(Lang::Es, n, "Falta", "Faltan"),
            plural(Lang::Es, n, "sesión", "sesiones")
        )
    },
    no_plan: "Sin datos",
    no_plan_text: "No se planificó ninguna sesión para este periodo, así que no hay qué comparar. Planifica un programa y sus sesiones aparecerán aquí.",
    frozen: |day, sessions| format!("Plan congelado el {day}: {sessions}."),
    one_session: "sesión",
    sessions_many: "sesiones",
    added_later_note: |n| {
        if n == 1 {
            "Después se agregó 1, que no cuenta.".into()
        } else {
            format!("Después se agregaron {n}, que no cuentan.")
        }
    },
    not_frozen: "Este plan no está congelado",
    not_frozen_text: "La cifra todavía puede cambiar con cada sesión que se agregue, mueva o cancele. Desde el próximo trimestre, Espiral congela el plan por sí solo el primer día.",
    to_come_text: "El plan se congela el primer día del trimestre. Hasta entonces, esto es una vista previa.",
    freeze: "Congelar el plan",
    freeze_text: "Todas las sesiones no canceladas de este trimestre pasan a ser el plan. Lo que se agregue o mueva después se muestra aparte. No se puede deshacer.",
    freeze_now: "Congelar el plan ahora",
    not_begun: "Este trimestre todavía no empieza",
    frozen_already: "El plan de este trimestre ya está congelado",
    by_quarter: "Por trimestre",
    executed_of_planned: "ejecutadas / planificadas",
    target_label: |target| format!("meta: más de {target} %"),
    quarter: "Trimestre",
    planned_sessions: "Sesiones planificadas",
    added_later: "Agregadas después de congelar el plan",
    added_later_text: "Estas sesiones no cuentan en el indicador de este trimestre.",
    session: "Sesión",
    date: "Fecha",
    state: "Estado",
    attendance: "Asistencia",
    attendance_or_reason: "Asistencia o motivo",
    reason: "Motivo",
    no_reason: "Sin motivo registrado",
    planned_for: |day| format!("planificada para el {day}"),
    export_csv: "Descargar CSV",
    export_xlsx: "Descargar Excel",
    executed: "Ejecutada",
    cancelled: "Cancelada",
    moved_out: "Movida a otro trimestre",
    not_opened: "No se abrió",
    not_closed: "Sin cerrar",
    nobody_came: "Nadie asistió",
    to_come: "Por venir",
    running: "En curso",
    not_opened_why: "Nadie la abrió",
    not_closed_why: "Se abrió, pero no se cerró",
    nobody_came_why: "Se cerró sin asistentes",
    in_plan: "En el plan",
    yes: "sí",
    no: "no",
    attended: "Asistieron",
    marked: "Registrados",
    stage: "Etapa",
};

pub fn texts() -> &'static Texts {
    lang().pick(&EN, &ES)
}

impl Texts {
    pub fn outcome(&self, outcome: Outcome) -> &'static str {
        match outcome {
            Outcome::Executed => self.executed,
            Outcome::Cancelled => self.cancelled,
            Outcome::MovedOut => self.moved_out,
            Outcome::NotOpened => self.not_opened,
            Outcome::NotClosed => self.not_closed,
            Outcome::NobodyCame => self.nobody_came,
            Outcome::ToCome => self.to_come,
            Outcome::UnderWay => self.running,
        }
    }
}

/// "Third quarter of 2022", as a heading.
pub fn quarter_name(quarter: Quarter, lang: Lang) -> String {
    let index = quarter.number as usize - 1;
    let year = quarter.year;
    match lang {
        Lang::En => format!("{} quarter of {year}", ["First", "Second", "Third", "Fourth"][index]),
        Lang::Es => {
            format!("{} trimestre de {year}", ["Primer", "Segundo", "Tercer", "Cuarto"][index])
        }
    }
}

/// "Q3 2022", as a label.
pub fn quarter_label(quarter: Quarter, lang: Lang) -> String {
    format!("{}{} {}", lang.pick("Q", "T"), quarter.number, quarter.year)
}
