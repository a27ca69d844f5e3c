//! Offering releases and saying what became of them.

use leptos::server;

use crate::{error::Result, request::Next};

/// Offers a release to a branch, a department or somebody else by name.
#[server]
pub async fn offer_practice(
    programme: String,
    release: String,
    target: String,
    name: String,
    reason: String,
    moved_on: String,
) -> Result<Next> {
    use super::spreading::{self, OfferTyped};
    use crate::{
        error::Error,
        programmes::ProgrammeId,
        request::{Done, Work},
        routes,
    };

    let programme: ProgrammeId = programme.parse().map_err(|_| Error::NotFound)?;
    let mut work = Work::begin().await?;
    let typed = OfferTyped {
        release: &release,
        target: &target,
        name: &name,
        reason: &reason,
        moved_on: &moved_on,
    };
    let id = spreading::offer(&mut work, programme, typed).await?;
    work.done(Next::to(routes::practice(id)).saying(Done::Offered)).await
}

/// Takes a practice a step on: in trial, adopted, adapted, declined, offered again. `note` is
/// what was adapted.
#[server]
pub async fn move_practice(
    id: String,
    revision: String,
    #[server(default)] to: String,
    moved_on: String,
    reason: String,
    evidence: String,
    #[server(default)] note: String,
) -> Result<Next> {
    use super::{
        PracticeId,
        spreading::{self, StepTyped},
    };
    use crate::{
        error::Error,
        knowledge::draft::Draft,
        links::Named,
        request::{Done, Work},
        routes,
    };

    let id: PracticeId = id.parse().map_err(|_| Error::NotFound)?;
    let revision: i64 = revision.parse().map_err(|_| Error::Stale)?;
    let named = Named::of(&[&note]).await?;
    let draft = match note.trim().is_empty() {
        true => None,
        false => Some(Draft::of(&note)?.linked(&named)),
    };
    let mut work = Work::begin().await?;
    let typed = StepTyped {
        to: &to,
        moved_on: &moved_on,
        reason: &reason,
        evidence: &evidence,
        draft: draft.as_ref(),
    };
    spreading::take_on(&mut work, id, revision, typed).await?;
    work.done(Next::to(routes::practice(id)).saying(Done::Saved)).await
}
