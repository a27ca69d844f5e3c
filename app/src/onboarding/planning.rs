//! Putting a day to a time, another time, or the time of a make-up day.

use chrono::NaiveDate;

use super::{
    Day, DayForm, Onboarding, OnboardingId, Presence,
    ahead_texts::ahead_texts,
    own_time::{self, Putting},
    proposing::Busy,
    rules,
    store::{self, Appointment},
    telling::{self, Change},
    texts::texts,
};
use crate::{
    db::Tx,
    error::{Error, Problems, Result},
    lang::lang,
    people,
    request::Work,
    sessions::{form::When, planning as of_sessions, zones},
    ui::dates,
    visits::{self, Weekdays, rules::Against},
    writing::{one_line, parse_date},
};

/// The field in which HR says that a day need not be in order.
pub const UNORDERED: &str = "unordered";

/// An onboarding that somebody may see, with one of its days.
pub async fn with_day(
    work: &mut Work,
    id: OnboardingId,
    number: i64,
) -> Result<(Onboarding, Vec<Day>, Day)> {
    let scope = work.actor.scope();
    let found = store::find(&mut work.tx, &scope, id).await?.ok_or(Error::NotFound)?;
    let days = store::days(&mut work.tx, &[id]).await?;
    let day = days.iter().find(|day| day.number == number).cloned().ok_or(Error::NotFound)?;
    Ok((found, days, day))
}

/// Plans or moves a day as typed.
pub async fn plan(
    work: &mut Work,
    id: OnboardingId,
    number: i64,
    revision: i64,
    form: &DayForm,
) -> Result<()> {
    let t = texts();
    // Who turns its lock at the same moment comes first or finds the day planned.
    store::hold(&mut work.tx, id).await?;
    let (onboarding, days, day) = with_day(work, id, number).await?;
    if !rules::may_plan(&work.actor, onboarding.branch_id, day.instructor_id) {
        return Err(Error::Forbidden);
    }
    if !rules::is_open(&onboarding) {
        return Err(Error::form(t.not_current));
    }
    if day.done_at.is_some() || day.attendance == Some(Presence::Present) {
        return Err(Error::form(t.was_held));
    }
    if !rules::may_be_planned(&onboarding) {
        return Err(Error::form(t.is_through));
    }
    let mut problems = Problems::default();
    let branch = match form.branch.parse().ok() {
        Some(branch) => people::store::branch(&mut work.tx, branch).await?.filter(|b| b.active),
        None => None,
    };
    problems.require(branch.is_some(), "branch", t.branch_missing);
    let zone = branch.as_ref().map_or(&onboarding.branch_zone, |b| &b.time_zone).clone();
    let date = parse_date(&form.date);
    problems.require(date.is_some(), "date", t.date_missing);
    let time = crate::sessions::rules::parse_time(&form.time);
    problems.require(time.is_some(), "time", t.time_missing);
    let hired = rules::not_before_hire(date, onboarding.hired_on);
    problems.require(hired, "date", t.before_hire);
    let minutes = rules::lasting(&form.minutes);
    problems.require(minutes.is_some(), "minutes", t.minutes_wrong);
    let team = store::instructors(
        &mut work.tx,
        branch.as_ref().map_or(onboarding.branch_id, |b| b.id),
        work.now,
    )
    .await?;
    // Nobody teaches themselves.
    let mut team = team.iter().filter(|one| one.id != onboarding.person_id);
    let instructor = team.find(|one| one.id.to_string() == form.instructor);
    problems.require(instructor.is_some(), "instructor", t.instructor_missing);
    let place = one_line(&form.place);
    problems.require(place.chars().count() <= rules::TITLE_MAX, "place", t.too_long);
    let reason = form.reason.trim().to_owned();
    let moves = day.starts_at.is_some();
    problems.require(!moves || !reason.is_empty(), "reason", t.reason_missing);
    problems.require(reason.chars().count() <= rules::REMARK_MAX, "reason", t.too_long);
    let when =
        date.zip(time).zip(minutes).map(|((date, time), minutes)| When { date, time, minutes });
    let moment = match &when {
        Some(when) => of_sessions::moment(when, &zone, work.now, &mut problems),
        None => None,
    };
    let keeps = rules::may_keep(&work.actor);
    let mut anyway = false;
    if let Some(when) = &when {
        let ticked = keeps && !form.unordered.is_empty();
        check_day(&days, &day, when.date, (keeps, ticked), &mut problems);
    }
    if let (Some((from, to)), Some(one), Some(branch)) = (moment, instructor, &branch) {
        let except = Some((id, number));
        let own = own_time::taken(&mut work.tx, &onboarding, (from, to), Putting::Day).await?;
        if let Some(taken) = own {
            problems.add("time", taken);
        }
        let busy = store::busy(&mut work.tx, &[one.id], from, to, except).await?;
        let elsewhere = busy.iter().find(|busy| busy.together_at != Some(branch.id));
        if let Some(busy) = elsewhere {
            problems.add("instructor", told(&mut work.tx, &one.name, busy, &zone).await?);
        }
        let on = zones::in_zone(from, &zone).date();
        let same = day.on == Some(on)
            && day.instructor_id == Some(one.id)
            && day.branch_id == Some(branch.id);
        let ticked = same || !form.anyway.is_empty();
        // As for a visit: what is only not usual may be ticked.
        let hours = visits::store::hours(&mut work.tx, branch.id).await?;
        let working = visits::store::instructor(&mut work.tx, one.id).await?;
        let who = (one.id, working.map_or(Weekdays::EVERY, |one| one.weekdays));
        let day = (on, &*branch.time_zone);
        let found = visits::planning::against(&mut work.tx, day, &hours, who).await?;
        for against in found.iter().filter(|against| against.stops() || !ticked) {
            let (field, message) = unusual(against, on, &one.name);
            problems.add(field, message);
        }
        anyway = visits::rules::chosen_anyway(&found, !form.anyway.is_empty());
    }
    problems.into_result()?;
    let (Some((starts_at, ends_at)), Some(one), Some(branch)) = (moment, instructor, branch) else {
        return Err(Error::internal("a time without a problem is a moment"));
    };

    let make_up = day.make_up || day.attendance == Some(Presence::Absent);
    let (instructor, name) = (one.id, one.name.clone());
    let before = (day.starts_at, day.ends_at, day.branch_id, &day.place, day.instructor_id);
    let same = (Some(starts_at), Some(ends_at), Some(branch.id), &place, Some(instructor));
    if before == same && day.attendance.is_none() {
        // Nothing has changed, so nobody is told that something has.
        return Ok(());
    }
    let after = Appointment {
        starts_at,
        ends_at,
        zone,
        branch: branch.id,
        place,
        instructor,
        why: None,
        make_up,
        anyway,
    };
    let planned = store::plan_day(&mut work.tx, id, number, revision, &after).await;
    planned.map_err(|error| match error {
        Error::Taken => Error::field("instructor", (t.just_taken)(&name)),
        other => other,
    })?;
    let (by, at) = (Some(work.actor.id), work.now);
    let change = Change { onboarding: id, before: &[day], reason: &reason, by, at };
    telling::days_changed(&mut work.tx, &change).await?;
    let detail = serde_json::json!({ "day": number, "to": starts_at, "reason": reason });
    work.audit("onboarding.planned", "onboarding", onboarding.person_id, detail).await
}

/// At which field it is said, and how.
fn unusual(against: &Against, on: NaiveDate, name: &str) -> (&'static str, String) {
    let (t, of_visits) = (texts(), &visits::texts::texts().problems);
    let weekday = dates::weekday(lang(), on);
    match against {
        Against::Blocked(reason) => ("date", (of_visits.blocked)(reason)),
        Against::Absent => ("instructor", (of_visits.absent)(name)),
        Against::Holiday(name) => ("date", (t.is_holiday)(name)),
        Against::Closed => ("date", (t.closed_then)(weekday)),
        Against::NotWorking => ("instructor", (t.not_working)(name, weekday)),
    }
}

/// The days come in order unless HR says otherwise, and no two on one date. A day that stays on its date
/// stays in the order that it has.
fn check_day(
    days: &[Day],
    day: &Day,
    on: NaiveDate,
    (keeps, ticked): (bool, bool),
    problems: &mut Problems,
) {
    let t = texts();
    let same = days.iter().any(|other| other.number != day.number && other.on == Some(on));
    problems.require(!same, "date", t.same_day);
    if day.on == Some(on) || ticked || rules::in_order(days, day.number, on) {
        return;
    }
    match keeps {
        true => problems.add(UNORDERED, ahead_texts().out_of_order),
        false => problems.add("date", t.out_of_order_hr),
    }
}

/// What keeps somebody from a time, in words.
pub(super) async fn told(tx: &mut Tx, name: &str, busy: &Busy, zone: &str) -> Result<String> {
    let (from, to) = (zones::in_zone(busy.starts_at, zone), zones::in_zone(busy.ends_at, zone));
    let when =
        format!("{}, {}", dates::day(lang(), from.date()), dates::span(from.time(), to.time()));
    let branch = match busy.together_at {
        Some(id) => people::store::branch(tx, id).await?.map(|branch| branch.name),
        None => None,
    };
    Ok((texts().busy_with)(name, busy.what, &branch.unwrap_or_default(), &when))
}

/// What the form of a day proposes: the time it has, else the next working morning.
pub fn proposed(onboarding: &Onboarding, day: &Day, today: NaiveDate) -> DayForm {
    let zone = &day.time_zone;
    let free = day.attendance == Some(Presence::Absent);
    let start = day.starts_at.filter(|_| !free).map(|at| zones::in_zone(at, zone));
    let next = rules::next_workday(today);
    let minute = day.starts_at_minute;
    let clock = format!("{:02}:{:02}", minute / 60, minute % 60);
    let minutes = day.starts_at.zip(day.ends_at).map(|(from, to)| (to - from).num_minutes());
    DayForm {
        date: start.map_or(next, |at| at.date()).to_string(),
        time: start.map_or(clock, |at| dates::time(at.time())),
        minutes: minutes.unwrap_or(day.minutes).to_string(),
        branch: day.branch_id.unwrap_or(onboarding.branch_id).to_string(),
        place: day.place.clone(),
        instructor: day.instructor_id.map(|id| id.to_string()).unwrap_or_default(),
        anyway: if day.anyway && !free { "on".into() } else { String::new() },
        unordered: String::new(),
        reason: String::new(),
    }
}
