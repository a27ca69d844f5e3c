use std::sync::Arc;

use leptos::prelude::use_context;

use crate::error::{Error, FieldError};

/// A form that was sent and refused, or that has another step: what was typed, and why.
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
    /// What was typed, with what a form that goes on puts in its place.
    pub fn new(
        command: impl Into<Arc<str>>,
        key: impl Into<Arc<str>>,
        mut values: Vec<(String, String)>,
        error: Error,
    ) -> Self {
        if let Error::Continued(instead) = &error {
            values.retain(|(name, _)| !instead.iter().any(|(other, _)| other == name));
            values.extend(instead.iter().cloned());
        }
        Posted { command: command.into(), key: key.into(), values: values.into(), error }
    }

    /// All values of a field. Passwords never come back.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.values
            .iter()
            .filter(move |(field, _)| field == name && !field.contains("password"))
            .map(|(_, value)| value.as_str())
    }

    /// Everything to be sent again later, passwords excepted.
    pub fn all_fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values
            .iter()
            .filter(|(field, _)| !field.contains("password"))
            .map(|(field, value)| (field.as_str(), value.as_str()))
    }

    /// What would be a loss: texts of more than a few words.
    pub fn texts(&self) -> Vec<String> {
        self.all_fields()
            .filter(|(field, value)| !field.starts_with('_') && value.trim().contains(' '))
            .map(|(_, value)| value.to_owned())
            .collect()
    }

    pub fn field_errors(&self) -> &[FieldError] {
        match &self.error {
            Error::Invalid(errors) => errors,
            _ => &[],
        }
    }
}

/// Whether this form was sent and refused, so that what hides it stays open.
pub fn refused(command: &str, key: &str) -> bool {
    use_context::<Posted>().is_some_and(|posted| *posted.command == *command && *posted.key == *key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_that_goes_on_keeps_what_it_does_not_replace() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let typed = vec![pair("name", "Ana"), pair("day[]", "1"), pair("day[]", "2")];
        let error = Error::Continued(vec![pair("day[]", "3"), pair("step", "2")]);
        let posted = Posted::new("/api/x", "", typed, error);
        assert_eq!(posted.all("name").collect::<Vec<_>>(), ["Ana"]);
        assert_eq!(posted.all("day[]").collect::<Vec<_>>(), ["3"]);
        assert_eq!(posted.all("step").collect::<Vec<_>>(), ["2"]);
        assert_eq!(posted.error.status(), 200);
    }
}
