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
}
