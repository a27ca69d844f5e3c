//! Who is told who speaks, who may change what, and whom a text calls by name.

use super::{Speaker, Voice};
use crate::{people::PersonId, reviews::Tie};

/// The longest comment, in characters.
pub const COMMENT_MAX: usize = 4_000;
/// How many people one comment may call.
pub const MENTIONS_MAX: usize = 20;

/// Who speaks, as a recipient is told. Every page asks here: a hidden author of a note stays
/// hidden in what they say about it.
pub fn voice_shown_to(speaker: Speaker, recipient: Option<PersonId>) -> Voice {
    match (speaker.hidden, recipient == Some(speaker.id)) {
        (false, _) => Voice::Named(speaker.name),
        (true, true) => Voice::AuthorSelf(speaker.name),
        (true, false) => Voice::Author,
    }
}

/// May resolve a thread and open it again: whoever began it, the authors and the owner of the
/// thing, and those who run its programme.
pub fn may_turn(tie: Tie, own: bool) -> bool {
    own || tie.author || tie.owner || tie.runs
}

/// What follows each `@` that begins a word, to the end of its line: a name may stand there.
pub fn calls(text: &str) -> Vec<&str> {
    let mut calls = Vec::new();
    for (at, _) in text.match_indices('@') {
        let begins = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        let rest = text[at + 1..].lines().next().unwrap_or_default();
        if begins && rest.starts_with(char::is_alphabetic) {
            calls.push(rest);
        }
    }
    calls.truncate(MENTIONS_MAX);
    calls
}

/// Whether a text begins with a name, both folded, and the name ends there.
pub fn begins_with(text: &str, name: &str) -> bool {
    let rest = text.strip_prefix(name);
    !name.is_empty() && rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_hidden_author_speaks_as_the_author() {
        let person = |n| PersonId::from(Uuid::from_u128(n));
        let speaker = |hidden| Speaker { id: person(1), name: "Ana".into(), hidden };
        for recipient in [None, Some(person(1)), Some(person(2))] {
            assert_eq!(voice_shown_to(speaker(false), recipient), Voice::Named("Ana".into()));
        }
        assert_eq!(voice_shown_to(speaker(true), Some(person(2))), Voice::Author);
        assert_eq!(voice_shown_to(speaker(true), None), Voice::Author);
        assert_eq!(voice_shown_to(speaker(true), Some(person(1))), Voice::AuthorSelf("Ana".into()));
    }

    #[test]
    fn who_resolves() {
        let none = Tie::default();
        assert!(!may_turn(none, false));
        assert!(may_turn(none, true));
        for tie in
            [Tie { author: true, ..none }, Tie { owner: true, ..none }, Tie { runs: true, ..none }]
        {
            assert!(may_turn(tie, false));
        }
        assert!(!may_turn(Tie { teaches: true, ..none }, false));
    }

    #[test]
    fn a_name_follows_a_sign_that_begins_a_word() {
        let text = "@Ana Torres, mira. Escribe a ana@respira.example\n(@Luis Paz) @ 5 @2";
        assert_eq!(
            calls(text),
            ["Ana Torres, mira. Escribe a ana@respira.example", "Luis Paz) @ 5 @2"]
        );
        assert!(begins_with("ana torres, mira", "ana torres"));
        assert!(begins_with("ana torres", "ana torres"));
        assert!(!begins_with("ana torresano", "ana torres"));
        assert!(!begins_with("ana", "ana torres") && !begins_with("ana", ""));
    }
}
