//! Planning sessions and changing them.

use leptos::server;

use super::{
    Remark,
    form::{MoveForm, SessionForm},
};
use crate::{
    error::Result,
    request::{Answer, Next},
};

/// Plans a session.
#[server]
pub async fn plan_session(#[server(flatten)] form: SessionForm) -> Result<Next> {
    super::commands::plan(form).await
}

/// Saves everything about a session but its time.
#[server]
pub async fn edit_session(
    id: String,
    revision: String,
    #[server(flatten)] form: SessionForm,
) -> Result<Next> {
    super::commands::edit(&id, &revision, form).await
}

/// Puts a session to another time, with a reason.
#[server]
pub async fn move_session(id: String, #[server(flatten)] form: MoveForm) -> Result<Next> {
    super::commands::reschedule(&id, form).await
}

/// Calls a session off, with a reason.
#[server]
pub async fn cancel_session(id: String, revision: String, reason: String) -> Result<Next> {
    super::commands::cancel(&id, &revision, &reason).await
}

/// Plans a cancelled session again at its old time.
#[server]
pub async fn reinstate_session(id: String) -> Result<Next> {
    super::commands::reinstate(&id).await
}

/// What there is to say about time and facilitators while the form is being filled in; `session`
/// is the one being changed, or empty.
#[server(output = Answer)]
pub async fn check_session(
    session: String,
    #[server(flatten)] form: SessionForm,
) -> Result<Vec<Remark>> {
    super::remarks::remarks(&session, &form).await
}
