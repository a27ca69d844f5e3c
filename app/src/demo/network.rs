//! Eight more branches with thirty people each: the demo in the size of a network that two
//! instructors travel, twelve branches and some three hundred people.

use chrono::{DateTime, NaiveDate, Utc};

use super::{Cast, texts::Texts, visits::Stop};
use crate::{
    db::Tx,
    error::{Error, Result},
    people::{self, Branch, BranchId, Person, PersonId},
    visits::store::set_travel,
};

/// Kilometres east and north of the central branch.
type Place = (f64, f64);

/// District, address, telephone, days between visits.
const BRANCHES: [(&str, &str, &str, i64, Place); 8] = [
    ("Miraflores", "Av. José Larco 743, Miraflores, Lima", "+51 1 555 0201", 10, (0.5, -4.0)),
    ("San Borja", "Av. Aviación 2480, San Borja, Lima", "+51 1 555 0214", 14, (3.5, -1.5)),
    ("Surco", "Av. Caminos del Inca 1610, Surco, Lima", "+51 1 555 0226", 14, (6.0, -5.0)),
    ("La Molina", "Av. La Fontana 920, La Molina, Lima", "+51 1 555 0233", 14, (10.0, 1.0)),
    ("Ate", "Carretera Central 3450, Ate, Lima", "+51 1 555 0245", 14, (11.0, 5.0)),
    ("San Miguel", "Av. La Marina 2210, San Miguel, Lima", "+51 1 555 0258", 10, (-5.5, 0.5)),
    ("Chorrillos", "Av. El Sol 560, Chorrillos, Lima", "+51 1 555 0266", 14, (2.0, -9.0)),
    ("Comas", "Av. Túpac Amaru 4120, Comas, Lima", "+51 1 555 0279", 14, (-1.5, 15.0)),
];

const FIRST_NAMES: [&str; 24] = [
    "Adriana",
    "Alberto",
    "Alejandra",
    "Arturo",
    "Claudia",
    "Cristian",
    "Diana",
    "Eduardo",
    "Erika",
    "Felipe",
    "Gloria",
    "Guillermo",
    "Irma",
    "Jaime",
    "Jessica",
    "Joel",
    "Lourdes",
    "Manuel",
    "Natalia",
    "Oswaldo",
    "Pilar",
    "Ricardo",
    "Sonia",
    "Wilmer",
];
const SURNAMES: [&str; 25] = [
    "Acosta",
    "Apaza",
    "Becerra",
    "Cabrera",
    "Calderón",
    "Condori",
    "Cueva",
    "Farfán",
    "Gálvez",
    "Huaraca",
    "Jara",
    "Linares",
    "Maldonado",
    "Neyra",
    "Olivares",
    "Ponce",
    "Quiroz",
    "Reátegui",
    "Sandoval",
    "Ticlla",
    "Urbina",
    "Valverde",
    "Yauri",
    "Zavala",
    "Zúñiga",
];

/// Adds the branches, the travel between all of them, and their people, who do what the people of
/// the clinic do. Answers where visits go as well.
pub(super) async fn add(
    tx: &mut Tx,
    cast: &Cast,
    t: &Texts,
    now: DateTime<Utc>,
) -> Result<Vec<Stop>> {
    let mut colleagues = Vec::new();
    for id in &cast.people[8..38] {
        colleagues.push(people::store::by_id(tx, *id).await?.ok_or(Error::NotFound)?);
    }
    let mut places: Vec<(BranchId, Place)> = vec![
        (cast.central, (0.0, 0.0)),
        (cast.north, (-2.5, 10.5)),
        (cast.south, (6.0, -11.5)),
        (cast.callao, (-11.0, 2.0)),
    ];
    let mut stops = Vec::new();
    for (turn, (district, address, telephone, every_days, place)) in
        BRANCHES.into_iter().enumerate()
    {
        let branch = Branch {
            id: BranchId::new(),
            name: (t.branch_in)(district),
            address: address.into(),
            time_zone: super::visits::ZONE.into(),
            active: true,
            revision: 1,
        };
        people::store::add_branch(tx, &branch).await?;
        for (other, there) in &places {
            set_travel(tx, (*other, branch.id), Some(minutes(place, *there))).await?;
        }
        places.push((branch.id, place));
        for (index, colleague) in colleagues.iter().enumerate() {
            let number = turn * colleagues.len() + index;
            let person = Person {
                id: PersonId::new(),
                employee_number: Some(format!("R{}", 101 + number)),
                email: None,
                name: name(number),
                branch_id: branch.id,
                hired_on: NaiveDate::from_ymd_opt(
                    2017 + number as i32 % 8,
                    1 + number as u32 % 12,
                    4,
                ),
                ..colleague.clone()
            };
            people::store::add(tx, &person, now).await?;
        }
        stops.push(Stop {
            branch: branch.id,
            name: branch.name,
            contact: name(turn * colleagues.len()),
            telephone,
            every_days,
        });
    }
    Ok(stops)
}

/// No two of some hundreds are the same: 24 and 25 have no common divisor.
fn name(number: usize) -> String {
    let (first, surname) = (FIRST_NAMES[number % 24], SURNAMES[number % 25]);
    format!("{first} {surname} {}", SURNAMES[(number * 7 + 3) % 25])
}

/// Through the traffic of a large town, in steps of five.
fn minutes(one: Place, other: Place) -> i64 {
    let km = (one.0 - other.0).hypot(one.1 - other.1);
    5 * ((10.0 + 3.5 * km) / 5.0).round() as i64
}
