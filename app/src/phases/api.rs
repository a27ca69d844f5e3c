//! Going from phase to phase.

use leptos::server;

use crate::{error::Result, request::Next};

/// Moves a programme from the phase that the form was opened in to the next or the one before.
#[server]
pub async fn move_phase(
    programme: String,
    from: String,
    to: String,
    #[server(default)] reason: String,
) -> Result<Next> {
    use super::{moving, store};
    use crate::{
        error::Error,
        programmes::ProgrammeId,
        request::{Change, Done, Work},
        routes,
    };
    use serde_json::json;

    let programme: ProgrammeId = programme.parse().map_err(|_| Error::NotFound)?;
    let from: i64 = from.parse().map_err(|_| Error::Stale)?;
    let to: i64 = to.parse().map_err(|_| Error::Stale)?;
    let mut work = Work::begin().await?;
    let (actor, now) = (work.actor.clone(), work.now);
    let gaps = moving::go(&mut work.tx, &actor, programme, (from, to), &reason, now).await?;
    for session in store::rooms(&mut work.tx, programme, from, to).await? {
        work.tell(Change::Session(session));
    }
    work.tell(Change::Programme(programme));
    let detail = json!({ "from": from, "to": to, "reason": reason, "gaps": gaps });
    work.audit("phase.moved", "programme", programme, detail).await?;
    work.done(Next::to(routes::phase(programme)).saying(Done::PhaseMoved)).await
}
