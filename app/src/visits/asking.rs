//! What the database knows, as the question that a proposal answers.

use std::collections::HashMap;

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::{
    Weekdays,
    proposing::{AHEAD, Member, Need, Place, Question},
    store,
};
use crate::{
    db::Tx,
    error::Result,
    onboarding::{self, Held, proposing::Busy},
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
    let holidays = settings::store::holidays(tx, first).await?;
    let last_visits: HashMap<BranchId, NaiveDate> =
        store::last_visits(tx, first, now).await?.into_iter().collect();
    let late_days = onboarding::store::late_days(tx).await?;
    let awaited = store::awaited_at(tx, first, now).await?;
    let needs = |branch: BranchId| {
        let of_branch = awaited.iter().filter(|(at, ..)| *at == branch);
        let need = |(_, hired_on, days, given): &(BranchId, NaiveDate, i64, i64)| {
            // Those within the span are counted by the day.
            let mornings = (days - given).max(0);
            Need::new(mornings, onboarding::rules::deadline(*hired_on, late_days), first)
        };
        of_branch.map(need).collect()
    };
    let mut places: Vec<Place> = people::store::branches(tx, true)
        .await?
        .into_iter()
        .filter_map(|branch| {
            let set = hours.remove(&branch.id)?;
            let of_branch = blocks.iter().filter(|block| block.whose == branch.id);
            let blocked = of_branch.map(|block| (block.from_day, block.to_day));
            let of_place = holidays.iter().filter(|holiday| holiday.holds_in(&branch.time_zone));
            let blocked = blocked.chain(of_place.map(|holiday| (holiday.day, holiday.day)));
            Some(Place {
                id: branch.id,
                every_days: set.every_days?,
                open: set.weekdays,
                blocked: blocked.collect(),
                last_visit: last_visits.get(&branch.id).copied(),
                needs: needs(branch.id),
                starts_minute: set.starts_minute,
                ends_minute: set.ends_minute,
                time_zone: branch.time_zone,
            })
        })
        .collect();
    places.sort_by_key(|place| place.id);
    Ok(Question {
        first,
        last,
        crew: crew(tx, &places, (first, last)).await?,
        // Also those shortly after it, before which nobody needs to come.
        fixed: store::fixed(tx, first, last + Days::new(AHEAD)).await?,
        places,
    })
}

async fn crew(
    tx: &mut Tx,
    places: &[Place],
    (first, last): (NaiveDate, NaiveDate),
) -> Result<Vec<Member>> {
    let absences = store::absences_between(tx, first, last).await?;
    let travel = store::travel(tx).await?;
    let instructors = store::instructors(tx).await?;
    let ids: Vec<PersonId> = instructors.iter().map(|one| one.id).collect();
    // Clocks are at most a day apart.
    let moment = |day: NaiveDate| day.and_time(chrono::NaiveTime::MIN).and_utc();
    let (from, until) = (moment(first - Days::new(2)), moment(last + Days::new(2)));
    let mut busy: HashMap<PersonId, Vec<Busy>> = HashMap::new();
    for one in onboarding::store::busy(tx, &ids, from, until, None).await? {
        busy.entry(one.person).or_default().push(one);
    }
    let mut crew: Vec<Member> = instructors
        .into_iter()
        .filter(|one| one.weekdays != Weekdays::default())
        .map(|one| {
            let own = absences.iter().filter(|absence| absence.whose == one.id);
            // To where one works there is no way.
            let way = |place: &Place| match place.id == one.base_id {
                true => Some((place.id, 0)),
                false => travel.get(&(one.base_id, place.id)).map(|way| (place.id, *way)),
            };
            let (teaching, busy): (Vec<Busy>, Vec<Busy>) = busy
                .remove(&one.id)
                .unwrap_or_default()
                .into_iter()
                .partition(|busy| busy.what == Held::Day);
            let teaches = |day: Busy| day.together_at.map(|at| (at, day.starts_at, day.ends_at));
            Member {
                id: one.id,
                weekdays: one.weekdays,
                away: own.map(|absence| (absence.from_day, absence.to_day)).collect(),
                busy: busy.into_iter().map(|one| (one.starts_at, one.ends_at)).collect(),
                teaches: teaching.into_iter().filter_map(teaches).collect(),
                minutes: places.iter().filter_map(way).collect(),
                only: one.only_branches,
            }
        })
        .collect();
    crew.sort_by_key(|member| member.id);
    Ok(crew)
}
