use super::Texts;
use crate::{
    lang::Lang,
    onboarding::{
        DayState, EventKind, Held, JobTraining, Need, Signer, Standing, Why, rules::Conflict,
    },
    ui::{
        dates,
        numbers::{decimal, number},
        plural, some_of,
    },
};

pub static TEXTS: Texts = Texts {
    title: "Inducción",
    intro: "Quién terminó sus días de servicio, quién va atrasado y quién puede empezar hoy la capacitación en el puesto.",
    people: "Personas",
    people_count: |n| format!("{} {}", number(n), plural(Lang::Es, n, "persona", "personas")),
    of_people: |n| format!("de {} {}", number(n), plural(Lang::Es, n, "persona", "personas")),
    person: "Persona",
    position: "Puesto",
    branch: "Sede",
    all_branches: "Todas las sedes",
    month: "Mes de ingreso",
    all_months: "Todos los meses",
    state: "Estado",
    all_states: "Todos los estados",
    hired_on: "Fecha de ingreso",
    day: |n| format!("Día {n}"),
    day_state: |x| match x {
        DayState::NotPlanned => "Sin fecha",
        DayState::Planned => "Planificado",
        DayState::Unmarked => "Sin marcar",
        DayState::Present => "Presente, sin firmas",
        DayState::Partial => "Firmado en parte",
        DayState::Done => "Hecho",
        DayState::Missed => "Faltó",
        DayState::Late => "Atrasado",
        DayState::Overridden => "Omitido",
    },
    standing: |x| match x {
        Standing::Running => "En curso",
        Standing::Late => "Atrasada",
        Standing::Done => "Terminada",
        Standing::Overridden => "Con excepción",
        Standing::Exempt => "No la necesita",
    },
    may_start: "Pueden empezar la capacitación",
    needs_something: "Hay algo por hacer",
    median: "Días hasta terminar (mediana)",
    median_note: |n| {
        format!(
            "desde el ingreso, de {} que {}",
            number(n),
            plural(Lang::Es, n, "terminó", "terminaron")
        )
    },
    overrides: "Excepciones de RR. HH.",
    open: "Abierta",
    locked: "Bloqueada",
    nobody: "Todavía no hay nadie nuevo",
    nobody_text: "Agrega a una persona con su fecha de ingreso y sus días se proponen solos.",
    nobody_found: "Nadie coincide",
    nobody_found_text: "Quita algún filtro o muestra a todos.",
    show_all: "Mostrar a todos",
    as_csv: "Como CSV",
    as_xlsx: "Como archivo de Excel",
    export_name: "induccion",
    my_morning: "A quiénes recibo hoy",
    trend: "Días hasta terminar, por mes de ingreso",
    trend_text: "La mediana de quienes terminaron, también de quienes ya no trabajan aquí. Menos es mejor.",
    trend_point: |median, finished, hired| match median {
        Some(days) => format!("{} ({finished} de {hired})", decimal(days, 1)),
        None => format!("sin datos (0 de {hired})"),
    },
    mine_title: "Tus primeros días con nosotros",
    mine_intro: "Aquí ves dónde estar, cuándo y con quién. Después de estos días empieza tu capacitación en el puesto.",
    mine_done: "Todo listo. Tu capacitación en el puesto está abierta.",
    mine_open: "Tu capacitación en el puesto está abierta.",
    none_of_mine: "No tienes una inducción",
    none_of_mine_text: "Quienes acaban de ingresar encuentran aquí sus primeros días.",
    to_sessions: "Ir a las sesiones",
    when: "Cuándo",
    where_: "Dónde",
    with_whom: "Con quién",
    bring: "Qué traer",
    no_time_yet: "Todavía sin fecha",
    what_it_is_about: "De qué trata",
    is_make_up: "día de recuperación",
    done_before: "en la inducción anterior",
    signed_of: |n, of| format!("{n} de {of} {}", plural(Lang::Es, of, "firmado", "firmados")),
    sheet: |n, of| format!("Lo que se observa ({n} de {of} firmados)"),
    progress: "Avance",
    days_done: "Días hechos",
    in_time_until: "A tiempo hasta",
    job_training: "Capacitación en el puesto",
    job_training_from: "Empieza la capacitación el",
    job_training_hint: "Los días deberían terminar antes.",
    plan: "Plan",
    plan_version: |name, n| format!("{name}, versión {n}"),
    earlier: "La inducción anterior",
    history: "Historial",
    event: |x| match x {
        EventKind::Begun => "Empezó la inducción",
        EventKind::Planned => "Planificado",
        EventKind::Moved => "Movido",
        EventKind::Changed => "Otro lugar, instructor o duración",
        EventKind::Unplanned => "Anulado",
        EventKind::Left => "Dejó de trabajar aquí",
        EventKind::Present => "Asistió",
        EventKind::Missed => "No asistió",
        EventKind::Unmarked => "Asistencia deshecha",
        EventKind::Signed => "Firmado el punto",
        EventKind::Unsigned => "Firma deshecha en el punto",
        EventKind::Finished => "Todos los días hechos",
        EventKind::Reopened => "Ya no está terminada",
        EventKind::Released => "Con excepción",
        EventKind::Exempted => "No necesita inducción",
        EventKind::Locked => "Bloqueada otra vez",
        EventKind::Counted => "Vale la inducción anterior",
        EventKind::JobTraining => "Inicio de la capacitación en el puesto",
        EventKind::HiredOn => "Fecha de ingreso corregida",
    },
    signed_points: |items| format!("Firmados los puntos {items}"),
    conflicts: "Por revisar",
    conflict: |x| match x {
        Conflict::Needs { number, need } => match need {
            Need::NotPlanned => format!("El día {number} todavía no tiene fecha."),
            Need::Missed => {
                format!("Faltó al día {number} y todavía no tiene fecha de recuperación.")
            }
            Need::BranchClosed => {
                format!("La sede del día {number} se cerró. Busca otra fecha para ese día.")
            }
            Need::BranchBlocked => {
                format!(
                    "La sede del día {number} no recibe a nadie en esa fecha. Busca otra fecha para ese día."
                )
            }
            Need::Holiday => {
                format!("El día {number} cae en feriado. Busca otra fecha para ese día.")
            }
            Need::Left => {
                format!(
                    "Quien iba a dictar el día {number} ya no trabaja aquí. Busca otra fecha para ese día."
                )
            }
            Need::Role => {
                format!(
                    "Quien iba a dictar el día {number} ya no es instructor en esa sede. Busca otra fecha para ese día."
                )
            }
            Need::Absent => {
                format!(
                    "Quien dicta el día {number} no está en esa fecha. Busca otra fecha para ese día."
                )
            }
        },
        Conflict::BeforeHire { number } => {
            format!("El día {number} está antes del ingreso. Mueve el día.")
        }
        Conflict::Elsewhere { number } => {
            format!("El día {number} es en una sede donde la persona ya no trabaja. Mueve el día.")
        }
        Conflict::TrainingBeforeHire => "La capacitación empieza antes del ingreso.".to_owned(),
        Conflict::AfterJobTraining { number } => {
            format!("El día {number} es cuando ya debería empezar la capacitación en el puesto.")
        }
        Conflict::OutOfOrder { number } => {
            format!("El día {number} está antes del que debería ir primero.")
        }
        Conflict::AfterDeadline { number } => {
            format!("El día {number} pasa del plazo de la inducción.")
        }
        Conflict::HiredAgain { on } => {
            let on = dates::short_date(Lang::Es, on);
            format!(
                "Volvió a ingresar el {on}, cuando estos días ya estaban hechos. Empieza otra inducción o haz que valga esta."
            )
        }
    },
    propose: "Planificar los días",
    nobody_free: "Ningún instructor puede estar ahí en las próximas semanas. Planifica una visita a la sede, da a alguien el rol de instructor o escribe una fecha a mano.",
    plan_day: "Planificar día",
    move_day: "Mover día",
    make_up: "Planificar recuperación",
    date: "Fecha",
    time: "Inicio",
    time_hint: "Según el reloj de la sede.",
    minutes: "Minutos",
    place: "Sala o lugar",
    place_hint: "Por ejemplo: sala de reuniones, segundo piso",
    instructor: "Instructor(a)",
    choose: "Elegir",
    cancel: "Cancelar",
    reason: "Motivo",
    reason_hint: "Lo leen la persona y el instructor.",
    was_held: "Este día ya se realizó. Ya no se puede mover.",
    busy_with: |name, what, branch, when| match what {
        Held::Session => format!("{name} facilita una sesión a esa hora ({when})"),
        Held::Visit => format!("{name} visita {branch} a esa hora ({when})"),
        Held::Day => {
            format!("{name} tiene a su cargo un día de inducción en {branch} a esa hora ({when})")
        }
        Held::Absence => format!("{name} no está a esa hora ({when})"),
    },
    why_with: "Por qué así",
    why: |why, name| match why {
        Why::Visit => format!("{name} visita la sede esa mañana"),
        Why::Together => format!("{name} ya está ahí esa mañana con otro personal nuevo"),
        Why::Base => format!("{name} trabaja ahí"),
        Why::Way(minutes) => format!("{name} tiene la mañana libre y llega en {minutes} minutos"),
        Why::Unknown => {
            format!("{name} tiene la mañana libre, pero no se sabe cuánto demora en llegar")
        }
    },
    wait_for_days: |n| {
        let wait = plural(Lang::Es, n, "persona espera", "personas esperan");
        format!("{} {wait} sus días de inducción donde ya hay una visita programada", number(n))
    },
    wait_for_days_text: "Sus días pueden ser en las mañanas de esas visitas.",
    plan_waiting: "Programar sus días",
    is_through: "La capacitación en el puesto está abierta sin los días. Vuelve a bloquearla para programarlos.",
    busy_onboarding: |name, when| {
        format!("{name} tiene a su cargo un día de inducción a esa hora: {when}.")
    },
    just_taken: |name| {
        format!("Acaban de ocupar esa hora de {name}. Elige otra hora u otro instructor.")
    },
    is_holiday: |name| format!("Ese día es feriado: {name}"),
    closed_then: |weekday| format!("La sede no recibe a nadie los días {weekday}"),
    not_working: |name, weekday| format!("{name} no trabaja los días {weekday}"),
    anyway: "Planificarlo aunque el día no sea habitual",
    anyway_hint: "En un feriado o en un día de la semana en que la sede o el instructor no atiende.",
    same_day: "Otro de los días cae en esa fecha",
    out_of_order_hr: "Los días van en orden. Solo Recursos Humanos puede cambiarlo.",
    present: "Presente",
    absent: "No vino",
    unmark: "Deshacer asistencia",
    sign: "Firmar",
    sign_all: "Firmar todo",
    undo: "Deshacer",
    is_signed: "Firmado: ",
    signed_by: |who, when| format!("{who} · {when}"),
    remark: "Observación",
    remark_hint: "Se guarda con lo que firmes ahora.",
    day_before: "Día anterior",
    day_after: "Día siguiente",
    no_people: "Nadie viene contigo este día",
    no_people_text: "Cuando tengas un día de inducción, aquí verás a las personas para marcar y firmar.",
    not_current: "Esta inducción ya no está en curso.",
    not_planned_yet: "Primero planifica el día.",
    not_begun: "El día todavía no empieza.",
    earlier_first: "Los días van en orden: termina primero el anterior. Solo Recursos Humanos puede cambiarlo.",
    was_absent: "La persona figura como ausente. Márcala primero como presente.",
    signed_already: "Algo de este día está firmado. Deshaz primero las firmas.",
    for_hr: "Para Recursos Humanos",
    save: "Guardar",
    release: "Abrir capacitación",
    release_text: |days| {
        format!(
            "La capacitación se abre aunque faltan estos días: {days}. Tu motivo queda a la vista y se cuenta."
        )
    },
    exempt: "No necesita inducción",
    exempt_text: "Para quien ya lo conoce todo. El motivo queda a la vista.",
    count_earlier: "Contar la inducción anterior",
    count_again_text: "Valen los días hechos antes y la capacitación sigue abierta.",
    hired_again: "Volvió a ingresar",
    count_earlier_text: "Valen los días hechos antes y la capacitación se abre.",
    lock_again: "Bloquear otra vez",
    released_since: "Con excepción de RR. HH. aunque faltan días",
    exempt_since: "No necesita inducción",
    by_on: |who, when| format!("{who}, {when}"),
    locked_because: |name, days| {
        format!(
            "La capacitación en el puesto de {name} está bloqueada. Días de servicio que faltan: {days}. Recursos Humanos puede abrirla con un motivo."
        )
    },
    locked_mine: |days| {
        format!(
            "Esta es capacitación en el puesto. Se abre cuando termines tus días de servicio. Te faltan: {days}."
        )
    },
    not_shared: "Lo que escribiste no se compartió",
    locked_badge: "Bloqueado: faltan días de servicio",
    some_locked: |n| {
        let locked = plural(Lang::Es, n, "bloqueado", "bloqueados");
        format!("{} {locked}: faltan días de servicio", number(n))
    },
    locked_in_roster: |n| {
        format!(
            "{} {}: les faltan días de servicio. No se cuentan como ausentes.",
            number(n),
            plural(
                Lang::Es,
                n,
                "persona invitada aún no puede entrar",
                "personas invitadas aún no pueden entrar"
            )
        )
    },
    earlier_unfinished: "La inducción anterior no se terminó, así que no puede contar.",
    after: "Lo que sigue",
    is_open: "La capacitación en el puesto está abierta.",
    opens_after: |days| {
        format!("La capacitación en el puesto se abre al terminar estos días: {days}.")
    },
    kind_label: "Tipo",
    kind: |x| match x {
        JobTraining::Technical => "Técnica",
        JobTraining::Behavioural => "Conductual",
    },
    kind_hint: |x| match x {
        JobTraining::Technical => "El sistema y sus cambios",
        JobTraining::Behavioural => "Cumplir y superar lo que el cliente necesita",
    },
    no_modules_of_position: "No hay módulos para este puesto.",
    module_done: "Marcar como hecho",
    sit_ins: "Acompañamientos",
    sit_ins_text: "Al lado de alguien con experiencia, en el trabajo real.",
    no_sit_ins: "Todavía ninguno. Acompaña a alguien con experiencia y escribe lo que viste.",
    add_sit_in: "Agregar acompañamiento",
    host: "Con quién",
    observed: "Qué se observó",
    observed_hint: "Lo que hizo, dijo y decidió.",
    reflection: "Reflexión",
    reflection_hint: "Qué harías igual y qué te sorprendió.",
    as_note: "Compartir la reflexión como nota",
    as_note_hint: "Con tu nombre, en el muro de una sesión a la que asististe. La lee quien ve esa sesión.",
    note_later: "Cuando hayas estado en una sesión después de tu ingreso, podrás compartir tu reflexión como nota desde aquí.",
    share_as_note: "Compartir como nota",
    sat_with: |name| format!("Con {name}"),
    sat_with_you: |name| format!("{name} te acompañó"),
    confirmed: "Confirmado por quien recibió",
    not_confirmed: "Sin confirmar",
    not_so: "Quien recibió dice que no fue así",
    deny_sit_in: "No fue así",
    deny_sit_in_text: "Quien lo escribió lee tu motivo y puede corregirlo.",
    why_not_so: "Por qué no fue así",
    why_not_so_missing: "Escribe por qué no fue así",
    correct_sit_in: "Corregir",
    withdraw_sit_in: "Retirar",
    withdraw_sit_in_text: "El acompañamiento se borra. Si su reflexión ya es una nota, la nota queda.",
    sit_in_confirmed: "Ya está confirmado. No se puede cambiar.",
    became_note: "La nota que salió de aquí",
    to_confirm: "Por confirmar de tu parte",
    host_remark: "Lo que agregas",
    confirm: "Confirmar",
    host_missing: "Elige con quién",
    past_date_missing: "Escribe una fecha hasta hoy",
    observed_missing: "Escribe qué se observó",
    own_reflection: "Solo la propia persona comparte su reflexión",
    sit_in_exists: "Ya hay un acompañamiento con esa persona ese día",
    plans: "Planes",
    plans_intro: "Qué se aprende cada día. Cada persona conserva la versión con la que empezó.",
    no_plan: "Los tres días de siempre",
    no_plan_text: "Se crean cuando empieza la primera persona. Agrega un plan propio para un puesto que necesite otro.",
    new_plan: "Nuevo plan para un puesto",
    edit_plan: "Editar plan",
    for_everybody: "Para todos los que no tienen un plan propio",
    version: |n| format!("versión {n}"),
    on_their_way: |n| format!("{} en curso", number(n)),
    day_facts: |minutes, items, signer| {
        let who = match signer {
            Signer::Own => "firma quien lo dicta",
            Signer::Any => "firma cualquier instructor",
        };
        format!(
            "{minutes} min · {items} {} · {who}",
            plural(Lang::Es, items, "conducta", "conductas")
        )
    },
    signer: |x| match x {
        Signer::Own => "El instructor que dicta el día",
        Signer::Any => "Cualquier instructor de la sede",
    },
    keep_theirs: |n| {
        format!(
            "{} en curso. Conservan su versión; lo que guardes vale para quienes empiecen desde ahora.",
            number(n)
        )
    },
    plan_name: "Nombre del plan",
    plan_position_hint: "Las personas de este puesto empiezan con este plan.",
    save_version: "Guardar como nueva versión",
    add_day: "Agregar día",
    day_title: "Título",
    topics: "Temas",
    one_a_line: "Uno por línea.",
    materials: "Materiales",
    materials_hint: "Uno por línea: una hoja, un video, una dirección como https://…",
    training_place: "Lugar de capacitación",
    training_place_hint: "Las personas nuevas tienen sus días de servicio en su sede, o aquí cuando nadie puede ir a ella.",
    training_place_none: "Solo en su propia sede",
    by_branch: "Por sede",
    on_way: "En curso",
    to_check: |n| format!("{n} por revisar"),
    overrides_note: "en total, incluidas las retiradas",
    nobody_admitted: |n| {
        format!(
            "{}: faltan sus días de servicio. No hay nadie más, así que esta sesión no se abre.",
            if n == 1 {
                "La única persona invitada aún no puede entrar".to_owned()
            } else {
                format!("Ninguna de las {n} personas invitadas puede entrar todavía")
            }
        )
    },
    items: "Lo que se debe observar",
    items_hint: "Una conducta por línea, de modo que dos personas vean lo mismo.",
    who_signs: "Quién firma",
    day_empty_hint: "deja vacío el título para quitar este día",
    plan_exists: "Este puesto ya tiene un plan",
    none_of_person: "Sin inducción.",
    to_onboarding: "Ver la inducción",
    begin: "Empezar inducción",
    begin_text: "Sus días se proponen en las próximas mañanas libres. La capacitación en el puesto queda bloqueada hasta terminarlos.",
    begin_again: "Empezar otra inducción",
    begin_again_text: "Para quien ingresó otra vez. La anterior queda y puedes dejar que cuente.",
    running_already: "La persona ya tiene una inducción en curso.",
    exempt_hire: "Por qué no necesita inducción",
    exempt_hire_hint: "Déjalo vacío: a quien ingresó en los últimos 30 días se le proponen sus días de servicio. El motivo queda a la vista.",
    certificate: "Constancia",
    print_hint: "Imprime esta página o guárdala como PDF.",
    certifies: "Se deja constancia de que",
    certificate_text: |plan, branch, on| {
        format!("completó la inducción «{plan}» en {branch} el {on}.")
    },
    qr: "Lleva a la página que comprueba esta constancia",
    qr_hint: "Para comprobarla, escanea e ingresa.",
    verify: "Comprobar una constancia",
    valid: "Esta constancia es válida",
    valid_text: "Asistió todos los días y están firmados.",
    not_valid: "No es una constancia válida",
    not_valid_text: "La dirección es incorrecta o se deshizo una firma.",
    finished_on: "Terminada el",
    to_today: "Ir a Hoy",
    today_is_own: "Hoy tienes un día de inducción",
    today_is_held: "Hoy te esperan personas nuevas",
    today_own: "Tu próximo día de inducción",
    today_held: "Días de inducción a tu cargo",
    today_in_need: "Días de inducción por planificar",
    today_late: |n| {
        format!(
            "{} {} con la inducción",
            number(n),
            plural(Lang::Es, n, "persona va atrasada", "personas van atrasadas")
        )
    },
    today_late_text: "Sus días de servicio no se hicieron a tiempo. Mira qué falta.",
    branch_missing: "Elige una sede",
    date_missing: "Escribe una fecha como 15/03/2026",
    before_hire: "Esta fecha es anterior al ingreso",
    time_missing: "Escribe una hora como 09:00",
    minutes_wrong: "Escribe minutos de 15 a 720",
    instructor_missing: "Elige un instructor",
    too_long: "Acorta el texto",
    reason_missing: "Escribe el motivo",
    title_missing: "Escribe un título",
    name_missing: "Escribe un nombre",
    items_missing: "Escribe al menos una conducta",
    items_long: "Como máximo 30 líneas de 500 caracteres",
    position_missing: "Elige un puesto",
    late_days: "Días para terminar la inducción",
    late_days_hint: "Desde el ingreso. Quien no terminó hasta entonces aparece como atrasado.",
    late_days_wrong: "Escribe días de 1 a 365",
    session_kind: "Capacitación en el puesto",
    session_kind_hint: "Las personas nuevas entran solo al terminar sus días de servicio. Las sesiones de un programa que es capacitación en el puesto siempre lo son.",
    session_none: "No es capacitación en el puesto",
    programme_kind_hint: "Las personas nuevas entran a sus sesiones solo al terminar sus días de servicio.",
    programme_kind_edit_hint: "Las personas nuevas entran a sus sesiones solo al terminar sus días de servicio. El cambio vale también para las sesiones planificadas; las que ya se realizaron quedan como están.",
    programmes_after: "Programas",
    locked_in_programme: |n| {
        format!(
            "{} {}: faltan días de servicio. Todavía no se les espera.",
            number(n),
            plural(
                Lang::Es,
                n,
                "persona invitada está bloqueada",
                "personas invitadas están bloqueadas"
            )
        )
    },
    locked_is_there: "Alguien a quien le faltan días de servicio ya está en la lista de una sesión planificada. Deshaz primero esa asistencia.",
    locked_inside: |names| {
        format!(
            "Con asistencia, pero sin terminar sus días de servicio: {}. Deshaz primero esa asistencia en la lista o pide a Recursos Humanos que abra la capacitación en el puesto.",
            some_of(Lang::Es, names)
        )
    },
};
