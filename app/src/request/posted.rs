use std::sync::Arc;

use crate::error::{Error, FieldError};

/// A form that was sent and refused: what was typed, and why.
///
/// The page is rendered again with this in context; `ui::form` puts values and messages back
/// into the form whose command and key match.
#[derive(Clone, Debug)]
pub struct Posted {
    pub command: Arc<str>,
    /// Tells forms with the same command apart (one per row, say).
    pub key: Arc<str>,
    pub values: Arc<[(String, String)]>,
    pub error: Error,
}

impl Posted {
    /// All values of a field. Passwords never come back.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.values
            .iter()
            .filter(move |(field, _)| field == name && !field.contains("password"))
            .map(|(_, value)| value.as_str())
    }

    pub fn field_errors(&self) -> &[FieldError] {
        match &self.error {
            Error::Invalid(errors) => errors,
            _ => &[],
        }
    }
}
