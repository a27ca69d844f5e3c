//! What the commands of `api` do, step by step.

use serde_json::json;

use super::{
    Session, SessionId,
    form::{self, MoveForm, SessionForm},
    letters,
    planning::{self, Plan},
    rules, store,
    texts::form::texts,
};
use crate::{
    error::{Error, Problems, Result},
    knowledge::markdown,
    people::PersonId,
    programmes::{self, audience},
    request::{Change, Done, Next, Work},
    routes, visits,
};

pub async fn plan(form: SessionForm) -> Result<Next> {
    go_on(&form)?;
    let agenda_html = markdown::render(form.agenda.trim());
    let mut work = Work::begin().await?;
    if !rules::may_plan(&work.actor) {
        return Err(Error::Forbidden);
    }
    let (actor, now) = (work.actor.clone(), work.now);
    let plan = planning::new(&mut work.tx, &actor, now, &form, agenda_html).await?;
    let added = store::add(&mut work.tx, &plan.session, &plan.facilitators, work.actor.id).await;
    if let Err(Error::Taken) = added {
        drop(work);
        return Err(planning::taken("facilitators", &plan.session, &plan.facilitators).await);
    }
    added?;
    plan.keep_audience(&mut work.tx).await?;
    letters::planned(&mut work.tx, now, &plan.session, actor.id).await?;
    work.audit("session.planned", "session", plan.session.id, detail(&plan)).await?;
    tell(&mut work, &plan.session);
    work.done(Next::to(routes::session(plan.session.id)).saying(Done::Planned)).await
}

pub async fn edit(id: &str, revision: &str, form: SessionForm) -> Result<Next> {
    go_on(&form)?;
    let agenda_html = markdown::render(form.agenda.trim());
    let mut work = Work::begin().await?;
    let mut session = editable(&mut work, id).await?;
    if !rules::can_edit(session.state) {
        return Err(Error::form(texts().problems.not_editable));
    }
    let before = letters::Before::of(&mut work.tx, &session, work.now).await?;
    // What the editor has seen, not what is there now: a difference is noticed when saving.
    session.revision = number(revision)?;
    let actor = work.actor.clone();
    let plan = planning::changed(&mut work.tx, &actor, session, &form, agenda_html).await?;
    // The database looks at whoever is named as soon as it is job training: not at whom it was for.
    programmes::store::set_audience(&mut work.tx, plan.session.id.into(), &[]).await?;
    store::save(&mut work.tx, &plan.session).await?;
    let booked = store::set_facilitators(&mut work.tx, &plan.session, &plan.facilitators).await;
    if let Err(Error::Taken) = booked {
        drop(work);
        return Err(planning::taken("facilitators", &plan.session, &plan.facilitators).await);
    }
    booked?;
    plan.keep_audience(&mut work.tx).await?;
    if let Some(before) = before {
        before.tell_changes(&mut work.tx, work.now, &plan.session, "", actor.id).await?;
    }
    work.audit("session.edited", "session", plan.session.id, detail(&plan)).await?;
    tell(&mut work, &plan.session);
    work.done(Next::to(routes::session(plan.session.id)).saying(Done::Saved)).await
}

pub async fn reschedule(id: &str, form: MoveForm) -> Result<Next> {
    let t = &texts().problems;
    let mut work = Work::begin().await?;
    let mut session = editable(&mut work, id).await?;
    if !rules::can_move(session.state) {
        return Err(Error::form(t.not_movable));
    }
    session.revision = number(&form.revision)?;
    let mut problems = Problems::default();
    let when = form.when(&mut problems);
    let zone = session.time_zone.clone();
    let moment = when.and_then(|when| planning::moment(&when, &zone, work.now, &mut problems));
    let facilitators = facilitators(&mut work, session.id).await?;
    if let Some((from, to)) = moment {
        let differs = (from, to) != (session.starts_at, session.ends_at);
        problems.require(differs, "date", t.same_time);
        let except = Some(session.id);
        let clashes = store::clashes(&mut work.tx, &facilitators, from, to, except).await?;
        planning::add_clashes_at("date", &clashes, &zone, &mut problems);
    }
    let reason = form.reason(&mut problems);
    problems.into_result()?;
    let (starts_at, ends_at) = moment.ok_or(Error::Stale)?;
    let why = store::Reason { by: work.actor.id, at: work.now, text: &reason };
    let moved = store::reschedule(&mut work.tx, &session, starts_at, ends_at, &why).await;
    if let Err(Error::Taken) = moved {
        drop(work);
        let wanted = Session { starts_at, ends_at, ..session };
        return Err(planning::taken("date", &wanted, &facilitators).await);
    }
    moved?;
    let (by, now) = (work.actor.id, work.now);
    letters::moved(&mut work.tx, now, &session, &reason, by).await?;
    let detail =
        json!({ "from": session.starts_at, "to": starts_at, "until": ends_at, "reason": reason });
    work.audit("session.moved", "session", session.id, detail).await?;
    tell(&mut work, &session);
    work.done(Next::to(routes::session(session.id)).saying(Done::Moved)).await
}

pub async fn cancel(id: &str, revision: &str, reason: &str) -> Result<Next> {
    let mut work = Work::begin().await?;
    let mut session = editable(&mut work, id).await?;
    if !rules::can_cancel(session.state) {
        return Err(Error::form(texts().problems.not_cancellable));
    }
    let mut problems = Problems::default();
    let reason = form::reason(reason, &mut problems);
    problems.into_result()?;
    session.revision = number(revision)?;
    store::cancel(&mut work.tx, &session, work.now, &reason).await?;
    let (by, now) = (work.actor.id, work.now);
    letters::cancelled(&mut work.tx, now, &session, &reason, by).await?;
    work.audit("session.cancelled", "session", session.id, json!({ "reason": reason })).await?;
    tell(&mut work, &session);
    work.done(Next::to(routes::session(session.id)).saying(Done::Cancelled)).await
}

pub async fn reinstate(id: &str) -> Result<Next> {
    let mut work = Work::begin().await?;
    let session = editable(&mut work, id).await?;
    if !rules::can_reinstate(&session, work.now) {
        return Err(Error::form(texts().problems.not_reinstatable));
    }
    let facilitators = facilitators(&mut work, session.id).await?;
    let (from, to) = (session.starts_at, session.ends_at);
    let clashes = store::clashes(&mut work.tx, &facilitators, from, to, Some(session.id)).await?;
    let mut problems = Problems::default();
    planning::add_clashes_at("", &clashes, &session.time_zone, &mut problems);
    problems.into_result()?;
    let reinstated = store::reinstate(&mut work.tx, session.id).await;
    if let Err(Error::Taken) = reinstated {
        drop(work);
        return Err(planning::taken("", &session, &facilitators).await);
    }
    reinstated?;
    let (by, now) = (work.actor.id, work.now);
    letters::reinstated(&mut work.tx, now, &session, by).await?;
    let detail = json!({ "was_cancelled_because": session.cancel_reason });
    work.audit("session.reinstated", "session", session.id, detail).await?;
    tell(&mut work, &session);
    work.done(Next::to(routes::session(session.id)).saying(Done::Restored)).await
}

/// Stops when the form was not sent to be saved: to see the agenda, or to look for people.
fn go_on(form: &SessionForm) -> Result<()> {
    if form.previews() {
        return Err(Error::Continued(Vec::new()));
    }
    audience::looking(&form.press, &form.audience_find, &form.audience_found)
}

/// The session, if the person may see and change it.
async fn editable(work: &mut Work, id: &str) -> Result<Session> {
    let id: SessionId = id.parse().map_err(|_| Error::NotFound)?;
    let actor = work.actor.clone();
    let session = store::find(&mut work.tx, &actor.scope(), id).await?.ok_or(Error::NotFound)?;
    if visits::store::is_visit(&mut work.tx, id).await? {
        return Err(Error::form(visits::texts::texts().is_visit_text));
    }
    let facilitates = store::facilitates(&mut work.tx, id, actor.id).await?;
    if rules::may_edit(&actor, &session, facilitates) { Ok(session) } else { Err(Error::Forbidden) }
}

async fn facilitators(work: &mut Work, id: SessionId) -> Result<Vec<PersonId>> {
    let mut found = store::facilitators(&mut work.tx, &[id]).await?;
    let of_session = found.remove(&id).unwrap_or_default();
    Ok(of_session.into_iter().map(|facilitator| facilitator.id).collect())
}

/// Tells the room, and the pages of its programme, which list it.
fn tell(work: &mut Work, session: &Session) {
    work.tell(Change::Session(session.id));
    if let Some(programme) = session.programme_id {
        work.tell(Change::Programme(programme));
    }
}

/// The revision of a form; one that cannot be read is as good as an old one.
fn number(revision: &str) -> Result<i64> {
    revision.parse().map_err(|_| Error::Stale)
}

fn detail(plan: &Plan) -> serde_json::Value {
    let session = &plan.session;
    json!({
        "topic": session.topic,
        "programme": session.programme_id,
        "stage": session.stage_number,
        "starts_at": session.starts_at,
        "ends_at": session.ends_at,
        "branch": session.branch_id,
        "room": session.room,
        "link": session.link,
        "capacity": session.capacity,
        "late_after_minutes": session.late_after_minutes,
        "job_training": session.job_training,
        "plan_reason": session.plan_reason,
        "facilitators": plan.facilitators,
        "audience": plan.audience,
    })
}
