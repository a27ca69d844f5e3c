use chrono::{DateTime, Utc};

use crate::{lang::Lang, people::PersonId};

/// Something in somebody's calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Names it for ever, whatever changes about it: `session-{id}`.
    pub uid: String,
    /// Grows with every change.
    pub sequence: i64,
    /// When it last changed.
    pub changed_at: DateTime<Utc>,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub title: String,
    /// Empty when nobody has to go anywhere.
    pub place: String,
    /// What else one wants to know, in lines. No names of people: whoever is allowed to see them sees
    /// them on the page.
    pub notes: Vec<String>,
    /// Where its page is: `/sessions/…`.
    pub path: String,
    pub cancelled: bool,
}

/// Whose calendar it is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Owner {
    pub id: PersonId,
    pub language: Lang,
    pub organisation: String,
}
