//! What stands in the index beside words: what a thing is, where it belongs and who made it.
//! Nobody can type one of these; they are found in a column, or under a sign, of their own.

use uuid::Uuid;

use crate::{
    knowledge::NoteKind,
    people::PersonId,
    provenance::Kind,
    search::{
        State,
        words::{IN_TITLE, TITLED, Term},
    },
};

/// The sign of a fact on PostgreSQL; no word has it.
const FACT: &str = "#";

/// The thing itself, or the session or programme to which it belongs.
pub fn thing(id: Uuid) -> String {
    format!("i{}", id.simple())
}

pub fn kind(kind: Kind) -> String {
    format!("k{kind}")
}

pub fn note_kind(kind: NoteKind) -> String {
    format!("n{kind}")
}

pub fn state(state: State) -> String {
    format!("s{}", state.as_str().replace('-', ""))
}

/// A folded tag. It may hold any sign, so it is written by its bytes.
pub fn tag(folded: &str) -> String {
    folded.bytes().fold(String::from("t"), |term, byte| format!("{term}{byte:02x}"))
}

/// One of those who are named as its authors.
pub fn author(id: PersonId) -> String {
    format!("a{}", Uuid::from(id).simple())
}

/// Its author whose name is hidden: for that person alone to ask for.
pub fn hidden(id: PersonId) -> String {
    format!("h{}", Uuid::from(id).simple())
}

/// The words of a title as facts, each once.
pub fn titled(title: &[Term]) -> std::collections::BTreeSet<String> {
    let forms = title.iter().flat_map(|term| [Some(&term.main), term.other.as_ref()]);
    forms.flatten().map(|form| format!("{TITLED}{form}")).collect()
}

/// Facts as FTS5 wants them: one of each group.
pub fn fts5(groups: &[Vec<String>]) -> Vec<String> {
    let group = |group: &Vec<String>| {
        let terms: Vec<String> = group.iter().map(|term| format!("\"{term}\"")).collect();
        format!("(facts : ({}))", terms.join(" OR "))
    };
    groups.iter().map(group).collect()
}

/// The same as PostgreSQL's `tsquery`.
pub fn tsquery(groups: &[Vec<String>]) -> Vec<String> {
    let group = |group: &Vec<String>| {
        let terms: Vec<String> = group.iter().map(|term| format!("'{FACT}{term}'")).collect();
        format!("({})", terms.join(" | "))
    };
    groups.iter().map(group).collect()
}

/// All that a thing is found by as PostgreSQL's `tsvector`.
pub fn vector(title: &[Term], text: &[Term], facts: &[String]) -> String {
    // Each lexeme once, with all its places: that is how PostgreSQL measures its length.
    let mut places: std::collections::BTreeMap<String, Vec<usize>> = Default::default();
    // A phrase does not go from the title into the text.
    let starts = [(1, title, true), (title.len() + 10, text, false)];
    for (start, terms, in_title) in starts {
        for (place, term) in (start..).zip(terms) {
            for form in [Some(&term.main), term.other.as_ref()].into_iter().flatten() {
                places.entry(form.clone()).or_default().push(place);
                if in_title {
                    places.entry(format!("{IN_TITLE}{form}")).or_default().push(place);
                }
            }
        }
    }
    let mut lexemes: Vec<String> = places
        .into_iter()
        .map(|(lexeme, places)| {
            // PostgreSQL keeps 255 places of a lexeme, up to the 16,383rd.
            let places: Vec<String> =
                places.iter().take(255).map(|place| (*place).min(16_383).to_string()).collect();
            format!("'{lexeme}':{}", places.join(","))
        })
        .collect();
    lexemes.extend(facts.iter().map(|fact| format!("'{FACT}{fact}'")));
    lexemes.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::words::terms;

    #[test]
    fn a_vector_has_words_with_their_places_and_facts_without() {
        let vector = vector(&terms("Errores"), &terms("un error"), &[kind(Kind::Note)]);
        assert_eq!(vector, "'=error':1 'error':1,12 'un':11 '#knote'");
    }

    #[test]
    fn a_tag_is_told_by_its_bytes() {
        assert_eq!(tag("c++"), "t632b2b");
        assert_eq!(state(State::InTrial), "sintrial");
    }
}
