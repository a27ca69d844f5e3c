//! Letters about a programme as a whole: one for all of its sessions.

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use super::{Programme, ProgrammeId};
use crate::{
    db::Tx,
    error::Result,
    lang::Lang,
    mail::{self, Content, Letter, LetterKind},
    people::PersonId,
    routes,
    sessions::{
        self, Session, SessionId, SessionState,
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
    write_to(tx, now, programme, &ids, &INVITATION, |person| person != by).await
}

const INVITATION: Of<'static> = Of {
    subject: |t| t.programme_planned,
    line: |t| t.programme_planned_text,
    kind: LetterKind::Invitation,
    what: "planned",
    reason: "",
};

/// Writes the invitations to a programme anew that nobody has sent yet, because one of its sessions has
/// changed; answers whose they were.
pub async fn list_anew(
    tx: &mut Tx,
    now: DateTime<Utc>,
    programme: ProgrammeId,
) -> Result<HashSet<PersonId>> {
    let taken = mail::withdraw(tx, programme.into()).await?;
    let unheard =
        |(person, kind): (PersonId, LetterKind)| (kind == LetterKind::Invitation).then_some(person);
    let unheard: HashSet<PersonId> = taken.into_iter().filter_map(unheard).collect();
    if unheard.is_empty() {
        return Ok(unheard);
    }
    let Some(programme) = super::store::by_id(tx, programme).await? else { return Ok(unheard) };
    let ids = super::store::session_ids(tx, programme.id).await?;
    let found = sessions::store::of_ids(tx, &ids).await?;
    let stands = |session: &Session| session.state == SessionState::Planned;
    let planned: Vec<SessionId> =
        found.into_iter().filter(stands).map(|session| session.id).collect();
    write_to(tx, now, &programme, &planned, &INVITATION, |person| unheard.contains(&person))
        .await?;
    Ok(unheard)
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
    let taken = mail::withdraw(tx, programme.id.into()).await?;
    let unheard: HashSet<PersonId> = taken.into_iter().map(|(person, _)| person).collect();
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
    let told = |person| person != by && !unheard.contains(&person);
    write_to(tx, now, programme, cancelled, &words, told).await
}

/// What one of these letters is about.
struct Of<'a> {
    subject: fn(&'static Words) -> fn(&str) -> String,
    line: fn(&'static Words) -> &'static str,
    kind: LetterKind,
    what: &'static str,
    reason: &'a str,
}

async fn write_to(
    tx: &mut Tx,
    now: DateTime<Utc>,
    programme: &Programme,
    ids: &[SessionId],
    of: &Of<'_>,
    told: impl Fn(PersonId) -> bool,
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
    let mut people: Vec<PersonId> = people.into_iter().filter(|person| told(*person)).collect();
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
            ..Content::default()
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
