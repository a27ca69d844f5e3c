//! Freezing a plan by hand.

use leptos::server;

use crate::{error::Result, request::Next};

/// Freezes the plan of a quarter that has begun, as it is now.
#[server]
pub async fn freeze_plan(quarter: String) -> Result<Next> {
    use super::{Quarter, bounds, rules, store, texts::texts};
    use crate::{
        error::Error,
        request::{Done, Work},
        settings,
    };

    let quarter = Quarter::parse(&quarter).ok_or(Error::NotFound)?;
    let mut work = Work::begin().await?;
    if !rules::may_freeze(&work.actor) {
        return Err(Error::Forbidden);
    }
    let organisation = settings::store::organisation(&mut work.tx).await?;
    let (start, end) = bounds(quarter, &organisation.time_zone);
    if start > work.now {
        return Err(Error::form(texts().not_begun));
    }
    let now = work.now;
    if !store::freeze(&mut work.tx, quarter, (start, end), now).await? {
        return Err(Error::form(texts().frozen_already));
    }
    let detail = serde_json::json!({ "quarter": quarter.to_string() });
    work.audit("plan.frozen", "organisation", uuid::Uuid::nil(), detail).await?;
    work.done(Next::to(format!("/indicators?quarter={quarter}")).saying(Done::Frozen)).await
}
