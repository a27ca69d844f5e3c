//! Words as a reader looks for them: without accents, whatever their ending, and parts of words
//! in scripts that put no spaces between them. What is indexed and what is asked for go through
//! the same analysis, and the databases only compare.

use std::collections::BTreeSet;

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Longer runs of letters are no words; only their beginning counts.
const WORD_MAX: usize = 60;

/// The terms under which a text is found, with spaces between them.
pub fn index(text: &str) -> String {
    let terms: BTreeSet<String> = words(text).flat_map(|word| word.terms).collect();
    terms.into_iter().collect::<Vec<_>>().join(" ")
}

/// What somebody looks for: every word must be there in one of its forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// For each word, the terms that it is found under. Letters and digits only.
    all: Vec<BTreeSet<String>>,
}

impl Query {
    /// `None` when the text holds no words.
    pub fn of(text: &str) -> Option<Query> {
        let mut all = Vec::new();
        for word in words(text).take(20) {
            match word.script {
                Script::Spaced => all.push(word.terms),
                // The parts of the word, one by one: together they are the word.
                Script::Dense => all.extend(word.parts.into_iter().map(|part| [part].into())),
            }
        }
        (!all.is_empty()).then_some(Query { all })
    }

    /// As SQLite's FTS5 wants it.
    pub fn fts5(&self) -> String {
        self.written(" AND ", " OR ", "\"")
    }

    /// As PostgreSQL's `to_tsquery` wants it.
    pub fn tsquery(&self) -> String {
        self.written(" & ", " | ", "'")
    }

    fn written(&self, and: &str, or: &str, quote: &str) -> String {
        let groups = self.all.iter().map(|terms| {
            let terms: Vec<String> =
                terms.iter().map(|term| format!("{quote}{term}{quote}")).collect();
            format!("({})", terms.join(or))
        });
        groups.collect::<Vec<_>>().join(and)
    }

    /// The text in pieces, each with whether it is what was looked for.
    pub fn marked<'a>(&self, text: &'a str) -> Vec<(&'a str, bool)> {
        let wanted: BTreeSet<&str> = self.all.iter().flatten().map(String::as_str).collect();
        let mut pieces = Vec::new();
        let mut done = 0;
        for run in runs(text) {
            if !analysed(run.text).any(|word| word.is_one_of(&wanted)) {
                continue;
            }
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

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    /// Words stand apart.
    Spaced,
    /// Words are written together, or carry their endings without a mark.
    Dense,
}

struct Word {
    script: Script,
    /// What it is indexed under.
    terms: BTreeSet<String>,
    /// What finds it, for dense scripts.
    parts: Vec<String>,
}

impl Word {
    fn is_one_of(&self, wanted: &BTreeSet<&str>) -> bool {
        self.terms.iter().any(|term| wanted.contains(term.as_str()))
    }
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

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

fn words(text: &str) -> impl Iterator<Item = Word> + '_ {
    runs(text).flat_map(|run| analysed(run.text).collect::<Vec<_>>())
}

/// The words of a run: one, or several where scripts meet.
fn analysed(run: &str) -> impl Iterator<Item = Word> {
    // Taking a Korean syllable apart and dropping marks must not leave it in pieces: put together.
    let folded: String =
        run.nfkd().filter(|c| !is_combining_mark(*c)).nfc().collect::<String>().to_lowercase();
    let letters: Vec<char> =
        folded.chars().filter(|c| c.is_alphanumeric()).take(WORD_MAX).collect();
    let groups: Vec<Word> = letters
        .chunk_by(|one, next| is_dense(*one) == is_dense(*next))
        .map(|group| if is_dense(group[0]) { dense(group) } else { spaced(group) })
        .collect();
    groups.into_iter()
}

fn spaced(letters: &[char]) -> Word {
    let word: String = letters.iter().collect();
    let spanish = Stemmer::create(Algorithm::Spanish);
    let english = Stemmer::create(Algorithm::English);
    // Spanish stems hang on an accent that many do not type.
    let accented = match word.strip_suffix("ion") {
        Some(root) if root.ends_with(['c', 's', 'x']) => format!("{root}ión"),
        _ => word.clone(),
    };
    let terms = [spanish.stem(&accented), english.stem(&word)]
        .into_iter()
        .map(|stem| stem.nfkd().filter(|c| !is_combining_mark(*c)).collect())
        .collect();
    Word { script: Script::Spaced, terms, parts: Vec::new() }
}

fn dense(letters: &[char]) -> Word {
    let pairs: Vec<String> = letters.windows(2).map(|pair| pair.iter().collect()).collect();
    let singles = letters.iter().map(char::to_string);
    let parts = if pairs.is_empty() { singles.clone().collect() } else { pairs.clone() };
    Word { script: Script::Dense, terms: singles.chain(pairs).collect(), parts }
}

/// Korean, Chinese and Japanese.
fn is_dense(c: char) -> bool {
    matches!(u32::from(c),
        0x1100..=0x11FF | 0x3040..=0x30FF | 0x3130..=0x318F | 0x3400..=0x4DBF | 0x4E00..=0x9FFF
        | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(query: &str, text: &str) -> bool {
        let indexed = index(text);
        let terms: BTreeSet<&str> = indexed.split(' ').collect();
        let query = Query::of(query).unwrap();
        query.all.iter().all(|word| word.iter().any(|term| terms.contains(term.as_str())))
    }

    #[test]
    fn endings_and_accents_do_not_matter() {
        for (query, text) in [
            ("reclamo", "Llegan más reclamos los lunes"),
            ("reclamos", "Un reclamo por teléfono"),
            ("digitacion", "Errores de digitación"),
            ("digitación", "errores de digitacion"),
            ("digitaciones", "errores de digitacion"),
            ("sesiones", "una sesion"),
            ("DNI", "el dni"),
            ("medicas", "informe médico"),
            ("ninos", "el niño"),
            ("reports", "one report is late"),
            ("typing", "who types late"),
            ("informe tarde", "los informes llegan tarde"),
        ] {
            assert!(finds(query, text), "{query} in {text}");
        }
        for (query, text) in
            [("reclamo", "Nadie se queja"), ("informe tarde", "los informes llegan temprano")]
        {
            assert!(!finds(query, text), "{query} in {text}");
        }
    }

    #[test]
    fn a_korean_word_is_found_by_its_parts() {
        let text = "고객만족 교육을 받았습니다";
        for query in ["고객만족", "만족", "교육", "고"] {
            assert!(finds(query, text), "{query}");
        }
        for query in ["고족", "족교"] {
            assert!(!finds(query, text), "{query}");
        }
        assert!(finds("顧客", "顧客満足") && finds("cs교육", "CS교육 3일"));
    }

    #[test]
    fn a_query_holds_nothing_but_words() {
        assert_eq!(Query::of(" -- \"'*() "), None);
        let query = Query::of("NEAR(\"a\" OR b*) ' & !x").unwrap();
        assert_eq!(query.fts5(), "(\"near\") AND (\"a\") AND (\"or\") AND (\"b\") AND (\"x\")");
        assert_eq!(query.tsquery(), "('near') & ('a') & ('or') & ('b') & ('x')");
    }

    #[test]
    fn what_was_looked_for_is_marked() {
        let query = Query::of("reclamo digitacion").unwrap();
        assert_eq!(
            query.marked("Los reclamos por digitación, sí"),
            [
                ("Los ", false),
                ("reclamos", true),
                (" por ", false),
                ("digitación", true),
                (", sí", false)
            ]
        );
        assert_eq!(query.marked("nada"), [("nada", false)]);
        // Decomposed accents stay whole.
        assert_eq!(query.marked("digitacio\u{301}n"), [("digitacio\u{301}n", true)]);
    }
}
