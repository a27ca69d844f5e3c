//! One word without what its writer may leave away: accents, marks, endings.

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Whether a character belongs to a word.
pub fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// The line that stretches an Arabic word; it says nothing.
const STRETCH: char = '\u{640}';

/// A run of letters in lower case, without accents and marks.
pub fn fold(run: &str) -> String {
    // Taking a Korean syllable apart and dropping marks must not leave it in pieces: put together.
    let folded: String =
        run.nfkd().filter(|c| !is_combining_mark(*c)).nfc().collect::<String>().to_lowercase();
    folded.chars().filter(|c| c.is_alphanumeric() && *c != STRETCH).collect()
}

/// The forms under which a word is found.
pub struct Stems {
    pub main: String,
    pub other: String,
}

/// The stems of a folded word: what a reader of its language would take for the same word.
pub fn stems(word: &str) -> Stems {
    if word.chars().any(is_arabic) { arabic(word) } else { latin(word) }
}

/// Nobody says in which language a note is written, so both stems are kept.
fn latin(word: &str) -> Stems {
    let spanish = Stemmer::create(Algorithm::Spanish);
    let english = Stemmer::create(Algorithm::English);
    // Spanish stems hang on an accent that many do not type.
    let accented = match word.strip_suffix("ion") {
        Some(root) if root.ends_with(['c', 's', 'x']) => format!("{root}ión"),
        _ => word.to_owned(),
    };
    let plain = |stem: &str| stem.nfkd().filter(|c| !is_combining_mark(*c)).collect();
    Stems { main: plain(&spanish.stem(&accented)), other: plain(&english.stem(word)) }
}

/// Without article and endings, and as it is written. Letters that many exchange are made one.
fn arabic(word: &str) -> Stems {
    let mut letters: Vec<char> = word.chars().map(|c| if c == 'ى' { 'ي' } else { c }).collect();
    if let Some(last) = letters.last_mut()
        && *last == 'ه'
    {
        *last = 'ة';
    }
    let word: String = letters.into_iter().collect();
    let stem = Stemmer::create(Algorithm::Arabic).stem(&word).into_owned();
    Stems { main: if stem.is_empty() { word.clone() } else { stem }, other: word }
}

fn is_arabic(c: char) -> bool {
    matches!(u32::from(c), 0x0620..=0x064A | 0x066E..=0x06D3)
}

/// Korean, Chinese and Japanese.
pub fn is_dense(c: char) -> bool {
    matches!(u32::from(c),
        0x1100..=0x11FF | 0x3040..=0x30FF | 0x3130..=0x318F | 0x3400..=0x4DBF | 0x4E00..=0x9FFF
        | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// What Korean hangs on a noun: longer ones first.
const PARTICLES: [&str; 22] = [
    "에서", "에게", "으로", "까지", "부터", "처럼", "보다", "이나", "라고", "하고", "을", "를",
    "이", "가", "은", "는", "에", "의", "와", "과", "도", "로",
];

/// A Korean word as somebody looks for it, without the particle that hangs on it. What is left has
/// two syllables at least: a shorter word may end like that by itself.
pub fn without_particle(letters: &[char]) -> &[char] {
    for particle in PARTICLES {
        let length = particle.chars().count();
        let Some(rest) = letters.len().checked_sub(length).filter(|rest| *rest >= 2) else {
            continue;
        };
        if letters[rest..].iter().copied().eq(particle.chars()) {
            return &letters[..rest];
        }
    }
    letters
}
