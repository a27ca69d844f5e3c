//! How the things of a book are called: files by number and words, people by name.

use std::{
    collections::{BTreeSet, HashMap},
    hash::Hash,
};

use crate::{
    book::{fronts::PersonFront, store::Known},
    people::{PersonId, fold},
};

/// How many characters of a title go into the name of its file.
const WORDS: usize = 40;

/// The addresses of the things of one folder.
pub struct Keys<Id>(HashMap<Id, String>);

impl<Id: Copy + Eq + Hash> Keys<Id> {
    /// Numbers things in their order; each with words that tell people what it is.
    pub fn of<'a>(folder: &str, things: impl Iterator<Item = (Id, &'a str)>) -> Self {
        let things: Vec<_> = things.collect();
        let digits = things.len().to_string().len().max(3);
        let key = |(place, (id, words)): (usize, (Id, &str))| {
            let slug = slug(words);
            let dash = if slug.is_empty() { "" } else { "-" };
            (id, format!("{folder}/{:0digits$}{dash}{slug}", place + 1))
        };
        Keys(things.into_iter().enumerate().map(key).collect())
    }

    /// The address of a thing, if it is in the book.
    pub fn get(&self, id: Id) -> Option<String> {
        self.0.get(&id).cloned()
    }

    /// The addresses of those that are in the book, in order.
    pub fn all(&self, ids: impl Iterator<Item = Id>) -> Vec<String> {
        let mut keys: Vec<String> = ids.filter_map(|id| self.get(id)).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

/// Words as every system can have them in the name of a file; none when nothing is left.
pub fn slug(words: &str) -> String {
    let folded = fold(words);
    let parts = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let mut slug = String::new();
    for part in parts {
        let dash = usize::from(!slug.is_empty());
        if slug.len() + dash + part.len() > WORDS {
            break;
        }
        if dash == 1 {
            slug.push('-');
        }
        slug.push_str(part);
    }
    slug
}

/// The people there are, and which of them a book names.
pub struct People {
    all: Vec<Known>,
    keys: HashMap<PersonId, String>,
    named: BTreeSet<PersonId>,
}

impl People {
    /// `all` come by name; of several with one name all but the first get a number.
    pub fn of(all: Vec<Known>) -> Self {
        let mut seen: HashMap<&str, usize> = HashMap::new();
        let mut keys = HashMap::new();
        for person in &all {
            let before = seen.entry(&person.name).or_default();
            *before += 1;
            let key = match *before {
                1 => person.name.clone(),
                number => format!("{} ({number})", person.name),
            };
            keys.insert(person.id, key);
        }
        People { all, keys, named: BTreeSet::new() }
    }

    /// The key of a person, who is in the book from now on.
    pub fn key(&mut self, id: PersonId) -> String {
        self.named.insert(id);
        self.keys.get(&id).cloned().unwrap_or_default()
    }

    /// Those whom the book names, by name.
    pub fn fronts(&self) -> Vec<PersonFront> {
        let named = self.all.iter().filter(|person| self.named.contains(&person.id));
        let front = |person: &Known| {
            let key = self.keys.get(&person.id).filter(|key| **key != person.name);
            let (name, email) = (person.name.clone(), person.email.clone());
            PersonFront { name, key: key.cloned(), email }
        };
        named.map(front).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_called_by_number_and_words() {
        assert_eq!(
            slug("¿Qué pasa cuando un informe llega tarde a la sede?"),
            "que-pasa-cuando-un-informe-llega-tarde-a"
        );
        assert_eq!(slug("  --  "), "");
        assert_eq!(slug("환자 이름"), "");
        let keys = Keys::of("notes", [(1, "La cola"), (2, "…")].into_iter());
        assert_eq!(keys.get(1).as_deref(), Some("notes/001-la-cola"));
        assert_eq!(keys.get(2).as_deref(), Some("notes/002"));
        assert_eq!(keys.all([2, 3, 1, 2].into_iter()), ["notes/001-la-cola", "notes/002"]);
    }

    #[test]
    fn people_of_one_name_are_told_apart() {
        let known = |number, name: &str| Known {
            id: PersonId::from(uuid::Uuid::from_u128(number)),
            name: name.into(),
            email: None,
            known: true,
            name_only: false,
        };
        let all = vec![known(1, "Ana"), known(2, "Ana"), known(3, "Luis")];
        let ids: Vec<_> = all.iter().map(|person| person.id).collect();
        let mut people = People::of(all);
        assert_eq!(people.key(ids[1]), "Ana (2)");
        assert_eq!(people.key(ids[0]), "Ana");
        let fronts = people.fronts();
        let keys: Vec<_> = fronts.iter().map(PersonFront::key).collect();
        assert_eq!(keys, ["Ana", "Ana (2)"]);
    }
}
