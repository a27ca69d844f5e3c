//! The languages of the product and how a page asks for its words.
//!
//! Every domain keeps its words in its own `texts.rs`: one struct, one `static` per language.
//! A missing word does not compile. `texts()` picks the static for the language of the request.

use leptos::prelude::use_context;

crate::text_enum! {
    /// A language the whole product is written in.
    pub enum Lang {
        En => "en",
        Es => "es",
    }
}

impl Lang {
    /// The value for this language.
    pub fn pick<T: ?Sized>(self, en: &'static T, es: &'static T) -> &'static T {
        match self {
            Lang::En => en,
            Lang::Es => es,
        }
    }

    /// What somebody wrote, in the quotation marks of the language.
    pub fn quoted(self, text: &str) -> String {
        match self {
            Lang::En => format!("“{text}”"),
            Lang::Es => format!("«{text}»"),
        }
    }

    /// The language's name in the language itself, as shown in a language switch.
    pub fn own_name(self) -> &'static str {
        self.pick("English", "Español")
    }

    /// The first language of an `Accept-Language` header that the product speaks.
    ///
    /// Weights are honoured; `es-PE` counts as `es`.
    pub fn accepted(header: &str) -> Option<Lang> {
        let mut wanted: Vec<(f32, Lang)> = header
            .split(',')
            .filter_map(|part| {
                let mut pieces = part.split(';');
                let tag = pieces.next()?.trim();
                let primary = tag.split('-').next()?.to_ascii_lowercase();
                let weight = pieces
                    .find_map(|piece| piece.trim().strip_prefix("q=")?.parse().ok())
                    .unwrap_or(1.0);
                Some((weight, Lang::parse(&primary)?))
            })
            .filter(|(weight, _)| *weight > 0.0)
            .collect();
        wanted.sort_by(|a, b| b.0.total_cmp(&a.0));
        wanted.first().map(|(_, lang)| *lang)
    }
}

/// The language of the request being answered; English outside one.
pub fn lang() -> Lang {
    use_context().unwrap_or(Lang::En)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_weighted_language_we_speak_wins() {
        assert_eq!(Lang::accepted("es-PE,es;q=0.9,en;q=0.8"), Some(Lang::Es));
        assert_eq!(Lang::accepted("fr, en;q=0.3, es;q=0.7"), Some(Lang::Es));
        assert_eq!(Lang::accepted("ko,ar"), None);
        assert_eq!(Lang::accepted("es;q=0, en"), Some(Lang::En));
        assert_eq!(Lang::accepted(""), None);
    }
}
