//! Whom of the people here a name in a book means.

use std::collections::HashMap;

use super::{fronts::PersonFront, store::Known};
use crate::{
    access::rules::clean_email,
    people::{PersonId, fold},
};

/// By what somebody was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    Email,
    Name,
}

/// A name in a book, with who that is here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    pub key: String,
    pub name: String,
    /// None when nobody here is meant: the name is kept as it is.
    pub person: Option<(PersonId, String, By)>,
}

/// Recognises people: by their e-mail address, else by a name that one person alone has. Only
/// those count whom the reader knows already, so a file does not tell who works here.
pub fn matches(named: &[PersonFront], all: &[Known]) -> Vec<Match> {
    let known: Vec<&Known> =
        all.iter().filter(|person| person.known && !person.name_only).collect();
    let mut by_name: HashMap<String, Vec<&Known>> = HashMap::new();
    for person in &known {
        by_name.entry(fold(&person.name)).or_default().push(person);
    }
    let find = |front: &PersonFront| {
        let email = front.email.as_deref().and_then(clean_email);
        let same = |person: &&&Known| email.is_some() && person.email == email;
        if let Some(person) = known.iter().find(same) {
            return Some((person.id, person.name.clone(), By::Email));
        }
        match by_name.get(&fold(&front.name)).map(Vec::as_slice) {
            Some([person]) => Some((person.id, person.name.clone(), By::Name)),
            _ => None,
        }
    };
    named
        .iter()
        .map(|front| Match {
            key: front.key().to_owned(),
            name: front.name.clone(),
            person: find(front),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(number: u128, name: &str, email: Option<&str>) -> Known {
        Known {
            id: PersonId::from(uuid::Uuid::from_u128(number)),
            name: name.into(),
            email: email.map(str::to_owned),
            known: true,
            name_only: false,
        }
    }

    fn named(name: &str, email: Option<&str>) -> PersonFront {
        PersonFront { name: name.into(), key: None, email: email.map(str::to_owned) }
    }

    #[test]
    fn people_are_recognised_by_address_then_by_a_name_of_their_own() {
        let mut all = vec![
            known(1, "Ana Torres", Some("ana@x.pe")),
            known(2, "Ana Torres", None),
            known(3, "Luis Núñez", None),
            known(4, "Rosa Quispe", None),
            known(5, "Rosa Quispe", None),
        ];
        all[3].known = false;
        all[4].name_only = true;
        let names = [
            named("A. Torres", Some(" ANA@x.pe ")),
            named("Ana Torres", None),
            named("luis  nunez", Some("otro@x.pe")),
            named("Rosa Quispe", None),
        ];
        let found: Vec<_> = matches(&names, &all)
            .into_iter()
            .map(|one| one.person.map(|(id, _, by)| (id, by)))
            .collect();
        let id = |number| PersonId::from(uuid::Uuid::from_u128(number));
        assert_eq!(found, [Some((id(1), By::Email)), None, Some((id(3), By::Name)), None]);
    }
}
