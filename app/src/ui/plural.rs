//! "1 session", "2 sessions": the form of a word for a number.

use crate::lang::Lang;
use icu_locale_core::locale;
use icu_plurals::{PluralCategory, PluralRules};

/// The form for `n`, by the rules of the language; `n` itself is not part of it.
pub fn plural(lang: Lang, n: i64, one: &'static str, other: &'static str) -> &'static str {
    let locale = match lang {
        Lang::En => locale!("en"),
        Lang::Es => locale!("es"),
    };
    let rules = PluralRules::try_new_cardinal(locale.into());
    match rules.map(|rules| rules.category_for(n)) {
        Ok(PluralCategory::One) => one,
        _ => other,
    }
}

/// So many of several are named.
const NAMED: usize = 3;

/// "Ana, Luis, Eva and 2 more": the first of several names, and how many more there are.
pub fn some_of(lang: Lang, names: &[String]) -> String {
    let (named, rest) = names.split_at(names.len().min(NAMED));
    let mut parts = named.to_vec();
    if !rest.is_empty() {
        parts.push(format!("{} {}", rest.len(), lang.pick("more", "más")));
    }
    let Some((last, before)) = parts.split_last() else { return String::new() };
    if before.is_empty() {
        return last.clone();
    }
    // "y" and the sound of an "i" are one: "Luis e Inés".
    let sounds = last.to_lowercase().replace('í', "i");
    let one_sound =
        sounds.starts_with('i') || sounds.starts_with("hi") && !sounds.starts_with("hie");
    let and = lang.pick("and", if one_sound { "e" } else { "y" });
    format!("{} {and} {last}", before.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_is_one() {
        let forms = |lang, n| plural(lang, n, "one", "other");
        for lang in [Lang::En, Lang::Es] {
            assert_eq!(
                [0, 1, 2, 11, 1_000_000].map(|n| forms(lang, n)),
                ["other", "one", "other", "other", "other"]
            );
        }
    }

    #[test]
    fn three_are_named_and_the_others_counted() {
        let of = |lang, names: &[&str]| {
            some_of(lang, &names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(of(Lang::En, &[]), "");
        assert_eq!(of(Lang::Es, &["Ana"]), "Ana");
        assert_eq!(of(Lang::En, &["Ana", "Luis", "Eva"]), "Ana, Luis and Eva");
        assert_eq!(
            of(Lang::En, &["Ana", "Luis", "Eva", "Noa", "Leo"]),
            "Ana, Luis, Eva and 2 more"
        );
        assert_eq!(of(Lang::Es, &["Ana", "Luis", "Eva", "Noa"]), "Ana, Luis, Eva y 1 más");
        assert_eq!(of(Lang::Es, &["Luis", "Inés"]), "Luis e Inés");
        assert_eq!(of(Lang::Es, &["Luis", "Hilda"]), "Luis e Hilda");
    }
}
