//! On the spot: who is there, what is in order, what was heard; one form, so that a phone without a
//! network has one thing to keep.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{CheckId, form::ReportForm, rules, run_texts::run_texts, store};
use crate::{
    access::Actor,
    attendance::{self, AttendanceState},
    error::{Error, Problems, Result},
    knowledge::{draft::Draft, sharing},
    links::Named,
    people::PersonId,
    request::{Change, Done, Next, Work},
    routes,
    sessions::{SessionId, SessionState},
    writing::one_line,
};

/// What is on the list at most.
const CHECKS_MAX: usize = 30;

/// Takes what was entered during a visit: opens its session when it is not open yet, marks who is
/// there, keeps the checklist, shares the note, and closes the session when the visit is over.
pub async fn report(id: &str, form: ReportForm) -> Result<Next> {
    let note = match form.note.trim() {
        "" => None,
        note => {
            let named = Named::of(&[note]).await?;
            Some(Draft::of(note)?.about(&form.kind, "", "")?.linked(&named))
        }
    };
    let present: Vec<PersonId> = form.present.iter().filter_map(|id| id.parse().ok()).collect();
    let ticked: Vec<CheckId> = form.checks.iter().filter_map(|id| id.parse().ok()).collect();
    let finish = form.press == FINISH;
    let mut work = Work::begin().await?;
    let (actor, now) = (work.actor.clone(), work.now);
    let scope = actor.scope();
    let id: SessionId = id.parse().map_err(|_| Error::NotFound)?;
    let visit = store::find(&mut work.tx, &scope, id).await?.ok_or(Error::NotFound)?;
    if visit.state == SessionState::Closed {
        return Err(Error::form(run_texts().is_finished));
    }
    // Says why not, when the visit is called off or its time has not come.
    attendance_opens(&mut work, &actor, id, now).await?;
    let mut marked = 0;
    for person in present {
        // Who has checked in or is marked already stays as they are.
        if attendance::store::mark(&mut work.tx, id, person).await?.is_none() {
            let mark = (AttendanceState::Present, "");
            attendance::running::mark(&mut work.tx, &actor, id, person, mark, now).await?;
            marked += 1;
        }
    }
    store::set_ticks(&mut work.tx, id, &ticked, actor.id, now).await?;
    if let Some(draft) = &note {
        sharing::share(&mut work.tx, &actor, id, draft, false, now).await?;
        sharing::tell(&mut work, id).await?;
    }
    if finish
        && let Some(left) = attendance::running::close(&mut work.tx, &actor, id, &[], now).await?
    {
        work.audit("session.closed", "session", id, json!({ "unmarked": left })).await?;
    }
    let detail = json!({ "present": marked, "checks": ticked.len(), "finished": finish });
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
    }
    Ok(())
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

/// Whether visits count in the plan of completed training.
pub async fn save_plan_setting(counts: bool) -> Result<Next> {
    let mut work = Work::begin().await?;
    if !crate::access::rules::may_change_settings(&work.actor) {
        return Err(Error::Forbidden);
    }
    store::set_in_plan(&mut work.tx, counts).await?;
    work.audit("visit.in-plan", "rota", uuid::Uuid::nil(), json!({ "counts": counts })).await?;
    let back = format!("{}#plan", routes::VISITS_SET_UP);
    work.done(Next::to(back).saying(Done::Saved)).await
}
