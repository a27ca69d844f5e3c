//! The words of a proposal.

use crate::{
    lang::{Lang, lang},
    ui::{numbers::number, plural},
    visits::proposing::{UnmetWhy, Why},
};

pub struct DraftTexts {
    pub propose: &'static str,
    pub propose_title: &'static str,
    pub propose_intro: &'static str,
    pub propose_again: &'static str,
    /// By whom it was proposed, how many visits as proposed, how many by hand.
    pub anew_text: fn(&str, i64, i64) -> String,
    pub draft: &'static str,
    pub draft_waits: &'static str,
    pub draft_waits_text: &'static str,
    pub see_draft: &'static str,
    pub intro: fn(&str, &str) -> String,
    pub made: fn(&str, &str) -> String,
    pub visits: fn(i64) -> String,
    pub nobody_knows_yet: &'static str,
    pub longest: &'static str,
    pub days: fn(i64) -> String,
    pub before_after: fn(&str, &str) -> String,
    pub unmet: &'static str,
    pub all_met: &'static str,
    pub unmet_line: fn(i64, i64, UnmetWhy) -> String,
    pub why: &'static str,
    pub why_of: fn(&Why) -> String,
    pub by_hand: &'static str,
    pub publish: &'static str,
    pub publish_text: fn(i64) -> String,
    /// How many, from which day to which.
    pub published: fn(i64, &str, &str) -> String,
    pub throw_away: &'static str,
    pub throw_away_text: fn(i64) -> String,
    pub add: &'static str,
    pub add_title: &'static str,
    pub change_title: &'static str,
    pub take_out: &'static str,
    pub taken_out: &'static str,
    pub put_back: &'static str,
    pub nothing_this_week: &'static str,
    pub nothing_this_week_text: &'static str,
    pub previous: &'static str,
    pub next: &'static str,
    pub span_too_long: &'static str,
    pub nothing_wished: &'static str,
    pub just_proposed: &'static str,
    pub nothing_to_publish: &'static str,
    pub misfits: fn(i64) -> String,
    pub misfits_text: &'static str,
    pub no_fit: &'static str,
    pub gone: &'static str,
    pub gone_text: &'static str,
    pub to_rota: &'static str,
    pub unfit: fn(i64, &str) -> String,
    pub taken: &'static str,
    pub outside: &'static str,
    pub closed: &'static str,
    pub blocked: &'static str,
    pub away: &'static str,
    pub not_working: &'static str,
    pub busy: &'static str,
    pub branch_has_one: &'static str,
    pub instructor_has_one: &'static str,
    pub proposed_at: fn(&str) -> String,
    pub proposed_for: fn(&str) -> String,
}

static EN: DraftTexts = DraftTexts {
    propose: "Propose a rota",
    propose_title: "Propose a rota",
    propose_intro: "Espiral fills the open mornings: whoever has waited longest first, by how often each should be visited, then the shorter way. Nothing is planned before you publish it.",
    propose_again: "Make another proposal",
    anew_text: |who, proposed, by_hand| {
        let gone = format!(
            "{} {} by {who} {} way to new ones.",
            number(proposed),
            plural(Lang::En, proposed, "visit proposed", "visits proposed"),
            plural(Lang::En, proposed, "gives", "give"),
        );
        match by_hand {
            0 => gone,
            1 => format!(
                "{gone} The visit put here by hand stays if it lies in these dates and still fits."
            ),
            n => format!(
                "{gone} Of the {} visits put here by hand, those stay that lie in these dates and still fit.",
                number(n)
            ),
        }
    },
    draft: "Proposed rota",
    draft_waits: "A proposed rota waits",
    draft_waits_text: "Only planners see it until it is published.",
    see_draft: "See proposal",
    intro: |from, to| {
        format!("From {from} to {to}. Change what you like; publish it when it is right.")
    },
    made: |who, when| format!("Proposed by {who}, {when}"),
    visits: |n| format!("{} {}", number(n), plural(Lang::En, n, "visit", "visits")),
    nobody_knows_yet: "Only you and others who plan everywhere see this.",
    longest: "Longest time without a visit",
    days: |n| format!("{} {}", number(n), plural(Lang::En, n, "day", "days")),
    before_after: |before, after| format!("Without this proposal {before}, with it {after}."),
    unmet: "Targets that cannot be met",
    all_met: "Every branch is visited as often as it should be.",
    unmet_line: |days, every, why| {
        let why = match why {
            UnmetWhy::Closed => "it had no open morning when it was due",
            UnmetWhy::Nobody => "nobody could go on its open mornings",
            UnmetWhy::Others => "those who could go went to other branches",
            UnmetWhy::Before => "it had waited too long before the first morning",
        };
        format!(
            "{} {} without a visit, target every {}: {why}",
            number(days),
            plural(Lang::En, days, "day", "days"),
            number(every),
        )
    },
    why: "Why",
    why_of: |why| {
        let waited = match why.waited {
            Some(days) => format!(
                "{} {} since the last visit, target every {}",
                number(days),
                plural(Lang::En, days, "day", "days"),
                number(why.every)
            ),
            None => format!("never visited, target every {} days", number(why.every)),
        };
        let way = match why.minutes {
            Some(0) => " · works there".into(),
            Some(minutes) => format!(" · {} minutes away", number(minutes)),
            None => " · travel unknown".into(),
        };
        let needed = if why.needed { "new people need an instructor · " } else { "" };
        format!("{needed}{waited}{way}")
    },
    by_hand: "put here by hand",
    publish: "Publish rota",
    published: |n, from, to| {
        let visits = plural(Lang::En, n, "visit is", "visits are");
        format!("{} {visits} planned, from {from} to {to}", number(n))
    },
    publish_text: |n| {
        format!(
            "{} {} planned at once: instructors find them on Today, and the people of the branches are invited.",
            number(n),
            plural(Lang::En, n, "visit is", "visits are")
        )
    },
    throw_away: "Discard proposal",
    throw_away_text: |n| {
        format!(
            "{} proposed {} lost, with what was changed by hand. What is planned already stays.",
            number(n),
            plural(Lang::En, n, "visit is", "visits are")
        )
    },
    add: "Add visit",
    add_title: "Add a visit to the proposal",
    change_title: "Change a proposed visit",
    take_out: "Take out",
    taken_out: "Taken out",
    put_back: "Put back",
    nothing_this_week: "Nothing proposed in this week",
    nothing_this_week_text: "Nobody could go, or no branch is due.",
    previous: "Week before",
    next: "Week after",
    span_too_long: "Propose at most 100 days at once",
    nothing_wished: "No visit frequency is set yet. Set in the set-up how often each branch should be visited.",
    just_proposed: "Somebody has just proposed a rota. Look at that one first.",
    nothing_to_publish: "There is nothing to publish",
    misfits: |n| {
        let fit = plural(Lang::En, n, "visit no longer fits", "visits no longer fit");
        format!("{} {fit}", number(n))
    },
    misfits_text: "Something changed since they were proposed. Change them or take them out before you publish.",
    no_fit: "No longer fits",
    gone: "This proposal is not open any more",
    gone_text: "Somebody has published it meanwhile, or thrown it away. What was published is on the rota.",
    to_rota: "See the rota",
    unfit: |n, which| {
        format!(
            "{} {} not fit any more, because something changed since: {which}. Change them or take them out, or make another proposal.",
            number(n),
            plural(Lang::En, n, "visit does", "visits do")
        )
    },
    taken: "The branch or the instructor has another proposed visit on this day",
    outside: "This day is outside the proposal",
    closed: "The branch takes no visits on this day of the week",
    blocked: "The branch takes no visit on this date: it is blocked or a holiday",
    away: "This person is away on this day",
    not_working: "This person does not visit on this day of the week",
    busy: "This person has something else at that time",
    branch_has_one: "The branch has a planned visit on this day already",
    instructor_has_one: "This person has a planned visit on this day already",
    proposed_at: |branch| format!("Goes to {branch} on this day, as proposed"),
    proposed_for: |who| format!("{who} goes there on this day, as proposed"),
};

static ES: DraftTexts = DraftTexts {
    propose: "Proponer un rol",
    propose_title: "Proponer un rol de visitas",
    propose_intro: "Espiral llena las mañanas libres: primero la sede que más ha esperado, según cada cuánto se desea una visita; después, el traslado más corto. Nada se planifica hasta que lo publiques.",
    propose_again: "Proponer otra vez",
    anew_text: |who, proposed, by_hand| {
        let gone = format!(
            "{} {} de {who} {} a otras nuevas.",
            number(proposed),
            plural(Lang::Es, proposed, "visita de la propuesta", "visitas de la propuesta"),
            plural(Lang::Es, proposed, "da paso", "dan paso"),
        );
        match by_hand {
            0 => gone,
            1 => format!(
                "{gone} La visita puesta a mano se queda si está dentro de estas fechas y todavía encaja."
            ),
            n => format!(
                "{gone} De las {} visitas puestas a mano se quedan las que están dentro de estas fechas y todavía encajan.",
                number(n)
            ),
        }
    },
    draft: "Rol propuesto",
    draft_waits: "Hay un rol propuesto",
    draft_waits_text: "Solo lo ven quienes planifican, hasta que se publique.",
    see_draft: "Ver propuesta",
    intro: |from, to| {
        format!("Del {from} al {to}. Cambia lo que quieras y publícalo cuando esté bien.")
    },
    made: |who, when| format!("Propuesto por {who}, {when}"),
    visits: |n| format!("{} {}", number(n), plural(Lang::Es, n, "visita", "visitas")),
    nobody_knows_yet: "Solo lo ven quienes planifican para todas las sedes.",
    longest: "Mayor tiempo sin visita",
    days: |n| format!("{} {}", number(n), plural(Lang::Es, n, "día", "días")),
    before_after: |before, after| format!("Sin esta propuesta {before}; con ella {after}."),
    unmet: "Deseos que no se pueden cumplir",
    all_met: "Cada sede recibe visitas tan seguido como desea.",
    unmet_line: |days, every, why| {
        let why = match why {
            UnmetWhy::Closed => "no tenía una mañana abierta cuando le tocaba",
            UnmetWhy::Nobody => "nadie podía ir en sus mañanas abiertas",
            UnmetWhy::Others => "quienes podían ir fueron a otras sedes",
            UnmetWhy::Before => "ya había esperado demasiado antes de la primera mañana",
        };
        format!(
            "{} {} sin visita, se desea una cada {}: {why}",
            number(days),
            plural(Lang::Es, days, "día", "días"),
            number(every),
        )
    },
    why: "Por qué",
    why_of: |why| {
        let waited = match why.waited {
            Some(days) => format!(
                "{} {} desde la última visita, se desea una cada {}",
                number(days),
                plural(Lang::Es, days, "día", "días"),
                number(why.every)
            ),
            None => format!("nunca visitada, se desea una visita cada {} días", number(why.every)),
        };
        let way = match why.minutes {
            Some(0) => " · trabaja ahí".into(),
            Some(minutes) => format!(" · a {} minutos", number(minutes)),
            None => " · traslado sin definir".into(),
        };
        let needed = if why.needed { "hay personal en inducción · " } else { "" };
        format!("{needed}{waited}{way}")
    },
    by_hand: "puesta a mano",
    publish: "Publicar rol",
    published: |n, from, to| {
        let visits = plural(Lang::Es, n, "visita planificada", "visitas planificadas");
        format!("{} {visits}, del {from} al {to}", number(n))
    },
    publish_text: |n| {
        format!(
            "{} de una vez: quienes visitan las encuentran en Hoy y el personal de las sedes queda invitado.",
            plural(Lang::Es, n, "Se planifica 1 visita", "Se planifican las visitas propuestas")
        )
    },
    throw_away: "Descartar propuesta",
    throw_away_text: |n| {
        format!(
            "Se {} {} {}, con lo que se cambió a mano. Lo que ya está planificado se queda.",
            plural(Lang::Es, n, "pierde", "pierden"),
            number(n),
            plural(Lang::Es, n, "visita propuesta", "visitas propuestas")
        )
    },
    add: "Agregar visita",
    add_title: "Agregar una visita a la propuesta",
    change_title: "Cambiar una visita propuesta",
    take_out: "Quitar",
    taken_out: "Visita quitada",
    put_back: "Volver a poner",
    nothing_this_week: "Nada propuesto en esta semana",
    nothing_this_week_text: "Nadie podía ir o a ninguna sede le toca.",
    previous: "Semana anterior",
    next: "Semana siguiente",
    span_too_long: "Propón 100 días como máximo de una vez",
    nothing_wished: "Todavía ninguna sede desea visitas. Indica en la preparación cada cuánto se visita cada una.",
    just_proposed: "Alguien acaba de proponer un rol. Mira primero ese.",
    nothing_to_publish: "No hay nada que publicar",
    misfits: |n| {
        let fit = plural(Lang::Es, n, "visita ya no encaja", "visitas ya no encajan");
        format!("{} {fit}", number(n))
    },
    misfits_text: "Algo cambió desde que se propusieron. Cámbialas o quítalas antes de publicar.",
    no_fit: "Ya no encaja",
    gone: "Esta propuesta ya no está abierta",
    gone_text: "Alguien la publicó mientras tanto o la descartó. Lo publicado está en el rol de visitas.",
    to_rota: "Ver el rol",
    unfit: |n, which| {
        format!(
            "{} {} porque algo cambió mientras tanto: {which}. Cámbialas o sácalas, o propón otra vez.",
            number(n),
            plural(Lang::Es, n, "visita ya no encaja", "visitas ya no encajan")
        )
    },
    taken: "La sede o la persona ya tiene otra visita propuesta ese día",
    outside: "Ese día está fuera de la propuesta",
    closed: "La sede no recibe visitas ese día de la semana",
    blocked: "La sede no recibe visitas en esa fecha: está bloqueada o es feriado",
    away: "Esta persona no está ese día",
    not_working: "Esta persona no hace visitas ese día de la semana",
    busy: "Esta persona tiene otra cosa a esa hora",
    branch_has_one: "La sede ya tiene una visita planificada ese día",
    instructor_has_one: "Esta persona ya tiene una visita planificada ese día",
    proposed_at: |branch| format!("Va a {branch} ese día, según la propuesta"),
    proposed_for: |who| format!("{who} va ahí ese día, según la propuesta"),
};

pub fn draft_texts() -> &'static DraftTexts {
    lang().pick(&EN, &ES)
}
