//! Four branches and some forty people.

use chrono::{DateTime, NaiveDate, Utc};

use super::texts::Texts;
use crate::{
    access::{self, Grant, Role},
    db::Tx,
    error::Result,
    lang::Lang,
    people::{self, Branch, BranchId, DepartmentId, Person, PersonId, PositionId},
    settings,
};

/// The password of every demo account.
pub const PASSWORD: &str = "espiral-demo";

/// The demo accounts, before `@respira.example`.
pub const ACCOUNTS: [&str; 7] =
    ["employee", "newhire", "instructor", "instructor2", "manager", "hr", "admin"];

/// Whom an account belongs to, and the role that they have beside being an employee.
pub fn holder(account: &str) -> (&'static str, Option<Role>) {
    let name = LEADS.iter().find(|lead| lead.0 == account).map_or("", |lead| lead.1);
    let role = match account {
        "admin" => Some(Role::Admin),
        "hr" => Some(Role::Hr),
        "manager" => Some(Role::Manager),
        "instructor" | "instructor2" => Some(Role::Instructor),
        _ => None,
    };
    (name, role)
}

/// Those who have a part in tests and demo, by name.
#[derive(Clone)]
pub struct Cast {
    pub admin: PersonId,
    pub hr: PersonId,
    /// Manager of the whole company.
    pub manager: PersonId,
    /// Manager of the northern branch only.
    pub manager_north: PersonId,
    pub instructor: PersonId,
    pub instructor2: PersonId,
    /// Works at the central branch.
    pub employee: PersonId,
    /// Hired a few days ago, at the central branch.
    pub newhire: PersonId,
    pub central: BranchId,
    pub north: BranchId,
    pub south: BranchId,
    pub callao: BranchId,
    pub service: DepartmentId,
    pub reports: DepartmentId,
    pub management: DepartmentId,
    /// Everybody, those above included.
    pub people: Vec<PersonId>,
    /// Everybody at the central branch.
    pub people_central: Vec<PersonId>,
}

const ADDRESSES: [&str; 4] = [
    "Av. Arequipa 1250, Lince, Lima",
    "Av. Carlos Izaguirre 480, Los Olivos, Lima",
    "Av. Los Héroes 620, San Juan de Miraflores, Lima",
    "Av. Sáenz Peña 310, Callao",
];

/// Account, name, branch, department, position.
const LEADS: [(&str, &str, usize, usize, usize); 8] = [
    ("admin", "Rosa Quispe Mamani", 0, 2, 6),
    ("hr", "Carmen Salazar Ríos", 0, 4, 6),
    ("manager", "Julio Paredes Núñez", 0, 2, 5),
    ("manager2", "Elena Castañeda Ruiz", 1, 2, 5),
    ("instructor", "Lucía Fernández Soto", 0, 0, 4),
    ("instructor2", "Marco Huamán Díaz", 1, 0, 4),
    ("employee", "Ana Torres Vega", 0, 1, 1),
    ("newhire", "Diego Rojas León", 0, 0, 0),
];
const OTHERS: [(&str, usize, usize, usize); 33] = [
    ("Patricia Gómez Luna", 0, 0, 0),
    ("José Mendoza Arias", 0, 1, 1),
    ("Milagros Chávez Peña", 0, 1, 1),
    ("Luis Flores Campos", 0, 2, 6),
    ("Gabriela Ramos Tello", 0, 0, 0),
    ("Óscar Vargas Pinto", 0, 3, 3),
    ("Silvia Espinoza Cruz", 0, 1, 2),
    ("Fernando Ortiz Lazo", 0, 1, 1),
    ("Nancy Aguilar Solís", 1, 0, 0),
    ("Raúl Benites Mora", 1, 1, 1),
    ("Karina Loayza Prado", 1, 0, 0),
    ("Víctor Saldaña Ochoa", 1, 3, 3),
    ("Teresa Cáceres Polo", 1, 1, 2),
    ("Iván Zegarra Ponce", 1, 0, 0),
    ("Mónica Tapia Rivas", 1, 1, 1),
    ("Hugo Palomino Vera", 1, 2, 6),
    ("Beatriz Córdova Gil", 2, 0, 0),
    ("Jorge Alarcón Meza", 2, 1, 1),
    ("Rocío Villanueva Paz", 2, 0, 0),
    ("Edgar Montes Ayala", 2, 3, 3),
    ("Liliana Guerra Ibáñez", 2, 1, 2),
    ("Percy Rosales Nieto", 2, 2, 5),
    ("Yolanda Medina Cano", 2, 0, 0),
    ("Álvaro Suárez Bravo", 2, 1, 1),
    ("Cecilia Ñahui Torres", 3, 0, 0),
    ("Walter Pacheco Lira", 3, 1, 1),
    ("Janet Escobar Roca", 3, 0, 0),
    ("Rubén Carrillo Matos", 3, 3, 3),
    ("Flor Delgado Quinto", 3, 1, 2),
    ("Segundo Inga Vilca", 3, 2, 5),
    ("Norma Barrios Salas", 3, 0, 0),
    ("César Lozano Ugarte", 3, 1, 1),
    ("Maribel Poma Arce", 3, 0, 0),
];

/// `copy` 0 is the clinic itself; the others are named after it and have no accounts.
pub(super) async fn add(
    tx: &mut Tx,
    t: &Texts,
    hash: &str,
    copy: usize,
    now: DateTime<Utc>,
) -> Result<Cast> {
    let named = |name: &str| if copy == 0 { name.to_owned() } else { format!("{name} {copy}") };
    if copy == 0 {
        settings::store::found(tx, "Respira", t.lang, "America/Lima").await?;
    }
    let mut branches = Vec::new();
    for (name, address) in t.branches.into_iter().zip(ADDRESSES) {
        let branch = Branch {
            id: BranchId::new(),
            name: named(name),
            address: address.into(),
            time_zone: "America/Lima".into(),
            active: true,
            revision: 1,
        };
        people::store::add_branch(tx, &branch).await?;
        branches.push(branch.id);
    }
    let mut departments = Vec::new();
    for name in t.departments {
        let id = DepartmentId::new();
        people::store::add_department(tx, id, &named(name)).await?;
        departments.push(id);
    }
    let mut positions = Vec::new();
    for name in t.positions {
        let id = PositionId::new();
        people::store::add_position(tx, id, &named(name)).await?;
        positions.push(id);
    }

    let mut everybody = Vec::new();
    let mut central = Vec::new();
    let lines = LEADS
        .into_iter()
        .map(|(account, name, branch, department, position)| {
            (Some(account), name, branch, department, position)
        })
        .chain(OTHERS.into_iter().map(|(name, branch, department, position)| {
            (None, name, branch, department, position)
        }));
    for (index, (account, name, branch, department, position)) in lines.enumerate() {
        let hired_on = match account {
            Some("newhire") => Some((now - chrono::Duration::days(3)).date_naive()),
            _ => NaiveDate::from_ymd_opt(2019 + index as i32 % 4, 1 + index as u32 % 12, 2),
        };
        let person = Person {
            id: PersonId::new(),
            employee_number: Some(named(&format!("R{:03}", index + 1))),
            email: account
                .filter(|_| copy == 0)
                .map(|account| format!("{account}@respira.example")),
            name: named(name),
            branch_id: branches[branch],
            department_id: Some(departments[department]),
            position_id: Some(positions[position]),
            hired_on,
            language: None::<Lang>,
            time_zone: None,
            active: true,
            revision: 1,
        };
        people::store::add(tx, &person, now).await?;
        if account.is_some() && copy == 0 {
            access::store::set_password(tx, person.id, hash).await?;
        }
        if branch == 0 {
            central.push(person.id);
        }
        everybody.push(person.id);
    }

    let grants = [
        (0, Grant::everywhere(Role::Admin)),
        (1, Grant::everywhere(Role::Hr)),
        (2, Grant::everywhere(Role::Manager)),
        (3, Grant { role: Role::Manager, branch: Some(branches[1]), department: None }),
        (4, Grant::everywhere(Role::Instructor)),
        (5, Grant::everywhere(Role::Instructor)),
    ];
    for (index, grant) in grants {
        access::store::set_grants(tx, everybody[index], &[grant]).await?;
    }
    Ok(Cast {
        admin: everybody[0],
        hr: everybody[1],
        manager: everybody[2],
        manager_north: everybody[3],
        instructor: everybody[4],
        instructor2: everybody[5],
        employee: everybody[6],
        newhire: everybody[7],
        central: branches[0],
        north: branches[1],
        south: branches[2],
        callao: branches[3],
        service: departments[0],
        reports: departments[1],
        management: departments[2],
        people: everybody,
        people_central: central,
    })
}
