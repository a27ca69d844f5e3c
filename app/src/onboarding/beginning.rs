//! How an onboarding begins: by the hire of somebody, or by hand.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::{
    Day, EventKind, Onboarding, OnboardingId, Plan, PlanId, Presence, own_time,
    proposing::{self, Around, Place, Slot, Wanted},
    rules,
    sites::Ground,
    store::{self, Appointment, Beginning, NewEvent, NewPlan},
    telling::{self, Change},
    templates,
    texts::texts,
};
use crate::{
    db::Tx,
    error::{Error, FieldError, Result},
    people::{self, Person, PersonId, PositionId},
    sessions::zones,
    settings,
    writing::parse_date,
};

/// Who begins it, and when.
#[derive(Clone, Copy)]
pub struct Started {
    pub by: Option<PersonId>,
    pub now: DateTime<Utc>,
}

/// Somebody who was just hired, with what the form or the row says besides.
#[derive(Clone, Debug)]
pub struct Hire {
    pub person: Person,
    pub job_training_on: Option<NaiveDate>,
    /// Why no onboarding is needed; empty when it is.
    pub exempt: String,
}

/// Reads what the form of a new person says about onboarding, with messages at its fields.
pub fn check_hire(
    (hired_on, job_training_on): (&str, &str),
    exempt: &str,
    wrong: &mut Vec<FieldError>,
) -> Option<NaiveDate> {
    let t = texts();
    let mut add = |field: &str, message: &str| {
        wrong.push(FieldError { field: field.into(), message: message.into() });
    };
    let begins = parse_date(job_training_on);
    if begins.is_none() && !job_training_on.trim().is_empty() {
        add("job_training_on", t.date_missing);
    }
    if parse_date(hired_on).is_some_and(|hired_on| !rules::not_before_hire(begins, hired_on)) {
        add("job_training_on", t.before_hire);
    }
    if exempt.chars().count() > rules::REMARK_MAX {
        add("exempt", t.too_long);
    }
    begins
}

/// Begins the onboarding of those who were just hired and proposes their days. Whoever was hired
/// long ago, or is on their way already, is left alone; whoever needs none has one that says so.
pub async fn hired(tx: &mut Tx, hires: &[Hire], start: Started) -> Result<usize> {
    let mut begun = 0;
    // Once for all: a first import brings thousands who were hired long ago.
    let branches = people::store::branches(tx, false).await?;
    for Hire { person, job_training_on, exempt } in hires {
        let Some(hired_on) = person.hired_on else { continue };
        let branch = branches.iter().find(|branch| branch.id == person.branch_id);
        let zone = branch.map_or("UTC", |branch| &branch.time_zone);
        let today = zones::in_zone(start.now, zone).date();
        if !rules::is_new(hired_on, today) || store::current_held(tx, person.id).await?.is_some() {
            continue;
        }
        let reason = exempt.trim();
        if reason.is_empty() {
            begin(tx, person, hired_on, *job_training_on, start).await?;
        } else {
            let id = add(tx, person, hired_on, *job_training_on, start).await?;
            store::release(tx, id, reason, true, (start.by, start.now)).await?;
            event(tx, id, EventKind::Exempted, reason, start).await?;
        }
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
    let id = add(tx, person, hired_on, job_training_on, start).await?;
    let begun = store::by_id(tx, id).await?.ok_or(Error::NotFound)?;
    propose(tx, &begun, start).await?;
    Ok(id)
}

/// Lets the onboarding before count for somebody who was hired again: another one is there, and done.
/// [`Error::Taken`] when the one before was not finished.
pub async fn count_again(
    tx: &mut Tx,
    person: &Person,
    hired_on: NaiveDate,
    start: Started,
) -> Result<OnboardingId> {
    let id = add(tx, person, hired_on, None, start).await?;
    store::count_earlier(tx, id, start.now).await?;
    event(tx, id, EventKind::Counted, "", start).await?;
    Ok(id)
}

/// Begins it without a time for its days.
async fn add(
    tx: &mut Tx,
    person: &Person,
    hired_on: NaiveDate,
    job_training_on: Option<NaiveDate>,
    start: Started,
) -> Result<OnboardingId> {
    let plan = plan_for(tx, person.position_id, start).await?;
    let earlier = store::of_person(tx, person.id).await?.map(|before| before.id);
    // Whoever was to hold its days is free.
    if let Some(earlier) = earlier {
        call_off(tx, earlier, "", start).await?;
    }
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

/// Plans the days that have no time, or none that holds, on the next free mornings between those that
/// stand; answers how many it planned.
pub async fn propose(tx: &mut Tx, onboarding: &Onboarding, start: Started) -> Result<usize> {
    let ground = Ground::from(tx, start.now).await?;
    propose_on(tx, &ground, onboarding, start).await
}

async fn propose_on(
    tx: &mut Tx,
    ground: &Ground,
    onboarding: &Onboarding,
    start: Started,
) -> Result<usize> {
    let days = store::days(tx, &[onboarding.id]).await?;
    let zone = &onboarding.branch_zone;
    let today = zones::in_zone(start.now, zone).date();
    let from = today.max(onboarding.hired_on);
    let until = start.now.max(zones::start_of_day(from, zone)) + TimeDelta::days(120);
    let sites = ground.sites(tx, onboarding, start.now).await?;
    let busy = ground.busy(tx, &sites, zone, (start.now, until)).await?;
    let open: Vec<_> = sites.iter().map(|site| |on: NaiveDate| site.is_open(on)).collect();
    let places: Vec<Place> = sites
        .iter()
        .zip(&open)
        .map(|(site, open)| Place {
            branch: site.branch,
            zone: &site.zone,
            open: Some(open),
            instructors: &site.team,
        })
        .collect();
    let weekdays = ground.weekdays();
    let in_time = rules::in_time(onboarding, ground.late_days, from);
    let now = start.now;
    let own = own_time::spans(tx, onboarding, (now, until)).await?;
    let around = Around { places: &places, from, in_time, weekdays, busy: &busy, own: &own, now };
    let slots: Vec<Slot> =
        proposing::propose(&around, &wanted(&days)).into_iter().flatten().collect();
    let mut before = Vec::new();
    // The last first, so that none takes the place of one that is about to move.
    for slot in slots.iter().rev() {
        if let Some(day) = days.iter().find(|day| day.number == slot.number) {
            keep(tx, onboarding, slot, day).await?;
            before.insert(0, day.clone());
        }
    }
    changed(tx, onboarding.id, &before, "", start).await?;
    Ok(slots.len())
}

/// The same for everybody who waits where an instructor is to come.
pub async fn propose_waiting(tx: &mut Tx, start: Started) -> Result<usize> {
    let mut planned = 0;
    let ground = Ground::from(tx, start.now).await?;
    for id in store::could_be_planned(tx, start.now).await? {
        store::hold(tx, id).await?;
        let Some(one) = store::by_id(tx, id).await? else { continue };
        if rules::needs_days(&one) {
            planned += propose_on(tx, &ground, &one, start).await?;
        }
    }
    Ok(planned)
}

/// The days to find a morning for, each between those around it that stay where they are.
fn wanted(days: &[Day]) -> Vec<Wanted> {
    let stays = |day: &Day| day.need.is_none();
    let kept = |number: i64, earlier: bool| {
        days.iter()
            .filter(|day| stays(day))
            .filter(move |day| if earlier { day.number < number } else { day.number > number })
            .filter_map(|day| day.on)
    };
    let wanted = |day: &Day| Wanted {
        number: day.number,
        starts_at_minute: day.starts_at_minute,
        minutes: day.minutes,
        after: kept(day.number, true).max(),
        before: kept(day.number, false).min(),
    };
    days.iter().filter(|day| !stays(day)).map(wanted).collect()
}

async fn keep(tx: &mut Tx, onboarding: &Onboarding, slot: &Slot, day: &Day) -> Result<()> {
    let appointment = Appointment {
        starts_at: slot.starts_at,
        ends_at: slot.ends_at,
        zone: slot.zone.clone(),
        branch: slot.branch,
        place: String::new(),
        instructor: slot.instructor,
        why: Some(slot.why),
        make_up: day.make_up || day.attendance == Some(Presence::Absent),
        anyway: false,
    };
    // Somebody took the instructor since we looked: the same again finds another morning.
    let planned = store::plan_day(tx, onboarding.id, slot.number, day.revision, &appointment).await;
    planned.map_err(|error| if error == Error::Taken { Error::Busy } else { error })
}

async fn changed(
    tx: &mut Tx,
    onboarding: OnboardingId,
    before: &[Day],
    reason: &str,
    start: Started,
) -> Result<()> {
    let change = Change { onboarding, before, reason, by: start.by, at: start.now };
    telling::days_changed(tx, &change).await
}

/// Somebody leaves: the days that they were to come to are called off, so that whoever holds them
/// is free. Days that they were to hold stay, and are shown to have nobody.
pub async fn left(tx: &mut Tx, person: PersonId, start: Started) -> Result<()> {
    match store::of_person(tx, person).await? {
        Some(onboarding) => {
            event(tx, onboarding.id, EventKind::Left, "", start).await?;
            call_off(tx, onboarding.id, "", start).await
        }
        None => Ok(()),
    }
}

/// Calls off the days of an onboarding that nobody has held; whoever would have come reads the reason.
pub async fn call_off(
    tx: &mut Tx,
    onboarding: OnboardingId,
    reason: &str,
    start: Started,
) -> Result<()> {
    let mut before = Vec::new();
    for day in store::days(tx, &[onboarding]).await? {
        if store::unplan_day(tx, onboarding, day.number).await? {
            before.push(day);
        }
    }
    changed(tx, onboarding, &before, reason, start).await
}

/// The date of somebody's hire was corrected: what is on its way follows it.
pub async fn hire_corrected(
    tx: &mut Tx,
    person: PersonId,
    (before, after): (Option<NaiveDate>, Option<NaiveDate>),
    start: Started,
) -> Result<()> {
    let (Some(before), Some(after)) = (before, after) else { return Ok(()) };
    let current = store::of_person(tx, person).await?;
    // Whose days were over before the new date was hired again: `rules::hired_again` tells so.
    let corrected = |one: &Onboarding| one.hired_on == before && !rules::was_over(one, after);
    match current.filter(|one| before != after && corrected(one)) {
        Some(one) => {
            store::set_hired_on(tx, one.id, after).await?;
            let (days, who) = ((Some(before), Some(after)), (start.by, start.now));
            store::remember_date(tx, one.id, EventKind::HiredOn, days, who).await
        }
        None => Ok(()),
    }
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
    let (number, item, moved) = (0, None, (None, None));
    let event = NewEvent { onboarding, number, kind, item, moved, detail, by, at };
    store::remember(tx, &event).await
}
