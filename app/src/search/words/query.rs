//! What somebody looks for.

use std::collections::BTreeSet;

use super::{Group, Term, folding::without_particle, groups, runs};

/// So many words and phrases of a search count; more would not narrow it further.
const PARTS_MAX: usize = 20;

/// One thing that must be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A word in one of its forms.
    Word(Vec<String>),
    /// Terms next to each other. When it is `open` the last one may go on: who looks for one
    /// syllable finds the words that begin with it.
    Phrase { terms: Vec<String>, open: bool },
}

/// What somebody looks for: every word and every phrase must be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// Their terms are letters and digits only.
    pub parts: Vec<Part>,
}

impl Query {
    /// `None` when the text holds no words. What stands in quotes is a phrase.
    pub fn of(text: &str) -> Option<Query> {
        let mut parts = Vec::new();
        for (piece, quoted) in pieces(text) {
            match quoted {
                true => parts.extend(phrase(piece)),
                false => parts.extend(runs(piece).flat_map(|run| groups(run.text)).map(word)),
            }
        }
        parts.truncate(PARTS_MAX);
        (!parts.is_empty()).then_some(Query { parts })
    }

    /// As SQLite's FTS5 wants it; in the title alone, or anywhere.
    pub fn fts5(&self, in_title: bool) -> String {
        // A word of the title is a fact, too: in its column one would pass by all the texts that hold
        // the word.
        let (columns, column, sign) = match in_title {
            true => ("title", "facts", TITLED),
            false => ("{title words}", "{title words}", ""),
        };
        let parts = self.parts.iter().map(|part| match part {
            Part::Word(forms) => {
                let forms: Vec<String> =
                    forms.iter().map(|form| format!("\"{sign}{form}\"")).collect();
                format!("({column} : ({}))", forms.join(" OR "))
            }
            Part::Phrase { terms, open } => {
                let star = if *open { " *" } else { "" };
                format!("({columns} : (\"{}\"{star}))", terms.join(" "))
            }
        });
        parts.collect::<Vec<_>>().join(" AND ")
    }

    /// As PostgreSQL's `tsquery` wants it. Words of a title are there once more, with a sign. With
    /// `order` off, the terms of a phrase may stand anywhere.
    pub fn tsquery(&self, in_title: bool, order: bool) -> String {
        let sign = if in_title { IN_TITLE } else { "" };
        let quoted = |terms: &[String], joint: &str| {
            let terms: Vec<String> = terms.iter().map(|term| format!("'{sign}{term}'")).collect();
            terms.join(joint)
        };
        let next = if order { " <-> " } else { " & " };
        let parts = self.parts.iter().map(|part| match part {
            Part::Word(forms) => format!("({})", quoted(forms, " | ")),
            Part::Phrase { terms, open: false } => format!("({})", quoted(terms, next)),
            Part::Phrase { terms, open: true } => format!("({}:*)", quoted(terms, next)),
        });
        parts.collect::<Vec<_>>().join(" & ")
    }

    /// Whether the order of terms matters.
    pub fn has_phrases(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, Part::Phrase { terms, .. } if terms.len() > 1))
    }

    /// The text in pieces, each with whether it is what was looked for.
    pub fn marked<'a>(&self, text: &'a str) -> Vec<(&'a str, bool)> {
        let runs: Vec<_> = runs(text).collect();
        let spots: Vec<(usize, Term)> = runs
            .iter()
            .enumerate()
            .flat_map(|(index, run)| {
                groups(run.text).into_iter().flat_map(Group::indexed).map(move |term| (index, term))
            })
            .collect();
        let hits: BTreeSet<usize> = self.parts.iter().flat_map(|part| part.among(&spots)).collect();
        let mut pieces = Vec::new();
        let mut done = 0;
        for run in hits.into_iter().map(|index| &runs[index]) {
            if done < run.start {
                pieces.push((&text[done..run.start], false));
            }
            pieces.push((run.text, true));
            done = run.start + run.text.len();
        }
        if done < text.len() {
            pieces.push((&text[done..], false));
        }
        pieces
    }
}

/// Stands before the words of a title on PostgreSQL; no word has it.
pub const IN_TITLE: &str = "=";
/// The same sign on SQLite, whose index takes letters alone; no fact begins with it.
pub const TITLED: &str = "q";

impl Part {
    /// The runs in which it is.
    fn among(&self, spots: &[(usize, Term)]) -> Vec<usize> {
        match self {
            Part::Word(forms) => spots
                .iter()
                .filter(|(_, term)| forms.iter().any(|form| term.has(form)))
                .map(|(run, _)| *run)
                .collect(),
            Part::Phrase { terms, open } => spots
                .windows(terms.len())
                .filter(|window| fits(terms, *open, window.iter().map(|(_, term)| &*term.main)))
                .flat_map(|window| window.iter().map(|(run, _)| *run))
                .collect(),
        }
    }
}

/// Whether terms are those of a phrase.
pub fn fits<'a>(phrase: &[String], open: bool, terms: impl Iterator<Item = &'a str>) -> bool {
    let last = phrase.len().saturating_sub(1);
    phrase.iter().zip(terms).enumerate().all(|(index, (wanted, term))| {
        if open && index == last { term.starts_with(wanted.as_str()) } else { term == wanted }
    })
}

impl Term {
    fn has(&self, form: &str) -> bool {
        self.main == form || self.other.as_deref() == Some(form)
    }
}

/// A text cut at its quotes, each piece with whether it was in them. A quote that nobody closed
/// goes on to the end.
fn pieces(text: &str) -> Vec<(&str, bool)> {
    let quote = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»');
    text.split(quote).enumerate().map(|(index, piece)| (piece, index % 2 == 1)).collect()
}

/// A word that stands alone.
fn word(group: Group) -> Part {
    match group {
        Group::Word(Term { main, other }) => {
            Part::Word([Some(main), other].into_iter().flatten().collect())
        }
        Group::Dense(letters) => dense(without_particle(&letters)),
    }
}

/// Letters that are written together: any word that has them in this order.
fn dense(letters: &[char]) -> Part {
    match letters {
        [alone] => Part::Phrase { terms: vec![alone.to_string()], open: true },
        letters => Part::Phrase {
            terms: letters.windows(2).map(|pair| pair.iter().collect()).collect(),
            open: false,
        },
    }
}

/// What stands in quotes: the same terms as in a text that says it, but the last word may go on
/// where words are written together.
fn phrase(text: &str) -> Option<Part> {
    let mut groups: Vec<Group> = runs(text).flat_map(|run| groups(run.text)).collect();
    let last = groups.pop()?;
    let mut terms: Vec<String> =
        groups.into_iter().flat_map(Group::indexed).map(|term| term.main).collect();
    let open = match last {
        Group::Word(term) => {
            terms.push(term.main);
            false
        }
        Group::Dense(letters) => match dense(&letters) {
            Part::Phrase { terms: more, open } => {
                terms.extend(more);
                open
            }
            Part::Word(_) => false,
        },
    };
    terms.truncate(PARTS_MAX);
    Some(Part::Phrase { terms, open })
}
