use super::rules::Greeting;
use crate::lang::lang;

/// What the page says first of what comes first.
pub struct Own {
    pub is_open: &'static str,
    pub is_on: &'static str,
    pub starts: fn(&str) -> String,
}

pub struct Texts {
    pub title: &'static str,
    pub morning: &'static str,
    pub afternoon: &'static str,
    pub evening: &'static str,
    pub session: Own,
    /// A visit that one makes.
    pub visit: Own,
    pub begin: &'static str,
    pub begin_text: &'static str,
    pub add_branches: &'static str,
    pub add_people: &'static str,
    pub nothing_today: &'static str,
    pub join: &'static str,
    pub open_room: &'static str,
    pub roster: &'static str,
    pub to_session: &'static str,
    pub you_facilitate: &'static str,
    pub present_since: fn(&str) -> String,
    pub late_since: fn(&str) -> String,
    pub on_waiting_list: &'static str,
    pub excused: &'static str,
    pub online: &'static str,
    pub next: &'static str,
    pub no_sessions: &'static str,
    pub no_sessions_text: &'static str,
    pub have_code: &'static str,
    pub to_finish: &'static str,
    pub not_closed: &'static str,
    pub not_opened: &'static str,
    pub my_notes: &'static str,
    pub my_note_of: fn(&str) -> String,
    pub completed_training: &'static str,
    pub this_quarter: fn(&str) -> String,
    pub no_plan_yet: &'static str,
    pub plan_programme: &'static str,
    pub today: &'static str,
}

static EN: Texts = Texts {
    title: "Today",
    morning: "Good morning",
    afternoon: "Good afternoon",
    evening: "Good evening",
    session: Own {
        is_open: "Your session is open",
        is_on: "Your session is on",
        starts: |when| format!("Your session starts {when}"),
    },
    visit: Own {
        is_open: "Your visit is open",
        is_on: "Your visit is on",
        starts: |when| format!("Your visit starts {when}"),
    },
    begin: "Begin here",
    begin_text: "Add the branches and the people who work there, then plan the first programme.",
    add_branches: "Branches",
    add_people: "People",
    nothing_today: "Nothing more today",
    join: "Join the session",
    open_room: "Go to the room",
    roster: "Take attendance",
    to_session: "See the session",
    you_facilitate: "you facilitate",
    present_since: |time| format!("Present since {time}"),
    late_since: |time| format!("Late, since {time}"),
    on_waiting_list: "On the waiting list",
    excused: "Excused",
    online: "Online",
    next: "Coming up",
    no_sessions: "No session in the next two weeks",
    no_sessions_text: "When you are invited to one, it appears here. You can also join with a code.",
    have_code: "I have a code",
    to_finish: "To finish",
    not_closed: "Opened, but not closed",
    not_opened: "Its time is over and it was not opened",
    my_notes: "What you shared",
    my_note_of: |day| format!("Your note of {day}"),
    completed_training: "Completed training",
    this_quarter: |quarter| format!("{quarter}, so far"),
    no_plan_yet: "No session is planned for this quarter.",
    plan_programme: "Plan a programme",
    today: "today",
};

static ES: Texts = Texts {
    title: "Hoy",
    morning: "Buenos días",
    afternoon: "Buenas tardes",
    evening: "Buenas noches",
    session: Own {
        is_open: "Tu sesión está abierta",
        is_on: "Tu sesión está en curso",
        starts: |when| format!("Tu sesión empieza {when}"),
    },
    visit: Own {
        is_open: "Tu visita está abierta",
        is_on: "Tu visita está en curso",
        starts: |when| format!("Tu visita empieza {when}"),
    },
    begin: "Empieza por aquí",
    begin_text: "Agrega las sedes y las personas que trabajan en ellas; después planifica el primer programa.",
    add_branches: "Sedes",
    add_people: "Personas",
    nothing_today: "Nada más por hoy",
    join: "Unirme a la sesión",
    open_room: "Ir a la sala",
    roster: "Tomar asistencia",
    to_session: "Ver la sesión",
    you_facilitate: "tú facilitas",
    present_since: |time| format!("Presente desde las {time}"),
    late_since: |time| format!("Tarde, desde las {time}"),
    on_waiting_list: "En lista de espera",
    excused: "Justificado(a)",
    online: "En línea",
    next: "Lo que viene",
    no_sessions: "Sin sesiones en las próximas dos semanas",
    no_sessions_text: "Cuando te inviten a una, aparecerá aquí. También puedes unirte con un código.",
    have_code: "Tengo un código",
    to_finish: "Por terminar",
    not_closed: "Se abrió, pero no se cerró",
    not_opened: "Su hora pasó y no se abrió",
    my_notes: "Lo que compartiste",
    my_note_of: |day| format!("Tu nota del {day}"),
    completed_training: "Capacitaciones cumplidas",
    this_quarter: |quarter| format!("{quarter}, hasta ahora"),
    no_plan_yet: "No hay sesiones planificadas para este trimestre.",
    plan_programme: "Planificar un programa",
    today: "hoy",
};

pub fn texts() -> &'static Texts {
    lang().pick(&EN, &ES)
}

impl Texts {
    pub fn greeting(&self, greeting: Greeting) -> &'static str {
        match greeting {
            Greeting::Morning => self.morning,
            Greeting::Afternoon => self.afternoon,
            Greeting::Evening => self.evening,
        }
    }
}
