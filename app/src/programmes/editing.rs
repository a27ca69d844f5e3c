//! What the commands on one programme have in common: finding it, and checking what was typed.

use serde_json::{Value, json};

use super::{
    AudienceLine, Framework, Programme, ProgrammeId, Stage, rules,
    stages::OWN_STAGES,
    store,
    texts::{Texts, texts},
};
use crate::{
    access::Actor,
    error::{Error, Problems, Result},
    people::BranchId,
    request::Work,
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
}

/// Checks what was typed and puts it into the programme and, for an own list, into its stages.
/// Answers what changed, for the audit log.
pub fn apply(
    actor: &Actor,
    programme: &mut Programme,
    stages: &mut Vec<Stage>,
    typed: Typed<'_>,
    audience: &[AudienceLine],
) -> Result<Value> {
    let t = texts();
    let mut problems = Problems::default();
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
    let changed = json!({ "name": name, "problem": problem, "branch": branch });
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
