//! What the commands on one programme have in common: finding it, and checking what was typed.

use serde_json::{Value, json};

use super::{
    AudienceLine, Framework, Programme, ProgrammeId, Stage, audience, rules,
    stages::OWN_STAGES,
    store,
    texts::{Texts, texts},
};
use crate::{
    access::Actor,
    error::{Error, Problems, Result},
    onboarding::{
        self, JobTraining,
        lock::{self, Room},
    },
    people::BranchId,
    request::{Change, Done, Next, Work},
    routes,
    writing::one_line,
};

/// The programme with its stages, for somebody who may edit it, as of the revision that the form
/// was opened with.
pub async fn load(work: &mut Work, id: &str, revision: &str) -> Result<(Programme, Vec<Stage>)> {
    let id: ProgrammeId = id.parse().map_err(|_| Error::NotFound)?;
    let found = store::find(&mut work.tx, &work.actor.scope(), id).await?.ok_or(Error::NotFound)?;
    if !rules::may_edit(&work.actor, &found.programme) {
        return Err(Error::Forbidden);
    }
    if revision.parse() != Ok(found.programme.revision) {
        return Err(Error::Stale);
    }
    let stages = store::stages(&mut work.tx, id).await?;
    Ok((found.programme, stages))
}

/// The fields of the form as typed.
pub struct Typed<'a> {
    pub name: &'a str,
    pub problem: &'a str,
    /// The names of an own list, one in each line.
    pub stages: &'a str,
    pub branch: &'a str,
    pub job_training: &'a str,
}

/// Keeps what was typed, and makes of the sessions ahead what the programme is now.
pub async fn save(id: &str, revision: &str, typed: Typed<'_>, audience: &[String]) -> Result<Next> {
    let mut work = Work::begin().await?;
    let (mut programme, mut own) = load(&mut work, id, revision).await?;
    let before = programme.job_training;
    let lines = audience::chosen(&mut work.tx, audience).await?;
    let mut problems = Problems::default();
    let kind = JobTraining::parse(typed.job_training);
    lock::check_named(&mut work.tx, &mut problems, kind, &lines).await?;
    if before.is_none()
        && kind.is_some()
        && let Some(locked) = lock::inside(&mut work.tx, Room::Programme(programme.id)).await?
    {
        problems.add("job_training", locked);
    }
    let changed = apply(&work.actor, &mut programme, &mut own, typed, &lines, problems)?;
    programme.job_training = kind;
    // The database looks at whoever is named as soon as it is job training: not at whom it was for.
    store::set_audience(&mut work.tx, programme.id.into(), &[]).await?;
    store::save(&mut work.tx, &programme).await?;
    for stage in &own {
        store::rename_stage(&mut work.tx, programme.id, stage).await?;
    }
    if before != kind {
        let o = onboarding::texts::texts();
        let sessions = store::train_as(&mut work.tx, programme.id, before, kind).await;
        let sessions = sessions.map_err(|error| match error {
            Error::Taken => Error::field("job_training", o.locked_is_there),
            other => other,
        })?;
        for session in sessions {
            let detail = json!({ "job_training": kind });
            work.audit("session.edited", "session", session, detail).await?;
            work.tell(Change::Session(session));
        }
    }
    store::set_audience(&mut work.tx, programme.id.into(), &lines).await?;
    work.audit("programme.saved", "programme", programme.id, changed).await?;
    work.tell(Change::Programme(programme.id));
    work.done(Next::to(routes::programme(programme.id)).saying(Done::Saved)).await
}

/// Checks what was typed and puts it into the programme and, for an own list, into its stages.
/// Answers what changed, for the audit log; what was found before is told with the rest.
fn apply(
    actor: &Actor,
    programme: &mut Programme,
    stages: &mut Vec<Stage>,
    typed: Typed<'_>,
    audience: &[AudienceLine],
    mut problems: Problems,
) -> Result<Value> {
    let t = texts();
    let name = one_line(typed.name);
    let problem = typed.problem.trim().to_owned();
    check_words(t, &mut problems, &name, &problem);
    problems.require(!audience.is_empty(), "audience", t.audience_missing);
    let branch = check_branch(t, &mut problems, actor, typed.branch);
    if programme.framework == Framework::Own {
        let names: Vec<String> =
            typed.stages.lines().map(one_line).filter(|line| !line.is_empty()).collect();
        if names.len() != stages.len() {
            problems.add("stages", (t.stages_stay)(stages.len() as i64));
        } else {
            check_stages(t, &mut problems, &names);
            stages.iter_mut().zip(names).for_each(|(stage, name)| stage.name = name);
        }
    } else {
        stages.clear();
    }
    problems.into_result()?;
    let changed = json!({
        "name": name, "problem": problem, "branch": branch, "job_training": typed.job_training,
    });
    programme.name = name;
    programme.problem = problem;
    programme.branch_id = branch;
    Ok(changed)
}

pub fn check_words(t: &Texts, problems: &mut Problems, name: &str, problem: &str) {
    problems.require(!name.is_empty(), "name", t.name_missing);
    problems.require(name.chars().count() <= rules::NAME_MAX, "name", t.name_long);
    problems.require(!problem.is_empty(), "problem", t.problem_missing);
    problems.require(problem.chars().count() <= rules::PROBLEM_MAX, "problem", t.problem_long);
}

pub fn check_stages(t: &Texts, problems: &mut Problems, names: &[String]) {
    problems.require(OWN_STAGES.contains(&names.len()), "stages", t.stages_count);
    let fit = names.iter().all(|name| name.chars().count() <= rules::STAGE_MAX);
    problems.require(fit, "stages", t.stage_long);
}

/// The branch that was chosen, if the person may have programmes there.
pub fn check_branch(
    t: &Texts,
    problems: &mut Problems,
    actor: &Actor,
    typed: &str,
) -> Option<BranchId> {
    let branch = typed.parse().ok();
    let known = branch.is_some() || typed.is_empty();
    problems.require(known && rules::may_lead_at(actor, branch), "branch", t.branch_missing);
    branch
}

/// A reason that was given.
pub fn reason(typed: &str) -> Result<String> {
    let t = texts();
    let reason = one_line(typed);
    if reason.is_empty() {
        return Err(Error::field("reason", t.reason_missing));
    }
    if reason.chars().count() > rules::REASON_MAX {
        return Err(Error::field("reason", t.reason_long));
    }
    Ok(reason)
}
