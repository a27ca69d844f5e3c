//! The letters of this domain.

use super::Texts;
use crate::mail::Content;

impl Texts {
    /// The letter that leads to a one-time link; the link itself comes as it is sent.
    pub fn access(&self, organisation: &str) -> Content {
        Content {
            subject: (self.access_subject)(organisation),
            lines: (self.access_lines)(organisation),
            link: Some((self.access_link.to_owned(), String::new())),
            ..Content::default()
        }
    }
}
