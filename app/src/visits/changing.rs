//! Changing visits that are planned: another morning, somebody else, not at all.

use serde_json::json;

use super::{
    Visit,
    conflicts::{self, Wanted},
    form::{self, VisitForm},
    planning,
    rules::{self, Kept},
    store::{self, Why},
    texts::texts,
};
use crate::{
    error::{Error, Problems, Result},
    lang::lang,
    people,
    request::{Change, Done, Next, Work},
    routes,
    sessions::{
        self, Session, SessionId,
        letters::{self, Before},
    },
    ui::dates,
};

/// Another morning, another instructor, other words.
pub async fn change(id: &str, revision: &str, form: VisitForm) -> Result<Next> {
    let mut work = Work::begin().await?;
    let visit = changeable(&mut work, id).await?;
    let branch = people::store::branch(&mut work.tx, visit.branch_id).await?;
    let branch = branch.ok_or(Error::NotFound)?;
    let mut problems = Problems::default();
    let typed = form.read(&mut problems);
    let settled =
        planning::settle(&mut work.tx, work.now, &branch, &typed, Some(&visit), &mut problems)
            .await?;
    let reason = form::reason(&form.reason, &mut problems);
    problems.into_result()?;
    let settled = settled.ok_or(Error::Stale)?;
    let wanted = settled.wanted;
    let topic = if settled.topic.is_empty() { visit.topic.clone() } else { settled.topic };
    let to = Visit {
        topic,
        instructor_id: wanted.instructor,
        day: wanted.day,
        anyway: settled.anyway,
        starts_at: wanted.starts_at,
        ends_at: wanted.ends_at,
        revision: number(revision)?,
        ..visit.clone()
    };
    let why = Why { by: work.actor.id, at: work.now, reason: &reason };
    let told = before(&mut work, &visit).await?;
    let saved = store::save(&mut work.tx, &visit, &to, &why).await;
    if let Err(Error::Taken) = saved {
        drop(work);
        return Err(conflicts::taken(&wanted).await);
    }
    saved?;
    let detail = json!({
        "from": visit.starts_at, "to": to.starts_at, "until": to.ends_at,
        "instructor": [visit.instructor_id, to.instructor_id], "reason": reason,
    });
    work.audit("visit.changed", "session", visit.id, detail).await?;
    tell(&mut work, told, &reason).await?;
    work.tell(Change::Session(visit.id));
    work.done(Next::to(routes::visit(visit.id)).saying(Done::Saved)).await
}

/// Two instructors change places. `other` is the other visit with its revision: `id/3`.
pub async fn swap(id: &str, revision: &str, other: &str, reason: &str) -> Result<Next> {
    let t = &texts().problems;
    let mut work = Work::begin().await?;
    let one = Visit { revision: number(revision)?, ..changeable(&mut work, id).await? };
    let mut problems = Problems::default();
    let reason = form::reason(reason, &mut problems);
    let other = match other.split_once('/') {
        Some((other, revision)) => {
            let found = changeable(&mut work, other).await?;
            Some(Visit { revision: number(revision)?, ..found })
        }
        None => None,
    };
    problems.require(other.is_some(), "other", t.other_missing);
    let differ = other.as_ref().is_none_or(|other| other.instructor_id != one.instructor_id);
    problems.require(differ, "other", t.same_instructor);
    problems.into_result()?;
    let other = other.ok_or(Error::Stale)?;
    for (visit, to) in [(&one, &other), (&other, &one)] {
        can_take(&mut work, visit, to).await?;
    }
    let why = Why { by: work.actor.id, at: work.now, reason: &reason };
    let told = [before(&mut work, &one).await?, before(&mut work, &other).await?];
    let swapped = store::swap(&mut work.tx, &one, &other, &why).await;
    if let Err(Error::Taken) = swapped {
        drop(work);
        let to = |visit: &Visit, from: &Visit| {
            let instructor_name = from.instructor.clone();
            let taken = Wanted { instructor: from.instructor_id, instructor_name, ..wanted(visit) };
            (taken, from.id)
        };
        return Err(conflicts::swap_taken(&[to(&one, &other), to(&other, &one)]).await);
    }
    swapped?;
    for (visit, with) in [(&one, &other), (&other, &one)] {
        let detail = json!({ "with": with.id, "instructor": with.instructor_id, "reason": reason });
        work.audit("visit.swapped", "session", visit.id, detail).await?;
        work.tell(Change::Session(visit.id));
    }
    for told in told {
        tell(&mut work, told, &reason).await?;
    }
    letters::together(&mut work.tx, work.now, &[one.id, other.id]).await?;
    work.done(Next::to(routes::visit(one.id)).saying(Done::Swapped)).await
}

/// Whether the instructor of `to` can go where `visit` goes.
async fn can_take(work: &mut Work, visit: &Visit, to: &Visit) -> Result<()> {
    let t = &texts().problems;
    let instructor = store::instructor(&mut work.tx, to.instructor_id).await?;
    let absences = store::absences(&mut work.tx, to.instructor_id, visit.day).await?;
    match rules::kept_from(instructor.as_ref(), visit, &absences) {
        None => Ok(()),
        Some(Kept::Stranger) => Err(Error::field("other", t.instructor_unknown)),
        Some(Kept::Absent) => Err(Error::field("other", (t.absent)(&to.instructor))),
        Some(Kept::NotWorking) => {
            let weekday = dates::weekday(lang(), visit.day);
            Err(Error::field("other", (t.not_working)(&to.instructor, weekday)))
        }
    }
}

/// Not at all.
pub async fn cancel(id: &str, revision: &str, reason: &str) -> Result<Next> {
    let mut work = Work::begin().await?;
    let visit = changeable(&mut work, id).await?;
    let mut problems = Problems::default();
    let reason = form::reason(reason, &mut problems);
    problems.into_result()?;
    let visit = Visit { revision: number(revision)?, ..visit };
    call_off(&mut work, &visit, &reason).await?;
    work.done(Next::to(routes::visit(visit.id)).saying(Done::Cancelled)).await
}

/// Calls off a visit as it was seen, and tells those concerned.
pub async fn call_off(work: &mut Work, visit: &Visit, reason: &str) -> Result<()> {
    let why = Why { by: work.actor.id, at: work.now, reason };
    let (session, _) = before(work, visit).await?;
    store::call_off(&mut work.tx, visit, &why).await?;
    work.audit("visit.cancelled", "session", visit.id, json!({ "reason": reason })).await?;
    let (by, now) = (work.actor.id, work.now);
    letters::cancelled(&mut work.tx, now, &session, reason, by).await?;
    work.tell(Change::Session(visit.id));
    Ok(())
}

/// After all.
pub async fn reinstate(id: &str) -> Result<Next> {
    let mut work = Work::begin().await?;
    let visit = found(&mut work, id).await?;
    if !rules::can_reinstate(&visit, work.now) {
        return Err(Error::form(texts().problems.not_reinstatable));
    }
    if let Some(gap) = rules::gone_meanwhile(&visit) {
        let why = (texts().gap_of)(&visit.instructor, gap);
        return Err(Error::form(format!("{why}. {}", texts().plan_another)));
    }
    let wanted = wanted(&visit);
    let mut problems = Problems::default();
    conflicts::tell(&mut work.tx, &wanted, &mut problems).await?;
    problems.into_result().map_err(conflicts::as_form)?;
    let why = Why { by: work.actor.id, at: work.now, reason: "" };
    let reinstated = store::reinstate(&mut work.tx, &visit, &why).await;
    if let Err(Error::Taken) = reinstated {
        drop(work);
        return Err(conflicts::as_form(conflicts::taken(&wanted).await));
    }
    reinstated?;
    let detail = json!({ "was_cancelled_because": visit.cancel_reason });
    work.audit("visit.reinstated", "session", visit.id, detail).await?;
    let (by, now) = (work.actor.id, work.now);
    let session = sessions::store::by_id(&mut work.tx, visit.id).await?.ok_or(Error::NotFound)?;
    letters::reinstated(&mut work.tx, now, &session, by).await?;
    work.tell(Change::Session(visit.id));
    work.done(Next::to(routes::visit(visit.id)).saying(Done::Restored)).await
}

/// The session of a visit before a change, and what letters will need to know of it.
async fn before(work: &mut Work, visit: &Visit) -> Result<(Session, Option<Before>)> {
    let session = sessions::store::by_id(&mut work.tx, visit.id).await?.ok_or(Error::NotFound)?;
    let before = Before::of(&mut work.tx, &session, work.now).await?;
    Ok((session, before))
}

/// Tells those concerned what has changed.
async fn tell(
    work: &mut Work,
    (session, before): (Session, Option<Before>),
    reason: &str,
) -> Result<()> {
    let (by, now) = (work.actor.id, work.now);
    match before {
        Some(before) => before.tell_changes(&mut work.tx, now, &session, reason, by).await,
        None => Ok(()),
    }
}

/// The morning of a visit as it is.
fn wanted(visit: &Visit) -> Wanted {
    Wanted {
        id: visit.id,
        branch: visit.branch_id,
        branch_name: visit.branch.clone(),
        instructor: visit.instructor_id,
        instructor_name: visit.instructor.clone(),
        day: visit.day,
        starts_at: visit.starts_at,
        ends_at: visit.ends_at,
        time_zone: visit.time_zone.clone(),
    }
}

/// The visit, if the person may see and change it, and it has not begun.
async fn changeable(work: &mut Work, id: &str) -> Result<Visit> {
    let visit = found(work, id).await?;
    if !rules::can_change(visit.state) {
        return Err(Error::form(texts().problems.not_changeable));
    }
    Ok(visit)
}

async fn found(work: &mut Work, id: &str) -> Result<Visit> {
    let id: SessionId = id.parse().map_err(|_| Error::NotFound)?;
    let actor = work.actor.clone();
    let visit = store::find(&mut work.tx, &actor.scope(), id).await?.ok_or(Error::NotFound)?;
    if rules::may_plan_at(&actor, visit.branch_id) { Ok(visit) } else { Err(Error::Forbidden) }
}

/// The revision of a form; one that cannot be read is as good as an old one.
fn number(revision: &str) -> Result<i64> {
    revision.parse().map_err(|_| Error::Stale)
}
