use crate::lang::lang;

/// The samples stand beside each other: nobody else reads them.
pub fn text(en: &'static str, es: &'static str) -> &'static str {
    lang().pick(en, es)
}
