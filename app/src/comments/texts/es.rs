use super::Texts;
use crate::{
    lang::Lang,
    provenance::Kind,
    ui::{numbers::number, plural},
};

fn on(kind: Kind) -> &'static str {
    match kind {
        Kind::Note => "una nota",
        Kind::Concept => "un concepto",
        Kind::Archetype => "un arquetipo",
        Kind::Practice => "una práctica",
    }
}

pub static TEXTS: Texts = Texts {
    comment: "Comentar",
    comment_which: |passage| format!(" «{passage}»"),
    count: |n| format!("{} {}", number(n), plural(Lang::Es, n, "comentario", "comentarios")),
    count_which: |passage| format!(" sobre «{passage}»"),
    comments: "Comentarios",
    empty: "Nadie comentó todavía. Para hacerlo, señala un pasaje o toca el signo que lleva al lado.",
    empty_whole: "Nadie comentó todavía.",
    comment_whole: "Comentar todo el texto",
    whole: "Sobre el conjunto",
    earlier: "Sobre un texto anterior",
    earlier_text: "El pasaje cambió desde entonces o ya no está.",
    on_revision: |n| format!("revisión {n}"),
    resolved: |n| format!("{} {}", number(n), plural(Lang::Es, n, "resuelto", "resueltos")),
    resolved_by: |who, when| format!("Resuelto por {who}, {when}"),
    reopened_by: |who, when| format!("Abierto otra vez por {who}, {when}"),
    author: "Quien escribió la nota",
    only_you: |name| format!("{name} (los demás leen «Quien escribió la nota»)"),
    edited: "editado",
    deleted: "Este comentario se retiró.",
    mentions: |names| format!("Menciona a {names}"),
    reply: "Responder",
    resolve: "Marcar como resuelto",
    reopen: "Abrir otra vez",
    edit: "Editar",
    delete: "Eliminar",
    delete_text: "Tus palabras se pierden para siempre. Las respuestas quedan.",
    to_passage: "Ver el pasaje",
    new_title: "Comentar",
    edit_title: "Editar comentario",
    about_passage: "Sobre este pasaje",
    about_whole: |kind| match kind {
        Kind::Note => "Sobre toda la nota",
        Kind::Concept => "Sobre todo el concepto",
        Kind::Archetype => "Sobre todo el arquetipo",
        Kind::Practice => "Sobre toda la práctica",
    },
    body: "Tu comentario",
    body_hint: "Escribe @ y un nombre completo para mencionar a alguien. **Dos asteriscos** ponen negrita.",
    answer: "Tu respuesta",
    hidden_title: "Tu nombre sigue oculto",
    hidden_text: "Compartiste esta nota con tu nombre oculto. Los demás leen «Quien escribió la nota» sobre tu comentario.",
    call: "Mencionar a alguien",
    find_person: "Buscar a una persona por nombre",
    find: "Buscar",
    nothing_found: |text| format!("Nadie que pueda ver esto se llama «{text}»."),
    called: "A quién mencionas",
    send: "Comentar",
    send_reply: "Responder",
    save: "Guardar comentario",
    cancel: "Cancelar",
    choose_passage: "¿De qué pasaje hablas?",
    you_are_mentioned: "Te mencionaron",
    calls_you: |who, kind| format!("{who} te menciona en un comentario sobre {}", on(kind)),
    author_calls_you: |kind| {
        format!("Quien la escribió te menciona en un comentario sobre {}", on(kind))
    },
    read_it: "Leerlo",
    unread: "nuevo",
    my_mentions: "Dónde te mencionaron",
    unseen: "En un comentario que ya no puedes ver",
    to_review: "Por revisar",
    review_by: |day| format!("Revisar hasta el {day}"),
    all_reviews: "Todas las revisiones",
    body_missing: "Escribe lo que quieres decir",
    body_long: "Usa como máximo 4,000 caracteres",
    passage_gone: "Este pasaje cambió mientras tanto. Elige el pasaje otra vez; tu comentario sigue aquí abajo.",
    cannot_see: |name| {
        format!("{name} no puede ver esto, así que la mención no le llegaría. Quita el nombre.")
    },
    several: |name| {
        format!(
            "Varias personas se llaman {name}. Elige a quién te refieres en «Mencionar a alguien»."
        )
    },
    mentions_many: "Menciona como máximo a 20 personas",
};
