//! The words of the islands: they travel to the browser, so they are few.

use crate::{lang::Lang, ui::numbers::number};

pub struct RoomTexts {
    pub write: &'static str,
    pub preview: &'static str,
    pub preview_empty: &'static str,
    pub preview_failed: &'static str,
    pub length: fn(usize) -> String,
    pub too_long: fn(usize) -> String,
    pub empty: &'static str,
    pub sending: &'static str,
    pub saved: &'static str,
    pub waiting: &'static str,
    pub signed_out: &'static str,
    pub failed: &'static str,
    pub not_possible: &'static str,
    pub back_to_form: &'static str,
    pub discard: &'static str,
    pub discard_sure: &'static str,
    pub draft_kept: &'static str,
    pub new_notes: fn(usize) -> String,
}

static EN: RoomTexts = RoomTexts {
    write: "Write",
    preview: "Preview",
    preview_empty: "Nothing written yet.",
    preview_failed: "The preview needs the connection. Your text is safe.",
    length: |n| format!("{} of 20,000", number(n as i64)),
    too_long: |by| match by {
        1 => "One character too many. Shorten the note to share it.".to_owned(),
        by => format!("{} characters too many. Shorten the note to share it.", number(by as i64)),
    },
    empty: "Write your note",
    sending: "Sending",
    saved: "Saved. Your note is on the wall.",
    waiting: "Waiting for the connection. It is kept on this device and sent once, by itself.",
    signed_out: "You are signed out. Sign in again in another tab, and it is sent by itself.",
    failed: "Not shared",
    not_possible: "You cannot share in this session any more.",
    back_to_form: "Put it back into the form",
    discard: "Discard",
    discard_sure: "It is on no server yet: discarded, it is gone.",
    draft_kept: "Your draft is kept on this device.",
    new_notes: |n| format!("{n} new"),
};

static ES: RoomTexts = RoomTexts {
    write: "Escribir",
    preview: "Vista previa",
    preview_empty: "Todavía no hay nada escrito.",
    preview_failed: "La vista previa necesita conexión. Tu texto está a salvo.",
    length: |n| format!("{} de 20,000", number(n as i64)),
    too_long: |by| match by {
        1 => "Sobra un carácter. Acorta la nota para compartirla.".to_owned(),
        by => format!("Sobran {} caracteres. Acorta la nota para compartirla.", number(by as i64)),
    },
    empty: "Escribe tu nota",
    sending: "Enviando",
    saved: "Guardada. Tu nota está en el muro.",
    waiting: "Espera la conexión. Queda en este dispositivo y se envía sola, una vez.",
    signed_out: "Saliste de Espiral. Ingresa otra vez en otra pestaña y se envía sola.",
    failed: "No se compartió",
    not_possible: "Ya no puedes compartir en esta sesión.",
    back_to_form: "Devolverla al formulario",
    discard: "Descartar",
    discard_sure: "Aún no está en ningún servidor: si la descartas, se pierde.",
    draft_kept: "Tu borrador queda en este dispositivo.",
    new_notes: |n| format!("{n} {}", if n == 1 { "nueva" } else { "nuevas" }),
};

/// The words in a language: an island is told which, there is no request around it.
pub fn of(lang: Lang) -> &'static RoomTexts {
    lang.pick(&EN, &ES)
}
