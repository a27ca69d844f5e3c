//! The words of sit-ins that are planned, and of what hosts deny.

use crate::lang::lang;

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
}

static EN: AheadTexts = AheadTexts {
    plan: "Plan sit-in",
    plan_text: "With whom and when. Afterwards write down what you saw.",
    planned: "Planned",
    is_over: "Its time is over",
    write_down: "Write down what was seen",
    change: "Change time or host",
    call_off: "Call off",
    call_off_text: "It disappears for both.",
    coming: "Who sits in with you",
    sits_with_you: |name| format!("{name} sits in with you"),
    you_sit_with: |name| format!("You sit in with {name}"),
    denials: "What hosts said was not so",
    denied: |host, day| format!("{host}, of {day}"),
    denied_by_you: "What you said was not so",
    to_confirm: "Sit-ins to confirm",
    waits_for_you: "Say whether it was so.",
};

static ES: AheadTexts = AheadTexts {
    plan: "Planificar acompañamiento",
    plan_text: "Con quién y cuándo. Después escribe lo que viste.",
    planned: "Planificado",
    is_over: "Ya pasó su hora",
    write_down: "Escribir lo que se vio",
    change: "Cambiar la hora o la persona",
    call_off: "Cancelar",
    call_off_text: "Deja de aparecer para ambas personas.",
    coming: "Quién te acompañará",
    sits_with_you: |name| format!("{name} te acompaña"),
    you_sit_with: |name| format!("Acompañas a {name}"),
    denials: "Lo que no fue así, según quien recibió",
    denied: |host, day| format!("{host}, sobre el {day}"),
    denied_by_you: "Lo que dijiste que no fue así",
    to_confirm: "Acompañamientos por confirmar",
    waits_for_you: "Di si fue así.",
};

pub fn ahead_texts() -> &'static AheadTexts {
    lang().pick(&EN, &ES)
}
