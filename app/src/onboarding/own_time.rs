//! What somebody new has at a time already, so that nothing else is put there: their days, their sit-ins,
//! and what they hold themselves.

use chrono::{DateTime, Utc};

use super::{
    Day, Onboarding, SitIn, SitInId, ahead_texts::ahead_texts, planning, proposing::Busy, rules,
    store,
};
use crate::{db::Tx, error::Result, sessions::zones, ui::dates};

/// What is about to be put to a time: that it is there already does not matter.
#[derive(Clone, Copy, Debug)]
pub enum Putting {
    Day,
    /// One that is planned, or a new one.
    SitIn(Option<SitInId>),
}

/// What somebody new has between two moments, in words, besides what is about to be put there.
pub async fn taken(
    tx: &mut Tx,
    onboarding: &Onboarding,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
    putting: Putting,
) -> Result<Option<String>> {
    let t = ahead_texts();
    let mut sit_ins = store::sit_ins(tx, onboarding.id).await?;
    // No two days are on one date; that is told of the date.
    if let Putting::SitIn(but) = putting {
        sit_ins.retain(|one| Some(one.id) != but);
        let days = store::days(tx, &[onboarding.id]).await?;
        if let Some(day) = rules::day_between(&days, from, to) {
            return Ok(Some((t.day_then)(day.number, &span_of_day(day))));
        }
    }
    if let Some(one) = rules::sit_in_between(&sit_ins, from, to) {
        return Ok(Some((t.sit_in_then)(&one.host, &span_of_sit_in(one))));
    }
    let holds = store::busy(tx, &[onboarding.person_id], from, to, None).await?;
    match holds.first() {
        Some(busy) => {
            let told = planning::told(tx, &onboarding.name, busy, &onboarding.branch_zone).await?;
            Ok(Some(told))
        }
        None => Ok(None),
    }
}

/// When somebody new has something between two moments besides their days.
pub async fn spans(
    tx: &mut Tx,
    onboarding: &Onboarding,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<(DateTime<Utc>, DateTime<Utc>)>> {
    let holds = store::busy(tx, &[onboarding.person_id], from, to, None).await?;
    let holds = holds.into_iter().map(|Busy { starts_at, ends_at, .. }| (starts_at, ends_at));
    let mut all: Vec<_> = holds.collect();
    let sit_ins = store::sit_ins(tx, onboarding.id).await?;
    all.extend(sit_ins.iter().filter(|one| one.is_planned()).filter_map(SitIn::time));
    Ok(all)
}

/// "09:00–12:00"
fn span_of_day(day: &Day) -> String {
    span(day.starts_at.zip(day.ends_at), &day.time_zone)
}

fn span_of_sit_in(sit_in: &SitIn) -> String {
    span(sit_in.time(), &sit_in.time_zone)
}

fn span(time: Option<(DateTime<Utc>, DateTime<Utc>)>, zone: &str) -> String {
    let local = |at| zones::in_zone(at, zone).time();
    time.map(|(from, to)| dates::span(local(from), local(to))).unwrap_or_default()
}
