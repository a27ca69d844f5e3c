//! What the address asks for.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::{
    knowledge::NoteKind,
    people::{PersonId, fold},
    provenance::Kind,
    search::{State, finding::Filter, store::Within, words::Query},
    sessions::zones,
    writing::parse_date,
};

/// The query of the address. What cannot be read counts as not given.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub q: String,
    /// A kind of thing, or a kind of note.
    pub kind: String,
    pub state: String,
    pub tag: String,
    pub programme: String,
    pub branch: String,
    pub session: String,
    /// A part of a name.
    pub author: String,
    pub mine: String,
    pub from: String,
    pub to: String,
    #[serde(skip_serializing)]
    pub page: String,
}

/// What can be asked beside the words, in the order in which it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    NoteKind,
    State,
    Tag,
    Programme,
    Branch,
    Session,
    Author,
    Mine,
    From,
    To,
}

impl Field {
    const ALL: [Field; 10] = [
        Field::NoteKind,
        Field::State,
        Field::Tag,
        Field::Programme,
        Field::Branch,
        Field::Session,
        Field::Author,
        Field::Mine,
        Field::From,
        Field::To,
    ];
}

impl Asked {
    /// Of which kind the things are.
    pub fn kind(&self) -> Option<Kind> {
        Kind::parse(&self.kind).or(self.note_kind().map(|_| Kind::Note))
    }

    pub fn note_kind(&self) -> Option<NoteKind> {
        NoteKind::parse(&self.kind)
    }

    pub fn state(&self) -> Option<State> {
        let fits = |state: &State| self.kind().is_none_or(|kind| state.fits(kind));
        State::parse(&self.state).filter(fits)
    }

    /// A tag as it was typed, without the sign.
    pub fn tag(&self) -> &str {
        self.tag.trim().trim_start_matches('#')
    }

    pub fn day(typed: &str) -> Option<NaiveDate> {
        parse_date(typed)
    }

    /// Whether the words hold none: signs alone find nothing, rather than everything.
    pub fn is_wordless(&self, query: Option<&Query>) -> bool {
        query.is_none() && !self.q.trim().is_empty()
    }

    /// What to look for. Days are days where the reader is.
    pub fn filter(
        &self,
        query: Option<Query>,
        people: Option<Vec<PersonId>>,
        zone: &str,
    ) -> Filter {
        let until = Asked::day(&self.to).and_then(|to| to.checked_add_days(Days::new(1)));
        Filter {
            query,
            kind: self.kind(),
            note_kind: self.note_kind(),
            state: self.state(),
            tag: Some(fold(self.tag())).filter(|tag| !tag.is_empty()),
            people,
            mine: !self.mine.is_empty(),
            within: Within {
                session: self.session.parse().ok(),
                programme: self.programme.parse().ok(),
                branch: self.branch.parse().ok(),
            },
            from: Asked::day(&self.from).map(|from| zones::start_of_day(from, zone)),
            until: until.map(|until| zones::start_of_day(until, zone)),
        }
    }

    /// What narrows the search beside the words and the kind of thing.
    pub fn active(&self) -> Vec<Field> {
        let given = |field: &Field| match field {
            Field::NoteKind => self.note_kind().is_some(),
            Field::State => self.state().is_some(),
            Field::Tag => !self.tag().is_empty(),
            Field::Author => !self.author.trim().is_empty(),
            Field::Mine => !self.mine.is_empty(),
            Field::Programme => !self.programme.is_empty(),
            Field::Branch => !self.branch.is_empty(),
            Field::Session => !self.session.is_empty(),
            Field::From => Asked::day(&self.from).is_some(),
            Field::To => Asked::day(&self.to).is_some(),
        };
        Field::ALL.into_iter().filter(given).collect()
    }

    /// The same without one of these.
    pub fn without(&self, field: Field) -> Asked {
        let mut asked = self.clone();
        match field {
            Field::NoteKind => asked.kind = Kind::Note.to_string(),
            Field::State => asked.state.clear(),
            Field::Tag => asked.tag.clear(),
            Field::Programme => asked.programme.clear(),
            Field::Branch => asked.branch.clear(),
            Field::Session => asked.session.clear(),
            Field::Author => asked.author.clear(),
            Field::Mine => asked.mine.clear(),
            Field::From => asked.from.clear(),
            Field::To => asked.to.clear(),
        }
        asked
    }

    /// The same among things of one kind, or of all: what fits only others is not asked any more.
    pub fn among(&self, kind: Option<Kind>) -> Asked {
        let mut asked = self.clone();
        asked.kind = kind.map(|kind| kind.to_string()).unwrap_or_default();
        if kind.is_some() && asked.state().is_none() {
            asked.state.clear();
        }
        if kind.is_some_and(|kind| kind != Kind::Note) {
            asked.tag.clear();
            asked.session.clear();
        }
        asked
    }

    /// The same without quotes, when there are any.
    pub fn without_quotes(&self) -> Option<Asked> {
        let q = self.q.replace(['"', '“', '”', '„', '«', '»'], " ");
        let q = q.split_whitespace().collect::<Vec<_>>().join(" ");
        let differs = Query::of(&q) != Query::of(&self.q);
        (differs && !q.is_empty()).then(|| Asked { q, ..self.clone() })
    }

    /// The address that asks this, from its first page.
    pub fn address(&self) -> String {
        let all = serde_urlencoded::to_string(self).unwrap_or_default();
        let given: Vec<&str> = all.split('&').filter(|pair| !pair.ends_with('=')).collect();
        if given.is_empty() {
            "/knowledge".into()
        } else {
            format!("/knowledge?{}", given.join("&"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(query: &str) -> Asked {
        serde_urlencoded::from_str(query).unwrap()
    }

    #[test]
    fn the_address_keeps_what_was_asked_but_the_page() {
        assert_eq!(of("q=a+b&page=3").address(), "/knowledge?q=a+b");
        assert_eq!(of("").address(), "/knowledge");
        let asked = of("q=a&kind=idea&tag=cola&from=2022-07-08&state=open");
        // A note has no state.
        assert_eq!(asked.active(), [Field::NoteKind, Field::Tag, Field::From]);
        assert_eq!(
            asked.without(Field::Tag).address(),
            "/knowledge?q=a&kind=idea&state=open&from=2022-07-08"
        );
        assert_eq!(asked.without(Field::NoteKind).kind, "note");
    }

    #[test]
    fn another_kind_keeps_what_fits_it() {
        let asked = of("q=a&kind=concept&state=merged&author=Ana");
        assert_eq!(asked.among(None).address(), "/knowledge?q=a&state=merged&author=Ana");
        assert_eq!(
            asked.among(Some(Kind::Practice)).address(),
            "/knowledge?q=a&kind=practice&author=Ana"
        );
        assert_eq!(
            of("kind=idea&tag=x").among(Some(Kind::Concept)).address(),
            "/knowledge?kind=concept"
        );
        assert_eq!(of("kind=nonsense").kind(), None);
    }

    #[test]
    fn quotes_can_be_dropped() {
        let asked = of("q=%22doble+control%22+ya");
        assert_eq!(asked.without_quotes().unwrap().q, "doble control ya");
        assert!(of("q=doble").without_quotes().is_none());
        // Quotes around one word change nothing.
        assert!(of("q=%22%22").without_quotes().is_none());
    }
}
