use crate::{lang::lang, ui::numbers::number};

pub struct TakingTexts {
    pub take_away: &'static str,
    pub take_away_text: &'static str,
    pub reason: &'static str,
    pub reason_hint: &'static str,
    pub reason_missing: &'static str,
    pub reason_long: &'static str,
    pub title: &'static str,
    pub by: fn(&str, &str) -> String,
    pub to_author: &'static str,
    /// The same when its phase takes no more changes.
    pub to_author_late: &'static str,
    pub to_others: &'static str,
    pub changed: &'static str,
    pub show: &'static str,
    pub put_back: &'static str,
    pub put_back_text: &'static str,
    /// In the room: how many, for those who may put them back, and of one's own.
    pub many: fn(i64) -> String,
    pub yours: &'static str,
    /// On Today.
    pub of_yours: &'static str,
    pub badge: &'static str,
}

static EN: TakingTexts = TakingTexts {
    take_away: "Take this note away",
    take_away_text: "Nobody reads it any more on the wall, in the search or anywhere else: only its author, and those who may put it back. You can put it back.",
    reason: "Reason",
    reason_hint: "Its author reads it, and it stays in the log of changes. Name no patient here either.",
    reason_missing: "Say why you take it away",
    reason_long: "Keep the reason under 300 characters",
    title: "This note was taken away",
    by: |by, when| format!("{by} took it away on {when}."),
    to_author: "Colleagues do not read it any more. You can correct it; those who run the session then decide whether to put it back.",
    to_author_late: "Colleagues do not read it any more.",
    to_others: "Only its author and those who may put it back can still read it. Its author can correct it.",
    changed: "Its author has changed it since.",
    show: "Show the note",
    put_back: "Put it back",
    put_back_text: "Everybody who sees the session reads it again, as it is now.",
    many: |n| match n {
        1 => "1 note was taken away".to_owned(),
        n => format!("{} notes were taken away", number(n)),
    },
    yours: "A note of yours was taken away",
    of_yours: "Taken away: your note",
    badge: "Taken away",
};

static ES: TakingTexts = TakingTexts {
    take_away: "Retirar esta nota",
    take_away_text: "Ya nadie la lee en el muro, en la búsqueda ni en otro lugar: solo quien la escribió y quienes pueden volver a ponerla. Puedes volver a ponerla.",
    reason: "Motivo",
    reason_hint: "Lo lee quien la escribió y queda en el registro de cambios. Tampoco aquí nombres a pacientes.",
    reason_missing: "Di por qué la retiras",
    reason_long: "El motivo tiene como máximo 300 caracteres",
    title: "Esta nota fue retirada",
    by: |by, when| format!("{by} la retiró el {when}."),
    to_author: "Tus colegas ya no la leen. Puedes corregirla; después, quienes dirigen la sesión deciden si la vuelven a poner.",
    to_author_late: "Tus colegas ya no la leen.",
    to_others: "Solo la leen todavía quien la escribió y quienes pueden volver a ponerla. Quien la escribió puede corregirla.",
    changed: "Quien la escribió la cambió después.",
    show: "Mostrar la nota",
    put_back: "Volver a ponerla",
    put_back_text: "Quienes ven la sesión la leen otra vez, tal como está ahora.",
    many: |n| match n {
        1 => "Se retiró 1 nota".to_owned(),
        n => format!("Se retiraron {} notas", number(n)),
    },
    yours: "Se retiró una nota tuya",
    of_yours: "Se retiró tu nota",
    badge: "Retirada",
};

pub fn texts() -> &'static TakingTexts {
    lang().pick(&EN, &ES)
}
