//! What comes first among the things that hold all the words: those that have them in the title,
//! those that say them more often in fewer words, those that say them next to each other.

use super::words::{Part, Query, fits, halves};

/// A word in the title.
const TITLE: f64 = 100.0;
/// The most that a word in the text can count, however often it is there.
const TEXT: f64 = 50.0;
/// All the words next to each other, in the order in which they were asked.
const TOGETHER: f64 = 60.0;
/// A text of so many words halves what one mention counts.
const LONG: f64 = 200.0;
/// Smaller differences are none: then the newer thing comes first.
const STEP: f64 = 10.0;

/// How well a thing answers; title and text are as they were indexed.
pub fn score(query: &Query, title: &str, text: &str) -> i64 {
    let (title, text) = (Analysed::of(title), Analysed::of(text));
    let mut score = 0.0;
    for part in &query.parts {
        if title.count(part) > 0 {
            score += TITLE;
        }
        let often = text.count(part) as f64;
        if often > 0.0 {
            score += TEXT * often / (often + 0.5 + text.mains.len() as f64 / LONG);
        }
    }
    if query.parts.len() > 1 && (title.together(query) || text.together(query)) {
        score += TOGETHER;
    }
    (score / STEP).round() as i64
}

/// The terms of a text in their order, and their other forms.
struct Analysed<'a> {
    mains: Vec<&'a str>,
    others: Vec<&'a str>,
}

impl<'a> Analysed<'a> {
    fn of(written: &'a str) -> Self {
        let (mains, others) = halves(written);
        let split = |half: &'a str| half.split_ascii_whitespace().collect();
        Analysed { mains: split(mains), others: split(others) }
    }

    /// How often a part is there.
    fn count(&self, part: &Part) -> usize {
        match part {
            Part::Word(forms) => {
                let is = |term: &&&str| forms.iter().any(|form| form == **term);
                let mains = self.mains.iter().filter(is).count();
                // The same word may be there in both forms: it counts once.
                mains.max(self.others.iter().filter(is).count())
            }
            Part::Phrase { terms, open } => self
                .mains
                .windows(terms.len())
                .filter(|window| fits(terms, *open, window.iter().copied()))
                .count(),
        }
    }

    /// Whether all the parts stand next to each other in their order.
    fn together(&self, query: &Query) -> bool {
        let lengths = query.parts.iter().map(|part| match part {
            Part::Word(_) => 1,
            Part::Phrase { terms, .. } => terms.len(),
        });
        let all: usize = lengths.clone().sum();
        self.mains.windows(all).any(|window| {
            let mut from = 0;
            query.parts.iter().zip(lengths.clone()).all(|(part, length)| {
                let here = &window[from..from + length];
                from += length;
                match part {
                    Part::Word(forms) => forms.iter().any(|form| form == here[0]),
                    Part::Phrase { terms, open } => fits(terms, *open, here.iter().copied()),
                }
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::words::{terms, written};

    fn scored(query: &str, title: &str, text: &str) -> i64 {
        let query = Query::of(query).unwrap();
        score(&query, &written(&terms(title)), &written(&terms(text)))
    }

    #[test]
    fn a_word_counts_in_the_title_and_by_how_often_it_is_said() {
        // One mention in a short text: 50 · 1 / (1 + 0.5 + 3/200) = 33 → 3 steps.
        assert_eq!(scored("errores", "", "un error aquí"), 3);
        // In the title: 100 → 10 steps; in both: 133 → 13.
        assert_eq!(scored("error", "Los errores", ""), 10);
        assert_eq!(scored("error", "Los errores", "un error aquí"), 13);
        // Three of six words: 50 · 3 / (3 + 0.5 + 6/200) = 42 → 4.
        assert_eq!(scored("error", "", "error, un error, otro error"), 4);
        // Once among 400 words: 50 · 1 / (1 + 0.5 + 2) = 14 → 1.
        let long = format!("error {}", "otra ".repeat(399));
        assert_eq!(scored("error", "", &long), 1);
    }

    #[test]
    fn words_next_to_each_other_count_more() {
        // Each 50 · 1 / 1.525 = 33; next to each other 60 more: 66 → 7, 126 → 13.
        assert_eq!(scored("doble control", "", "control y luego un doble"), 7);
        assert_eq!(scored("doble control", "", "y luego un doble control"), 13);
        assert_eq!(scored("\"doble control\"", "", "control y doble"), 0);
    }
}
