//! Vouching for a text, looking after it, and ending its use.

#![expect(clippy::too_many_arguments, reason = "one argument for each field of a form")]

use leptos::server;

use crate::{error::Result, request::Next};

/// Vouches for the text of a thing with this mark.
#[server]
pub async fn verify_text(kind: String, id: String, mark: String, remark: String) -> Result<Next> {
    use super::acting;
    use crate::{
        error::Error,
        request::{Done, Work},
    };
    use serde_json::json;

    let mark: i64 = mark.parse().map_err(|_| Error::Stale)?;
    let mut work = Work::begin().await?;
    let subject = acting::enter(&mut work, &kind, &id).await?;
    acting::verify(&mut work, &subject, mark, &remark).await?;
    let detail = json!({ "revision": mark, "reason": remark.trim() });
    acting::done(work, &subject, "upkeep.verified", detail, Done::Verified).await
}

/// Takes a verification back.
#[server]
pub async fn withdraw_verification(kind: String, id: String, verification: String) -> Result<Next> {
    use super::acting;
    use crate::request::{Done, Work};
    use serde_json::json;

    let mut work = Work::begin().await?;
    let subject = acting::enter(&mut work, &kind, &id).await?;
    acting::withdraw(&mut work, &subject, &verification).await?;
    acting::done(work, &subject, "upkeep.withdrawn", json!({}), Done::Saved).await
}

/// Names who looks after a thing, and the day of its next review.
#[server]
pub async fn keep_thing(
    kind: String,
    id: String,
    revision: String,
    #[server(default)] owner: String,
    #[server(default)] who: String,
    #[server(default)] who_found: String,
    #[server(default)] press: String,
    review_on: String,
) -> Result<Next> {
    use super::{acting, choosing};
    use crate::{
        error::Error,
        request::{Done, Work},
    };

    choosing::looking(&press, &who, &who_found)?;
    let revision: i64 = revision.parse().map_err(|_| Error::Stale)?;
    let mut work = Work::begin().await?;
    let subject = acting::enter(&mut work, &kind, &id).await?;
    let detail = acting::keep(&mut work, &subject, revision, (&owner, &review_on)).await?;
    acting::done(work, &subject, "upkeep.kept", detail, Done::Saved).await
}

/// Says that a thing is still right, and when it is looked at again.
#[server]
pub async fn review_thing(
    kind: String,
    id: String,
    mark: String,
    revision: String,
    remark: String,
    next_on: String,
) -> Result<Next> {
    use super::acting;
    use crate::{
        error::Error,
        request::{Done, Work},
    };

    let as_of =
        (mark.parse().map_err(|_| Error::Stale)?, revision.parse().map_err(|_| Error::Stale)?);
    let mut work = Work::begin().await?;
    let subject = acting::enter(&mut work, &kind, &id).await?;
    let detail = acting::review(&mut work, &subject, as_of, (&remark, &next_on)).await?;
    acting::done(work, &subject, "upkeep.reviewed", detail, Done::Reviewed).await
}

/// Ends the use of a thing; with a successor, that has taken its place.
#[server]
pub async fn end_thing(
    kind: String,
    id: String,
    #[server(default)] successor: String,
    #[server(default)] find: String,
    #[server(default)] found: String,
    #[server(default)] press: String,
    reason: String,
) -> Result<Next> {
    use super::{acting, choosing};
    use crate::request::{Done, Work};

    choosing::looking(&press, &find, &found)?;
    let mut work = Work::begin().await?;
    let subject = acting::enter(&mut work, &kind, &id).await?;
    let detail = acting::end(&mut work, &subject, (&successor, &reason)).await?;
    acting::done(work, &subject, "upkeep.ended", detail, Done::Ended).await
}

/// Takes a thing into use again.
#[server]
pub async fn undo_ending(kind: String, id: String) -> Result<Next> {
    use super::acting;
    use crate::request::{Done, Work};
    use serde_json::json;

    let mut work = Work::begin().await?;
    let subject = acting::enter(&mut work, &kind, &id).await?;
    acting::undo(&mut work, &subject).await?;
    acting::done(work, &subject, "upkeep.undone", json!({}), Done::TakenUpAgain).await
}
