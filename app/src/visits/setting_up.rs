//! What the commands of the set-up do: hours and blocked days of branches, days of instructors.

use chrono::{NaiveTime, Timelike};
use serde_json::json;

use super::{
    Absence, AbsenceId, Block, BlockId, Hours, Weekdays,
    form::{AwayForm, HoursForm},
    rules, store,
    texts::texts,
};
use crate::{
    error::{Error, Problems, Result},
    people::{self, Branch, PersonId},
    request::{Done, Next, Typed, Work},
    routes,
    sessions::rules::parse_time,
    writing::one_line,
};

pub async fn save_hours(branch: &str, revision: &str, form: HoursForm) -> Result<Next> {
    let mut problems = Problems::default();
    let typed = read(&form, &mut problems);
    problems.into_result()?;
    let mut work = Work::begin().await?;
    let branch = branch_to_keep(&mut work, branch).await?;
    let revision = revision.parse().map_err(|_| Error::Stale)?;
    let hours = Hours { branch_id: branch.id, revision, ..typed };
    match store::save_hours(&mut work.tx, &hours).await {
        Err(Error::Taken) => return Err(Error::Stale),
        other => other?,
    }
    let detail = json!({
        "weekdays": hours.weekdays, "from": hours.starts_minute, "until": hours.ends_minute,
        "every_days": hours.every_days, "contact": hours.contact, "telephone": hours.telephone,
    });
    work.audit("visit.hours", "branch", branch.id, detail).await?;
    work.done(Next::to(routes::visiting_branch(branch.id)).saying(Done::Saved)).await
}

fn read(form: &HoursForm, problems: &mut Problems) -> Hours {
    let t = &texts().problems;
    let weekdays = Weekdays::read(&form.weekdays).unwrap_or_default();
    problems.require(!weekdays.is_empty(), "weekdays", t.weekday_missing);
    let minute = |time: NaiveTime| i64::from(time.hour() * 60 + time.minute());
    let (from, until) = (parse_time(&form.from), parse_time(&form.until));
    problems.require(from.is_some(), "from", t.time_wrong);
    problems.require(until.is_some(), "until", t.time_wrong);
    let typed = form.every_days.trim();
    let every_days = typed.parse().ok().filter(|days| (1..=rules::EVERY_MAX).contains(days));
    problems.require(typed.is_empty() || every_days.is_some(), "every_days", t.every_wrong);
    let mut line = |typed: &str, field| {
        let line = one_line(typed);
        let fits = line.chars().count() <= rules::LINE_MAX;
        problems.require(fits, field, (t.too_long)(rules::LINE_MAX as i64));
        line
    };
    let (contact, telephone) = (line(&form.contact, "contact"), line(&form.telephone, "telephone"));
    let hours = Hours {
        weekdays,
        starts_minute: from.map(minute).unwrap_or_default(),
        ends_minute: until.map(minute).unwrap_or_default(),
        every_days,
        contact,
        telephone,
        ..Hours::usual(Default::default())
    };
    if from.is_some() && until.is_some() {
        problems.require(rules::hours_fit(&hours), "until", t.too_short);
    }
    hours
}

pub async fn add_block(branch: &str, form: AwayForm) -> Result<Next> {
    let mut problems = Problems::default();
    let read = form.read(&mut problems);
    problems.into_result()?;
    let (from_day, to_day, reason) = read.ok_or(Error::Stale)?;
    let mut work = Work::begin().await?;
    let branch = branch_to_keep(&mut work, branch).await?;
    let block = Block { id: BlockId::new(), whose: branch.id, from_day, to_day, reason };
    store::add_block(&mut work.tx, &block, work.actor.id, work.now).await?;
    let detail = json!({ "from": from_day, "to": to_day, "reason": block.reason });
    work.audit("visit.block-added", "branch", branch.id, detail).await?;
    let back = format!("{}#blocks", routes::visiting_branch(branch.id));
    work.done(Next::to(back).saying(Done::Added)).await
}

pub async fn remove_block(branch: &str, id: &str) -> Result<Next> {
    let mut work = Work::begin().await?;
    let branch = branch_to_keep(&mut work, branch).await?;
    let id: BlockId = id.parse().map_err(|_| Error::NotFound)?;
    if store::remove_block(&mut work.tx, branch.id, id).await? {
        work.audit("visit.block-removed", "branch", branch.id, json!({ "block": id })).await?;
    }
    let back = format!("{}#blocks", routes::visiting_branch(branch.id));
    work.done(Next::to(back).saying(Done::Deleted)).await
}

/// The minutes from where instructors set out, one field for each place: `minutes-{branch}`.
pub async fn save_ways(branch: &str, typed: Typed) -> Result<Next> {
    let t = &texts().problems;
    let mut work = Work::begin().await?;
    let branch = branch_to_keep(&mut work, branch).await?;
    let mut bases: Vec<_> =
        store::instructors(&mut work.tx).await?.into_iter().map(|one| one.base_id).collect();
    bases.sort();
    bases.dedup();
    let mut problems = Problems::default();
    let mut ways = Vec::new();
    for base in bases.into_iter().filter(|base| *base != branch.id) {
        let field = format!("minutes-{base}");
        let minutes = typed.one(&field);
        let read = minutes.parse().ok().filter(|way| (0..=rules::TRAVEL_MAX).contains(way));
        problems.require(minutes.is_empty() || read.is_some(), &field, t.minutes_wrong);
        ways.push((base, read));
    }
    problems.into_result()?;
    for (base, minutes) in &ways {
        store::set_travel(&mut work.tx, (branch.id, *base), *minutes).await?;
    }
    work.audit("visit.ways", "branch", branch.id, json!({ "minutes": ways })).await?;
    let back = format!("{}#ways", routes::visiting_branch(branch.id));
    work.done(Next::to(back).saying(Done::Saved)).await
}

pub async fn save_days(person: &str, revision: &str, weekdays: &[String]) -> Result<Next> {
    let weekdays = Weekdays::read(weekdays)
        .ok_or_else(|| Error::field("weekdays", texts().problems.weekday_missing))?;
    let mut work = Work::begin().await?;
    let person = person_to_keep(&mut work, person).await?;
    let revision = revision.parse().map_err(|_| Error::Stale)?;
    match store::save_days(&mut work.tx, person, weekdays, revision).await {
        Err(Error::Taken) => return Err(Error::Stale),
        other => other?,
    }
    work.audit("visit.days", "person", person, json!({ "weekdays": weekdays })).await?;
    work.done(Next::to(routes::visiting_person(person)).saying(Done::Saved)).await
}

pub async fn add_absence(person: &str, form: AwayForm) -> Result<Next> {
    let mut problems = Problems::default();
    let read = form.read(&mut problems);
    problems.into_result()?;
    let (from_day, to_day, reason) = read.ok_or(Error::Stale)?;
    let mut work = Work::begin().await?;
    let person = person_to_keep(&mut work, person).await?;
    let absence = Absence { id: AbsenceId::new(), whose: person, from_day, to_day, reason };
    store::add_absence(&mut work.tx, &absence, work.actor.id, work.now).await?;
    // The reason stays out of the log: it may be about somebody's health.
    let detail = json!({ "from": from_day, "to": to_day });
    work.audit("visit.absence-added", "person", person, detail).await?;
    let back = format!("{}#absences", routes::visiting_person(person));
    work.done(Next::to(back).saying(Done::Added)).await
}

pub async fn remove_absence(person: &str, id: &str) -> Result<Next> {
    let mut work = Work::begin().await?;
    let person = person_to_keep(&mut work, person).await?;
    let id: AbsenceId = id.parse().map_err(|_| Error::NotFound)?;
    if store::remove_absence(&mut work.tx, person, id).await? {
        work.audit("visit.absence-removed", "person", person, json!({ "absence": id })).await?;
    }
    let back = format!("{}#absences", routes::visiting_person(person));
    work.done(Next::to(back).saying(Done::Deleted)).await
}

async fn branch_to_keep(work: &mut Work, id: &str) -> Result<Branch> {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    if !rules::may_plan_at(&work.actor, id) {
        return Err(Error::Forbidden);
    }
    people::store::branch(&mut work.tx, id).await?.ok_or(Error::NotFound)
}

async fn person_to_keep(work: &mut Work, id: &str) -> Result<PersonId> {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    if !rules::may_keep_days_of(&work.actor, id) {
        return Err(Error::Forbidden);
    }
    store::instructor(&mut work.tx, id).await?.map(|one| one.id).ok_or(Error::NotFound)
}
