//! The words of a visit without a network. `script/visit.js` fills in what stands as `{}`.

use serde_json::{Value, json};

use crate::lang::lang;

pub struct KeptTexts {
    pub label: &'static str,
    pub entered: fn(&str) -> String,
    pub waited_too_long: &'static str,
    pub no_connection: &'static str,
    pub no_connection_text: &'static str,
    pub kept_here: &'static str,
    pub again: &'static str,
    as_of: &'static str,
    offline: &'static str,
    go_on: &'static str,
    show: &'static str,
    one_waits: &'static str,
    many_wait: &'static str,
    sent: &'static str,
    restored: &'static str,
    sending: &'static str,
    waiting: &'static str,
    signed_out: &'static str,
    sign_in: &'static str,
    refused: &'static str,
    gone: &'static str,
    saved_at: &'static str,
    finished_at: &'static str,
    one_person: &'static str,
    people: &'static str,
    ticks: &'static str,
    note: &'static str,
    open: &'static str,
    discard: &'static str,
    discard_text: &'static str,
    leave: &'static str,
    signing_out: &'static str,
    sign_out: &'static str,
}

impl KeptTexts {
    /// What the script says.
    pub fn for_script(&self) -> Value {
        json!({
            "asOf": self.as_of, "offline": self.offline, "goOn": self.go_on, "show": self.show,
            "oneWaits": self.one_waits, "manyWait": self.many_wait, "sent": self.sent,
            "restored": self.restored, "sending": self.sending, "waiting": self.waiting,
            "signedOut": self.signed_out, "signIn": self.sign_in, "refused": self.refused,
            "gone": self.gone, "savedAt": self.saved_at, "finishedAt": self.finished_at,
            "onePerson": self.one_person, "people": self.people, "ticks": self.ticks,
            "note": self.note, "open": self.open, "again": self.again, "discard": self.discard,
            "discardText": self.discard_text, "leave": self.leave,
            "signingOut": self.signing_out, "signOut": self.sign_out,
        })
    }
}

static EN: KeptTexts = KeptTexts {
    label: "Without a network",
    entered: |at| format!("Entered on {at}, without a network"),
    waited_too_long: "This was entered more than two days ago. Mark who was there on the roster, and \
                      share the note in the room of the visit.",
    no_connection: "No connection",
    no_connection_text: "This page needs the network. What is kept on this device opens without it.",
    kept_here: "Kept on this device",
    as_of: "No network. You see this page as of {}.",
    offline: "No network.",
    go_on: "What you enter is kept on this device and sent by itself when the network is back.",
    show: "Show the page as it is now",
    one_waits: "1 visit report is waiting on this device",
    many_wait: "{} visit reports are waiting on this device",
    sent: "Sent at {}.",
    restored: "What you had entered is here again.",
    sending: "Sending",
    waiting: "It waits for the network. It is kept on this device and sent by itself.",
    signed_out: "You are signed out. Sign in and it is sent by itself; until then it stays on this device.",
    sign_in: "Sign in",
    refused: "Not accepted",
    gone: "This visit is not yours any more, or not there.",
    saved_at: "Entered at {}",
    finished_at: "Visit finished at {}",
    one_person: "1 person ticked",
    people: "{} people ticked",
    ticks: "{} on the checklist",
    note: "Note: {}",
    open: "Open visit",
    again: "Try again",
    discard: "Discard",
    discard_text: "Its ticks and its note will be lost. Copy first what you want to keep.",
    leave: "Leave it as it is",
    signing_out: "These reports have not been sent. If you sign out they stay on this device until you sign in here again; after two days they are not accepted any more.",
    sign_out: "Sign out all the same",
};

static ES: KeptTexts = KeptTexts {
    label: "Sin conexión",
    entered: |at| format!("Ingresado el {at}, sin conexión"),
    waited_too_long: "Esto se ingresó hace más de dos días. Marca a quienes estuvieron en la lista de \
                      asistencia y comparte la nota en la sala de la visita.",
    no_connection: "Sin conexión",
    no_connection_text: "Esta página necesita conexión. Lo guardado en este dispositivo se abre sin ella.",
    kept_here: "Guardado en este dispositivo",
    as_of: "Sin conexión. Ves esta página como estaba: {}.",
    offline: "Sin conexión.",
    go_on: "Lo que ingreses queda en este dispositivo y se envía solo cuando vuelva la conexión.",
    show: "Mostrar la página como está ahora",
    one_waits: "1 reporte de visita espera en este dispositivo",
    many_wait: "{} reportes de visita esperan en este dispositivo",
    sent: "Enviado: {}.",
    restored: "Aquí está otra vez lo que habías ingresado.",
    sending: "Enviando",
    waiting: "Espera la conexión. Queda en este dispositivo y se envía solo.",
    signed_out: "Saliste de Espiral. Ingresa otra vez y se envía solo; hasta entonces queda en este dispositivo.",
    sign_in: "Ingresar",
    refused: "No se aceptó",
    gone: "Esta visita ya no es tuya o ya no existe.",
    saved_at: "Ingresado: {}",
    finished_at: "Visita terminada: {}",
    one_person: "1 persona marcada",
    people: "{} personas marcadas",
    ticks: "{} de la lista de revisión",
    note: "Nota: {}",
    open: "Abrir visita",
    again: "Intentar otra vez",
    discard: "Descartar",
    discard_text: "Se perderán sus marcas y su nota. Copia antes lo que quieras conservar.",
    leave: "Dejarlo como está",
    signing_out: "Estos reportes todavía no se envían. Si sales, quedan en este dispositivo hasta que ingreses aquí otra vez; después de dos días ya no se aceptan.",
    sign_out: "Salir de todos modos",
};

pub fn kept_texts() -> &'static KeptTexts {
    lang().pick(&EN, &ES)
}
