//! The words of letters about sessions. They are picked by the language of who gets them.

use crate::lang::Lang;

pub struct Words {
    pub invitation: &'static str,
    pub invited: &'static str,
    pub facilitating: &'static str,
    pub moved: &'static str,
    pub moved_text: &'static str,
    pub changed: &'static str,
    pub changed_text: &'static str,
    pub cancelled: &'static str,
    pub cancelled_text: &'static str,
    pub reinstated: &'static str,
    pub reinstated_text: &'static str,
    pub uninvited: &'static str,
    pub uninvited_text: &'static str,
    pub reminder: &'static str,
    pub reminder_text: &'static str,
    pub topic: &'static str,
    pub when: &'static str,
    pub place: &'static str,
    pub link: &'static str,
    pub with: &'static str,
    pub programme: &'static str,
    pub before: &'static str,
    pub reason: &'static str,
    pub online: &'static str,
    pub was: fn(&str, &str) -> String,
    pub nobody: &'static str,
    pub see: &'static str,
    pub see_programme: &'static str,
    pub programme_planned: fn(&str) -> String,
    pub programme_planned_text: &'static str,
    pub programme_cancelled: fn(&str) -> String,
    pub programme_cancelled_text: &'static str,
    pub several: fn(i64) -> String,
    pub several_text: &'static str,
    pub see_visits: &'static str,
    pub see_today: &'static str,
}

const EN: Words = Words {
    invitation: "Invitation",
    invited: "You are invited to a session.",
    facilitating: "You facilitate this session.",
    moved: "Moved",
    moved_text: "This session has moved to another date or time.",
    changed: "Changed",
    changed_text: "Something about this session has changed.",
    cancelled: "Cancelled",
    cancelled_text: "This session does not take place.",
    reinstated: "It takes place after all",
    reinstated_text: "This session was cancelled and now takes place after all.",
    uninvited: "You need not come",
    uninvited_text: "You are no longer among those invited to this session.",
    reminder: "Reminder",
    reminder_text: "This session is coming up.",
    topic: "Topic",
    when: "When",
    place: "Where",
    link: "Link to join",
    with: "With",
    programme: "Programme",
    before: "Before",
    reason: "Reason",
    online: "Online",
    was: |now, before| format!("{now} (before: {before})"),
    nobody: "nobody named yet",
    see: "See the session",
    see_programme: "See the programme",
    programme_planned: |name| format!("Invitation: {name}"),
    programme_planned_text: "You are invited to a programme. These are its sessions:",
    programme_cancelled: |name| format!("Cancelled: {name}"),
    programme_cancelled_text: "This programme was called off. These sessions do not take place:",
    several: |n| format!("{n} changes to your visits and sessions"),
    several_text: "One change concerns several of your visits and sessions:",
    see_visits: "See the visits",
    see_today: "See Today",
};

const ES: Words = Words {
    invitation: "Invitación",
    invited: "Tienes una invitación a una sesión.",
    facilitating: "Facilitas esta sesión.",
    moved: "Sesión movida",
    moved_text: "Esta sesión se movió a otra fecha u hora.",
    changed: "Cambio",
    changed_text: "Hay un cambio en esta sesión.",
    cancelled: "Cancelada",
    cancelled_text: "Esta sesión no se realizará.",
    reinstated: "Sí se realizará",
    reinstated_text: "Esta sesión estaba cancelada y finalmente sí se realizará.",
    uninvited: "Ya no hace falta que vayas",
    uninvited_text: "Ya no estás en la lista de esta sesión.",
    reminder: "Recordatorio",
    reminder_text: "Se acerca esta sesión.",
    topic: "Tema",
    when: "Cuándo",
    place: "Dónde",
    link: "Enlace para conectarte",
    with: "Facilita",
    programme: "Programa",
    before: "Antes",
    reason: "Motivo",
    online: "En línea",
    was: |now, before| format!("{now} (antes: {before})"),
    nobody: "todavía por definir",
    see: "Ver la sesión",
    see_programme: "Ver el programa",
    programme_planned: |name| format!("Invitación: {name}"),
    programme_planned_text: "Tienes una invitación a un programa. Estas son sus sesiones:",
    programme_cancelled: |name| format!("Cancelado: {name}"),
    programme_cancelled_text: "Este programa se canceló. Estas sesiones no se realizarán:",
    several: |n| format!("{n} cambios en tus visitas y sesiones"),
    several_text: "Un mismo cambio toca varias de tus visitas y sesiones:",
    see_visits: "Ver las visitas",
    see_today: "Ver Hoy",
};

static SESSION: [Words; 2] = [EN, ES];

/// The same of visits to a branch.
static VISIT: [Words; 2] = [
    Words {
        invited: "There is a visit to your branch.",
        facilitating: "You make this visit.",
        moved_text: "This visit has moved to another date or time.",
        changed_text: "Something about this visit has changed.",
        cancelled_text: "This visit does not take place.",
        reinstated_text: "This visit was cancelled and now takes place after all.",
        uninvited_text: "You no longer make this visit.",
        invitation: "Planned",
        see: "See the visit",
        ..EN
    },
    Words {
        invited: "Hay una visita a tu sede.",
        facilitating: "Tienes a cargo esta visita.",
        moved_text: "Esta visita se movió a otra fecha u hora.",
        changed_text: "Hay un cambio en esta visita.",
        cancelled_text: "Esta visita no se realizará.",
        reinstated_text: "Esta visita estaba cancelada y finalmente sí se realizará.",
        uninvited_text: "Ya no tienes a cargo esta visita.",
        moved: "Visita movida",
        invitation: "Planificada",
        with: "Va",
        see: "Ver la visita",
        ..ES
    },
];

impl Words {
    pub fn of(lang: Lang) -> &'static Words {
        let [en, es] = &SESSION;
        lang.pick(en, es)
    }

    pub fn of_visit(lang: Lang) -> &'static Words {
        let [en, es] = &VISIT;
        lang.pick(en, es)
    }
}
