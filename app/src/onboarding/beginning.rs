//! How an onboarding begins: by the hire of somebody, or by hand.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::{
    EventKind, Onboarding, OnboardingId, Plan, PlanId,
    proposing::{self, Around, Slot, Wanted},
    rules,
    store::{self, Appointment, Beginning, NewEvent, NewPlan},
    telling::{self, Change},
    templates,
};
use crate::{
    db::Tx,
    error::{Error, Result},
    people::{self, Person, PersonId, PositionId},
    sessions::zones,
    settings,
};

/// Who begins it, and when.
#[derive(Clone, Copy)]
pub struct Started {
    pub by: Option<PersonId>,
    pub now: DateTime<Utc>,
}

/// Begins the onboarding of those who were just hired and proposes their days. Whoever was hired
/// long ago, or is on their way already, is left alone.
pub async fn hired(tx: &mut Tx, people: &[Person], start: Started) -> Result<usize> {
    let mut begun = 0;
    for person in people {
        let Some(hired_on) = person.hired_on else { continue };
        let zone = zone_of(tx, person).await?;
        let today = zones::in_zone(start.now, &zone).date();
        if !rules::is_new(hired_on, today) || store::of_person(tx, person.id).await?.is_some() {
            continue;
        }
        begin(tx, person, hired_on, None, start).await?;
        begun += 1;
    }
    Ok(begun)
}

/// Begins somebody's onboarding with the days proposed. Whoever had one before has a second one,
/// which names the first. [`Error::Taken`] when somebody else was quicker.
pub async fn begin(
    tx: &mut Tx,
    person: &Person,
    hired_on: NaiveDate,
    job_training_on: Option<NaiveDate>,
    start: Started,
) -> Result<OnboardingId> {
    let plan = plan_for(tx, person.position_id, start).await?;
    let earlier = store::of_person(tx, person.id).await?.map(|before| before.id);
    let zone = zone_of(tx, person).await?;
    let new = Beginning {
        id: OnboardingId::new(),
        person: person.id,
        plan: plan.id,
        version: plan.version,
        hired_on,
        job_training_on,
        earlier,
        by: start.by,
        at: start.now,
    };
    store::begin(tx, &new, &zone).await?;
    event(tx, new.id, EventKind::Begun, "", start).await?;
    let begun = store::by_id(tx, new.id).await?.ok_or(Error::NotFound)?;
    propose(tx, &begun, start).await?;
    Ok(new.id)
}

async fn zone_of(tx: &mut Tx, person: &Person) -> Result<String> {
    let branch = people::store::branch(tx, person.branch_id).await?;
    Ok(branch.map_or_else(|| "UTC".to_owned(), |branch| branch.time_zone))
}

/// The plan of a position; where there is none at all, the usual three days in the language of the
/// organisation.
pub async fn plan_for(tx: &mut Tx, position: Option<PositionId>, start: Started) -> Result<Plan> {
    if let Some(plan) = store::plan_for(tx, position).await? {
        return Ok(plan);
    }
    store::lock_plans(tx).await?;
    if let Some(plan) = store::plan_for(tx, position).await? {
        return Ok(plan);
    }
    let language = settings::store::organisation(tx).await?.language;
    let (id, name) = (PlanId::new(), templates::name(language));
    let plan = NewPlan { id, position: None, name, by: start.by, at: start.now };
    store::add_plan(tx, &plan, &templates::three_days(language)).await?;
    store::plan(tx, id).await?.ok_or(Error::NotFound)
}

/// Plans the days that have no time yet on the next free mornings; answers how many could be.
pub async fn propose(tx: &mut Tx, onboarding: &Onboarding, start: Started) -> Result<usize> {
    let days = store::days(tx, &[onboarding.id]).await?;
    let zone = &onboarding.branch_zone;
    let today = zones::in_zone(start.now, zone).date();
    let last = days.iter().filter_map(|day| day.on).max();
    let from = [Some(today), Some(onboarding.hired_on), last.and_then(|on| on.succ_opt())];
    let from = from.into_iter().flatten().max().unwrap_or(today);
    let wanted: Vec<Wanted> = days
        .iter()
        .filter(|day| day.starts_at.is_none() && day.done_at.is_none())
        .map(|day| Wanted {
            number: day.number,
            starts_at_minute: day.starts_at_minute,
            minutes: day.minutes,
        })
        .collect();
    let holidays: HashSet<NaiveDate> =
        settings::store::holidays(tx, from).await?.into_iter().map(|h| h.day).collect();
    let team = store::instructors(tx, onboarding.branch_id, start.now).await?;
    // Nobody teaches themselves.
    let team: Vec<PersonId> =
        team.into_iter().map(|one| one.id).filter(|id| *id != onboarding.person_id).collect();
    let until = start.now.max(zones::start_of_day(from, zone)) + TimeDelta::days(120);
    let busy = store::busy(tx, &team, start.now, until, None).await?;
    let around = Around {
        branch: onboarding.branch_id,
        zone,
        from,
        holidays,
        open: None,
        instructors: &team,
        busy: &busy,
        now: start.now,
    };
    let slots: Vec<Slot> = proposing::propose(&around, &wanted).into_iter().flatten().collect();
    for slot in &slots {
        let revision = days.iter().find(|day| day.number == slot.number).map_or(1, |d| d.revision);
        keep(tx, onboarding, slot, revision, start).await?;
    }
    Ok(slots.len())
}

async fn keep(
    tx: &mut Tx,
    onboarding: &Onboarding,
    slot: &Slot,
    revision: i64,
    start: Started,
) -> Result<()> {
    let appointment = Appointment {
        starts_at: slot.starts_at,
        ends_at: slot.ends_at,
        zone: onboarding.branch_zone.clone(),
        branch: onboarding.branch_id,
        place: String::new(),
        instructor: slot.instructor,
        make_up: false,
    };
    // Somebody took the instructor since we looked: the same again finds another morning.
    let planned = store::plan_day(tx, onboarding.id, slot.number, revision, &appointment).await;
    planned.map_err(|error| if error == Error::Taken { Error::Busy } else { error })?;
    let change = Change {
        onboarding: onboarding.id,
        number: slot.number,
        before: None,
        after: &appointment,
        reason: "",
        by: start.by,
        at: start.now,
    };
    telling::day_changed(tx, &change).await
}

/// Remembers something about the whole.
pub async fn event(
    tx: &mut Tx,
    onboarding: OnboardingId,
    kind: EventKind,
    detail: &str,
    start: Started,
) -> Result<()> {
    let (by, at) = (start.by, start.now);
    let event = NewEvent { onboarding, number: 0, kind, item: None, detail, by, at };
    store::remember(tx, &event).await
}
