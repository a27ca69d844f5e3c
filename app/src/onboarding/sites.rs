//! Where the days of somebody new can be held, by whom, and on which mornings.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    Held, Onboarding,
    proposing::{Busy, Teacher, Way},
    store,
};
use crate::{
    db::Tx,
    error::Result,
    people::{self, BranchId, PersonBrief, PersonId},
    sessions::zones,
    settings,
    visits::{self, Block, Hours, Weekdays},
};

/// A branch at which days can be held.
pub struct Site {
    pub branch: BranchId,
    pub zone: String,
    /// Who could hold a day there, and how they come there.
    pub team: Vec<Teacher>,
    hours: Hours,
    blocks: Vec<Block>,
}

impl Site {
    /// Whether somebody may come for training on a morning, as the set-up of its visits says.
    pub fn is_open(&self, on: NaiveDate) -> bool {
        self.hours.weekdays.on(on) && !self.blocks.iter().any(|block| block.covers(on))
    }
}

/// The person's branch and the place of training, if people work there.
pub async fn of(tx: &mut Tx, onboarding: &Onboarding, now: DateTime<Utc>) -> Result<Vec<Site>> {
    let mut sites: Vec<Site> = Vec::new();
    let travel = visits::store::travel(tx).await?;
    let bases: HashMap<PersonId, BranchId> = visits::store::instructors(tx)
        .await?
        .into_iter()
        .map(|one| (one.id, one.base_id))
        .collect();
    for branch in branches(tx, onboarding).await? {
        let Some(found) = people::store::branch(tx, branch).await? else { continue };
        if !found.active {
            continue;
        }
        let team = store::instructors(tx, branch, now).await?;
        let near = store::near(tx, branch).await?;
        // Nobody teaches themselves, and nobody is sent to the other end of the world unasked.
        let team = team
            .into_iter()
            .map(|one| one.id)
            .filter(|id| *id != onboarding.person_id && near.contains(id))
            .map(|id| Teacher { id, way: way(bases.get(&id).copied(), branch, &travel) })
            .collect();
        let today = zones::in_zone(now, &found.time_zone).date();
        let hours = visits::store::hours(tx, branch).await?;
        let blocks = visits::store::blocks(tx, branch, today).await?;
        sites.push(Site { branch, zone: found.time_zone, team, hours, blocks });
    }
    Ok(sites)
}

fn way(base: Option<BranchId>, to: BranchId, travel: &HashMap<(BranchId, BranchId), i64>) -> Way {
    match base {
        Some(base) if base == to => Way::Base,
        Some(base) => travel.get(&(base, to)).map_or(Way::Unknown, |way| Way::Minutes(*way)),
        None => Way::Unknown,
    }
}

async fn branches(tx: &mut Tx, onboarding: &Onboarding) -> Result<Vec<BranchId>> {
    let training = settings::store::organisation(tx).await?.onboarding_branch_id;
    let training = training.filter(|branch| *branch != onboarding.branch_id);
    Ok([Some(onboarding.branch_id), training].into_iter().flatten().collect())
}

/// Whoever could hold a day of this person at one of the places, each once.
pub async fn team(
    tx: &mut Tx,
    onboarding: &Onboarding,
    now: DateTime<Utc>,
) -> Result<Vec<PersonBrief>> {
    let mut all: Vec<PersonBrief> = Vec::new();
    for branch in branches(tx, onboarding).await? {
        for one in store::instructors(tx, branch, now).await? {
            let known = all.iter().any(|other| other.id == one.id);
            if !known && one.id != onboarding.person_id {
                all.push(one);
            }
        }
    }
    Ok(all)
}

/// On which days of the week those who teach work, if they have said so.
pub async fn weekdays(tx: &mut Tx) -> Result<HashMap<PersonId, Weekdays>> {
    let all = visits::store::instructors(tx).await?;
    Ok(all.into_iter().map(|one| (one.id, one.weekdays)).collect())
}

/// When those who could hold days are not free, absences included.
pub async fn busy(
    tx: &mut Tx,
    sites: &[Site],
    zone: &str,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<Busy>> {
    let all: Vec<PersonId> = sites.iter().flat_map(|site| &site.team).map(|one| one.id).collect();
    let mut busy = store::busy(tx, &all, from, until, None).await?;
    let day = |at| zones::in_zone(at, zone).date();
    let absences = visits::store::absences_between(tx, day(from), day(until)).await?;
    for absence in absences.into_iter().filter(|absence| all.contains(&absence.whose)) {
        let back = absence.to_day.succ_opt().unwrap_or(absence.to_day);
        busy.push(Busy {
            person: absence.whose,
            starts_at: zones::start_of_day(absence.from_day, zone),
            ends_at: zones::start_of_day(back, zone),
            together_at: None,
            what: Held::Absence,
        });
    }
    Ok(busy)
}
