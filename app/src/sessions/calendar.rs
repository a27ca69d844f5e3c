//! Sessions in people's calendars.

use chrono::{DateTime, Utc};

use super::{
    Session, SessionState,
    saying::{self, Span},
    store,
    texts::letters::Words,
};
use crate::{
    calendar::{Entry, feed::Kept},
    db::Tx,
    error::Result,
    lang::Lang,
    people::PersonId,
    routes, visits,
};

/// The sessions that somebody facilitates, is invited to or has joined.
pub async fn entries(
    tx: &mut Tx,
    person: PersonId,
    lang: Lang,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<Vec<Kept>> {
    let found = store::in_calendar(tx, person, from, to).await?;
    Ok(found
        .into_iter()
        .map(|found| Kept {
            cancelled_at: found.session.cancelled_at,
            entry: made(&found.session, lang, &found.around),
        })
        .collect())
}

/// One session.
pub async fn entry(tx: &mut Tx, session: &Session, lang: Lang) -> Result<Entry> {
    let (branch, address) = store::branch_and_address(tx, session).await?.unwrap_or_default();
    let programme = store::programme_line(tx, session.id).await?.map(|line| line.name);
    let changed_at = store::changed_at(tx, session.id).await?;
    let visit = visits::store::is_visit(tx, session.id).await?;
    Ok(made(session, lang, &store::Around { branch, address, programme, changed_at, visit }))
}

fn made(session: &Session, lang: Lang, around: &store::Around) -> Entry {
    let t = Words::of(lang);
    let Session { starts_at, ends_at, time_zone, .. } = session;
    let span = Span { starts_at: *starts_at, ends_at: *ends_at, zone: time_zone };
    let mut notes = vec![span.hours(lang)];
    if session.state == SessionState::Cancelled && !session.cancel_reason.is_empty() {
        notes.push(format!("{}: {}", t.reason, session.cancel_reason));
    }
    if let Some(programme) = &around.programme {
        notes.push(format!("{}: {programme}", t.programme));
    }
    if !session.link.is_empty() {
        notes.push(format!("{}: {}", t.link, session.link));
    }
    // Whoever calls off a whole programme changes no session by itself.
    let changed = around.changed_at.max(session.cancelled_at);
    Entry {
        uid: format!("session-{}", session.id),
        sequence: session.revision,
        changed_at: changed.unwrap_or(session.created_at),
        starts_at: session.starts_at,
        ends_at: session.ends_at,
        title: session.topic.clone(),
        place: saying::place([&around.branch, &session.room, &around.address], ", "),
        notes,
        path: match around.visit {
            true => routes::visit(session.id),
            false => routes::session(session.id),
        },
        cancelled: session.state == SessionState::Cancelled,
    }
}
