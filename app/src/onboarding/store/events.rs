//! What is remembered of an onboarding.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    db::{Tx, execute, on},
    error::Result,
    onboarding::{Event, EventKind, OnboardingId},
    people::PersonId,
};

/// Something to be remembered of an onboarding. `number` 0 is the whole.
pub struct NewEvent<'a> {
    pub onboarding: OnboardingId,
    pub number: i64,
    pub kind: EventKind,
    pub item: Option<i64>,
    /// The start of a day before and after it.
    pub moved: (Option<DateTime<Utc>>, Option<DateTime<Utc>>),
    pub detail: &'a str,
    pub by: Option<PersonId>,
    pub at: DateTime<Utc>,
}

pub async fn remember(tx: &mut Tx, event: &NewEvent<'_>) -> Result<()> {
    const ADD: &str = "INSERT INTO onboarding_events (id, onboarding_id, number, kind, item, \
        from_start, to_start, detail, actor_id, at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    execute!(
        tx,
        sqlx::query(ADD)
            .bind(Uuid::now_v7())
            .bind(event.onboarding)
            .bind(event.number)
            .bind(event.kind)
            .bind(event.item)
            .bind(event.moved.0)
            .bind(event.moved.1)
            .bind(event.detail)
            .bind(event.by)
            .bind(event.at)
    );
    Ok(())
}

/// Remembers that a date of the whole has changed.
pub async fn remember_date(
    tx: &mut Tx,
    onboarding: OnboardingId,
    kind: EventKind,
    (from, to): (Option<NaiveDate>, Option<NaiveDate>),
    (by, at): (Option<PersonId>, DateTime<Utc>),
) -> Result<()> {
    const ADD: &str = "INSERT INTO onboarding_events (id, onboarding_id, number, kind, from_day, \
        to_day, actor_id, at) VALUES ($1, $2, 0, $3, $4, $5, $6, $7)";
    execute!(
        tx,
        sqlx::query(ADD)
            .bind(Uuid::now_v7())
            .bind(onboarding)
            .bind(kind)
            .bind(from)
            .bind(to)
            .bind(by)
            .bind(at)
    );
    Ok(())
}

/// What happened, the latest first.
pub async fn events(tx: &mut Tx, id: OnboardingId, limit: i64) -> Result<Vec<Event>> {
    const FIND: &str = "SELECT e.number, e.kind, e.item, e.from_start, e.to_start, e.from_day, \
               e.to_day, e.detail, p.name AS actor, e.at, i.text AS point \
        FROM onboarding_events e JOIN onboardings o ON o.id = e.onboarding_id \
        LEFT JOIN onboarding_items i ON i.plan_id = o.plan_id AND i.version = o.version \
            AND i.number = e.number AND i.item = e.item \
        LEFT JOIN people p ON p.id = e.actor_id \
        WHERE e.onboarding_id = $1 ORDER BY e.at DESC, e.id DESC LIMIT $2";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(id).bind(limit).fetch_all(c).await?))
}
