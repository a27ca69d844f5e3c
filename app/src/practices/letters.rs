//! Whoever leads a branch is told what is offered to it, and that an offer was withdrawn.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Practice, PracticeState, texts::letters::Words};
use crate::{
    db::Tx,
    error::Result,
    lang::Lang,
    mail::{self, Content, Letter, LetterKind},
    people::PersonId,
    routes,
    ui::dates,
    visits,
};

/// A letter that has not left by then tells nothing new.
const USEFUL: TimeDelta = TimeDelta::days(14);

/// Tells of an offer: those who lead the branch, unless they made it.
pub async fn offered(
    tx: &mut Tx,
    now: DateTime<Utc>,
    practice: &Practice,
    by: PersonId,
) -> Result<()> {
    let Some(branch) = practice.branch_id else { return Ok(()) };
    if !mail::store::is_set_up(tx).await? {
        return Ok(());
    }
    let leaders = visits::store::leaders(tx, Some(branch)).await?;
    let to: Vec<PersonId> =
        leaders.into_iter().map(|(_, person)| person).filter(|person| *person != by).collect();
    post(tx, now, practice, LetterKind::Invitation, &to).await
}

/// Tells that an offer was withdrawn: those who lead the branch and have heard of it, and who had
/// made it, unless they withdrew it themselves.
pub async fn withdrawn(
    tx: &mut Tx,
    now: DateTime<Utc>,
    practice: &Practice,
    (by, offerer): (PersonId, Option<PersonId>),
) -> Result<()> {
    let unheard = mail::withdraw(tx, practice.id.into()).await?;
    let mut to: Vec<PersonId> = offerer.into_iter().collect();
    if let Some(branch) = practice.branch_id {
        let leaders = visits::store::leaders(tx, Some(branch)).await?;
        let leaders = leaders.into_iter().map(|(_, person)| person);
        to.extend(leaders.filter(|leader| !unheard.iter().any(|(person, _)| person == leader)));
    }
    to.sort_unstable();
    to.dedup();
    to.retain(|person| *person != by);
    post(tx, now, practice, LetterKind::Change, &to).await
}

async fn post(
    tx: &mut Tx,
    now: DateTime<Utc>,
    practice: &Practice,
    kind: LetterKind,
    to: &[PersonId],
) -> Result<()> {
    let words = |lang: Lang| content(lang, practice);
    let letter = Letter {
        kind,
        about: practice.id.into(),
        occasion: format!("offer:{}:{}", practice.id, practice.revision),
        expires_at: now + USEFUL,
        words: &words,
    };
    mail::post(tx, now, &letter, to).await?;
    Ok(())
}

/// Takes back the letter about an offer that somebody has answered.
pub async fn answered(tx: &mut Tx, practice: &Practice) -> Result<()> {
    mail::withdraw(tx, practice.id.into()).await?;
    Ok(())
}

fn content(lang: Lang, practice: &Practice) -> Content {
    let t = Words::of(lang);
    let withdrawn = practice.state == PracticeState::Withdrawn;
    let (subject, text, day) = match withdrawn {
        true => (t.withdrawn, t.withdrawn_text, t.withdrawn_on),
        false => (t.subject, t.text, t.since),
    };
    let facts = [
        (t.practice, practice.archetype.clone()),
        (t.target, practice.target.clone()),
        (day, dates::day(lang, practice.moved_on)),
        (t.reason, practice.reason.clone()),
    ];
    Content {
        subject: subject(&practice.target, &practice.archetype),
        lines: vec![text.to_owned()],
        facts: facts.map(|(label, value)| (label.to_owned(), value)).into(),
        link: Some((t.see.to_owned(), routes::practice(practice.id))),
        in_short: None,
    }
}
