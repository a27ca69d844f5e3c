//! Where people hear that a day of theirs has changed.
//!
//! Today they see it on their page and on Today, and it is remembered in the history. Whatever else
//! is to tell them (an e-mail, an entry of a calendar) is called from here: every change of a day
//! comes through this one function, inside the transaction that makes it.

use chrono::{DateTime, Utc};

use super::{
    EventKind, OnboardingId,
    store::{self, Appointment, NewEvent},
};
use crate::{db::Tx, error::Result, people::PersonId};

/// A day was planned, moved, made up or called off.
pub struct Change<'a> {
    pub onboarding: OnboardingId,
    pub number: i64,
    /// `None` when it had no time before.
    pub before: Option<DateTime<Utc>>,
    /// `None` when it has none any more.
    pub after: Option<&'a Appointment>,
    pub reason: &'a str,
    /// Nobody, when the product proposed it by itself.
    pub by: Option<PersonId>,
    pub at: DateTime<Utc>,
}

/// Remembers the change and tells those concerned: the new person and the instructor.
pub async fn day_changed(tx: &mut Tx, change: &Change<'_>) -> Result<()> {
    let kind = match (change.before, change.after) {
        (_, None) => EventKind::Unplanned,
        (Some(_), Some(_)) => EventKind::Moved,
        (None, Some(_)) => EventKind::Planned,
    };
    store::remember(
        tx,
        &NewEvent {
            onboarding: change.onboarding,
            number: change.number,
            kind,
            item: None,
            detail: change.reason,
            by: change.by,
            at: change.at,
        },
    )
    .await
}
