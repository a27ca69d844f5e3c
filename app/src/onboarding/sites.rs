//! Where the days of somebody new can be held, by whom, and on which mornings.

use std::collections::HashMap;

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::{
    Held, Onboarding,
    proposing::{Busy, Teacher, Way},
    store,
};
use crate::{
    db::Tx,
    error::Result,
    people::{self, Branch, BranchId, PersonBrief, PersonId},
    sessions::zones,
    settings::{self, Holiday},
    visits::{self, Absence, Block, Hours, Instructor, Weekdays},
};

/// A branch at which days can be held.
pub struct Site {
    pub branch: BranchId,
    pub zone: String,
    /// Who could hold a day there, and how they come there.
    pub team: Vec<Teacher>,
    hours: Hours,
    blocks: Vec<Block>,
    holidays: Vec<NaiveDate>,
}

impl Site {
    /// Whether somebody may come for training on a morning, as the set-up of its visits says.
    pub fn is_open(&self, on: NaiveDate) -> bool {
        self.hours.weekdays.on(on)
            && !self.blocks.iter().any(|block| block.covers(on))
            && !self.holidays.contains(&on)
    }
}

/// What is the same for everybody whose days are planned, read once however many they are.
pub struct Ground {
    training: Option<BranchId>,
    pub late_days: i64,
    branches: Vec<Branch>,
    instructors: Vec<Instructor>,
    near: Vec<(BranchId, PersonId)>,
    travel: HashMap<(BranchId, BranchId), i64>,
    hours: HashMap<BranchId, Hours>,
    blocks: Vec<Block>,
    absences: Vec<Absence>,
    holidays: Vec<Holiday>,
}

impl Ground {
    /// As it lies from a moment on.
    pub async fn from(tx: &mut Tx, now: DateTime<Utc>) -> Result<Ground> {
        let organisation = settings::store::organisation(tx).await?;
        // Whatever the clocks show where it is.
        let first = now.date_naive() - Days::new(1);
        let last = NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(first);
        Ok(Ground {
            training: organisation.onboarding_branch_id,
            late_days: organisation.onboarding_late_days,
            branches: people::store::branches(tx, true).await?,
            instructors: visits::store::instructors(tx).await?,
            near: store::near(tx).await?,
            travel: visits::store::travel(tx).await?,
            hours: visits::store::all_hours(tx).await?,
            blocks: visits::store::blocks_between(tx, first, last).await?,
            absences: visits::store::absences_between(tx, first, last).await?,
            holidays: settings::store::holidays(tx, first).await?,
        })
    }

    /// On which days of the week those who teach work.
    pub fn weekdays(&self) -> HashMap<PersonId, Weekdays> {
        self.instructors.iter().map(|one| (one.id, one.weekdays)).collect()
    }

    /// The person's branch and the place of training, if people work there.
    pub async fn sites(
        &self,
        tx: &mut Tx,
        onboarding: &Onboarding,
        now: DateTime<Utc>,
    ) -> Result<Vec<Site>> {
        let mut sites: Vec<Site> = Vec::new();
        for branch in places(onboarding, self.training) {
            let Some(found) = self.branches.iter().find(|one| one.id == branch) else { continue };
            let team = store::instructors(tx, branch, now).await?.into_iter().map(|one| one.id);
            // Nobody teaches themselves.
            let team = team.filter(|id| *id != onboarding.person_id);
            let team = team.map(|id| Teacher { id, way: self.way(id, branch) });
            let zone = found.time_zone.clone();
            let blocks = self.blocks.iter().filter(|block| block.whose == branch);
            let holidays = self.holidays.iter().filter(|holiday| holiday.holds_in(&zone));
            sites.push(Site {
                branch,
                team: team.collect(),
                hours: self.hours.get(&branch).cloned().unwrap_or_else(|| Hours::usual(branch)),
                blocks: blocks.cloned().collect(),
                holidays: holidays.map(|holiday| holiday.day).collect(),
                zone,
            });
        }
        Ok(sites)
    }

    fn way(&self, who: PersonId, to: BranchId) -> Way {
        // Nobody is sent to the other end of the world unasked.
        if !self.near.contains(&(to, who)) {
            return Way::Far;
        }
        match self.instructors.iter().find(|one| one.id == who).map(|one| one.base_id) {
            Some(base) if base == to => Way::Base,
            Some(base) => {
                self.travel.get(&(base, to)).map_or(Way::Unknown, |way| Way::Minutes(*way))
            }
            None => Way::Unknown,
        }
    }

    /// When those who could hold days are not free, absences included.
    pub async fn busy(
        &self,
        tx: &mut Tx,
        sites: &[Site],
        zone: &str,
        (from, until): (DateTime<Utc>, DateTime<Utc>),
    ) -> Result<Vec<Busy>> {
        let all: Vec<PersonId> =
            sites.iter().flat_map(|site| &site.team).map(|one| one.id).collect();
        let mut busy = store::busy(tx, &all, from, until, None).await?;
        for absence in self.absences.iter().filter(|absence| all.contains(&absence.whose)) {
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
}

/// Where days of somebody can be held.
fn places(
    onboarding: &Onboarding,
    training: Option<BranchId>,
) -> impl Iterator<Item = BranchId> + use<> {
    let own = onboarding.branch_id;
    [Some(own), training.filter(|branch| *branch != own)].into_iter().flatten()
}

/// Whoever could hold a day of this person at one of the places, each once.
pub async fn team(
    tx: &mut Tx,
    onboarding: &Onboarding,
    now: DateTime<Utc>,
) -> Result<Vec<PersonBrief>> {
    let mut all: Vec<PersonBrief> = Vec::new();
    let training = settings::store::organisation(tx).await?.onboarding_branch_id;
    for branch in places(onboarding, training) {
        for one in store::instructors(tx, branch, now).await? {
            let known = all.iter().any(|other| other.id == one.id);
            if !known && one.id != onboarding.person_id {
                all.push(one);
            }
        }
    }
    Ok(all)
}
