//! What the projector shows of a session.

use chrono::{DateTime, Utc};

use super::{
    Gate, ScreenState,
    codes::Secret,
    rules::{self, Door},
    store::{self, Running},
    texts::texts,
};
use crate::{
    access::Actor,
    db::Tx,
    error::{Error, Result},
    routes,
    sessions::{SessionId, zones::in_zone},
    ui::qr,
};

/// A session that the person may run.
pub async fn shown(tx: &mut Tx, actor: &Actor, id: SessionId) -> Result<Running> {
    let running = store::running(tx, &actor.scope(), id).await?.ok_or(Error::NotFound)?;
    if !rules::may_run(actor, running.session.branch_id, running.facilitates) {
        return Err(Error::Forbidden);
    }
    Ok(running)
}

/// Code, picture and count. The picture is left out while the code is the one in `known`.
pub async fn state(
    tx: &mut Tx,
    running: &Running,
    public_url: &str,
    known: &str,
    now: DateTime<Utc>,
) -> Result<ScreenState> {
    let t = texts();
    let session = &running.session;
    let count = store::counts_of(tx, session.id).await?.into();
    let message = match rules::door(&Gate::from(session), now) {
        Door::Open => String::new(),
        Door::NotYet(at) => {
            let [at, now] = [at, now].map(|moment| in_zone(moment, &session.time_zone));
            // A screen that is tried out days before must not seem to speak of tonight.
            (t.check_in_opens)((at.date() != now.date()).then(|| at.date()), at.time())
        }
        Door::Over => t.is_over.into(),
        Door::Closed => t.is_closed.into(),
        Door::Cancelled => t.is_cancelled.into(),
    };
    let code = message.is_empty().then(|| Secret::new(&running.join_secret).code(now).to_string());
    let qr = match &code {
        Some(code) if code != known => {
            Some(qr::picture(&format!("{public_url}{}", routes::join(code)))?)
        }
        _ => None,
    };
    Ok(ScreenState { code, qr, message, count })
}
