//! The words about branches, departments and positions.

use crate::{
    lang::Lang,
    people::NameList,
    ui::{numbers::number, plural},
};

pub struct Texts {
    pub places: &'static str,
    pub branches: &'static str,
    pub branches_intro: &'static str,
    pub add_branch: &'static str,
    pub edit_branch: &'static str,
    pub branch_name: &'static str,
    pub address: &'static str,
    pub time_zone: &'static str,
    pub zone_hint: &'static str,
    pub people: &'static str,
    pub no_branches: &'static str,
    pub no_branches_text: &'static str,
    pub local_time: &'static str,
    pub branch_name_missing: &'static str,
    pub zone_unknown: &'static str,
    pub branch_taken: &'static str,
    pub deactivate_branch_text: fn(&str) -> String,
    pub branch_in_use: fn(i64) -> String,
    /// Visits and CS days to come at a branch.
    pub still_planned: fn(i64, i64) -> String,
    pub see_visits: &'static str,
    pub see_them: &'static str,
    pub branch_inactive: &'static str,
    pub branch_inactive_text: &'static str,
    pub departments: List,
    pub positions: List,
    pub name: &'static str,
    pub name_missing: &'static str,
    pub name_taken: &'static str,
    pub add: &'static str,
    pub inactive: &'static str,
    pub inactive_text: &'static str,
    pub deactivate: &'static str,
    pub deactivate_confirm: &'static str,
    pub deactivate_text: fn(&str) -> String,
}

/// The words about one of the lists of names.
pub struct List {
    pub title: &'static str,
    pub intro: &'static str,
    pub new: &'static str,
    pub empty: &'static str,
    pub empty_text: &'static str,
}

impl Texts {
    pub fn list(&self, list: NameList) -> &List {
        match list {
            NameList::Departments => &self.departments,
            NameList::Positions => &self.positions,
        }
    }
}

pub static EN: Texts = Texts {
    places: "Branches, departments and positions",
    branches: "Branches",
    branches_intro: "The places where people work. Sessions take the time zone of theirs.",
    add_branch: "Add branch",
    edit_branch: "Edit branch",
    branch_name: "Name",
    address: "Address",
    time_zone: "Time zone",
    zone_hint: "Type the nearest big city and choose: America/Lima",
    people: "People",
    no_branches: "No branches yet",
    no_branches_text: "A branch is a place where people work. Add the first one, then its people.",
    local_time: "Time there now",
    branch_name_missing: "Enter the name of the branch",
    zone_unknown: "Choose a time zone from the list, such as America/Lima",
    branch_taken: "There is a branch of this name already",
    deactivate_branch_text: |name| {
        format!(
            "{name} is no longer offered for people and sessions. What happened there stays in the history. You can reactivate it at any time."
        )
    },
    branch_in_use: |n| {
        format!(
            "{} {} here. To deactivate the branch, move them to another one or deactivate them first.",
            number(n),
            plural(Lang::En, n, "active person works", "active people work")
        )
    },
    see_them: "See them",
    still_planned: |visits, days| {
        let told = super::visits_and_days(Lang::En, visits, days);
        format!("Still planned there: {told}. Call visits off and move days first.")
    },
    see_visits: "See the visits",
    branch_inactive: "Not active",
    branch_inactive_text: "It is not offered for people and sessions. What happened there stays in the history.",
    departments: List {
        title: "Departments",
        intro: "What people work on, across the branches. Programmes and sessions can be for a department.",
        new: "New department",
        empty: "No departments yet",
        empty_text: "Add the first one above, for example “Laboratory”.",
    },
    positions: List {
        title: "Positions",
        intro: "What people are there for. Programmes and sessions can be for a position.",
        new: "New position",
        empty: "No positions yet",
        empty_text: "Add the first one above, for example “Receptionist”.",
    },
    name: "Name",
    name_missing: "Enter a name",
    name_taken: "This name is in the list already",
    add: "Add",
    inactive: "Not active",
    inactive_text: "It is no longer offered. Whoever has it keeps it.",
    deactivate: "Deactivate",
    deactivate_confirm: "Yes, deactivate",
    deactivate_text: |name| {
        format!(
            "“{name}” is no longer offered for people and audiences. Whoever has it keeps it. You can reactivate it at any time."
        )
    },
};

pub static ES: Texts = Texts {
    places: "Sedes, áreas y puestos",
    branches: "Sedes",
    branches_intro: "Los lugares donde se trabaja. Cada sesión usa la zona horaria de su sede.",
    add_branch: "Agregar sede",
    edit_branch: "Editar sede",
    branch_name: "Nombre",
    address: "Dirección",
    time_zone: "Zona horaria",
    zone_hint: "Escribe la ciudad grande más cercana y elige: America/Lima",
    people: "Personas",
    no_branches: "Todavía no hay sedes",
    no_branches_text: "Una sede es un lugar donde se trabaja. Agrega la primera y luego a su gente.",
    local_time: "Hora actual allí",
    branch_name_missing: "Escribe el nombre de la sede",
    zone_unknown: "Elige una zona horaria de la lista, como America/Lima",
    branch_taken: "Ya hay una sede con este nombre",
    deactivate_branch_text: |name| {
        format!(
            "{name} ya no se ofrece para personas ni sesiones. Lo que pasó allí queda en el historial. Puedes reactivarla cuando quieras."
        )
    },
    branch_in_use: |n| {
        format!(
            "Aquí {} {}. Para desactivar la sede, pásalas antes a otra o dales de baja.",
            plural(Lang::Es, n, "trabaja", "trabajan"),
            (super::of(Lang::Es).count)(n)
        )
    },
    see_them: "Ver quiénes son",
    still_planned: |visits, days| {
        let told = super::visits_and_days(Lang::Es, visits, days);
        format!("Todavía hay planificado ahí: {told}. Cancela antes las visitas y mueve los días.")
    },
    see_visits: "Ver las visitas",
    branch_inactive: "Inactiva",
    branch_inactive_text: "No se ofrece para personas ni sesiones. Lo que pasó allí queda en el historial.",
    departments: List {
        title: "Áreas",
        intro: "En qué se trabaja, en todas las sedes. Un programa o una sesión puede ser para un área.",
        new: "Área nueva",
        empty: "Todavía no hay áreas",
        empty_text: "Agrega la primera arriba, por ejemplo «Laboratorio».",
    },
    positions: List {
        title: "Puestos",
        intro: "Qué hace cada persona. Un programa o una sesión puede ser para un puesto.",
        new: "Puesto nuevo",
        empty: "Todavía no hay puestos",
        empty_text: "Agrega el primero arriba, por ejemplo «Recepcionista».",
    },
    name: "Nombre",
    name_missing: "Escribe un nombre",
    name_taken: "Este nombre ya está en la lista",
    add: "Agregar",
    inactive: "Ya no se usa",
    inactive_text: "Ya no se ofrece. Quien lo tiene lo conserva.",
    deactivate: "Desactivar",
    deactivate_confirm: "Sí, desactivar",
    deactivate_text: |name| {
        format!(
            "«{name}» ya no se ofrece para personas ni para invitar. Quien lo tiene lo conserva. Puedes reactivarlo cuando quieras."
        )
    },
};
