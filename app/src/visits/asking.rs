//! What the database knows, as the question that a proposal answers.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::{
    Weekdays,
    proposing::{AHEAD, Member, Need, Place, Question},
    store::{self, Booked},
};
use crate::{
    db::Tx,
    error::Result,
    onboarding,
    people::{self, BranchId, PersonId},
    settings,
};

/// Everything about the days between two.
pub async fn question(
    tx: &mut Tx,
    (first, last): (NaiveDate, NaiveDate),
    now: DateTime<Utc>,
) -> Result<Question> {
    let mut hours = store::all_hours(tx).await?;
    let blocks = store::blocks_between(tx, first, last + Days::new(AHEAD)).await?;
    let last_visits: HashMap<BranchId, NaiveDate> =
        store::last_visits(tx, first, now).await?.into_iter().collect();
    let late_days = onboarding::store::late_days(tx).await?;
    let awaited = store::awaited_at(tx).await?;
    let needs = |branch: BranchId| {
        let of_branch = awaited.iter().filter(|(at, ..)| *at == branch);
        let need = |(_, hired_on, mornings): &(BranchId, NaiveDate, i64)| {
            Need::new(*mornings, onboarding::rules::deadline(*hired_on, late_days), first)
        };
        of_branch.map(need).collect()
    };
    let mut places: Vec<Place> = people::store::branches(tx, true)
        .await?
        .into_iter()
        .filter_map(|branch| {
            let set = hours.remove(&branch.id)?;
            let of_branch = blocks.iter().filter(|block| block.whose == branch.id);
            Some(Place {
                id: branch.id,
                every_days: set.every_days?,
                open: set.weekdays,
                blocked: of_branch.map(|block| (block.from_day, block.to_day)).collect(),
                last_visit: last_visits.get(&branch.id).copied(),
                needs: needs(branch.id),
                starts_minute: set.starts_minute,
                ends_minute: set.ends_minute,
                time_zone: branch.time_zone,
            })
        })
        .collect();
    places.sort_by_key(|place| place.id);
    // Clocks are at most a day apart.
    let moment = |day: NaiveDate| day.and_time(chrono::NaiveTime::MIN).and_utc();
    let around = (moment(first - Days::new(2)), moment(last + Days::new(2)));
    let mut busy: HashMap<PersonId, Vec<Booked>> = HashMap::new();
    for booked in store::bookings(tx, around.0, around.1).await? {
        busy.entry(booked.0).or_default().push(booked);
    }
    Ok(Question {
        first,
        last,
        holidays: holidays(tx, first).await?,
        crew: crew(tx, &places, (first, last), busy).await?,
        // Also those shortly after it, before which nobody needs to come.
        fixed: store::fixed(tx, first, last + Days::new(AHEAD)).await?,
        places,
    })
}

async fn holidays(tx: &mut Tx, first: NaiveDate) -> Result<HashSet<NaiveDate>> {
    let all = settings::store::holidays(tx, first).await?;
    Ok(all.into_iter().map(|holiday| holiday.day).collect())
}

async fn crew(
    tx: &mut Tx,
    places: &[Place],
    (first, last): (NaiveDate, NaiveDate),
    mut busy: HashMap<PersonId, Vec<Booked>>,
) -> Result<Vec<Member>> {
    let absences = store::absences_between(tx, first, last).await?;
    let travel = store::travel(tx).await?;
    let mut crew: Vec<Member> = store::instructors(tx)
        .await?
        .into_iter()
        .filter(|one| one.weekdays != Weekdays::default())
        .map(|one| {
            let own = absences.iter().filter(|absence| absence.whose == one.id);
            // To where one works there is no way.
            let way = |place: &Place| match place.id == one.base_id {
                true => Some((place.id, 0)),
                false => travel.get(&(one.base_id, place.id)).map(|way| (place.id, *way)),
            };
            let (teaching, busy): (Vec<Booked>, Vec<Booked>) = busy
                .remove(&one.id)
                .unwrap_or_default()
                .into_iter()
                .partition(|booked| booked.3.is_some());
            let teaches = |(_, from, until, at): Booked| at.map(|at| (at, from, until));
            Member {
                id: one.id,
                weekdays: one.weekdays,
                away: own.map(|absence| (absence.from_day, absence.to_day)).collect(),
                busy: busy.into_iter().map(|(_, from, until, _)| (from, until)).collect(),
                teaches: teaching.into_iter().filter_map(teaches).collect(),
                minutes: places.iter().filter_map(way).collect(),
                only: one.only_branches,
            }
        })
        .collect();
    crew.sort_by_key(|member| member.id);
    Ok(crew)
}
