//! Pieces of pages that know nothing of the domain.

#[cfg(feature = "ssr")]
pub mod form;
pub mod form_texts;
