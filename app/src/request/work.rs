use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::{Change, Next, services, store, visitor};
use crate::{
    access::Actor,
    db::Tx,
    error::{Error, Result},
    people::PersonId,
};

/// A signed-in person changing something: one transaction, committed by [`Work::done`],
/// undone by dropping it.
pub struct Work {
    pub actor: Arc<Actor>,
    pub tx: Tx,
    pub now: DateTime<Utc>,
    once: Option<Uuid>,
    changes: Vec<Change>,
}

impl Work {
    /// Opens the transaction. When the same form was carried out before, the answer is
    /// [`Error::AlreadyDone`] with where it led then.
    pub async fn begin() -> Result<Work> {
        let visitor = visitor();
        let actor = visitor.signed_in()?;
        let services = services();
        let now = services.clock.now();
        let mut tx = services.db.write().await?;
        if let Some(key) = visitor.once
            && let Some(next) = store::taken(&mut tx, key, actor.id, now).await?
        {
            // The first sending may share our group: wait until it is safe on disk.
            tx.commit().await?;
            return Err(Error::AlreadyDone(next));
        }
        Ok(Work { actor, tx, now, once: visitor.once, changes: Vec::new() })
    }

    /// Records who changed what; `detail` holds the changed values.
    pub async fn audit(
        &mut self,
        action: &str,
        subject: &str,
        subject_id: impl Into<Uuid>,
        detail: Value,
    ) -> Result<()> {
        audit(
            &mut self.tx,
            self.now,
            Some(self.actor.id),
            action,
            subject,
            subject_id.into(),
            detail,
        )
        .await
    }

    /// Tells open screens, after the commit.
    pub fn tell(&mut self, change: Change) {
        self.changes.push(change);
    }

    /// Commits, then tells the open screens.
    pub async fn done(self, next: Next) -> Result<Next> {
        let kept = next.clone();
        self.done_keeping(next, kept).await
    }

    /// As [`Work::done`], for a form that leads to an address with a secret in it: its twin is led
    /// to `kept`, and the secret is not stored.
    pub async fn done_keeping(mut self, next: Next, kept: Next) -> Result<Next> {
        if let Some(key) = self.once {
            store::remember(&mut self.tx, key, &kept).await?;
        }
        self.tx.commit().await?;
        let live = services().live;
        for change in self.changes {
            live.tell(change);
        }
        Ok(next)
    }
}

/// Records who changed what, for work outside a [`Work`].
pub async fn audit(
    tx: &mut Tx,
    at: DateTime<Utc>,
    actor: Option<PersonId>,
    action: &str,
    subject: &str,
    subject_id: Uuid,
    detail: Value,
) -> Result<()> {
    store::audit(tx, at, actor, action, subject, subject_id, detail).await
}
