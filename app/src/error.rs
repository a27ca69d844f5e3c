//! What can go wrong in an operation, in the few kinds that callers treat differently.

use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

use crate::request::{JsonText, Next};

/// The outcome of an operation.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A message for one field of a form, in the language of the person who filled it in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The field's name in the form; empty when the message is about the form as a whole.
    pub field: String,
    pub message: String,
}

/// Why an operation did not happen. Nothing was changed in any of these cases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Error {
    /// What was typed cannot be accepted; the form is shown again with these messages.
    #[error("invalid input")]
    Invalid(Vec<FieldError>),
    /// It does not exist, or the person may not know that it does.
    #[error("not found")]
    NotFound,
    /// The person is known and may see it, but may not do this.
    #[error("forbidden")]
    Forbidden,
    /// Nobody is signed in.
    #[error("signed out")]
    SignedOut,
    /// A value that must be unique is taken; stores map it to a field before it reaches a person.
    #[error("taken")]
    Taken,
    /// Somebody changed the record since the form was opened.
    #[error("changed meanwhile")]
    Stale,
    /// The server is too busy, or the person tried too often; trying later helps.
    #[error("busy")]
    Busy,
    /// The same form was carried out before; this is where it led. Not a failure.
    #[error("already done")]
    AlreadyDone(Next),
    /// The form goes on: it has another step, or was asked to look something up. These values
    /// take the place of what was typed under the same names. Not a failure.
    #[error("the form goes on")]
    Continued(Vec<(String, String)>),
    /// A fault of ours. The text goes to the log, never to a page.
    #[error("internal: {0}")]
    Internal(String),
}

impl Error {
    /// One message at one field.
    pub fn field(field: &str, message: impl Into<String>) -> Self {
        Error::Invalid(vec![FieldError { field: field.into(), message: message.into() }])
    }

    /// One message about the form as a whole.
    pub fn form(message: impl Into<String>) -> Self {
        Self::field("", message)
    }

    /// A fault of ours, from any error.
    pub fn internal(error: impl std::fmt::Display) -> Self {
        Error::Internal(error.to_string())
    }

    /// The HTTP status that says the same.
    pub fn status(&self) -> u16 {
        match self {
            Error::Invalid(_) => 422,
            Error::NotFound => 404,
            Error::Forbidden => 403,
            Error::SignedOut => 401,
            Error::Taken | Error::Stale => 409,
            Error::Busy => 503,
            Error::AlreadyDone(_) | Error::Continued(_) => 200,
            Error::Internal(_) => 500,
        }
    }
}

impl FromServerFnError for Error {
    type Encoder = JsonText;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            // No form of ours leaves a field out or names one that is not text.
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => Error::NotFound,
            other => Error::Internal(other.to_string()),
        }
    }
}

/// Collects the messages of a form's check, so that a person sees all of them at once.
#[derive(Clone, Debug, Default)]
pub struct Problems(Vec<FieldError>);

impl Problems {
    pub fn add(&mut self, field: &str, message: impl Into<String>) {
        self.0.push(FieldError { field: field.into(), message: message.into() });
    }

    /// Adds the message unless the condition holds; answers whether it held.
    pub fn require(&mut self, holds: bool, field: &str, message: impl Into<String>) -> bool {
        if !holds {
            self.add(field, message);
        }
        holds
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names of the fields with a message, in the order in which they were found.
    pub fn fields(&self) -> Vec<&str> {
        self.0.iter().map(|problem| problem.field.as_str()).collect()
    }

    /// `Ok` when nothing was found.
    pub fn into_result(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Invalid(self.0)) }
    }
}
