//! The proposed sessions of a new programme: remarks on each row, and the check before saving.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::{
    draft::Draft,
    planning::Basics,
    rules,
    store::{self, Booked},
    texts::texts,
};
use crate::{
    db::Tx,
    error::{Problems, Result},
    indicators::{self, Quarter},
    lang::lang,
    people::{self, PersonId},
    sessions::{
        rules::{LINE_MAX, TOPIC_MAX, parse_time},
        zones,
    },
    settings,
    ui::dates,
    writing::{one_line, parse_date},
};

/// A session to be planned.
pub struct Row {
    pub stage: i64,
    pub topic: String,
    pub starts_at: DateTime<Utc>,
    pub room: String,
    pub facilitators: Vec<PersonId>,
    /// Why it is added to a plan that is frozen; empty when it is not.
    pub plan_reason: String,
}

/// What is known of the calendar around the rows of a draft.
pub struct Look {
    holidays: HashMap<NaiveDate, String>,
    booked: Vec<Booked>,
    names: HashMap<PersonId, String>,
    frozen: Vec<Quarter>,
    /// When each row takes place; none while its date or time cannot be read.
    times: Vec<Option<(DateTime<Utc>, DateTime<Utc>)>>,
    people: Vec<Vec<PersonId>>,
    dates: Vec<Option<NaiveDate>>,
    /// The present day there.
    today: NaiveDate,
}

/// Something about a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The field because of which it cannot be saved like this; without one it is only worth a
    /// thought.
    pub stops: Option<&'static str>,
    pub text: String,
}

/// Looks around the rows of a draft: holidays, bookings, frozen quarters.
pub async fn look(
    tx: &mut Tx,
    draft: &Draft,
    minutes: i64,
    zone: &str,
    now: DateTime<Utc>,
) -> Result<Look> {
    let dates: Vec<_> = draft.rows.iter().map(|row| parse_date(&row.date)).collect();
    let times: Vec<_> = draft
        .rows
        .iter()
        .zip(&dates)
        .map(|(row, date)| {
            let start = zones::local((*date)?, parse_time(&row.time)?, zone).ok()?;
            Some((start, start + TimeDelta::minutes(minutes)))
        })
        .collect();
    let people: Vec<Vec<PersonId>> = draft.rows.iter().map(|row| ids(&row.facilitators)).collect();
    let mut everybody: Vec<PersonId> = people.iter().flatten().copied().collect();
    everybody.sort_unstable();
    everybody.dedup();
    let from = times.iter().flatten().map(|time| time.0).min();
    let to = times.iter().flatten().map(|time| time.1).max();
    let booked = match (from, to) {
        (Some(from), Some(to)) => store::booked(tx, &everybody, from, to).await?,
        _ => Vec::new(),
    };
    let holidays = match dates.iter().flatten().min() {
        Some(first) => settings::store::holidays_in(tx, zone, *first).await?,
        None => Vec::new(),
    };
    let mut quarters: Vec<Quarter> = dates.iter().flatten().map(|day| Quarter::of(*day)).collect();
    quarters.sort_unstable();
    quarters.dedup();
    let mut frozen = Vec::new();
    for quarter in quarters {
        if indicators::store::frozen_at(tx, quarter).await?.is_some() {
            frozen.push(quarter);
        }
    }
    Ok(Look {
        holidays: holidays.into_iter().map(|holiday| (holiday.day, holiday.name)).collect(),
        booked,
        names: people::store::names(tx, &everybody).await?,
        frozen,
        times,
        people,
        dates,
        today: zones::in_zone(now, zone).date(),
    })
}

fn ids(typed: &[String]) -> Vec<PersonId> {
    let mut ids: Vec<PersonId> = typed.iter().filter_map(|id| id.parse().ok()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

impl Look {
    /// The day of a row, for a sentence about it.
    pub fn date(&self, row: usize) -> Option<NaiveDate> {
        self.dates.get(row).copied().flatten()
    }

    /// Whether any row falls into a quarter whose plan is frozen.
    pub fn any_frozen(&self) -> bool {
        (0..self.dates.len()).any(|row| self.is_frozen(row))
    }

    fn is_frozen(&self, row: usize) -> bool {
        self.date(row).is_some_and(|day| self.frozen.contains(&Quarter::of(day)))
    }

    /// What is remarkable about a row, counted from 0.
    pub fn remarks(&self, row: usize) -> Vec<Remark> {
        let t = texts();
        let clash = |text| Remark { stops: Some("facilitators"), text };
        let mut remarks: Vec<Remark> = self.clashes(row).into_iter().map(clash).collect();
        let day = self.date(row);
        if day.is_some_and(|day| day < self.today) {
            remarks.push(Remark { stops: Some("date"), text: t.is_past.into() });
        }
        let mut note = |text: String| remarks.push(Remark { stops: None, text });
        if let Some(day) = day {
            match self.holidays.get(&day) {
                Some(name) => note((t.is_holiday)(name)),
                None if rules::is_weekend(day) => note((t.is_weekend)(dates::weekday(lang(), day))),
                None => {}
            }
        }
        if self.is_frozen(row) {
            note(t.is_frozen.into());
        }
        remarks
    }

    /// Who of a row facilitates something else at that time: another session, or another row.
    fn clashes(&self, row: usize) -> Vec<String> {
        let t = texts();
        let Some(Some((start, end))) = self.times.get(row).copied() else { return Vec::new() };
        let name = |id: &PersonId| self.names.get(id).cloned().unwrap_or_default();
        let overlaps = |from: DateTime<Utc>, to: DateTime<Utc>| from < end && to > start;
        let mut clashes = Vec::new();
        for id in &self.people[row] {
            let booked = self
                .booked
                .iter()
                .any(|time| time.person_id == *id && overlaps(time.starts_at, time.ends_at));
            let other =
                self.times.iter().zip(&self.people).enumerate().find(|(index, (time, people))| {
                    *index != row
                        && people.contains(id)
                        && time.is_some_and(|(from, to)| overlaps(from, to))
                });
            if booked {
                clashes.push((t.is_booked)(&name(id)));
            } else if let Some((index, _)) = other {
                clashes.push((t.is_here_twice)(&name(id), index as i64 + 1));
            }
        }
        clashes
    }
}

/// Checks the rows; the messages name the fields (`topic-1`, `date-1`, …).
pub async fn check(
    tx: &mut Tx,
    draft: &Draft,
    basics: &Basics,
    zone: &str,
    now: DateTime<Utc>,
) -> Result<Vec<Row>> {
    let t = texts();
    let look = look(tx, draft, basics.minutes, zone, now).await?;
    let mut problems = Problems::default();
    let mut rows = Vec::new();
    for (index, typed) in draft.rows.iter().enumerate() {
        // Several rows may miss the same, so each message says which row it is about.
        let mut wrong = |name: &str, message: &str| {
            let number = index + 1;
            problems.add(&format!("{name}-{number}"), (t.in_session)(message, number as i64));
        };
        let topic = one_line(&typed.topic);
        let room = one_line(&typed.room);
        let (date, time) = (look.date(index), parse_time(&typed.time));
        if topic.is_empty() {
            wrong("topic", t.topic_missing);
        }
        if topic.chars().count() > TOPIC_MAX {
            wrong("topic", t.topic_long);
        }
        if date.is_none() {
            wrong("date", t.date_missing);
        }
        if time.is_none() {
            wrong("time", t.time_missing);
        }
        if date.is_some() && time.is_some() && look.times[index].is_none() {
            wrong("time", t.time_skipped);
        }
        if room.chars().count() > LINE_MAX {
            wrong("room", t.room_long);
        }
        for remark in look.remarks(index) {
            if let Some(name) = remark.stops {
                wrong(name, &remark.text);
            }
        }
        let known = |stage: &i64| basics.stages.iter().any(|known| known.number == *stage);
        let stage = typed.stage.parse().ok().filter(known);
        let plan_reason =
            if look.is_frozen(index) { draft.plan_reason.clone() } else { String::new() };
        if let (Some((starts_at, _)), Some(stage)) = (look.times[index], stage) {
            let facilitators = look.people[index].clone();
            rows.push(Row { stage, topic, starts_at, room, facilitators, plan_reason });
        }
    }
    let reason = one_line(&draft.plan_reason);
    problems.require(
        !look.any_frozen() || !reason.is_empty(),
        "plan_reason",
        t.plan_reason_missing,
    );
    problems.require(reason.chars().count() <= rules::REASON_MAX, "plan_reason", t.reason_long);
    problems.into_result()?;
    Ok(rows)
}
