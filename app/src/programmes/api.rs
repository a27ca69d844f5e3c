//! Planning, editing and ending programmes.

#![expect(clippy::too_many_arguments, reason = "one argument for each field of a form")]

use leptos::server;

use crate::{
    error::Result,
    request::{Next, Typed},
};

/// A step of the form of a new programme; the last one saves programme and sessions together.
#[server]
pub async fn plan_programme(#[server(flatten)] typed: Typed) -> Result<Next> {
    super::planning::plan(typed).await
}

/// Changes what a programme is called, what for, where and for whom.
#[server]
pub async fn save_programme(
    id: String,
    revision: String,
    name: String,
    problem: String,
    #[server(default)] stages: String,
    #[server(default)] branch: String,
    #[server(default)] job_training: String,
    #[server(default)] audience: Vec<String>,
    #[server(default)] audience_find: String,
    #[server(default)] audience_found: String,
    #[server(default)] press: String,
) -> Result<Next> {
    use super::{audience, editing};

    audience::looking(&press, &audience_find, &audience_found)?;
    let typed = editing::Typed {
        name: &name,
        problem: &problem,
        stages: &stages,
        branch: &branch,
        job_training: &job_training,
    };
    editing::save(&id, &revision, typed, &audience).await
}

/// Calls a programme off, with its sessions that are still to come.
#[server]
pub async fn cancel_programme(id: String, revision: String, reason: String) -> Result<Next> {
    use super::{ProgrammeState, editing, letters, rules, store, texts::texts};
    use crate::{
        error::Error,
        request::{Change, Done, Work},
        routes,
    };
    use serde_json::json;

    let reason = editing::reason(&reason)?;
    let mut work = Work::begin().await?;
    let (programme, _) = editing::load(&mut work, &id, &revision).await?;
    if !rules::can_cancel(programme.state) {
        return Err(Error::form(texts().not_active));
    }
    store::set_state(&mut work.tx, &programme, ProgrammeState::Cancelled, &reason).await?;
    let sessions = store::cancel_sessions(&mut work.tx, programme.id, &reason, work.now).await?;
    let (by, now) = (work.actor.id, work.now);
    letters::cancelled(&mut work.tx, now, &programme, &sessions, &reason, by).await?;
    for session in &sessions {
        work.audit("session.cancelled", "session", *session, json!({ "reason": reason })).await?;
        work.tell(Change::Session(*session));
    }
    let detail = json!({ "reason": reason, "sessions": sessions.len() });
    work.audit("programme.cancelled", "programme", programme.id, detail).await?;
    work.tell(Change::Programme(programme.id));
    work.done(Next::to(routes::programme(programme.id)).saying(Done::Cancelled)).await
}

/// Puts a programme that is over out of the lists.
#[server]
pub async fn archive_programme(id: String, revision: String) -> Result<Next> {
    use super::{ProgrammeState, editing, rules, store, texts::texts};
    use crate::{
        error::Error,
        request::{Change, Done, Work},
        routes,
    };

    let mut work = Work::begin().await?;
    let (programme, _) = editing::load(&mut work, &id, &revision).await?;
    let ahead = store::any_ahead(&mut work.tx, programme.id, work.now).await?;
    if !rules::can_archive(programme.state, ahead) {
        return Err(Error::form(texts().still_ahead));
    }
    let reason = programme.state_reason.clone();
    store::set_state(&mut work.tx, &programme, ProgrammeState::Archived, &reason).await?;
    work.audit("programme.archived", "programme", programme.id, serde_json::json!({})).await?;
    work.tell(Change::Programme(programme.id));
    work.done(Next::to(routes::programme(programme.id)).saying(Done::Archived)).await
}

/// Makes a cancelled or archived programme active again; its cancelled sessions stay cancelled.
#[server]
pub async fn reactivate_programme(id: String, revision: String) -> Result<Next> {
    use super::{ProgrammeState, editing, store};
    use crate::{
        request::{Change, Done, Work},
        routes,
    };

    let mut work = Work::begin().await?;
    let (programme, _) = editing::load(&mut work, &id, &revision).await?;
    store::set_state(&mut work.tx, &programme, ProgrammeState::Active, "").await?;
    work.audit("programme.reactivated", "programme", programme.id, serde_json::json!({})).await?;
    work.tell(Change::Programme(programme.id));
    work.done(Next::to(routes::programme(programme.id)).saying(Done::Restored)).await
}
