use chrono::{DateTime, Utc};

use crate::{
    error::Result,
    lang::lang,
    request::Look,
    sessions::{Session, store, texts::texts, zones},
    ui::{TimelineEntry, dates},
};

/// What happened to a session, the latest first.
pub async fn entries(look: &mut Look, session: &Session) -> Result<Vec<TimelineEntry>> {
    let t = texts();
    let zone = session.time_zone.as_str();
    let shown = |at| dates::short_moment(lang(), zones::in_zone(at, zone));
    let entry = |at: DateTime<Utc>, who: Option<String>, what: String, why: String| TimelineEntry {
        when: shown(at),
        datetime: at.to_rfc3339(),
        who: who.unwrap_or_default(),
        what,
        why,
    };
    let mut entries = Vec::new();
    if let Some(at) = session.cancelled_at {
        let who = match store::last_to(&mut look.tx, session.id, "session.cancelled").await? {
            Some(who) => Some(who),
            None => store::last_to(&mut look.tx, session.id, "visit.cancelled").await?,
        };
        entries.push(entry(at, who, t.cancelled_it.into(), session.cancel_reason.clone()));
    }
    for (at, action, what) in [
        (session.closed_at, "session.closed", t.closed_it),
        (session.opened_at, "session.opened", t.opened_it),
    ] {
        if let Some(at) = at {
            let who = store::last_to(&mut look.tx, session.id, action).await?;
            entries.push(entry(at, who, what.into(), String::new()));
        }
    }
    for moved in store::moves(&mut look.tx, session.id).await? {
        let what = (t.moved_it)(&shown(moved.from_start), &shown(moved.to_start));
        entries.push(entry(moved.at, moved.who, what, moved.reason));
    }
    let planner = store::planner(&mut look.tx, session.id).await?;
    let why = match session.plan_reason.as_str() {
        "" => String::new(),
        reason => format!("{}{reason}", t.added_later),
    };
    entries.push(entry(session.created_at, planner, t.planned_it.into(), why));
    Ok(entries)
}
