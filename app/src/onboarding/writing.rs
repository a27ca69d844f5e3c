//! Reading and keeping a plan as typed: its name and its days, each thing to see on a line.

use super::{
    PlanDay, PlanId, Signer, rules,
    store::{self, NewPlan},
    texts::texts,
};
use crate::{
    error::{Error, Problems, Result},
    people::{self, PositionId},
    request::{Typed, Work},
    sessions::rules::parse_time,
    writing::one_line,
};

/// How many days the form has.
pub fn count(typed: &Typed) -> i64 {
    typed.one("count").parse().unwrap_or(3).clamp(1, rules::DAYS_MAX as i64)
}

/// Reads the days of a form. A day that is left empty at the end is none.
fn read(typed: &Typed, problems: &mut Problems) -> Vec<PlanDay> {
    let t = texts();
    let mut days = Vec::new();
    for number in 1..=count(typed) {
        let name = |field: &str| format!("{field}-{number}");
        let value = |field: &str| typed.one(&name(field)).to_owned();
        let title = one_line(&value("title"));
        let items: Vec<String> =
            value("items").lines().map(one_line).filter(|line| !line.is_empty()).collect();
        let (topics, materials, bring) = (value("topics"), value("materials"), value("bring"));
        if number > 1 && title.is_empty() && items.is_empty() && topics.is_empty() {
            continue;
        }
        problems.require(!title.is_empty(), &name("title"), t.title_missing);
        problems.require(title.chars().count() <= rules::TITLE_MAX, &name("title"), t.too_long);
        problems.require(!items.is_empty(), &name("items"), t.items_missing);
        let few = items.len() <= rules::ITEMS_MAX;
        let short = items.iter().all(|item| item.chars().count() <= rules::REMARK_MAX);
        problems.require(few && short, &name("items"), t.items_long);
        for (field, text) in [("topics", &topics), ("materials", &materials), ("bring", &bring)] {
            let fits = text.chars().count() <= rules::TEXT_MAX;
            problems.require(fits, &name(field), t.too_long);
        }
        let time = parse_time(&value("time"));
        problems.require(time.is_some(), &name("time"), t.time_missing);
        let minutes = value("minutes").parse().ok().filter(|m: &i64| (15..=720).contains(m));
        problems.require(minutes.is_some(), &name("minutes"), t.minutes_wrong);
        let clock = time.unwrap_or_default();
        days.push(PlanDay {
            number: days.len() as i64 + 1,
            title,
            topics,
            materials,
            bring,
            starts_at_minute: i64::from(chrono::Timelike::num_seconds_from_midnight(&clock)) / 60,
            minutes: minutes.unwrap_or_default(),
            signer: Signer::parse(&value("signer")).unwrap_or(Signer::Own),
            items,
        });
    }
    days
}

/// Keeps a plan: a new one, or another version of one.
pub async fn save(work: &mut Work, typed: &Typed) -> Result<PlanId> {
    let t = texts();
    if !rules::may_keep(&work.actor) {
        return Err(Error::Forbidden);
    }
    if typed.one("press") == "more" {
        let more = (count(typed) + 1).min(rules::DAYS_MAX as i64);
        return Err(Error::Continued(vec![("count".into(), more.to_string())]));
    }
    let mut problems = Problems::default();
    let name = one_line(typed.one("name"));
    problems.require(!name.is_empty(), "name", t.name_missing);
    problems.require(name.chars().count() <= rules::TITLE_MAX, "name", t.too_long);
    let days = read(typed, &mut problems);
    let (by, at) = (work.actor.id, work.now);
    if let Ok(id) = typed.one("id").parse::<PlanId>() {
        problems.into_result()?;
        let version = typed.one("version").parse().map_err(|_| Error::Stale)?;
        let before = store::plan(&mut work.tx, id).await?.ok_or(Error::NotFound)?;
        if before.version == version
            && before.name == name
            && store::plan_days(&mut work.tx, id, version).await? == days
        {
            return Ok(id);
        }
        store::add_version(&mut work.tx, id, version, &name, &days, (by, at)).await?;
        let detail = serde_json::json!({ "name": name, "version": version + 1 });
        work.audit("onboarding.plan", "plan", id, detail).await?;
        return Ok(id);
    }
    let known = people::store::positions(&mut work.tx, true).await?;
    let position: Option<PositionId> = typed.one("position").parse().ok();
    let position = position.filter(|id| known.iter().any(|known| known.id == *id));
    problems.require(position.is_some(), "position", t.position_missing);
    problems.into_result()?;
    let id = PlanId::new();
    let plan = NewPlan { id, position, name: &name, by: Some(by), at };
    store::add_plan(&mut work.tx, &plan, &days).await.map_err(|error| match error {
        Error::Taken => Error::field("position", t.plan_exists),
        other => other,
    })?;
    let detail = serde_json::json!({ "name": name, "version": 1 });
    work.audit("onboarding.plan", "plan", id, detail).await?;
    Ok(id)
}
