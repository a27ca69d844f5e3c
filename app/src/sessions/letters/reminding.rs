//! Reminders, the day before.

use chrono::{DateTime, TimeDelta, Utc};

use super::{super::store, About};
use crate::{
    db::Db,
    error::Result,
    mail::{self, Letter, LetterKind},
};

/// So long before a session people are reminded of it, at the same hour of the clock.
pub const AHEAD: TimeDelta = TimeDelta::hours(24);
/// Later than this a reminder only disturbs.
pub const LATEST: TimeDelta = TimeDelta::hours(1);
/// Who was written to about the session within this time needs no reminder.
pub const JUST_HEARD: TimeDelta = TimeDelta::hours(24);

/// Writes the reminders that are due; answers how many. Servers that do it at once write each once.
pub async fn remind(db: &Db, now: DateTime<Utc>) -> Result<usize> {
    let mut tx = db.read().await?;
    if !mail::store::is_set_up(&mut tx).await? {
        return Ok(0);
    }
    let mut due = Vec::new();
    for session in store::beginning(&mut tx, now + LATEST, now + AHEAD).await? {
        let occasion = format!("session:{}:reminder:{}", session.id, session.starts_at.timestamp());
        let to = store::to_remind(&mut tx, &session, &occasion, now - JUST_HEARD).await?;
        if !to.is_empty() {
            due.push((About::of(&mut tx, &session).await?, occasion, to));
        }
    }
    drop(tx);
    let mut written = 0;
    for (about, occasion, to) in due {
        let words = |lang| {
            let t = about.words(lang);
            about.content(lang, t.reminder, &[t.reminder_text])
        };
        let letter = Letter {
            kind: LetterKind::Reminder,
            about: about.session.id.into(),
            occasion,
            expires_at: about.session.starts_at,
            words: &words,
        };
        let mut tx = db.write().await?;
        // It may have been moved or cancelled since we looked.
        let current = store::by_id(&mut tx, about.session.id).await?;
        if current.is_some_and(|session| session.revision == about.session.revision) {
            written += mail::post(&mut tx, now, &letter, &to).await?;
        }
        tx.commit().await?;
    }
    Ok(written)
}
