//! Giving what somebody has to others, in one transaction: the same changes, histories and letters
//! as on the page of each.

use std::collections::HashMap;

use serde_json::json;
use uuid::Uuid;

use super::{
    Line, Thing,
    finding::{self, Span},
    rules,
    texts::texts,
};
use crate::{
    error::{Error, Problems, Result},
    onboarding::{
        self, OnboardingId,
        store::Appointment,
        telling::{self, Change as DayChange},
    },
    people::PersonId,
    provenance::Kind,
    request::{Change, Done, Next, Typed, Work},
    reviews::{self, acting},
    routes::{self, Section},
    sessions::{
        self, Session, SessionId,
        letters::{self, Before},
        zones,
    },
    visits::{
        self, Visit,
        instead::{Stand, Stands},
        store::Why,
    },
};

/// What the choice of a line says when it stays as it is, whoever takes the rest.
pub const STAYS: &str = "stays";

pub async fn hand_over(typed: Typed) -> Result<Next> {
    let t = texts();
    let mut work = Work::begin().await?;
    let actor = work.actor.clone();
    if !rules::may_hand_over(&actor) {
        return Err(Error::Forbidden);
    }
    let person: PersonId = typed.one("person").parse().map_err(|_| Error::NotFound)?;
    let today = zones::in_zone(work.now, &actor.zone).date();
    let span = Span::of(typed.one("from"), typed.one("until"), today);
    let lines = finding::lines(&mut work.tx, &actor, person, span, work.now).await?;
    let takers = finding::takers(&mut work.tx, person, &lines).await?;
    let mut problems = Problems::default();
    let given = given(&typed, &lines, &takers, &mut problems);
    let reason = typed.one("reason").to_owned();
    problems.require(!reason.is_empty(), "reason", t.reason_missing);
    let fits = reason.chars().count() <= rules::REASON_MAX;
    problems.require(fits, "reason", (t.too_long)(rules::REASON_MAX as i64));
    if problems.is_empty() && given.is_empty() {
        problems.add("all", t.nothing_chosen);
    }
    problems.into_result()?;
    let ids: Vec<SessionId> = given.iter().filter_map(|(line, _)| line.thing.visit()).collect();
    let visits = visits::store::by_ids(&mut work.tx, &ids).await?;
    let visits: HashMap<SessionId, Visit> = visits.into_iter().map(|one| (one.id, one)).collect();
    for (line, to) in given.iter().copied() {
        if !line.may {
            return Err(Error::Forbidden);
        }
        let Some(to) = to else {
            let seen = line.thing.visit().and_then(|id| visits.get(&id)).ok_or(Error::Stale)?;
            call_off(&mut work, line, seen, &reason).await?;
            continue;
        };
        let handed = match line.thing {
            Thing::Visit(id) => {
                let seen = visits.get(&id).ok_or(Error::Stale)?;
                visit(&mut work, seen, line.revision, to, &reason).await
            }
            Thing::Day(id, number) => {
                day(&mut work, (id, number), line.revision, to, &reason).await
            }
            Thing::Session(id) => {
                session(&mut work, id, line.revision, (person, to), &reason).await
            }
            Thing::Text(kind, id) => text(&mut work, (kind, id), line.revision, to, &reason).await,
        };
        // Somebody was quicker by a moment; what came before goes with the transaction.
        handed.map_err(|error| match error {
            Error::Taken => Error::field(&field(line), (t.just_taken)(&to.name)),
            Error::Stale => Error::field(&field(line), t.changed),
            other => other,
        })?;
    }
    let sessions: Vec<SessionId> = given
        .iter()
        .filter_map(|(line, _)| match line.thing {
            Thing::Visit(id) | Thing::Session(id) => Some(id),
            Thing::Day(..) | Thing::Text(..) => None,
        })
        .collect();
    letters::together(&mut work.tx, work.now, &sessions).await?;
    let sees = finding::sees(&mut work.tx, &actor, person, work.now).await?;
    // Where there is nothing left to see, the page would not open.
    let next = match sees || given.len() < lines.len() {
        true => {
            let off = given.iter().filter(|(_, to)| to.is_none()).count();
            routes::handed_over(person, (given.len() - off, off))
        }
        false => Section::Visits.href().to_owned(),
    };
    work.done(Next::to(next).saying(Done::HandedOver)).await
}

/// What it says of a visit that is called off, whether or not those are that nobody takes.
pub const GOES_OFF: &str = "off";

/// The field in which a line says who takes it.
pub fn field(line: &Line) -> String {
    format!("to-{}", line.thing.key())
}

/// The field with the revision that was seen.
pub fn seen(line: &Line) -> String {
    format!("seen-{}", line.thing.key())
}

/// Who takes which line, as the form says, or nobody: then it is called off. Messages stand at the lines.
fn given<'a>(
    typed: &Typed,
    lines: &'a [Line],
    takers: &'a [Stands],
    problems: &mut Problems,
) -> Vec<(&'a Line, Option<&'a Stand>)> {
    let t = texts();
    let all: Option<PersonId> = typed.one("all").parse().ok();
    let off = !typed.one("off").is_empty();
    let mut given = Vec::new();
    for (line, Stands { free, .. }) in lines.iter().zip(takers).filter(|(line, _)| line.may) {
        let name = field(line);
        let chosen = typed.one(&name);
        let ids: Vec<PersonId> = free.iter().map(|one| one.id).collect();
        let stays = chosen == STAYS;
        // What is no person is nobody who is free.
        let named = !chosen.is_empty() && !stays && chosen != GOES_OFF;
        let own = named.then(|| chosen.parse().unwrap_or_default());
        let goes_off = chosen == GOES_OFF;
        let taker = rules::taker(own, stays || goes_off, all, &ids);
        if taker.is_none() && !rules::goes_off(line.thing, stays, off || goes_off) {
            continue;
        }
        // A line that was not on the page was not meant.
        let shown = typed.one(&seen(line));
        if shown.is_empty() && chosen.is_empty() {
            continue;
        }
        let same = problems.require(shown == line.revision.to_string(), &name, t.changed);
        let one = free.iter().find(|one| Some(one.id) == taker);
        match taker.is_some() && one.is_none() {
            true => problems.add(&name, t.not_free),
            false if same => given.push((line, one)),
            false => {}
        }
    }
    let keys: Vec<String> = lines.iter().map(|line| line.thing.key()).collect();
    let gone = typed.all("lines").into_iter().any(|key| {
        let chosen = typed.one(&format!("to-{key}"));
        !keys.contains(&key) && !chosen.is_empty() && chosen != STAYS
    });
    problems.require(!gone, "", t.gone);
    given
}

/// A visit that nobody takes.
async fn call_off(work: &mut Work, line: &Line, seen: &Visit, reason: &str) -> Result<()> {
    let visit = Visit { revision: line.revision, ..seen.clone() };
    let off = visits::changing::call_off(work, &visit, reason).await;
    off.map_err(|error| match error {
        Error::Stale => Error::field(&field(line), texts().changed),
        other => other,
    })
}

async fn visit(
    work: &mut Work,
    from: &Visit,
    revision: i64,
    to: &Stand,
    reason: &str,
) -> Result<()> {
    let id = from.id;
    let (session, before) = before(work, id).await?;
    let after = Visit { instructor_id: to.id, revision, ..from.clone() };
    let why = Why { by: work.actor.id, at: work.now, reason };
    visits::store::save(&mut work.tx, from, &after, &why).await?;
    let detail = json!({ "instructor": [from.instructor_id, to.id], "reason": reason });
    work.audit("visit.changed", "session", id, detail).await?;
    tell(work, &session, before, reason).await
}

async fn day(
    work: &mut Work,
    (id, number): (OnboardingId, i64),
    revision: i64,
    to: &Stand,
    reason: &str,
) -> Result<()> {
    onboarding::store::hold(&mut work.tx, id).await?;
    let scope = work.actor.scope();
    let one = onboarding::store::find(&mut work.tx, &scope, id).await?.ok_or(Error::Stale)?;
    let days = onboarding::store::days(&mut work.tx, &[id]).await?;
    let day = days.into_iter().find(|day| day.number == number).ok_or(Error::Stale)?;
    let (Some(starts_at), Some(ends_at), Some(branch)) =
        (day.starts_at, day.ends_at, day.branch_id)
    else {
        return Err(Error::Stale);
    };
    let after = Appointment {
        starts_at,
        ends_at,
        zone: day.time_zone.clone(),
        branch,
        place: day.place.clone(),
        instructor: to.id,
        why: None,
        make_up: day.make_up,
        anyway: day.anyway,
    };
    onboarding::store::plan_day(&mut work.tx, id, number, revision, &after).await?;
    let (by, at) = (Some(work.actor.id), work.now);
    let change = DayChange { onboarding: id, before: &[day], reason, by, at };
    telling::days_changed(&mut work.tx, &change).await?;
    let detail = json!({ "day": number, "to": starts_at, "instructor": to.id, "reason": reason });
    work.audit("onboarding.planned", "onboarding", one.person_id, detail).await
}

async fn session(
    work: &mut Work,
    id: SessionId,
    revision: i64,
    (from, to): (PersonId, &Stand),
    reason: &str,
) -> Result<()> {
    let (session, before) = before(work, id).await?;
    let seen = Session { revision, ..session.clone() };
    sessions::store::save(&mut work.tx, &seen).await?;
    let mut with = sessions::store::facilitators(&mut work.tx, &[id]).await?;
    let facilitators: Vec<PersonId> = with
        .remove(&id)
        .unwrap_or_default()
        .into_iter()
        .map(|one| if one.id == from { to.id } else { one.id })
        .collect();
    sessions::store::set_facilitators(&mut work.tx, &session, &facilitators).await?;
    let detail = json!({ "facilitator": [from, to.id], "reason": reason });
    work.audit("session.edited", "session", id, detail).await?;
    if let Some(programme) = session.programme_id {
        work.tell(Change::Programme(programme));
    }
    tell(work, &session, before, reason).await
}

/// The day of the review stays; its reminder goes to whoever takes it.
async fn text(
    work: &mut Work,
    thing: (Kind, Uuid),
    revision: i64,
    to: &Stand,
    reason: &str,
) -> Result<()> {
    let actor = work.actor.clone();
    let subject = reviews::subject(&mut work.tx, &actor, thing).await?.ok_or(Error::Stale)?;
    let before = reviews::store::keeping(&mut work.tx, thing).await?;
    let day = before.review_on.map(|on| on.to_string()).unwrap_or_default();
    let owner = to.id.to_string();
    let mut detail = acting::keep(work, &subject, revision, (&owner, &day)).await?;
    detail["reason"] = json!(reason);
    work.audit("upkeep.kept", thing.0.as_str(), thing.1, detail).await?;
    subject.tell(work);
    Ok(())
}

/// A session before the change, and what letters will need to know of it.
async fn before(work: &mut Work, id: SessionId) -> Result<(Session, Option<Before>)> {
    let session = sessions::store::by_id(&mut work.tx, id).await?.ok_or(Error::Stale)?;
    let before = Before::of(&mut work.tx, &session, work.now).await?;
    Ok((session, before))
}

async fn tell(
    work: &mut Work,
    session: &Session,
    before: Option<Before>,
    reason: &str,
) -> Result<()> {
    let (by, now) = (work.actor.id, work.now);
    if let Some(before) = before {
        before.tell_changes(&mut work.tx, now, session, reason, by).await?;
    }
    work.tell(Change::Session(session.id));
    Ok(())
}
