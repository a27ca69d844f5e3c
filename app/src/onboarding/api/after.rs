//! Sit-ins, and job training after the CS days.

use leptos::server;

use crate::{error::Result, request::Next};

/// Writes down a sit-in. With the `wall` of a session the reflection becomes a note on it, too.
#[server]
pub async fn add_sit_in(
    id: String,
    #[server(default)] host: String,
    held_on: String,
    observed: String,
    reflection: String,
    #[server(default)] wall: String,
) -> Result<Next> {
    use crate::onboarding::{
        OnboardingId,
        sitting::{self, Typed as TypedSitIn},
    };
    use crate::{
        error::Error,
        knowledge::draft::Draft,
        request::{Done, Work},
        routes,
    };

    let id: OnboardingId = id.parse().map_err(|_| Error::NotFound)?;
    let draft = match wall.is_empty() {
        true => None,
        false => Some(Draft::of(&reflection).map_err(|error| match error {
            Error::Invalid(mut problems) => {
                problems.iter_mut().for_each(|problem| problem.field = "reflection".into());
                Error::Invalid(problems)
            }
            other => other,
        })?),
    };
    let mut work = Work::begin().await?;
    let typed = TypedSitIn {
        host: &host,
        held_on: &held_on,
        observed: &observed,
        reflection: &reflection,
        draft: draft.as_ref().map(|draft| (draft, &*wall)),
    };
    sitting::add(&mut work, id, typed).await?;
    work.done(Next::to(routes::sit_ins(id)).saying(Done::Added)).await
}

/// Plans a sit-in, or with `sit_in` puts one that is planned to another time or host.
#[server]
pub async fn plan_sit_in(
    id: String,
    #[server(default)] sit_in: String,
    #[server(default)] revision: String,
    #[server(default)] host: String,
    date: String,
    time: String,
    minutes: String,
) -> Result<Next> {
    use crate::onboarding::{
        OnboardingId,
        sitting::{self, Ahead},
    };
    use crate::{
        error::Error,
        request::{Done, Work},
        routes,
    };

    let id: OnboardingId = id.parse().map_err(|_| Error::NotFound)?;
    let planned = match sit_in.as_str() {
        "" => None,
        sit_in => {
            let sit_in = sit_in.parse().map_err(|_| Error::NotFound)?;
            Some((sit_in, revision.parse().map_err(|_| Error::Stale)?))
        }
    };
    let typed = Ahead { host: &host, date: &date, time: &time, minutes: &minutes };
    let mut work = Work::begin().await?;
    sitting::plan(&mut work, id, planned, &typed).await?;
    work.done(Next::to(routes::sit_ins(id)).saying(Done::Planned)).await
}

/// The host confirms a sit-in.
#[server]
pub async fn confirm_sit_in(id: String, #[server(default)] remark: String) -> Result<Next> {
    use crate::onboarding::{SitInId, sitting};
    use crate::{
        error::Error,
        request::{Done, Work},
        routes::Section,
    };

    let id: SitInId = id.parse().map_err(|_| Error::NotFound)?;
    let mut work = Work::begin().await?;
    sitting::confirm(&mut work, id, &remark).await?;
    work.done(Next::to(Section::Onboarding.href()).saying(Done::Saved)).await
}

/// The host of a sit-in says that it was not so, and why.
#[server]
pub async fn deny_sit_in(id: String, #[server(default)] remark: String) -> Result<Next> {
    use crate::onboarding::{SitInId, sitting};
    use crate::{
        error::Error,
        request::{Done, Work},
        routes::Section,
    };

    let id: SitInId = id.parse().map_err(|_| Error::NotFound)?;
    let mut work = Work::begin().await?;
    sitting::deny(&mut work, id, &remark).await?;
    work.done(Next::to(Section::Onboarding.href()).saying(Done::Saved)).await
}

/// Corrects a sit-in that nobody has confirmed.
#[server]
pub async fn change_sit_in(
    id: String,
    revision: String,
    #[server(default)] host: String,
    held_on: String,
    observed: String,
    reflection: String,
) -> Result<Next> {
    use crate::onboarding::{
        SitInId,
        sitting::{self, Typed as TypedSitIn},
    };
    use crate::{
        error::Error,
        request::{Done, Work},
        routes,
    };

    let id: SitInId = id.parse().map_err(|_| Error::NotFound)?;
    let revision: i64 = revision.parse().map_err(|_| Error::Stale)?;
    let mut work = Work::begin().await?;
    let typed = TypedSitIn {
        host: &host,
        held_on: &held_on,
        observed: &observed,
        reflection: &reflection,
        draft: None,
    };
    let of = sitting::change(&mut work, id, revision, typed).await?;
    work.done(Next::to(routes::sit_ins(of)).saying(Done::Saved)).await
}

/// Takes a sit-in away that nobody has confirmed.
#[server]
pub async fn withdraw_sit_in(id: String) -> Result<Next> {
    use crate::onboarding::{SitInId, sitting};
    use crate::{
        error::Error,
        request::{Done, Work},
        routes,
    };

    let id: SitInId = id.parse().map_err(|_| Error::NotFound)?;
    let mut work = Work::begin().await?;
    let of = sitting::withdraw(&mut work, id).await?;
    work.done(Next::to(routes::sit_ins(of)).saying(Done::Deleted)).await
}

/// Makes a note of the reflection of a sit-in, on the wall of a session.
#[server]
pub async fn share_sit_in(id: String, #[server(default)] wall: String) -> Result<Next> {
    use crate::onboarding::{SitInId, sitting};
    use crate::{
        error::Error,
        request::{Done, Work},
        routes,
    };

    let id: SitInId = id.parse().map_err(|_| Error::NotFound)?;
    let mut work = Work::begin().await?;
    let of = sitting::share_later(&mut work, id, &wall).await?;
    work.done(Next::to(routes::sit_ins(of)).saying(Done::Shared)).await
}

/// Adds a module of job training to a position.
#[server]
pub async fn add_job_module(
    position: String,
    #[server(default)] kind: String,
    title: String,
    about: String,
) -> Result<Next> {
    use crate::onboarding::training;
    use crate::{
        request::{Done, Work},
        routes,
    };

    let mut work = Work::begin().await?;
    training::add(&mut work, &position, &kind, &title, &about).await?;
    work.done(Next::to(routes::job_training()).saying(Done::Added)).await
}

/// Takes a module of job training off the plan of its position.
#[server]
pub async fn remove_job_module(id: String) -> Result<Next> {
    use crate::onboarding::{ModuleId, training};
    use crate::{
        error::Error,
        request::{Done, Work},
        routes,
    };

    let id: ModuleId = id.parse().map_err(|_| Error::NotFound)?;
    let mut work = Work::begin().await?;
    training::remove(&mut work, id).await?;
    work.done(Next::to(routes::job_training()).saying(Done::Deleted)).await
}

/// Says that somebody finished a module of job training, or takes that back.
#[server]
pub async fn mark_job_module(
    id: String,
    module: String,
    #[server(default)] done: String,
) -> Result<Next> {
    use crate::onboarding::{ModuleId, OnboardingId, training};
    use crate::{
        error::Error,
        request::{Done, Work},
        routes,
    };

    let id: OnboardingId = id.parse().map_err(|_| Error::NotFound)?;
    let module: ModuleId = module.parse().map_err(|_| Error::NotFound)?;
    let mut work = Work::begin().await?;
    training::mark(&mut work, id, module, !done.is_empty()).await?;
    work.done(Next::to(format!("{}#job", routes::onboarding(id))).saying(Done::Saved)).await
}
