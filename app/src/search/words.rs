//! Words as a reader looks for them: without accents, whatever their ending, and parts of words
//! in scripts that put no spaces between them. What is indexed and what is asked for go through
//! the same analysis, and the databases only compare.

mod folding;
mod query;
#[cfg(test)]
mod tests;

use folding::{Stems, fold, is_dense, is_of_word, stems};
pub use query::{IN_TITLE, Part, Query, TITLED, fits};

/// Which rules made the words that are kept. Grows with every change of what they are, and then
/// everything is indexed anew.
pub const ANALYSIS: i64 = 2;

/// Longer runs of letters are no words; only their beginning counts.
const WORD_MAX: usize = 60;
/// So many terms of a text are indexed: more than the longest text has in words.
const TERMS_MAX: usize = 50_000;

/// What stands at one place of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The stem by which phrases are told: the Spanish one, or the Arabic one; two syllables of
    /// Korean or two signs of Chinese.
    pub main: String,
    /// Another form under which it is found: the English stem, when it differs.
    pub other: Option<String>,
}

/// The terms of a text in their order.
pub fn terms(text: &str) -> Vec<Term> {
    runs(text).flat_map(|run| groups(run.text)).flat_map(Group::indexed).take(TERMS_MAX).collect()
}

/// What stands between the terms in their order and the other forms of them.
const THEN: &str = " | ";

/// Terms as one text: in their order, then the other forms.
pub fn written(terms: &[Term]) -> String {
    let joined = |forms: Vec<&str>| forms.join(" ");
    let mains = joined(terms.iter().map(|term| term.main.as_str()).collect());
    let others = joined(terms.iter().filter_map(|term| term.other.as_deref()).collect());
    if others.is_empty() { mains } else { format!("{mains}{THEN}{others}") }
}

/// The two halves of such a text.
pub fn halves(written: &str) -> (&str, &str) {
    written.split_once(THEN).unwrap_or((written, ""))
}

/// A run of letters and digits where it stands in a text.
struct Run<'a> {
    start: usize,
    text: &'a str,
}

fn runs(text: &str) -> impl Iterator<Item = Run<'_>> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let within = &text[rest..];
        let start = rest + within.find(is_of_word)?;
        let end = text[start..].find(|c| !is_of_word(c)).map_or(text.len(), |end| start + end);
        rest = end;
        Some(Run { start, text: &text[start..end] })
    })
}

/// A part of a run in one script.
enum Group {
    /// A word that stands apart.
    Word(Term),
    /// Letters that are written together, or that carry their endings without a mark.
    Dense(Vec<char>),
}

impl Group {
    /// What it is indexed under. Two letters at a time make any part of it a phrase; the last one
    /// stands alone, too, so that every letter begins a term.
    fn indexed(self) -> Vec<Term> {
        match self {
            Group::Word(term) => vec![term],
            Group::Dense(letters) => {
                let pairs = letters.windows(2).map(|pair| pair.iter().collect());
                let last = letters.last().map(char::to_string);
                pairs.chain(last).map(|main| Term { main, other: None }).collect()
            }
        }
    }
}

/// The parts of a run: one, or several where scripts meet.
fn groups(run: &str) -> Vec<Group> {
    let letters: Vec<char> = fold(run).chars().take(WORD_MAX).collect();
    letters
        .chunk_by(|one, next| is_dense(*one) == is_dense(*next))
        .map(|group| {
            if is_dense(group[0]) {
                return Group::Dense(group.to_vec());
            }
            let Stems { main, other } = stems(&group.iter().collect::<String>());
            Group::Word(Term { other: (other != main).then_some(other), main })
        })
        .collect()
}
