use super::Unreadable;
use crate::people::{PersonField, fold};

/// Which column holds what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    found: [Option<usize>; 7],
    /// When job training is to begin.
    job_training: Option<usize>,
    /// Why somebody needs no onboarding.
    exempt: Option<usize>,
    /// The headings of columns that hold nothing we know.
    pub ignored: Vec<String>,
}

/// Headings as people write them, folded, without dots and underscores.
fn tidy(heading: &str) -> String {
    let heading = fold(heading).replace("(a)", "").replace(['_', '.', '-', '/', '°', ':'], " ");
    let words: Vec<&str> = heading.split_whitespace().filter(|word| *word != "de").collect();
    words.join(" ")
}

fn field(heading: &str) -> Option<PersonField> {
    Some(match heading {
        "nombre"
        | "nombre completo"
        | "nombres y apellidos"
        | "apellidos y nombres"
        | "nombre y apellido"
        | "nombre y apellidos"
        | "colaborador"
        | "name"
        | "full name" => PersonField::Name,
        "correo" | "correo electronico" | "correo corporativo" | "email" | "e mail" | "mail"
        | "email address" => PersonField::Email,
        "numero" | "n" | "no" | "nro" | "codigo" | "numero empleado" | "numero colaborador"
        | "codigo empleado" | "codigo colaborador" | "number" | "employee number"
        | "employee no" | "employee id" => PersonField::EmployeeNumber,
        "sede" | "sucursal" | "local" | "branch" | "site" | "clinic" => PersonField::Branch,
        "area" | "departamento" | "department" => PersonField::Department,
        "puesto" | "cargo" | "position" | "job title" => PersonField::Position,
        "ingreso" | "fecha ingreso" | "hired on" | "hired" | "hire date" | "start date" => {
            PersonField::HiredOn
        }
        _ => return None,
    })
}

impl Columns {
    /// Finds out what the columns hold.
    pub fn recognise(headings: &[String]) -> Result<Columns, Unreadable> {
        let mut columns = Columns::default();
        for (index, heading) in headings.iter().enumerate() {
            let words = tidy(heading);
            match (field(&words), words.as_str()) {
                (Some(field), _) if columns.has(field) => return Err(Unreadable::Twice(field)),
                (Some(field), _) => columns.found[field as usize] = Some(index),
                (
                    None,
                    "job training" | "job training on" | "capacitacion" | "inicio capacitacion",
                ) if columns.job_training.is_none() => {
                    columns.job_training = Some(index);
                }
                (None, "exempt" | "no onboarding" | "exento" | "exenta" | "sin induccion")
                    if columns.exempt.is_none() =>
                {
                    columns.exempt = Some(index);
                }
                (None, "") => {}
                (None, _) => columns.ignored.push(heading.clone()),
            }
        }
        if !columns.has(PersonField::Name) {
            return Err(Unreadable::NoNames);
        }
        if !columns.has(PersonField::EmployeeNumber) && !columns.has(PersonField::Email) {
            return Err(Unreadable::NoKeys);
        }
        Ok(columns)
    }

    fn has(&self, field: PersonField) -> bool {
        self.found[field as usize].is_some()
    }

    /// What is known of the columns: field and place, in the order of the fields.
    pub fn known(&self) -> impl Iterator<Item = (PersonField, usize)> {
        let places = PersonField::ALL.iter().zip(self.found);
        places.filter_map(|(field, place)| Some((*field, place?)))
    }

    /// Where the two columns are that are about onboarding.
    pub fn known_of_hire(&self) -> [Option<usize>; 2] {
        [self.job_training, self.exempt]
    }

    /// When job training is to begin, and why no onboarding is needed, as a row says it.
    pub fn of_hire<'a>(&self, cells: &'a [String]) -> [Option<&'a str>; 2] {
        [self.job_training, self.exempt]
            .map(|place| cells.get(place?).map(String::as_str).filter(|text| !text.is_empty()))
    }

    /// The text of a row's cell; `None` when there is no such column or the cell is blank.
    pub fn cell<'a>(&self, cells: &'a [String], field: PersonField) -> Option<&'a str> {
        let text = cells.get(self.found[field as usize]?)?.as_str();
        (!text.is_empty()).then_some(text)
    }
}
