//! The words of what lies ahead: sit-ins that are planned, days that have not come or have no morning,
//! and what becomes of planned days when the lock is turned.

use chrono::NaiveDate;

use crate::{
    lang::{Lang, lang},
    ui::{dates, numbers::number, plural},
};

pub struct AheadTexts {
    pub plan: &'static str,
    pub plan_text: &'static str,
    pub planned: &'static str,
    pub is_over: &'static str,
    pub write_down: &'static str,
    pub change: &'static str,
    pub call_off: &'static str,
    pub call_off_text: &'static str,
    pub coming: &'static str,
    pub sits_with_you: fn(&str) -> String,
    pub you_sit_with: fn(&str) -> String,
    pub denials: &'static str,
    /// Who the host is, and the day.
    pub denied: fn(&str, &str) -> String,
    pub denied_by_you: &'static str,
    pub to_confirm: &'static str,
    pub waits_for_you: &'static str,
    pub sign_later: &'static str,
    /// The day without a time, the day that stands after it, and when.
    pub in_way: fn(i64, i64, Option<NaiveDate>) -> String,
    /// The planned days: "2, 3".
    pub days_off: fn(&str) -> String,
    pub also_off: fn(&str) -> String,
    pub also_off_hint: &'static str,
    /// The days without a time, and those that need another, if any.
    pub lock_again: fn(&str, &str) -> String,
    pub past_limit: &'static str,
    /// Which day, and from when to when.
    pub day_then: fn(i64, &str) -> String,
    /// With whom, and from when to when.
    pub sit_in_then: fn(&str, &str) -> String,
    pub out_of_order: &'static str,
    pub unordered: &'static str,
    pub sign_from: &'static str,
    pub my_people: &'static str,
    pub wall_missing: &'static str,
    pub no_note: &'static str,
    pub days_planned: fn(i64) -> String,
}

static EN: AheadTexts = AheadTexts {
    plan: "Plan sit-in",
    plan_text: "With whom and when. Afterwards write down what you saw.",
    planned: "Planned",
    is_over: "Its time is over",
    write_down: "Write down what was seen",
    change: "Change time or host",
    call_off: "Call off sit-in",
    call_off_text: "It disappears for both.",
    coming: "Who sits in with you",
    sits_with_you: |name| format!("{name} sits in with you"),
    you_sit_with: |name| format!("You sit in with {name}"),
    denials: "What hosts said was not so",
    denied: |host, day| format!("{host}, of {day}"),
    denied_by_you: "What you said was not so",
    to_confirm: "Sit-ins to confirm",
    waits_for_you: "Say whether it was so.",
    sign_later: "You can mark and sign here once the day has come.",
    in_way: |day, next, on| {
        let on = on.map(|on| dates::short_date(Lang::En, on)).unwrap_or_default();
        format!(
            "There is no free morning for day {day} before day {next} on {on}. Move day {next} first, or enter a date for day {day} by hand."
        )
    },
    days_off: |days| format!("These planned days are called off: {days}."),
    also_off: |days| format!("Call off the planned days too: {days}"),
    also_off_hint: "Otherwise they stay planned. Whoever would have come reads your reason.",
    lock_again: |open, misfits| {
        let mut text = "Job training is locked until the days are done.".to_owned();
        if !open.is_empty() {
            text += &format!(" These have no date and are to be planned then: {open}.");
        }
        if !misfits.is_empty() {
            text += &format!(" These need another date: {misfits}.");
        }
        text
    },
    past_limit: "past the limit",
    day_then: |n, span| format!("Day {n} is at that time, {span}"),
    sit_in_then: |host, span| format!("At that time there is a sit-in with {host}, {span}"),
    out_of_order: "The days come in order. Choose another date, or tick this",
    unordered: "Plan it although it is not in order",
    sign_from: "You can sign from the time the day begins.",
    my_people: "My people",
    wall_missing: "Choose a session that you were at",
    no_note: "Do not share it",
    days_planned: |n| format!("{} {} planned", number(n), plural(Lang::En, n, "day", "days")),
};

static ES: AheadTexts = AheadTexts {
    plan: "Planificar acompañamiento",
    plan_text: "Con quién y cuándo. Después escribe lo que viste.",
    planned: "Planificado",
    is_over: "Ya pasó su hora",
    write_down: "Escribir lo que se vio",
    change: "Cambiar la hora o la persona",
    call_off: "Cancelar acompañamiento",
    call_off_text: "Deja de aparecer para ambas personas.",
    coming: "Quién te acompañará",
    sits_with_you: |name| format!("{name} te acompaña"),
    you_sit_with: |name| format!("Acompañas a {name}"),
    denials: "Lo que no fue así, según quien recibió",
    denied: |host, day| format!("{host}, sobre el {day}"),
    denied_by_you: "Lo que dijiste que no fue así",
    to_confirm: "Acompañamientos por confirmar",
    waits_for_you: "Di si fue así.",
    sign_later: "Aquí podrás marcar y firmar cuando llegue el día.",
    in_way: |day, next, on| {
        let on = on.map(|on| dates::short_date(Lang::Es, on)).unwrap_or_default();
        format!(
            "No hay una mañana libre para el día {day} antes del día {next}, que está planificado para el {on}. Mueve primero el día {next} o escribe a mano una fecha para el día {day}."
        )
    },
    days_off: |days| format!("Se cancelan estos días planificados: {days}."),
    also_off: |days| format!("Cancelar también los días planificados: {days}"),
    also_off_hint: "Si no, siguen planificados. Quienes iban a ir leen tu motivo.",
    lock_again: |open, misfits| {
        let mut text = "La capacitación se bloquea hasta que los días estén hechos.".to_owned();
        if !open.is_empty() {
            text += &format!(" Estos no tienen fecha y habrá que planificarlos: {open}.");
        }
        if !misfits.is_empty() {
            text += &format!(" Estos necesitan otra fecha: {misfits}.");
        }
        text
    },
    past_limit: "pasa del plazo",
    day_then: |n, span| format!("A esa hora es el día {n}, {span}"),
    sit_in_then: |host, span| format!("A esa hora hay un acompañamiento con {host}, {span}"),
    out_of_order: "Los días van en orden. Elige otra fecha o marca esta casilla",
    unordered: "Planificarlo aunque no vaya en orden",
    sign_from: "Podrás firmar desde la hora en que empieza el día.",
    my_people: "A quiénes recibo",
    wall_missing: "Elige una sesión a la que asististe",
    no_note: "No compartirla",
    days_planned: |n| {
        let planned = plural(Lang::Es, n, "día planificado", "días planificados");
        format!("{} {planned}", number(n))
    },
};

pub fn ahead_texts() -> &'static AheadTexts {
    lang().pick(&EN, &ES)
}
