//! What somebody still has ahead of them, and who is free for each of it.

use std::collections::HashMap;

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::{Line, Thing, Time, kept, rules, store};
use crate::{
    access::Actor,
    db::Tx,
    error::{Error, Result},
    onboarding::{self, Day},
    people::{self, BranchId, PersonId},
    sessions::{self, pages::place, zones},
    visits::{
        self, Weekdays,
        instead::{Candidate, Stand, Stands, stands, visit_on},
        store::Filter,
    },
    writing::parse_date,
};

/// Nobody plans further ahead.
const AHEAD: Days = Days::new(3 * 366);

/// The days that are looked at; the last is missing when it has no end.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
}

impl Span {
    /// The last day that is looked at.
    fn last(self) -> NaiveDate {
        self.until.unwrap_or(self.from + AHEAD)
    }

    /// As it was typed; from today on when it was not.
    pub fn of(from: &str, until: &str, today: NaiveDate) -> Span {
        Span { from: parse_date(from).unwrap_or(today), until: parse_date(until) }
    }
}

/// Everything planned within the days that is not over and that the reader sees, by time; then the
/// texts that the person looks after, by the day of their review.
pub async fn lines(
    tx: &mut Tx,
    actor: &Actor,
    person: PersonId,
    span: Span,
    now: DateTime<Utc>,
) -> Result<Vec<Line>> {
    let scope = actor.scope();
    let last = span.last();
    let filter = Filter { from: span.from, to: last, branch: None, instructor: Some(person) };
    let visits = visits::store::list(tx, &scope, &filter).await?;
    let mut lines: Vec<Line> = visits
        .into_iter()
        .filter(|visit| visits::rules::can_change(visit.state) && visit.ends_at > now)
        .map(|visit| Line {
            thing: Thing::Visit(visit.id),
            revision: visit.revision,
            title: visit.topic,
            branch: Some(visit.branch_id),
            place: visit.branch,
            time: Some(Time {
                starts_at: visit.starts_at,
                ends_at: visit.ends_at,
                zone: visit.time_zone,
                day: visit.day,
            }),
            review_on: None,
            not: vec![person],
            may: visits::rules::may_plan_at(actor, visit.branch_id),
        })
        .collect();
    lines.extend(days(tx, actor, person, now).await?);
    lines.extend(sessions(tx, actor, person, now).await?);
    let on = |line: &Line| line.time.as_ref().map(|time| time.day);
    lines.retain(|line| on(line).is_some_and(|day| (span.from..=last).contains(&day)));
    lines.sort_by_key(|line| (line.time.as_ref().map(|time| time.starts_at), line.thing.key()));
    lines.extend(kept::lines(tx, actor, person, span).await?);
    Ok(lines)
}

/// The onboarding days that nobody has come to yet.
async fn days(
    tx: &mut Tx,
    actor: &Actor,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<Vec<Line>> {
    let mut days = onboarding::store::held_by(tx, person, now, now + AHEAD).await?;
    days.retain(|day| day.done_at.is_none() && day.attendance.is_none());
    if days.is_empty() {
        return Ok(Vec::new());
    }
    let new = onboarding::store::list(tx, &actor.scope(), None).await?;
    let new: HashMap<_, _> = new.into_iter().map(|one| (one.id, one)).collect();
    let mut lines = Vec::new();
    for day in days {
        let id = day.onboarding_id;
        let Some(one) = new.get(&id) else { continue };
        let Day { number, revision, branch_id, branch, time_zone, .. } = day;
        let (Some(starts_at), Some(ends_at), Some(on)) = (day.starts_at, day.ends_at, day.on)
        else {
            continue;
        };
        if !onboarding::rules::is_open(one) {
            continue;
        }
        let t = onboarding::texts::texts();
        lines.push(Line {
            thing: Thing::Day(id, number),
            revision,
            title: format!("{} · {}", (t.day)(number), one.name),
            branch: branch_id,
            place: place(branch.as_deref(), &day.place),
            time: Some(Time { starts_at, ends_at, zone: time_zone, day: on }),
            review_on: None,
            not: vec![person, one.person_id],
            may: onboarding::rules::may_plan(actor, one.branch_id, Some(person)),
        });
    }
    Ok(lines)
}

async fn sessions(
    tx: &mut Tx,
    actor: &Actor,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<Vec<Line>> {
    let found = store::sessions_of(tx, &actor.scope(), person, now).await?;
    let ids: Vec<_> = found.iter().map(|session| session.id).collect();
    let facilitators = sessions::store::facilitators(tx, &ids).await?;
    let branches = match found.is_empty() {
        true => Vec::new(),
        false => people::store::branches(tx, false).await?,
    };
    let mut lines = Vec::new();
    for session in found {
        let with = facilitators.get(&session.id).map(Vec::as_slice).unwrap_or_default();
        let facilitates = with.iter().any(|one| one.id == actor.id);
        let branch = branches.iter().find(|branch| Some(branch.id) == session.branch_id);
        lines.push(Line {
            thing: Thing::Session(session.id),
            revision: session.revision,
            branch: session.branch_id,
            place: place(branch.map(|branch| branch.name.as_str()), &session.room),
            time: Some(Time {
                starts_at: session.starts_at,
                ends_at: session.ends_at,
                day: zones::in_zone(session.starts_at, &session.time_zone).date(),
                zone: session.time_zone.clone(),
            }),
            review_on: None,
            not: with.iter().map(|one| one.id).chain([person]).collect(),
            may: sessions::rules::may_edit(actor, &session, facilitates),
            title: session.topic,
        });
    }
    Ok(lines)
}

/// Whether the reader may look at the page of this person.
pub async fn sees(
    tx: &mut Tx,
    actor: &Actor,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<bool> {
    if !people::rules::may_see_people(actor) {
        return Ok(false);
    }
    match people::store::find(tx, &actor.scope(), person, now).await {
        Ok(_) => Ok(true),
        Err(Error::NotFound) => Ok(false),
        Err(other) => Err(other),
    }
}

/// Who can take each of the lines: whoever is free then, the nearest first, and of a text whoever
/// sees it.
pub async fn takers(tx: &mut Tx, person: PersonId, lines: &[Line]) -> Result<Vec<Stands>> {
    if lines.is_empty() {
        return Ok(Vec::new());
    }
    let facilitators = store::facilitators(tx).await?;
    let timed: Vec<(&Line, &Time)> =
        lines.iter().filter_map(|line| Some((line, line.time.as_ref()?))).collect();
    let texts: Vec<&Line> = lines.iter().filter(|line| line.time.is_none()).collect();
    let mut free = free_then(tx, &timed, &facilitators).await?.into_iter();
    let mut seeing = kept::takers(tx, person, &texts, &facilitators).await?.into_iter();
    let takers = lines.iter().map(|line| match line.time {
        Some(_) => free.next().unwrap_or_default(),
        None => Stands { free: seeing.next().unwrap_or_default(), kept: Vec::new() },
    });
    Ok(takers.collect())
}

async fn free_then(
    tx: &mut Tx,
    lines: &[(&Line, &Time)],
    facilitators: &[store::Facilitator],
) -> Result<Vec<Stands>> {
    let (Some(first), Some(last)) = (
        lines.iter().map(|(_, time)| time.starts_at).min(),
        lines.iter().map(|(_, time)| time.ends_at).max(),
    ) else {
        return Ok(Vec::new());
    };
    let instructors = visits::store::instructors(tx).await?;
    let people: Vec<PersonId> =
        facilitators.iter().map(|one| one.id).chain(instructors.iter().map(|one| one.id)).collect();
    // Days by the clocks of each place are at most one off.
    let day = Days::new(1);
    let held = onboarding::store::busy(tx, &people, first - day, last + day, None).await?;
    let (from, to) = (first.date_naive() - day, last.date_naive() + day);
    let absences = visits::store::absences_between(tx, from, to).await?;
    let rota = visits::store::fixed(tx, from, to).await?;
    let travel = visits::store::travel(tx).await?;
    let takers = lines.iter().map(|(line, time)| {
        let way = |base: BranchId| match line.branch {
            Some(branch) if branch == base => Some(0),
            Some(branch) => travel.get(&(base, branch)).copied(),
            None => None,
        };
        let candidate = |id, name: &str, base_id, base: &str, weekdays, goes_there| Candidate {
            stand: Stand { id, name: name.into(), base: base.into(), minutes: way(base_id) },
            weekdays,
            goes_there: goes_there && !line.not.contains(&id),
            away: absences.iter().any(|one| one.whose == id && one.covers(time.day)),
            holds: rules::holds(line, time, id, &held).or_else(|| match line.thing {
                Thing::Visit(_) => visit_on(&rota, &held, id, (time.day, time.starts_at)),
                _ => None,
            }),
        };
        let candidates = match line.thing {
            Thing::Session(_) => facilitators
                .iter()
                .map(|one| {
                    candidate(one.id, &one.name, one.base_id, &one.base, Weekdays::EVERY, true)
                })
                .collect(),
            _ => instructors
                .iter()
                .map(|one| {
                    // Days of the week are those of visits.
                    let weekdays = match line.thing {
                        Thing::Visit(_) => one.weekdays,
                        _ => Weekdays::EVERY,
                    };
                    let there = line.branch.is_none_or(|branch| visits::rules::visits(one, branch));
                    candidate(one.id, &one.name, one.base_id, &one.base, weekdays, there)
                })
                .collect(),
        };
        stands(time.day, candidates)
    });
    Ok(takers.collect())
}
