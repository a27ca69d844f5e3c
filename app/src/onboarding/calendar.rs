//! Onboarding days and sit-ins in people's calendars.

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use super::{
    SitIn,
    store::{self, InCalendar},
    texts::letters::Words,
};
use crate::{
    calendar::{Entry, feed::Kept},
    db::Tx,
    error::Result,
    lang::Lang,
    people::PersonId,
    routes::{self, Section},
    sessions::{
        saying::{self, Span},
        zones,
    },
};

/// The days and sit-ins that somebody has, and those that they hold for others.
pub async fn entries(
    tx: &mut Tx,
    person: PersonId,
    lang: Lang,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<Vec<Kept>> {
    let found = store::in_calendar(tx, person, from, to).await?;
    let mut mornings = HashSet::new();
    let mut kept = Vec::new();
    for one in &found {
        // Who learn together are one entry: names stay out, so they would all look the same.
        let morning = (one.starts_at, one.ends_at, one.branch_id, one.number, one.given_up_at);
        if one.own || mornings.insert(morning) {
            kept.push(Kept { entry: made(one, lang), cancelled_at: one.given_up_at });
        }
    }
    for one in store::sit_ins_between(tx, person, from, to).await? {
        kept.extend(beside(&one, person, lang));
    }
    Ok(kept)
}

/// A planned sit-in, of the person or of their guest.
fn beside(one: &SitIn, person: PersonId, lang: Lang) -> Option<Kept> {
    let t = Words::of(lang);
    let (starts_at, ends_at) = one.starts_at.zip(one.ends_at)?;
    let own = one.person_id == person;
    let entry = Entry {
        uid: format!("sit-in-{}", one.id),
        sequence: one.revision,
        changed_at: one.changed_at.unwrap_or(one.created_at),
        starts_at,
        ends_at,
        title: if own { t.own_sit_in } else { t.sit_in_with_you }.to_owned(),
        place: one.branch.clone(),
        notes: vec![Span { starts_at, ends_at, zone: &one.time_zone }.hours(lang)],
        path: match own {
            true => routes::sit_ins(one.onboarding_id),
            false => Section::Onboarding.href().to_owned(),
        },
        cancelled: false,
    };
    Some(Kept { entry, cancelled_at: None })
}

fn made(one: &InCalendar, lang: Lang) -> Entry {
    let t = Words::of(lang);
    let InCalendar { starts_at, ends_at, time_zone: zone, .. } = one;
    let mut notes = vec![Span { starts_at: *starts_at, ends_at: *ends_at, zone }.hours(lang)];
    if one.own && !one.bring.is_empty() {
        notes.push(format!("{}: {}", t.bring, one.bring.replace('\n', "; ")));
    }
    let path = if one.own {
        Section::Onboarding.href().to_owned()
    } else {
        routes::onboarding_morning(zones::in_zone(*starts_at, zone).date())
    };
    Entry {
        uid: format!("onboarding-{}-{}", one.onboarding_id, one.number),
        sequence: one.revision,
        changed_at: one.changed_at.unwrap_or(one.begun_at),
        starts_at: *starts_at,
        ends_at: *ends_at,
        title: if one.own {
            (t.own_entry)(one.number, &one.title)
        } else {
            (t.held_entry)(one.number, &one.title)
        },
        place: saying::place([&one.branch, &one.place, &one.address], ", "),
        notes,
        path,
        cancelled: one.given_up_at.is_some(),
    }
}
