use super::Unreadable;
use crate::people::{PersonField, fold};

/// Which column holds what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    found: [Option<usize>; 7],
    /// The headings of columns that hold nothing we know.
    pub ignored: Vec<String>,
}

/// Headings as people write them, folded, without dots and underscores.
fn field(heading: &str) -> Option<PersonField> {
    let heading = fold(heading).replace("(a)", "").replace(['_', '.', '-', '/', '°', ':'], " ");
    let words: Vec<&str> = heading.split_whitespace().filter(|word| *word != "de").collect();
    Some(match words.join(" ").as_str() {
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
            match field(heading) {
                Some(field) if columns.has(field) => return Err(Unreadable::Twice(field)),
                Some(field) => columns.found[field as usize] = Some(index),
                None if heading.is_empty() => {}
                None => columns.ignored.push(heading.clone()),
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

    /// The text of a row's cell; `None` when there is no such column or the cell is blank.
    pub fn cell<'a>(&self, cells: &'a [String], field: PersonField) -> Option<&'a str> {
        let text = cells.get(self.found[field as usize]?)?.as_str();
        (!text.is_empty()).then_some(text)
    }
}
