//! On the spot: who is there, what is in order, what was heard; one form, so that a phone without a
//! network has one thing to keep.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{
    CheckId, EventKind,
    form::ReportForm,
    kept_texts::kept_texts,
    rules,
    run_texts::run_texts,
    store::{self, Why},
};
use crate::{
    access::Actor,
    attendance::{self, AttendanceState},
    error::{Error, Problems, Result},
    knowledge::{draft::Draft, sharing},
    lang::lang,
    links::Named,
    people::PersonId,
    request::{Change, Done, Next, Work},
    routes::{self, Section},
    sessions::{SessionId, SessionState, zones},
    ui::dates,
    writing::one_line,
};

/// What is on the list at most.
const CHECKS_MAX: usize = 30;

/// Takes what was entered during a visit: opens its session when it is not open yet, marks who is
/// there, keeps the checklist, shares the note, and closes the session when the visit is over.
///
/// A device without a network keeps it and brings it later. Then it adds to what is there, also
/// when somebody has finished the visit meanwhile, and the log and the roster say since when.
pub async fn report(id: &str, form: ReportForm) -> Result<Next> {
    let note = match form.note.trim() {
        "" => None,
        note => {
            let named = Named::of(&[note]).await?;
            Some(Draft::of(note)?.about(&form.kind, "", "")?.linked(&named))
        }
    };
    let present: Vec<PersonId> = form.present.iter().filter_map(|id| id.parse().ok()).collect();
    let mut ticked: Vec<CheckId> = form.checks.iter().filter_map(|id| id.parse().ok()).collect();
    let finish = form.press == FINISH;
    let mut work = Work::begin().await?;
    let (actor, now) = (work.actor.clone(), work.now);
    let scope = actor.scope();
    let id: SessionId = id.parse().map_err(|_| Error::NotFound)?;
    if !form.person.is_empty() && form.person != actor.id.to_string() {
        // Entered by somebody else who shares the device: it stays there until they come back.
        return Err(Error::SignedOut);
    }
    let waited = form.waited();
    if waited.is_some_and(|waited| waited > rules::WAITS_AT_MOST) {
        return Err(Error::form(kept_texts().waited_too_long));
    }
    // When it was entered, by our clock.
    let kept = waited.map(|waited| now - waited);
    store::find(&mut work.tx, &scope, id).await?.ok_or(Error::NotFound)?;
    let session = attendance::running::held(&mut work.tx, &actor, id).await?;
    let closed = session.state == SessionState::Closed;
    if closed && kept.is_none() {
        return Err(Error::form(run_texts().is_finished));
    }
    if !closed {
        // Says why not, when the visit is called off or its time has not come.
        attendance_opens(&mut work, &actor, id, now).await?;
    }
    let reason = kept.map(|at| {
        let at = zones::in_zone(at, &session.time_zone);
        (kept_texts().entered)(&dates::short_moment(lang(), at))
    });
    let mut marked = 0;
    for person in present {
        let before = attendance::store::mark(&mut work.tx, id, person).await?;
        // Who has checked in or is marked already stays as they are.
        if attendance::rules::is_left(before.map(|mark| (mark.state, mark.way))) {
            let corrects = before.map_or("", |_| run_texts().after_reopening);
            let mark = (AttendanceState::Present, reason.as_deref().unwrap_or(corrects));
            attendance::running::mark(&mut work.tx, &actor, id, person, mark, now).await?;
            marked += 1;
        }
    }
    if kept.is_some() {
        let there = store::checks_of(&mut work.tx, id).await?;
        ticked.extend(there.iter().filter(|one| one.ticked).map(|one| one.id));
    }
    store::set_ticks(&mut work.tx, id, &ticked, actor.id, now).await?;
    if let Some(draft) = &note {
        sharing::report(&mut work.tx, &actor, id, draft, now).await?;
        sharing::tell(&mut work, id).await?;
    }
    if finish
        && !closed
        && let Some(left) = attendance::running::close(&mut work.tx, &actor, id, &[], now).await?
    {
        work.audit("session.closed", "session", id, json!({ "unmarked": left })).await?;
        remember(&mut work, id, EventKind::Finished, "").await?;
    }
    let detail = json!({
        "present": marked, "checks": ticked.len(), "finished": finish, "entered": kept,
        "reason": reason,
    });
    work.audit("visit.reported", "session", id, detail).await?;
    work.tell(Change::Roster(id));
    work.tell(Change::Session(id));
    let done = if finish { Done::VisitFinished } else { Done::Saved };
    work.done(Next::to(routes::visit(id)).saying(done)).await
}

/// What the button that ends a visit sends as `press`.
pub const FINISH: &str = "finish";

async fn attendance_opens(
    work: &mut Work,
    actor: &Actor,
    id: SessionId,
    now: DateTime<Utc>,
) -> Result<()> {
    if attendance::running::open(&mut work.tx, actor, id, now).await? {
        work.audit("session.opened", "session", id, json!({})).await?;
        remember(work, id, EventKind::Opened, "").await?;
    }
    Ok(())
}

/// What happens to a session stands in the history of the visit that it is, if it is one.
pub async fn remember(work: &mut Work, id: SessionId, kind: EventKind, reason: &str) -> Result<()> {
    let why = Why { by: work.actor.id, at: work.now, reason };
    store::ran(&mut work.tx, id, kind, &why).await
}

/// Keeps the list of what is looked at, one thing a line, and whether visits are in the plan.
pub async fn save_checklist(list: &str) -> Result<Next> {
    let t = run_texts();
    let mut lines: Vec<String> =
        list.lines().map(one_line).filter(|line| !line.is_empty()).collect();
    let mut seen = std::collections::HashSet::new();
    lines.retain(|line| seen.insert(line.clone()));
    let mut problems = Problems::default();
    problems.require(lines.len() <= CHECKS_MAX, "list", (t.too_many)(CHECKS_MAX as i64));
    let fit = lines.iter().all(|line| line.chars().count() <= rules::TOPIC_MAX);
    problems.require(fit, "list", (t.line_too_long)(rules::TOPIC_MAX as i64));
    problems.into_result()?;
    let mut work = Work::begin().await?;
    if !rules::may_plan_all(&work.actor) {
        return Err(Error::Forbidden);
    }
    let now = work.now;
    store::set_checks(&mut work.tx, &lines, now).await?;
    work.audit("visit.checklist", "rota", uuid::Uuid::nil(), json!({ "list": lines })).await?;
    let back = format!("{}#checklist", routes::VISITS_SET_UP);
    work.done(Next::to(back).saying(Done::Saved)).await
}

/// Whether visits count in the plan of completed training; `on` is the page on which it was said.
pub async fn save_plan_setting(counts: bool, on: &str) -> Result<Next> {
    let mut work = Work::begin().await?;
    if !crate::access::rules::may_change_settings(&work.actor) {
        return Err(Error::Forbidden);
    }
    store::set_in_plan(&mut work.tx, counts).await?;
    work.audit("visit.in-plan", "rota", uuid::Uuid::nil(), json!({ "counts": counts })).await?;
    let page = if on == "settings" { Section::Settings.href() } else { routes::VISITS_SET_UP };
    let back = format!("{page}#plan");
    work.done(Next::to(back).saying(Done::Saved)).await
}
