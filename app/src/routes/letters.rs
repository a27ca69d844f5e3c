//! Letters, and where they lead.

/// How letters leave.
pub const MAIL_SETTINGS: &str = "/settings/mail";

/// Where a letter leads somebody who wants no more reminders.
pub fn unsubscribe(token: &str) -> String {
    format!("/unsubscribe/{token}")
}

/// A one-time link.
pub fn access(token: &str) -> String {
    format!("/access/{token}")
}
