use crate::lang::lang;

pub struct Texts {
    pub no_change: &'static str,
    pub history: &'static str,
    pub revision: fn(i64) -> String,
    pub current: &'static str,
    pub open: &'static str,
    pub open_which: fn(i64) -> String,
    pub by: fn(&str, &str) -> String,
    pub is_current: &'static str,
    pub as_it_read: &'static str,
    pub since: &'static str,
    pub since_text: &'static str,
    pub restore: &'static str,
    pub restore_text: &'static str,
    pub restore_number: fn(i64) -> String,
    pub newer: &'static str,
    pub newer_text: fn(&str, i64) -> String,
    pub now_reads: fn(&str) -> String,
}

static EN: Texts = Texts {
    no_change: "The words are the same.",
    history: "History",
    revision: |n| format!("Revision {n}"),
    current: "reads so now",
    open: "Open",
    open_which: |n| format!(" revision {n}"),
    by: |who, when| format!("{who}, {when}"),
    is_current: "This is the text as it reads now.",
    as_it_read: "As it read then",
    since: "What changed since",
    since_text: "Struck through: gone since. Underlined: new since.",
    restore: "Restore this text",
    restore_text: "A new revision is made with these words. The ones in between stay in the history.",
    restore_number: |n| format!("Restore revision {n}"),
    newer: "Somebody saved a newer text meanwhile",
    newer_text: |who, n| {
        format!(
            "{who} saved while you had this page open. Nothing was overwritten. Read both texts below; if you still want revision {n}, restore it again."
        )
    },
    now_reads: |who| format!("As it reads now, saved by {who}"),
};

static ES: Texts = Texts {
    no_change: "Las palabras son las mismas.",
    history: "Historial",
    revision: |n| format!("Revisión {n}"),
    current: "así se lee ahora",
    open: "Abrir",
    open_which: |n| format!(" la revisión {n}"),
    by: |who, when| format!("{who}, {when}"),
    is_current: "Este es el texto tal como se lee ahora.",
    as_it_read: "Como se leía entonces",
    since: "Qué cambió desde entonces",
    since_text: "Tachado: ya no está. Subrayado: es nuevo.",
    restore: "Restaurar este texto",
    restore_text: "Se crea una revisión nueva con estas palabras. Las del medio quedan en el historial.",
    restore_number: |n| format!("Restaurar la revisión {n}"),
    newer: "Alguien guardó un texto más nuevo mientras tanto",
    newer_text: |who, n| {
        format!(
            "{who} guardó mientras tenías esta página abierta. No se sobrescribió nada. Lee ambos textos aquí abajo; si todavía quieres la revisión {n}, restáurala otra vez."
        )
    },
    now_reads: |who| format!("Como se lee ahora, guardado por {who}"),
};

pub fn texts() -> &'static Texts {
    lang().pick(&EN, &ES)
}
