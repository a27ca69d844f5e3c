//! Where people hear that days of theirs have changed.
//!
//! Every change of a day's time comes through this one function, inside the transaction that makes it:
//! it is remembered in the history, the time that was given up stays in calendars, and letters go to
//! those concerned. On Today and on their page they see it anyway.

use chrono::{DateTime, Utc};

use super::{
    Day, EventKind, OnboardingId, letters,
    store::{self, NewEvent},
};
use crate::{db::Tx, error::Result, people::PersonId};

/// Days of one person were planned, moved, made up or called off, all at once.
pub struct Change<'a> {
    pub onboarding: OnboardingId,
    /// The days in question as they were before.
    pub before: &'a [Day],
    pub reason: &'a str,
    /// Nobody, when the product proposed it by itself.
    pub by: Option<PersonId>,
    pub at: DateTime<Utc>,
}

/// Remembers the change and tells those concerned: the new person and the instructors.
pub async fn days_changed(tx: &mut Tx, change: &Change<'_>) -> Result<()> {
    if change.before.is_empty() {
        return Ok(());
    }
    let after = store::days(tx, &[change.onboarding]).await?;
    for before in change.before {
        let now = after.iter().find(|day| day.number == before.number);
        let moved = (before.starts_at, now.and_then(|day| day.starts_at));
        let kind = match moved {
            (_, None) => EventKind::Unplanned,
            (Some(from), Some(to)) if from == to => EventKind::Changed,
            (Some(_), Some(_)) => EventKind::Moved,
            (None, Some(_)) => EventKind::Planned,
        };
        let event = NewEvent {
            onboarding: change.onboarding,
            number: before.number,
            kind,
            item: None,
            moved: if kind == EventKind::Changed { (None, None) } else { moved },
            detail: change.reason,
            by: change.by,
            at: change.at,
        };
        store::remember(tx, &event).await?;
        // One that was held, or missed, was not given up.
        if before.attendance.is_none() {
            store::keep_former(tx, before, change.at).await?;
        }
    }
    letters::days_changed(tx, change, &after).await
}
