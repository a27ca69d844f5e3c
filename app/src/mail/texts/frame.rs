//! The words around every letter.

use crate::lang::Lang;

pub struct Frame {
    pub greeting: fn(&str) -> String,
    pub from: fn(&str) -> String,
    pub unsubscribe_text: &'static str,
    pub unsubscribe_link: &'static str,
}

static EN: Frame = Frame {
    greeting: |name| format!("Hello {name},"),
    from: |organisation| format!("{organisation} · sent by Espiral"),
    unsubscribe_text: "No more reminders:",
    unsubscribe_link: "No more reminders",
};

static ES: Frame = Frame {
    greeting: |name| format!("Hola, {name}:"),
    from: |organisation| format!("{organisation} · enviado por Espiral"),
    unsubscribe_text: "Para no recibir más recordatorios:",
    unsubscribe_link: "No recibir más recordatorios",
};

impl Frame {
    pub fn of(lang: Lang) -> &'static Frame {
        lang.pick(&EN, &ES)
    }
}
