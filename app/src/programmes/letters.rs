//! Letters about a programme as a whole: one for all of its sessions.

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use super::Programme;
use crate::{
    db::Tx,
    error::Result,
    lang::Lang,
    mail::{self, Content, Letter, LetterKind},
    people::PersonId,
    routes,
    sessions::{
        self, Session, SessionId,
        letters::{About, Concerned},
        texts::letters::Words,
    },
};

/// Invites to a programme that is new, with the times of its sessions.
pub async fn planned(
    tx: &mut Tx,
    now: DateTime<Utc>,
    programme: &Programme,
    by: PersonId,
) -> Result<()> {
    let ids = super::store::session_ids(tx, programme.id).await?;
    let words = Of {
        subject: |t| t.programme_planned,
        line: |t| t.programme_planned_text,
        kind: LetterKind::Invitation,
        what: "planned",
        reason: "",
    };
    write(tx, now, programme, &ids, &words, by).await
}

/// Tells that a programme was called off, with those sessions that were still to come.
pub async fn cancelled(
    tx: &mut Tx,
    now: DateTime<Utc>,
    programme: &Programme,
    cancelled: &[SessionId],
    reason: &str,
    by: PersonId,
) -> Result<()> {
    mail::withdraw(tx, programme.id.into()).await?;
    for session in cancelled {
        mail::withdraw(tx, (*session).into()).await?;
    }
    let words = Of {
        subject: |t| t.programme_cancelled,
        line: |t| t.programme_cancelled_text,
        kind: LetterKind::Change,
        what: "cancelled",
        reason,
    };
    write(tx, now, programme, cancelled, &words, by).await
}

/// What one of these letters is about.
struct Of<'a> {
    subject: fn(&'static Words) -> fn(&str) -> String,
    line: fn(&'static Words) -> &'static str,
    kind: LetterKind,
    what: &'static str,
    reason: &'a str,
}

async fn write(
    tx: &mut Tx,
    now: DateTime<Utc>,
    programme: &Programme,
    ids: &[SessionId],
    of: &Of<'_>,
    by: PersonId,
) -> Result<()> {
    if !mail::store::is_set_up(tx).await? {
        return Ok(());
    }
    let sessions = sessions::store::of_ids(tx, ids).await?;
    let sessions: Vec<Session> =
        sessions.into_iter().filter(|session| session.starts_at > now).collect();
    let Some(last) = sessions.last() else { return Ok(()) };
    let expires_at = last.starts_at;
    let (mut abouts, mut people) = (Vec::new(), HashSet::new());
    for session in &sessions {
        let concerned = Concerned::by(tx, session).await?;
        people.extend(concerned.facilitators.into_iter().chain(concerned.invited));
        abouts.push(About::of(tx, session).await?);
    }
    people.remove(&by);
    let mut people: Vec<PersonId> = people.into_iter().collect();
    people.sort();
    let words = |lang: Lang| {
        let t = Words::of(lang);
        let mut facts: Vec<(String, String)> =
            abouts.iter().map(|about| (about.when(lang), about.session.topic.clone())).collect();
        if !of.reason.is_empty() {
            facts.push((t.reason.to_owned(), of.reason.to_owned()));
        }
        Content {
            subject: (of.subject)(t)(&programme.name),
            lines: vec![(of.line)(t).to_owned()],
            facts,
            link: Some((t.see_programme.to_owned(), routes::programme(programme.id))),
        }
    };
    let letter = Letter {
        kind: of.kind,
        about: programme.id.into(),
        occasion: format!("programme:{}:{}:{}", programme.id, of.what, programme.revision),
        expires_at,
        words: &words,
    };
    mail::post(tx, now, &letter, &people).await?;
    Ok(())
}
