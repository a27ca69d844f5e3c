//! What the commands do: each finds the thing as the person may see it and asks a rule first.

use chrono::NaiveDate;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Subject, VerificationId, choosing, rules,
    store::{self, NewEnding, NewReview, NewVerification},
    subject,
    texts::texts,
};
use crate::{
    error::{Error, Problems, Result},
    people::PersonId,
    provenance::Kind,
    request::{Done, Next, Work},
    routes,
    sessions::zones::in_zone,
    writing::parse_date,
};

/// A thing that is kept right, as the person sees it.
pub async fn enter(work: &mut Work, kind: &str, id: &str) -> Result<Subject> {
    let kind = Kind::parse(kind).filter(|kind| rules::is_kept(*kind)).ok_or(Error::NotFound)?;
    let id: Uuid = id.parse().map_err(|_| Error::NotFound)?;
    let actor = work.actor.clone();
    subject(&mut work.tx, &actor, (kind, id)).await?.ok_or(Error::NotFound)
}

fn require(may: bool) -> Result<()> {
    if may { Ok(()) } else { Err(Error::Forbidden) }
}

/// Back to the page of the thing's reviews, with what was done in the log.
pub async fn done(
    mut work: Work,
    subject: &Subject,
    action: &str,
    detail: Value,
    said: Done,
) -> Result<Next> {
    let (kind, id) = subject.thing;
    work.audit(action, kind.as_str(), id, detail).await?;
    subject.tell(&mut work);
    work.done(Next::to(routes::keep(kind.as_str(), id)).saying(said)).await
}

/// A remark that may be left out.
fn remark(typed: &str, field: &str, problems: &mut Problems) -> String {
    let text = typed.trim().to_owned();
    let fits = text.chars().count() <= rules::REMARK_MAX;
    problems.require(fits, field, texts().remark_long);
    text
}

/// A day ahead in the zone of the person; left out when nothing was typed.
fn ahead(
    typed: &str,
    work: &Work,
    field: &str,
    before: Option<NaiveDate>,
    problems: &mut Problems,
) -> Option<NaiveDate> {
    let t = texts();
    if typed.trim().is_empty() {
        return None;
    }
    let today = in_zone(work.now, &work.actor.zone).date();
    let day = parse_date(typed);
    // A day that has come stays when only the owner is changed.
    let fits = day.is_none_or(|day| rules::is_ahead(day, today) || Some(day) == before);
    problems.require(day.is_some(), field, t.day_wrong);
    problems.require(fits, field, t.day_not_ahead);
    day
}

/// Vouches for the text that the person has read.
pub async fn verify(work: &mut Work, subject: &Subject, mark: i64, typed: &str) -> Result<()> {
    require(rules::may_verify(subject.tie))?;
    let mut problems = Problems::default();
    let remark = remark(typed, "remark", &mut problems);
    problems.into_result()?;
    if subject.mark.number != mark {
        return Err(Error::Stale);
    }
    if subject.thing.0 == Kind::Archetype && (mark == 0 || subject.mark.changed) {
        return Err(Error::form(texts().no_version));
    }
    let (thing, by, at) = (subject.thing, work.actor.id, work.now);
    store::verify(&mut work.tx, NewVerification { thing, mark, remark: &remark, by, at }).await?;
    Ok(())
}

/// Takes a verification back.
pub async fn withdraw(work: &mut Work, subject: &Subject, id: &str) -> Result<()> {
    let id: VerificationId = id.parse().map_err(|_| Error::NotFound)?;
    let given = store::verifications(&mut work.tx, subject.thing).await?;
    let given = given.into_iter().find(|given| given.id == id).ok_or(Error::NotFound)?;
    require(rules::may_withdraw(subject.tie, given.person_id, work.actor.id))?;
    store::withdraw(&mut work.tx, id, work.now).await
}

/// Names the owner and the day of the next review.
pub async fn keep(
    work: &mut Work,
    subject: &Subject,
    revision: i64,
    (owner, review_on): (&str, &str),
) -> Result<Value> {
    let t = texts();
    require(rules::may_keep(subject.tie))?;
    let before = store::keeping(&mut work.tx, subject.thing).await?;
    let mut problems = Problems::default();
    let day = ahead(review_on, work, "review_on", before.review_on, &mut problems);
    let owner: Option<PersonId> = owner.parse().ok();
    let known = match owner {
        Some(person) => choosing::sees(&mut work.tx, person, subject.thing).await?,
        None => true,
    };
    problems.require(known, "owner", t.owner_cannot_see);
    problems.require(day.is_none() || owner.is_some(), "owner", t.owner_missing);
    problems.into_result()?;
    store::keep(&mut work.tx, subject.thing, revision, owner, day).await?;
    Ok(json!({ "owner": owner, "review_on": day }))
}

/// Keeps that it is still right, and sets the day of the next review.
pub async fn review(
    work: &mut Work,
    subject: &Subject,
    (mark, revision): (i64, i64),
    (typed, next_on): (&str, &str),
) -> Result<Value> {
    let t = texts();
    require(rules::may_keep(subject.tie))?;
    let mut problems = Problems::default();
    let remark = remark(typed, "remark", &mut problems);
    let day = ahead(next_on, work, "next_on", None, &mut problems);
    problems.require(day.is_some() || !next_on.trim().is_empty(), "next_on", t.day_missing);
    problems.into_result()?;
    if subject.mark.number != mark {
        return Err(Error::Stale);
    }
    let before = store::keeping(&mut work.tx, subject.thing).await?;
    // Whoever looked looks after it, when nobody was named.
    let owner = before.owner_id.or(Some(work.actor.id));
    store::keep(&mut work.tx, subject.thing, revision, owner, day).await?;
    let (thing, by, at) = (subject.thing, work.actor.id, work.now);
    let review = NewReview { thing, mark, remark: &remark, next_on: day, by, at };
    store::review(&mut work.tx, review).await?;
    Ok(json!({ "next_on": day, "reason": remark }))
}

/// Ends the use of a thing: another takes its place, or none does.
pub async fn end(
    work: &mut Work,
    subject: &Subject,
    (successor, typed): (&str, &str),
) -> Result<Value> {
    let t = texts();
    require(rules::may_keep(subject.tie))?;
    let mut problems = Problems::default();
    let reason = remark(typed, "reason", &mut problems);
    problems.require(!reason.is_empty(), "reason", t.reason_missing);
    let chosen: Option<Uuid> = successor.parse().ok();
    let scope = work.actor.scope();
    let (kind, id) = subject.thing;
    if let Some(successor) = chosen {
        let found =
            store::candidates(&mut work.tx, &scope, subject.thing, subject.programme).await?;
        let known = successor != id && found.iter().any(|(id, ..)| *id == successor);
        problems.require(known, "successor", t.successor_wrong);
    }
    problems.into_result()?;
    let (by, at) = (work.actor.id, work.now);
    let ending = NewEnding { thing: (kind, id), successor: chosen, reason: &reason, by, at };
    store::end(&mut work.tx, ending).await.map_err(|error| match error {
        Error::Taken => Error::form(t.ended_before),
        other => other,
    })?;
    Ok(json!({ "successor": chosen, "reason": reason }))
}

/// Takes a thing into use again.
pub async fn undo(work: &mut Work, subject: &Subject) -> Result<()> {
    require(rules::may_keep(subject.tie))?;
    let ending = store::ending(&mut work.tx, subject.thing).await?.ok_or(Error::Stale)?;
    store::undo(&mut work.tx, ending.id, work.actor.id, work.now).await
}
