//! What changed between two texts, word by word.

use std::time::Duration;

use similar::{Algorithm, ChangeTag, TextDiff};

/// Beyond it the rest of two very different texts is shown as gone and new, in whole.
const PATIENCE: Duration = Duration::from_millis(300);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Same,
    Gone,
    New,
}

/// The pieces of both texts in their order; neighbours of one fate are one piece.
pub fn words(old: &str, new: &str) -> Vec<(Fate, String)> {
    // It holds on to words that stand once in both; others would line up by their blanks.
    let diff =
        TextDiff::configure().algorithm(Algorithm::Patience).timeout(PATIENCE).diff_words(old, new);
    let mut pieces: Vec<(Fate, String)> = Vec::new();
    for change in diff.iter_all_changes() {
        let fate = match change.tag() {
            ChangeTag::Equal => Fate::Same,
            ChangeTag::Delete => Fate::Gone,
            ChangeTag::Insert => Fate::New,
        };
        match pieces.last_mut() {
            Some((last, text)) if *last == fate => text.push_str(change.value()),
            _ => pieces.push((fate, change.value().to_owned())),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_stay_go_and_come() {
        let pieces = words("Leer el DNI en voz alta", "Leer el DNI dos veces");
        let read = |fate: Fate| {
            pieces
                .iter()
                .filter(|(f, _)| *f == fate)
                .map(|(_, text)| text.trim())
                .collect::<String>()
        };
        assert_eq!(pieces[0], (Fate::Same, "Leer el DNI ".into()));
        assert!(read(Fate::Gone).contains("en") && read(Fate::Gone).contains("alta"));
        assert!(read(Fate::New).contains("dos") && read(Fate::New).contains("veces"));
    }

    #[test]
    fn a_word_that_stays_is_the_same_though_all_around_it_changes() {
        let old = "3. Avisar por teléfono\n4. Borrar al cierre\n";
        let new = "3. Avisar en la puerta\n4. Mirar\n5. Borrar al final\n";
        let pieces = words(old, new);
        let same: String = pieces
            .iter()
            .filter(|(fate, _)| *fate == Fate::Same)
            .map(|(_, text)| &**text)
            .collect();
        assert!(same.contains("3. Avisar ") && same.contains("Borrar al "), "{pieces:?}");
    }

    #[test]
    fn nothing_is_lost_on_either_side() {
        let (old, new) = ("uno dos\ntres  cuatro\n", "uno\ndos tres cinco");
        let side = |not: Fate| -> String {
            let pieces = words(old, new);
            pieces.into_iter().filter(|(fate, _)| *fate != not).map(|(_, text)| text).collect()
        };
        assert_eq!(side(Fate::New), old);
        assert_eq!(side(Fate::Gone), new);
        assert_eq!(words("", ""), []);
        assert_eq!(words("igual", "igual"), [(Fate::Same, "igual".into())]);
    }
}
