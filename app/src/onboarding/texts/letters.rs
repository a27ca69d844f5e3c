//! The words of letters and calendar entries about CS days. They are picked by the language of whoever
//! gets them.

use crate::lang::Lang;

pub struct Words {
    /// The names that entries of a calendar have: of one's own day, and of one that is held.
    pub own_entry: fn(i64, &str) -> String,
    pub held_entry: fn(i64, &str) -> String,
    pub own_sit_in: &'static str,
    pub sit_in_with_you: &'static str,
    pub own: Story,
    pub held: Story,
    pub day: fn(i64, &str) -> String,
    pub make_up: fn(i64, &str) -> String,
    pub no_time: &'static str,
    pub none_left: &'static str,
    pub off: fn(&str) -> String,
    /// By whom a day is held now, and how it was.
    pub taken_by: fn(&str, &str) -> String,
    pub before: fn(i64) -> String,
    pub with: fn(&str) -> String,
    pub person: &'static str,
    pub bring: &'static str,
    pub when: &'static str,
    pub place: &'static str,
    pub reason: &'static str,
    pub see_own: &'static str,
    pub see_person: &'static str,
    pub see_morning: &'static str,
    pub reminder_own: fn(&str) -> String,
    pub reminder_own_text: &'static str,
    pub reminder_held: fn(&str) -> String,
    pub reminder_held_text: &'static str,
    pub late: fn(usize) -> String,
    pub late_text: &'static str,
    pub late_line: fn(&str, i64, i64, &str) -> String,
    pub see_late: &'static str,
}

/// What a letter says to one of the two sides. Subjects take the name of the new person, which theirs
/// leave out.
pub struct Story {
    pub planned: fn(&str) -> String,
    pub planned_text: &'static str,
    pub changed: fn(&str) -> String,
    pub changed_text: &'static str,
    pub off: fn(&str) -> String,
    pub off_text: &'static str,
}

static EN: Words = Words {
    own_entry: |n, title| format!("Onboarding, day {n}: {title}"),
    held_entry: |n, title| format!("You hold onboarding, day {n}: {title}"),
    own_sit_in: "Sit-in",
    sit_in_with_you: "Somebody new sits in with you",
    own: Story {
        planned: |_| "Your first days with us".into(),
        planned_text: "Welcome. These are your first days: where to be, when and with whom.",
        changed: |_| "Your onboarding days have changed".into(),
        changed_text: "Something about your onboarding days has changed. This is how it stands now:",
        off: |_| "Your onboarding day does not take place".into(),
        off_text: "This does not take place:",
    },
    held: Story {
        planned: |name| format!("You hold onboarding days of {name}"),
        planned_text: "You hold onboarding days of somebody new.",
        changed: |name| format!("Onboarding days of {name} have changed"),
        changed_text: "Onboarding days that you hold have changed. This is how it stands now:",
        off: |name| format!("You need not come: onboarding of {name}"),
        off_text: "You no longer hold this:",
    },
    day: |n, title| format!("Day {n} · {title}"),
    make_up: |n, title| format!("Day {n} (made up) · {title}"),
    no_time: "no date yet",
    none_left: "None of these days is with you any more.",
    off: |when| format!("Off. It was planned for {when}"),
    taken_by: |name, was| format!("{name} holds it now. It was: {was}"),
    before: |n| format!("Day {n}, before"),
    with: |name| format!("with {name}"),
    person: "Who is new",
    bring: "What to bring",
    when: "When",
    place: "Where",
    reason: "Reason",
    see_own: "See my days",
    see_person: "See the onboarding",
    see_morning: "See the morning",
    reminder_own: |what| format!("Reminder: {what}"),
    reminder_own_text: "Your onboarding day is coming up.",
    reminder_held: |what| format!("Reminder: {what}"),
    reminder_held_text: "You hold an onboarding day. These people come:",
    late: |n| match n {
        1 => "1 person is late with onboarding".into(),
        n => format!("{n} people are late with onboarding"),
    },
    late_text: "Their time to finish the onboarding days is over, and job training stays locked.",
    late_line: |branch, done, days, hired| {
        format!("{branch} · {done} of {days} days done · hired on {hired}")
    },
    see_late: "See who is late",
};

static ES: Words = Words {
    own_entry: |n, title| format!("Inducción, día {n}: {title}"),
    held_entry: |n, title| format!("Tienes a cargo la inducción, día {n}: {title}"),
    own_sit_in: "Acompañamiento",
    sit_in_with_you: "Te acompaña alguien nuevo",
    own: Story {
        planned: |_| "Tus primeros días con nosotros".into(),
        planned_text: "Te damos la bienvenida. Estos son tus primeros días: dónde estar, cuándo y con quién.",
        changed: |_| "Cambiaron tus días de inducción".into(),
        changed_text: "Hay un cambio en tus días de inducción. Ahora quedan así:",
        off: |_| "Tu día de inducción no se realizará".into(),
        off_text: "Esto no se realizará:",
    },
    held: Story {
        planned: |name| format!("Tienes a cargo días de inducción de {name}"),
        planned_text: "Tienes a cargo días de inducción de alguien que acaba de ingresar.",
        changed: |name| format!("Cambiaron días de inducción de {name}"),
        changed_text: "Hay un cambio en los días de inducción que tienes a cargo. Ahora quedan así:",
        off: |name| format!("Ya no hace falta que vayas: inducción de {name}"),
        off_text: "Ya no tienes esto a cargo:",
    },
    day: |n, title| format!("Día {n} · {title}"),
    make_up: |n, title| format!("Día {n} (recuperación) · {title}"),
    no_time: "todavía sin fecha",
    none_left: "Ya no tienes a cargo ninguno de estos días.",
    off: |when| format!("Se canceló. Era: {when}"),
    taken_by: |name, was| format!("Ahora va {name}. Era: {was}"),
    before: |n| format!("Día {n}, antes"),
    with: |name| format!("con {name}"),
    person: "Quién ingresa",
    bring: "Qué llevar",
    when: "Cuándo",
    place: "Dónde",
    reason: "Motivo",
    see_own: "Ver mis días",
    see_person: "Ver la inducción",
    see_morning: "Ver la mañana",
    reminder_own: |what| format!("Recordatorio: {what}"),
    reminder_own_text: "Se acerca tu día de inducción.",
    reminder_held: |what| format!("Recordatorio: {what}"),
    reminder_held_text: "Tienes a cargo un día de inducción. Van estas personas:",
    late: |n| match n {
        1 => "1 persona va atrasada con su inducción".into(),
        n => format!("{n} personas van atrasadas con su inducción"),
    },
    late_text: "Se acabó el plazo de sus días de inducción y su capacitación en el puesto sigue bloqueada.",
    late_line: |branch, done, days, hired| {
        format!("{branch} · {done} de {days} días hechos · ingresó el {hired}")
    },
    see_late: "Ver quién va atrasado",
};

impl Words {
    pub fn of(lang: Lang) -> &'static Words {
        lang.pick(&EN, &ES)
    }
}
