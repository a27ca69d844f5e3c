//! Checking in, and what those who run a session do.

use leptos::server;

use super::{LiveCount, ScreenState};
use crate::{
    error::Result,
    request::{Answer, Next},
};

/// Checks the person in with the code on the screen. `session` is the one they believe they are
/// joining; another one's code is refused then.
///
/// Sending it twice happens once by itself, so no key of the form is kept, and what happened
/// stands in the history of attendance: a room full of people costs as few rows as possible.
#[server]
pub async fn check_in(code: String, session: Option<String>) -> Result<Next> {
    use super::{AttendanceState, joining, texts::texts};
    use crate::error::Error;
    use crate::request::{Change, Done, services, visitor};
    use crate::routes;

    let (services, visitor) = (services(), visitor());
    let actor = visitor.signed_in()?;
    let asked = session.and_then(|id| id.parse().ok());
    let now = services.clock.now();
    let arrived = joining::check_in(&services.db, &actor, &code, asked, now).await?;
    let arrived = arrived.map_err(|refusal| Error::field("code", refusal.sentence(texts())))?;
    if arrived.changed {
        services.live.tell(Change::Roster(arrived.session));
    }
    let done = match arrived.state {
        AttendanceState::Waiting => Done::Waiting,
        _ => Done::CheckedIn,
    };
    Ok(Next::to(routes::session(arrived.session)).saying(done))
}

/// Opens a session. `on` names the page to come back to: the projector's screen, else the roster.
#[server]
pub async fn open_session(session: String, on: Option<String>) -> Result<Next> {
    use super::{pages, running};
    use crate::request::{Change, Done, Work};
    use crate::visits::{self, EventKind};
    use serde_json::json;

    let mut work = Work::begin().await?;
    let id = pages::id(&session)?;
    if running::open(&mut work.tx, &work.actor, id, work.now).await? {
        work.audit("session.opened", "session", id, json!({})).await?;
        visits::running::remember(&mut work, id, EventKind::Opened, "").await?;
        work.tell(Change::Session(id));
    }
    work.done(pages::back_on(id, on.as_deref()).saying(Done::Opened)).await
}

/// Closes a session. Who has no mark is absent, but for those in `excused`.
#[server]
pub async fn close_session(
    session: String,
    #[server(default)] excused: Vec<String>,
) -> Result<Next> {
    use super::{pages, running};
    use crate::request::{Change, Done, Work};
    use crate::routes;
    use crate::visits::{self, EventKind};
    use serde_json::json;

    let mut work = Work::begin().await?;
    let id = pages::id(&session)?;
    let excused: Vec<_> = excused.iter().filter_map(|id| id.parse().ok()).collect();
    if let Some(left) = running::close(&mut work.tx, &work.actor, id, &excused, work.now).await? {
        work.audit("session.closed", "session", id, json!({ "unmarked": left })).await?;
        visits::running::remember(&mut work, id, EventKind::Finished, "").await?;
        work.tell(Change::Roster(id));
        work.tell(Change::Session(id));
    }
    work.done(Next::to(routes::roster(id)).saying(Done::Closed)).await
}

/// Opens a closed session again; `on` is the page it was asked on.
#[server]
pub async fn reopen_session(
    session: String,
    reason: String,
    #[server(default)] on: String,
) -> Result<Next> {
    use super::{pages, running};
    use crate::request::{Change, Done, Work};
    use crate::routes;
    use crate::visits::{self, EventKind};
    use serde_json::json;

    let mut work = Work::begin().await?;
    let id = pages::id(&session)?;
    if running::reopen(&mut work.tx, &work.actor, id, &reason).await? {
        work.audit("session.reopened", "session", id, json!({ "reason": reason.trim() })).await?;
        visits::running::remember(&mut work, id, EventKind::Reopened, reason.trim()).await?;
        work.tell(Change::Session(id));
    }
    let (back, done) = match on.as_str() {
        "visit" => (routes::visit(id), Done::VisitReopened),
        _ => (routes::roster(id), Done::Reopened),
    };
    work.done(Next::to(back).saying(done)).await
}

/// Makes all codes shown so far worthless.
#[server]
pub async fn renew_code(session: String, on: Option<String>) -> Result<Next> {
    use super::{pages, running};
    use crate::request::{Change, Done, Work};
    use serde_json::json;

    let mut work = Work::begin().await?;
    let id = pages::id(&session)?;
    running::renew(&mut work.tx, &work.actor, id).await?;
    work.audit("session.code-renewed", "session", id, json!({})).await?;
    work.tell(Change::Session(id));
    work.done(pages::back_on(id, on.as_deref()).saying(Done::CodeRenewed)).await
}

/// Marks one person, or adds one who was not invited. `back` is the query of the roster shown.
#[server]
pub async fn mark_attendance(
    session: String,
    person: String,
    state: Option<String>,
    reason: Option<String>,
    back: Option<String>,
) -> Result<Next> {
    use super::{AttendanceState, pages, running, texts::texts};
    use crate::error::Error;
    use crate::people::PersonId;
    use crate::request::{Change, Done, Work};
    use serde_json::json;

    let to = state.as_deref().and_then(AttendanceState::parse);
    let to = to.filter(|to| AttendanceState::MARKS.contains(to));
    let to = to.ok_or_else(|| Error::field("state", texts().not_a_mark))?;
    let mut work = Work::begin().await?;
    let id = pages::id(&session)?;
    let person: PersonId = person.parse().map_err(|_| Error::NotFound)?;
    let reason = reason.unwrap_or_default();
    let mark = (to, reason.as_str());
    if let Some(from) = running::mark(&mut work.tx, &work.actor, id, person, mark, work.now).await?
    {
        let detail = json!({ "person": person, "from": from, "to": to, "reason": reason.trim() });
        work.audit("attendance.marked", "session", id, detail).await?;
        work.tell(Change::Roster(id));
    }
    work.done(pages::back_to_roster(id, back.as_deref(), Some(person)).saying(Done::Marked)).await
}

/// Marks everybody who has no mark as absent.
#[server]
pub async fn mark_rest(session: String, back: Option<String>) -> Result<Next> {
    use super::{pages, running};
    use crate::request::{Change, Done, Work};
    use serde_json::json;

    let mut work = Work::begin().await?;
    let id = pages::id(&session)?;
    let left = running::mark_rest(&mut work.tx, &work.actor, id, work.now).await?;
    if left > 0 {
        work.audit("attendance.rest-absent", "session", id, json!({ "people": left })).await?;
        work.tell(Change::Roster(id));
    }
    work.done(pages::back_to_roster(id, back.as_deref(), None).saying(Done::Marked)).await
}

/// What the projector shows now. The picture comes only when the code is not the `known` one.
#[server(output = Answer)]
pub async fn show_screen(session: String, known: String) -> Result<ScreenState> {
    use super::{pages, screening};
    use crate::request::{Look, services};

    let mut look = Look::begin().await?;
    let running = screening::shown(&mut look.tx, &look.actor, pages::id(&session)?).await?;
    let public_url = services().public_url;
    screening::state(&mut look.tx, &running, &public_url, &known, look.now).await
}

/// How many are there now, for everybody who may see the session.
#[server(output = Answer)]
pub async fn count_present(session: String) -> Result<LiveCount> {
    use super::{pages, store};
    use crate::error::Error;
    use crate::request::Look;

    let mut look = Look::begin().await?;
    let id = pages::id(&session)?;
    let scope = look.actor.scope();
    store::running(&mut look.tx, &scope, id).await?.ok_or(Error::NotFound)?;
    Ok(store::counts_of(&mut look.tx, id).await?.into())
}
