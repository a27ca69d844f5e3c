//! The words of lists, calendars and the room of a session; those of its forms are in `form`.

pub mod form;
pub mod letters;

use super::Standing;
use crate::{
    lang::{Lang, lang},
    ui::{numbers::number, plural},
};

pub struct Texts {
    pub sessions: &'static str,
    pub intro: &'static str,
    pub plan: &'static str,
    pub views: &'static str,
    pub upcoming: &'static str,
    pub past: &'static str,
    pub month: &'static str,
    pub week: &'static str,
    pub session: &'static str,
    pub when: &'static str,
    pub place: &'static str,
    pub facilitators: &'static str,
    pub no_facilitator: &'static str,
    pub state: &'static str,
    pub branch: &'static str,
    pub programme: &'static str,
    pub facilitator: &'static str,
    pub any: &'static str,
    pub from: &'static str,
    pub to: &'static str,
    pub online: &'static str,
    pub none_upcoming: &'static str,
    pub none_upcoming_text: &'static str,
    pub none_past: &'static str,
    pub none_past_text: &'static str,
    pub none_found: &'static str,
    pub none_found_text: &'static str,
    /// Names whose clock a time is of, from the place in the zone's name.
    pub clock_of: fn(&str) -> String,
    pub here: fn(&str) -> String,
    pub lasts: fn(&str) -> String,
    pub about: &'static str,
    pub link: &'static str,
    pub places: &'static str,
    pub unlimited: &'static str,
    pub invited: &'static str,
    pub nobody_invited: &'static str,
    pub beside: fn(i64) -> String,
    pub agenda: &'static str,
    pub no_agenda: &'static str,
    /// Stands before the question that opens the room.
    pub screen: &'static str,
    pub roster: &'static str,
    pub history: &'static str,
    /// The entries of the history.
    pub planned_it: &'static str,
    pub moved_it: fn(&str, &str) -> String,
    pub cancelled_it: &'static str,
    pub opened_it: &'static str,
    pub closed_it: &'static str,
    pub added_later: &'static str,
    pub manage: &'static str,
    pub edit: &'static str,
    pub move_: &'static str,
    pub copy: &'static str,
    pub cancel: &'static str,
    pub cancel_text: &'static str,
    pub cancel_reason: &'static str,
    pub reinstate: &'static str,
    pub is_cancelled: &'static str,
    pub is_weekend: fn(&str) -> String,
    pub is_holiday: fn(&str) -> String,
}

static EN: Texts = Texts {
    sessions: "Sessions",
    intro: "Where and when people learn together.",
    plan: "Plan session",
    views: "Views of the sessions",
    upcoming: "Upcoming",
    past: "Past",
    month: "Month",
    week: "Week",
    session: "Session",
    when: "When",
    place: "Where",
    facilitators: "Facilitated by",
    no_facilitator: "Nobody yet",
    state: "State",
    branch: "Branch",
    programme: "Programme",
    facilitator: "Facilitator",
    any: "Any",
    from: "From",
    to: "Until",
    online: "Online",
    none_upcoming: "Nothing is planned",
    none_upcoming_text: "Sessions you are invited to appear here with their day and place.",
    none_past: "Nothing yet",
    none_past_text: "Sessions stay here once they are over, with what was shared in them.",
    none_found: "No session fits",
    none_found_text: "Take a filter away or look in another view.",
    clock_of: |place| format!("{place} time"),
    here: |time| format!("{time} for you"),
    lasts: |time| format!("Lasts {time}"),
    about: "Details",
    link: "Link",
    places: "Places",
    unlimited: "No limit",
    invited: "Invited",
    nobody_invited: "Nobody yet",
    beside: |n| {
        format!("and {} who {}", number(n), plural(Lang::En, n, "facilitates", "facilitate"))
    },
    agenda: "Agenda",
    no_agenda: "There is no agenda yet.",
    screen: "Show on the screen",
    roster: "Roster",
    history: "History",
    planned_it: "Planned",
    moved_it: |from, to| format!("Moved from {from} to {to}"),
    cancelled_it: "Cancelled",
    opened_it: "Opened",
    closed_it: "Closed",
    added_later: "Added after the plan of the quarter was frozen: ",
    manage: "Manage",
    edit: "Edit",
    move_: "Move",
    copy: "Copy",
    cancel: "Cancel session",
    cancel_text: "Those invited see that it is cancelled and why. The facilitators' time is free \
                  again. Until its time has come you can plan it again.",
    cancel_reason: "Why is it cancelled?",
    reinstate: "Plan it again",
    is_cancelled: "This session is cancelled",
    is_weekend: |day| format!("This session falls on a {day}."),
    is_holiday: |name| format!("This day is a holiday: {name}."),
};

static ES: Texts = Texts {
    sessions: "Sesiones",
    intro: "Dónde y cuándo aprendemos juntos.",
    plan: "Planificar sesión",
    views: "Vistas de las sesiones",
    upcoming: "Próximas",
    past: "Pasadas",
    month: "Mes",
    week: "Semana",
    session: "Sesión",
    when: "Cuándo",
    place: "Dónde",
    facilitators: "Facilita",
    no_facilitator: "Todavía nadie",
    state: "Estado",
    branch: "Sede",
    programme: "Programa",
    facilitator: "Facilitador(a)",
    any: "Cualquiera",
    from: "Desde",
    to: "Hasta",
    online: "En línea",
    none_upcoming: "No hay nada planificado",
    none_upcoming_text: "Aquí aparecen las sesiones a las que te invitan, con su día y su lugar.",
    none_past: "Todavía nada",
    none_past_text: "Aquí quedan las sesiones que terminaron, con lo que se compartió en ellas.",
    none_found: "Ninguna sesión coincide",
    none_found_text: "Quita un filtro o busca en otra vista.",
    clock_of: |place| format!("hora de {place}"),
    here: |time| format!("{time} para ti"),
    lasts: |time| format!("Dura {time}"),
    about: "Detalles",
    link: "Enlace",
    places: "Cupos",
    unlimited: "Sin límite",
    invited: "Invitados",
    nobody_invited: "Todavía nadie",
    beside: |n| format!("y {} que {}", number(n), plural(Lang::Es, n, "facilita", "facilitan")),
    agenda: "Agenda",
    no_agenda: "Todavía no hay agenda.",
    screen: "Mostrar en pantalla",
    roster: "Asistencia",
    history: "Historial",
    planned_it: "Planificada",
    moved_it: |from, to| format!("Movida del {from} al {to}"),
    cancelled_it: "Cancelada",
    opened_it: "Abierta",
    closed_it: "Cerrada",
    added_later: "Agregada cuando el plan del trimestre ya estaba congelado: ",
    manage: "Gestionar",
    edit: "Editar",
    move_: "Mover",
    copy: "Copiar",
    cancel: "Cancelar sesión",
    cancel_text: "Las personas invitadas verán que se canceló y por qué. El tiempo de quienes \
                  facilitan queda libre. Hasta que llegue su hora puedes planificarla otra vez.",
    cancel_reason: "¿Por qué se cancela?",
    reinstate: "Planificar otra vez",
    is_cancelled: "Esta sesión está cancelada",
    is_weekend: |day| format!("Esta sesión cae en {day}."),
    is_holiday: |name| format!("Ese día es feriado: {name}."),
};

/// The words in the language of the request.
pub fn texts() -> &'static Texts {
    lang().pick(&EN, &ES)
}

/// `45 min`, `1 h`, `1 h 45 min`: alike in both languages.
pub fn duration(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

impl Standing {
    /// The state in a word or two, to stand in a badge.
    pub fn word(self, lang: Lang) -> &'static str {
        match self {
            Standing::Planned => lang.pick("Planned", "Planificada"),
            Standing::Missed => lang.pick("Not opened", "No se abrió"),
            Standing::Open => lang.pick("Open", "Abierta"),
            Standing::Executed => lang.pick("Executed", "Ejecutada"),
            Standing::Empty => lang.pick("Nobody came", "Nadie asistió"),
            Standing::Cancelled => lang.pick("Cancelled", "Cancelada"),
        }
    }
}

impl super::SessionState {
    /// The state that is kept, to filter by.
    pub fn word(self, lang: Lang) -> &'static str {
        use super::SessionState as State;
        match self {
            State::Planned => lang.pick("Planned", "Planificada"),
            State::Open => lang.pick("Open", "Abierta"),
            State::Closed => lang.pick("Closed", "Cerrada"),
            State::Cancelled => lang.pick("Cancelled", "Cancelada"),
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn durations_are_hours_and_minutes() {
        let texts = [45, 60, 105].map(super::duration);
        assert_eq!(texts, ["45 min", "1 h", "1 h 45 min"]);
    }
}
