use super::{Problem, Unreadable};
use crate::people::texts::Texts;

impl Problem {
    /// The problem as people read it.
    pub fn in_words(&self, t: &Texts) -> String {
        let i = t.import;
        match self {
            Problem::TooManyCells => i.too_many_cells.into(),
            Problem::BadLetters => i.bad_letters.into(),
            Problem::NameMissing => i.name_missing.into(),
            Problem::TooLong(field) => (i.too_long)(t.field(*field)),
            Problem::NoKey => i.no_key.into(),
            Problem::EmailInvalid(text) => (i.email_invalid)(text),
            Problem::DateInvalid(text) => (i.date_invalid)(text),
            Problem::BranchMissing => i.branch_missing.into(),
            Problem::Unknown(field, name) => (i.unknown)(*field, name),
            Problem::Inactive(_, name) => (i.inactive)(name),
            Problem::Repeated(line) => (i.repeated)(*line),
            Problem::TwoPeople(number_of, email_of) => (i.two_people)(number_of, email_of),
            Problem::OtherNumber(name, number) => (i.other_number)(name, number),
            Problem::PersonInactive(name) => (i.person_inactive)(name),
            Problem::OfAdmin(name) => (i.of_admin)(name),
        }
    }
}

impl Unreadable {
    /// Why the file cannot be imported, as people read it.
    pub fn in_words(&self, t: &Texts) -> String {
        let i = t.import;
        match self {
            Unreadable::Empty => i.empty.into(),
            Unreadable::Workbook => i.workbook.into(),
            Unreadable::NotText => i.not_text.into(),
            Unreadable::NoRows => i.no_rows.into(),
            Unreadable::NoNames => i.no_names.into(),
            Unreadable::NoKeys => i.no_keys.into(),
            Unreadable::Twice(field) => (i.twice)(t.field(*field)),
        }
    }
}
