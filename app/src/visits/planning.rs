//! From what was typed to a visit that can be kept, and planning it.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde_json::json;

use super::{
    Hours, Visit, Weekdays,
    conflicts::{self, Wanted},
    form::{Typed, VisitForm},
    rules::{self, Against, DayFacts},
    store::{self, NewVisit, Why},
    texts::{self, texts},
};
use crate::{
    access::Actor,
    db::Tx,
    error::{Error, Problems, Result},
    lang::{Lang, lang},
    people::{self, Branch, BranchId, PersonId},
    request::{Change, Done, Next, Work},
    routes,
    sessions::{
        self, SessionId,
        rules::{TimeProblem, check_times},
        zones::{self, NoMoment},
    },
    settings,
    ui::dates,
};

/// A morning that was found free of problems.
pub struct Settled {
    pub wanted: Wanted,
    pub topic: String,
    /// Chosen although the day is not usual.
    pub anyway: bool,
}

pub async fn plan(form: VisitForm) -> Result<Next> {
    let mut work = Work::begin().await?;
    if !rules::may_plan(&work.actor) {
        return Err(Error::Forbidden);
    }
    let mut problems = Problems::default();
    let typed = form.read(&mut problems);
    let (actor, now) = (work.actor.clone(), work.now);
    let branch = branch_of(&mut work.tx, &actor, typed.branch, &mut problems).await?;
    let settled = match &branch {
        Some(branch) => settle(&mut work.tx, now, branch, &typed, None, &mut problems).await?,
        None => None,
    };
    problems.into_result()?;
    let Some(Settled { wanted, topic, anyway }) = settled else {
        return Err(Error::internal("a visit without a problem is one"));
    };
    let id = SessionId::new();
    let late_after_minutes = sessions::store::defaults(&mut work.tx).await?.late_after_minutes;
    let language = settings::store::organisation(&mut work.tx).await?.language;
    let visit = new_visit(id, &wanted, topic, late_after_minutes, language);
    let visit = NewVisit { anyway, ..visit };
    let why = Why { by: actor.id, at: now, reason: "" };
    let added = store::add(&mut work.tx, &visit, &why).await;
    if let Err(Error::Taken) = added {
        drop(work);
        return Err(conflicts::taken(&wanted).await);
    }
    added?;
    let detail = json!({
        "branch": wanted.branch, "instructor": wanted.instructor, "day": wanted.day,
        "starts_at": wanted.starts_at, "ends_at": wanted.ends_at,
    });
    work.audit("visit.planned", "session", id, detail).await?;
    let session = sessions::store::by_id(&mut work.tx, id).await?.ok_or(Error::NotFound)?;
    sessions::letters::planned(&mut work.tx, now, &session, actor.id).await?;
    work.tell(Change::Session(id));
    work.done(Next::to(routes::visit(id)).saying(Done::Planned)).await
}

/// What is kept of a visit to a morning that was settled; without a topic, and with its prompt, in the
/// language of the organisation: everybody reads them.
pub fn new_visit(
    id: SessionId,
    wanted: &Wanted,
    topic: String,
    late_after_minutes: i64,
    language: Lang,
) -> NewVisit {
    let t = texts::of(language);
    NewVisit {
        id,
        topic: if topic.is_empty() { (t.topic_of)(&wanted.branch_name) } else { topic },
        prompt: t.prompt.into(),
        branch: wanted.branch,
        instructor: wanted.instructor,
        day: wanted.day,
        anyway: false,
        starts_at: wanted.starts_at,
        ends_at: wanted.ends_at,
        time_zone: wanted.time_zone.clone(),
        late_after_minutes,
    }
}

/// The branch of a form, when the person may plan there and people still work there.
async fn branch_of(
    tx: &mut Tx,
    actor: &Actor,
    id: Option<BranchId>,
    problems: &mut Problems,
) -> Result<Option<Branch>> {
    let found = match id {
        Some(id) => people::store::branch(tx, id).await?,
        None => None,
    };
    let found = found.filter(|branch| branch.active && rules::may_plan_at(actor, branch.id));
    problems.require(found.is_some(), "branch", texts().problems.branch_missing);
    Ok(found)
}

/// Checks a morning at a branch: its times, the days of both, and who has it. `visit` is the one
/// being changed.
pub async fn settle(
    tx: &mut Tx,
    now: DateTime<Utc>,
    branch: &Branch,
    typed: &Typed,
    visit: Option<&Visit>,
    problems: &mut Problems,
) -> Result<Option<Settled>> {
    let t = &texts().problems;
    let Some(instructor) = typed.instructor else { return Ok(None) };
    let instructor = store::instructor(tx, instructor).await?;
    let instructor = instructor.filter(|one| rules::visits(one, branch.id));
    problems.require(instructor.is_some(), "instructor", t.instructor_unknown);
    let hours = store::hours(tx, branch.id).await?;
    let (Some(day), Some(instructor)) = (typed.date, instructor) else { return Ok(None) };
    let times = moments(day, typed, &hours, &branch.time_zone, now, problems);
    let who = (instructor.id, instructor.weekdays);
    let found = against(tx, (day, &branch.time_zone), &hours, who).await?;
    let stays = visit.filter(|visit| visit.day == day);
    let same = stays.is_some_and(|visit| visit.instructor_id == instructor.id);
    // Whether the day is usual was asked when it was chosen; somebody else may go on it.
    let told = |one: &&Against| {
        let settled = typed.anyway || one.of_day() && stays.is_some();
        !same && (one.stops() || !settled)
    };
    for one in found.iter().filter(told) {
        let (field, message) = message(one, day, &instructor.name);
        problems.add(field, message);
    }
    let anyway = rules::chosen_anyway(&found, typed.anyway);
    let Some(times) = times else { return Ok(None) };
    let id = visit.map(|visit| visit.id).unwrap_or_default();
    let wanted = Wanted::new(id, branch, &instructor, day, times);
    conflicts::tell(tx, &wanted, problems).await?;
    Ok(Some(Settled { wanted, topic: typed.topic.clone(), anyway }))
}

/// The moments of a morning: what was typed, else the hours of the branch.
fn moments(
    day: NaiveDate,
    typed: &Typed,
    hours: &Hours,
    zone: &str,
    now: DateTime<Utc>,
    problems: &mut Problems,
) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    let t = &texts().problems;
    let mut at = |typed: Option<NaiveTime>, usual: i64, field| {
        let time = typed.unwrap_or_else(|| clock(usual));
        match zones::local(day, time, zone) {
            Ok(at) => Some(at),
            Err(NoMoment::Skipped) => {
                problems.add(field, t.time_skipped);
                None
            }
            Err(NoMoment::UnknownZone) => {
                problems.add("branch", t.branch_missing);
                None
            }
        }
    };
    let from = at(typed.from, hours.starts_minute, "from");
    let until = at(typed.until, hours.ends_minute, "until");
    let (from, until) = (from?, until?);
    let today = zones::start_of_day(zones::in_zone(now, zone).date(), zone);
    let (field, message) = match check_times(from, until, today) {
        Ok(()) => return Some((from, until)),
        Err(TimeProblem::TooShort) => ("until", t.too_short),
        Err(TimeProblem::TooLong) => ("until", t.too_long_morning),
        Err(TimeProblem::Past) => ("date", t.past),
        Err(TimeProblem::TooFar) => ("date", t.too_far),
    };
    problems.add(field, message);
    None
}

/// Minutes after midnight as a time of day; the end of a day is its last minute.
pub fn clock(minute: i64) -> NaiveTime {
    let minute = u32::try_from(minute.clamp(0, 24 * 60 - 1)).unwrap_or_default();
    NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).unwrap_or_default()
}

/// What stands against a day at a branch with this instructor, who works on these days of the week.
pub async fn against(
    tx: &mut Tx,
    (day, zone): (NaiveDate, &str),
    hours: &Hours,
    (instructor, working): (PersonId, Weekdays),
) -> Result<Vec<Against>> {
    let blocks = store::blocks(tx, hours.branch_id, day).await?;
    let absences = store::absences(tx, instructor, day).await?;
    let facts = DayFacts {
        blocked: blocks.into_iter().find(|block| block.covers(day)).map(|block| block.reason),
        absent: absences.iter().any(|absence| absence.covers(day)),
        holiday: settings::store::holiday(tx, zone, day).await?,
    };
    Ok(rules::against(day, hours.weekdays, working, facts))
}

fn message(against: &Against, day: NaiveDate, name: &str) -> (&'static str, String) {
    let t = &texts().problems;
    let weekday = dates::weekday(lang(), day);
    match against {
        Against::Blocked(reason) => ("date", (t.blocked)(reason)),
        Against::Absent => ("instructor", (t.absent)(name)),
        Against::Holiday(holiday) => ("date", (t.holiday)(holiday)),
        Against::Closed => ("date", (t.closed)(weekday)),
        Against::NotWorking => ("instructor", (t.not_working)(name, weekday)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A morning is meant by the clocks of the branch, also on the day on which they change.
    #[test]
    fn mornings_follow_the_clocks_of_the_branch() {
        let now = "2026-03-04T14:00:00Z".parse().unwrap();
        let hours = Hours::usual(BranchId::default());
        let morning = |day: &str, zone, typed: &Typed| {
            let mut problems = Problems::default();
            let day = day.parse().unwrap();
            let found = moments(day, typed, &hours, zone, now, &mut problems);
            let clean = problems.into_result().is_ok();
            assert_eq!(found.is_some(), clean);
            found.map(|(from, until)| {
                (from.format("%H:%M").to_string(), until.format("%H:%M").to_string())
            })
        };
        let at = |from: &str, until: &str| Some((from.to_owned(), until.to_owned()));
        let usual = Typed::default();
        // Madrid goes forward on 29 March and back on 25 October; Santiago forward on 6 September.
        assert_eq!(morning("2026-03-28", "Europe/Madrid", &usual), at("08:00", "11:00"));
        assert_eq!(morning("2026-03-29", "Europe/Madrid", &usual), at("07:00", "10:00"));
        assert_eq!(morning("2026-10-25", "Europe/Madrid", &usual), at("08:00", "11:00"));
        assert_eq!(morning("2026-09-05", "America/Santiago", &usual), at("13:00", "16:00"));
        assert_eq!(morning("2026-09-06", "America/Santiago", &usual), at("12:00", "15:00"));
        // A time that clocks skip is none.
        let skipped = Typed { from: NaiveTime::from_hms_opt(2, 30, 0), ..Typed::default() };
        assert_eq!(morning("2026-03-29", "Europe/Madrid", &skipped), None);
    }
}
