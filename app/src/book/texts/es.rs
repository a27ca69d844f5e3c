use super::Texts;
use crate::{
    lang::Lang,
    ui::{numbers::number, plural},
};

fn count(n: i64, one: &'static str, many: &'static str) -> String {
    format!("{} {}", number(n), plural(Lang::Es, n, one, many))
}

pub static TEXTS: Texts = Texts {
    card: "El conocimiento en archivos",
    card_text: "Notas, conceptos, decisiones, arquetipos y prácticas en Markdown, con fotos, comentarios y el origen de cada uno.",
    take_out: "Descargar",
    carry_in: "Traer conocimiento",
    empty_text: "Aquí todavía nadie dijo nada. Puedes traer el conocimiento de otro programa.",
    revision: "Revisión",
    dissent: "Discrepancia",
    contribution: "Aporte",
    comment: "Comentario",
    readme: |name| {
        format!(
            "# {name}\n\nEl conocimiento de un programa, un archivo por cada cosa.\n\n\
             - `sessions` dónde se reunió la gente, `notes` lo que dijo allí, \
             `polls` lo que respondió\n\
             - `concepts` lo que se puso en palabras, `rounds` cómo se evaluó, `decisions` lo que se decidió sobre ello\n\
             - `archetypes` lo que se construyó con ello, `versions` cada texto fijado\n\
             - `practices` adónde llegó\n\
             - `photos` de las notas, `comments` sobre todo ello, `upkeep` quién lo mantiene al día\n\n\
             Entre las líneas `+++` está qué es cada cosa y de dónde viene. Los nombres ocultos no \
             están en estos archivos. Se pueden traer a un programa vacío.\n"
        )
    },
    programmes: "Programas",
    title: "Traer conocimiento",
    intro: "De un archivo descargado de otro programa, o escrito a mano.",
    file: "Archivo",
    file_hint: "Un .zip de 32 MB como máximo.",
    read_file: "Revisar el archivo",
    no_file: "Primero elige un archivo.",
    too_large: "El archivo pasa de 32 MB.",
    broken: "El archivo no llegó completo. Envíalo otra vez.",
    back: "Volver al programa",
    how: "Qué pasa",
    how_what: "Qué viene",
    how_what_text: "Sesiones con sus notas, fotos, temas y los sondeos cuyos resultados se mostraron, conceptos con todas sus revisiones, decisiones y discrepancias, arquetipos con versiones y pruebas, prácticas, comentarios, quién responde por un texto, y qué viene de qué.",
    how_people: "Personas",
    how_people_text: "Se reconocen por su correo; si no, por su nombre. De las demás solo queda el nombre.",
    how_hidden: "Nombres ocultos",
    how_hidden_text: "Nunca están en el archivo. Esas notas quedan sin nombre.",
    how_rest: "Qué no viene",
    how_rest_text: "Las evaluaciones, quién respondió los sondeos, la asistencia y los invitados. Las sesiones que vienen no cuentan en ningún indicador.",
    check: "Revisar el conocimiento",
    check_intro: |name| format!("De «{name}». Todavía no se agregó nada."),
    other_file: "Elegir otro archivo",
    will_add: "Qué se agregará",
    sessions: "Sesiones",
    notes: "Notas",
    polls: "Sondeos",
    concepts: "Conceptos",
    rounds: "Rondas de evaluación",
    decisions: "Decisiones",
    archetypes: "Arquetipos",
    versions: "Versiones",
    practices: "Prácticas",
    photos: "Fotos",
    comments: "Comentarios",
    of_them_unnamed: |n| format!("{} sin nombre", number(n)),
    phase_moves: |phase| format!("El programa sigue en la fase {phase}."),
    becomes_job_training: |kind| {
        format!(
            "El programa pasa a ser capacitación en el puesto ({kind}): el personal nuevo entra cuando terminó sus días de servicio."
        )
    },
    names: "Quién es quién",
    names_text: "Estos nombres están en el archivo.",
    name: "Nombre en el archivo",
    here: "Aquí",
    by_email: "por su correo",
    by_name: "por su nombre",
    name_kept: "Nadie de aquí; queda el nombre",
    aside: "Sin usar",
    aside_text: "De estos archivos no se lee nada.",
    carry: |n| format!("Traer {}", count(n, "elemento", "elementos")),
    commit_text: "Todo se agrega a la vez. No se puede deshacer en conjunto.",
    cannot_read: "No se puede traer el archivo",
    problems: |n| count(n, "problema", "problemas"),
    problems_text: "No se agregó nada. Corrige los archivos y envíalos otra vez.",
    more_problems: |n| format!("Y {} más.", number(n)),
    place: "Dónde",
    line: |line| format!("línea {line}"),
    what: "Qué está mal",
    changed_meanwhile: "Entretanto cambió quién es quién. Revísalo otra vez.",
    carried: |programme| format!("Vino de «{programme}»"),
    carried_by: |who, when| format!("Se hizo en otro lugar. {who} la trajo el {when}."),
    held_by: |names| format!("Facilitó: {names}."),
    phase_reason: |programme| format!("Conocimiento traído de «{programme}»"),
    no_phases: "Solo un programa de cinco fases recibe conocimiento.",
    not_active: "Este programa terminó. Ya no recibe conocimiento.",
    not_empty: "En este programa ya se dijo o se hizo algo. El conocimiento se trae a un programa vacío: planifica uno nuevo.",
    no_zip: "No es un archivo .zip, o está dañado.",
    too_many_files: |most| format!("Contiene más de {} archivos.", number(most)),
    file_too_large: |file| {
        format!(
            "{file} es muy grande al descomprimirlo. Un texto tiene 2 MB como máximo y una foto 5 MB; todos los textos, 20 MB, y todas las fotos, 40 MB."
        )
    },
    no_text: |file| {
        format!("No se puede leer {file}: está dañado, tiene contraseña o no es texto en UTF-8.")
    },
    no_programme: "Falta el archivo programme.md",
    format_wrong: |version| format!("Es la versión {version} del formato; se lee la versión 1"),
    no_front: "La primera línea debe ser +++; después va qué es, y luego otra vez +++",
    endless_front: "Falta la segunda línea +++",
    front_wrong: |why| format!("No se puede leer: {why}"),
    field_missing: |name| format!("Falta «{name}»"),
    field_unknown: |name, known| format!("Aquí no se conoce «{name}». Se conocen: {known}"),
    word_unknown: |word, known| format!("«{word}» no es ninguna de estas palabras: {known}"),
    nothing_in_it: "No contiene nada: ni sesiones, ni notas, ni conceptos",
    too_many: |most| format!("Son más de {}", number(most)),
    too_long: |most| format!("Usa {} caracteres como máximo", number(most)),
    name_wrong: "Un nombre tiene de 1 a 120 caracteres",
    person_twice: |key| format!("«{key}» está dos veces; dale otra clave (key) a uno"),
    phase_wrong: "Una fase es un número del 1 al 5",
    moves_wrong: "Los pasos empiezan en la fase 1, cada uno va una fase adelante o atrás desde donde llegó el anterior, ninguno es futuro y el último llega a la fase del programa",
    round_wrong: "Estos resultados no cuadran entre sí",
    weights_wrong: "Los pesos de los criterios son números enteros desde 1 y suman 100",
    moment_wrong: "El año debe estar entre 1900 y 2200",
    ends_wrong: "Termina antes de empezar",
    zone_wrong: "Escribe una zona horaria como America/Lima",
    count_wrong: "Escribe un número de 0 a 100,000",
    topic_missing: "Falta el tema de la sesión",
    theme_wrong: "Este tema está vacío o repetido",
    theme_unknown: "La sesión de esta nota no tiene este tema",
    link_wrong: |to| format!("No hay un archivo «{to}.md» de este tipo"),
    origin_wrong: |to| {
        format!("«{to}.md» falta o viene después; aquello de lo que se hace un concepto va antes")
    },
    photo_missing: |file| format!("No está la foto «{file}»"),
    photo_twice: |file| format!("La foto «{file}» ya es de otra nota"),
    section_wrong: "Solo un arquetipo tiene secciones: purpose, steps, roles, tools, checklist, measures, risks",
    comment_missing: "No tiene ningún comentario",
    options_wrong: "Una opción está vacía o repetida",
    answers_few: |least| {
        format!("Un resultado tiene {least} respuestas o más: de menos no se dice nada")
    },
    answers_wrong: "Las respuestas no cuadran: si se elige una opción, los conteos suman tantas como las respuestas; si se eligen varias, al menos tantas; y cada texto es una respuesta",
    words_wrong: |most| format!("Una respuesta es una línea de 1 a {most} caracteres"),
    kept_twice: "Hay otro archivo sobre lo mismo; junta los dos en uno",
    ended_twice: "Solo un retiro puede seguir vigente; di cuándo se deshicieron los otros",
    revision_wrong: "El concepto no tiene esta revisión",
    reasons_missing: "Faltan las razones",
    dissent_missing: "Falta el texto de una discrepancia",
    contribution_missing: "Falta el texto de un aporte",
    text_outside: "Este texto no está en ninguna sección",
    number_wrong: |number| {
        format!("Debería ser la versión {number}: se numeran desde 1, sin saltos")
    },
    frozen_wrong: |section| {
        format!("La sección «{section}» no dice lo mismo que la revisión fijada")
    },
    untried: "Una versión se prueba antes de publicarla",
    unreleased: "Solo se expande una versión publicada",
    place_missing: "Falta el lugar",
    target_missing: "Falta el destino",
    offered_twice: "Esta versión se ofreció dos veces al mismo destino",
    moves_missing: "No hay ningún paso: escribe al menos cuándo se ofreció",
};
