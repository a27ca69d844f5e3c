//! Job training after the CS days: what a position learns, and who has finished it.

use super::{
    JobTraining, ModuleId, OnboardingId, lock, module_texts::module_texts, rules, store,
    texts::texts,
};
use crate::{
    error::{Error, Problems, Result},
    people,
    request::Work,
    writing::one_line,
};

/// Adds a module to the plan of a position.
pub async fn add(
    work: &mut Work,
    position: &str,
    kind: &str,
    title: &str,
    about: &str,
) -> Result<()> {
    let t = texts();
    if !rules::may_keep(&work.actor) {
        return Err(Error::Forbidden);
    }
    let mut problems = Problems::default();
    let read = read(kind, title, about, &mut problems);
    let positions = people::store::positions(&mut work.tx, true).await?;
    let position = positions.into_iter().find(|known| known.id.to_string() == position);
    problems.require(position.is_some(), "position", t.position_missing);
    problems.into_result()?;
    let (Some(position), Some((kind, title, about))) = (position, read) else {
        return Err(Error::NotFound);
    };
    let added = store::add_module(&mut work.tx, position.id, kind, &title, about, work.now).await;
    let id = added.map_err(exists)?;
    let detail = serde_json::json!({ "title": title });
    work.audit("onboarding.module", "module", id, detail).await
}

/// Changes a module.
pub async fn edit(
    work: &mut Work,
    id: ModuleId,
    revision: i64,
    kind: &str,
    (title, about): (&str, &str),
) -> Result<()> {
    if !rules::may_keep(&work.actor) {
        return Err(Error::Forbidden);
    }
    let mut problems = Problems::default();
    let read = read(kind, title, about, &mut problems);
    problems.into_result()?;
    let (kind, title, about) = read.ok_or(Error::NotFound)?;
    let saved = store::save_module(&mut work.tx, id, revision, kind, (&title, about)).await;
    saved.map_err(exists)?;
    let detail = serde_json::json!({ "title": title });
    work.audit("onboarding.module-changed", "module", id, detail).await
}

/// Puts a module before or after its neighbour. At the end of the list it stays where it is.
pub async fn shift(work: &mut Work, id: ModuleId, up: bool) -> Result<()> {
    if !rules::may_keep(&work.actor) {
        return Err(Error::Forbidden);
    }
    if store::move_module(&mut work.tx, id, up).await? {
        let detail = serde_json::json!({ "up": up });
        work.audit("onboarding.module-moved", "module", id, detail).await?;
    }
    Ok(())
}

/// What was typed of a module, with messages at the fields.
fn read<'a>(
    kind: &str,
    title: &str,
    about: &'a str,
    problems: &mut Problems,
) -> Option<(JobTraining, String, &'a str)> {
    let (t, m) = (texts(), module_texts());
    let kind = JobTraining::parse(kind);
    problems.require(kind.is_some(), "kind", m.kind_missing);
    let (title, about) = (one_line(title), about.trim());
    problems.require(!title.is_empty(), "title", t.title_missing);
    problems.require(title.chars().count() <= rules::TITLE_MAX, "title", t.too_long);
    problems.require(about.chars().count() <= rules::TEXT_MAX, "about", t.too_long);
    Some((kind?, title, about))
}

fn exists(error: Error) -> Error {
    match error {
        Error::Taken => Error::field("title", module_texts().module_exists),
        other => other,
    }
}

/// Takes a module off the plan.
pub async fn remove(work: &mut Work, id: ModuleId) -> Result<()> {
    if !rules::may_keep(&work.actor) {
        return Err(Error::Forbidden);
    }
    if !store::remove_module(&mut work.tx, id).await? {
        return Err(Error::NotFound);
    }
    work.audit("onboarding.module-removed", "module", id, serde_json::json!({})).await
}

/// Says that somebody finished a module, or takes that back. Refused while it is locked.
pub async fn mark(work: &mut Work, id: OnboardingId, module: ModuleId, done: bool) -> Result<()> {
    let scope = work.actor.scope();
    let onboarding = store::find(&mut work.tx, &scope, id).await?.ok_or(Error::NotFound)?;
    if !rules::may_mark_module(&work.actor, onboarding.person_id, onboarding.branch_id) {
        return Err(Error::Forbidden);
    }
    let person = onboarding.person_id;
    if done && !rules::is_unlocked(&onboarding) {
        let days = store::days(&mut work.tx, &[id]).await?;
        let missing = lock::missing(&days);
        return Err(Error::form((texts().locked_because)(&onboarding.name, &missing)));
    }
    let changed = match done {
        true => {
            let who = (work.actor.id, work.now);
            store::mark_module(&mut work.tx, module, person, who).await?
        }
        false => store::unmark_module(&mut work.tx, module, person).await?,
    };
    if changed {
        let detail = serde_json::json!({ "module": module, "done": done });
        work.audit("onboarding.module-marked", "onboarding", person, detail).await?;
    }
    Ok(())
}
