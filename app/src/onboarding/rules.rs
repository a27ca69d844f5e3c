//! Who may do what in an onboarding, and what follows from its days.

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::{Day, DayState, Need, Onboarding, Presence, Signer, SitIn, Standing};
use crate::{
    access::{Actor, Role},
    people::{BranchId, PersonId},
    programmes::rules::is_weekend,
};

mod figures;
pub use figures::{Figures, Month, figures, median, trend};

/// A day of an onboarding may have this many things to see.
pub const ITEMS_MAX: usize = 30;
pub const DAYS_MAX: usize = 10;
pub const TITLE_MAX: usize = 120;
pub const TEXT_MAX: usize = 4_000;
pub const REMARK_MAX: usize = 500;
/// Somebody hired longer ago is no longer new: an import of old staff begins nothing.
const NEW_FOR: Days = Days::new(30);
/// How long somebody who is late waits for a morning on which the way is known.
const SOON: Days = Days::new(7);

/// Keeps onboarding: plans, dates, overrides.
pub fn may_keep(actor: &Actor) -> bool {
    actor.is_everywhere(Role::Hr) || actor.is_everywhere(Role::Admin)
}

/// May open or lock job training of somebody; nobody lets themselves through.
pub fn may_turn(actor: &Actor, person: PersonId) -> bool {
    may_keep(actor) && actor.id != person
}

/// Sees more than their own.
pub fn may_see_others(actor: &Actor) -> bool {
    [Role::Hr, Role::Admin, Role::Manager, Role::Instructor].into_iter().any(|r| actor.is(r))
}

/// May put a day to another time: HR, and the instructors of the person's branch or of the day.
pub fn may_plan(actor: &Actor, branch: BranchId, instructor: Option<PersonId>) -> bool {
    may_keep(actor)
        || actor.is_at(Role::Instructor, Some(branch))
        || (actor.is(Role::Instructor) && instructor == Some(actor.id))
}

/// May mark and sign a day of somebody that is held at this branch by this instructor. Nobody signs
/// for themselves.
pub fn may_sign(
    actor: &Actor,
    person: PersonId,
    signer: Signer,
    (instructor, branch): (Option<PersonId>, Option<BranchId>),
) -> bool {
    actor.id != person
        && (may_keep(actor)
            || (actor.is(Role::Instructor) && instructor == Some(actor.id))
            || (signer == Signer::Any && actor.is_at(Role::Instructor, branch)))
}

/// May say that somebody has finished a module of job training: who leads or teaches at the branch,
/// but not for themselves.
pub fn may_mark_module(actor: &Actor, person: PersonId, branch: BranchId) -> bool {
    actor.id != person
        && (may_keep(actor)
            || actor.is_at(Role::Instructor, Some(branch))
            || actor.is_at(Role::Manager, Some(branch)))
}

/// May plan a sit-in of somebody, or write one down: the person themselves, and HR.
pub fn may_add_sit_in(actor: &Actor, person: PersonId) -> bool {
    actor.id == person || may_keep(actor)
}

/// May correct or withdraw a sit-in: whoever wrote it down, and HR, until the host has confirmed it. What
/// is planned is also the person's own.
pub fn may_change_sit_in(actor: &Actor, sit_in: &SitIn) -> bool {
    let own = sit_in.is_planned() && may_add_sit_in(actor, sit_in.person_id);
    sit_in.confirmed_at.is_none() && (own || sit_in.created_by == actor.id || may_keep(actor))
}

/// Whether its days are still planned and signed: it is the person's last one, and none before it
/// counts in its place.
pub fn is_open(onboarding: &Onboarding) -> bool {
    onboarding.current && !onboarding.counts_earlier
}

/// Whether its days have to be held before job training opens: only for those are mornings looked for.
pub fn needs_days(onboarding: &Onboarding) -> bool {
    is_open(onboarding) && !is_unlocked(onboarding)
}

/// Whether its days can still get another time: also of somebody who is let through, and comes to
/// what stays planned all the same.
pub fn may_be_planned(onboarding: &Onboarding) -> bool {
    is_open(onboarding) && onboarding.finished_at.is_none() && !onboarding.exempt
}

/// Whether a day has a time and nobody was marked: calling off takes it away, nothing else does.
pub fn stands(day: &Day) -> bool {
    day.starts_at.is_some() && day.attendance.is_none() && day.done_at.is_none()
}

/// Whether the hire of somebody begins an onboarding by itself.
pub fn is_new(hired_on: NaiveDate, today: NaiveDate) -> bool {
    today.checked_sub_days(NEW_FOR).is_none_or(|limit| hired_on >= limit)
}

/// The last day on which the days of somebody hired then are in time.
pub fn deadline(hired_on: NaiveDate, late_days: i64) -> NaiveDate {
    let days = Days::new(late_days.max(0) as u64);
    hired_on.checked_add_days(days).unwrap_or(NaiveDate::MAX)
}

/// Until when the days should be held: by the limit and before job training begins. Whoever is late
/// already has some days more.
pub fn in_time(onboarding: &Onboarding, late_days: i64, from: NaiveDate) -> NaiveDate {
    let limit = deadline(onboarding.hired_on, late_days);
    let before = onboarding.job_training_on.and_then(|on| on.pred_opt());
    let limit = before.map_or(limit, |before| before.min(limit));
    limit.max(from.checked_add_days(SOON).unwrap_or(from))
}

/// Between which days those were hired who are late today and were not on the working day before;
/// `None` when nobody works today.
pub fn became_late(
    today: NaiveDate,
    holidays: &[NaiveDate],
    late_days: i64,
) -> Option<(NaiveDate, NaiveDate)> {
    let works = |day: &NaiveDate| !is_weekend(*day) && !holidays.contains(day);
    if !works(&today) {
        return None;
    }
    let before = today.iter_days().rev().skip(1).take(14).find(works)?;
    // Late from the day after the last one in time.
    let ago = Days::new(u64::try_from(late_days.max(0)).ok()? + 1);
    let first = before.succ_opt()?.checked_sub_days(ago)?;
    Some((first, today.checked_sub_days(ago)?))
}

/// Job training is open.
pub fn is_unlocked(onboarding: &Onboarding) -> bool {
    onboarding.finished_at.is_some() || onboarding.released_at.is_some()
}

/// Whether HR or an instructor has something to do about it: days to plan or to look at, or days that
/// are over and not marked or signed to the end.
pub fn needs_something(
    onboarding: &Onboarding,
    days: &[Day],
    late_days: i64,
    now: DateTime<Utc>,
) -> bool {
    let unfinished = |day: &Day| {
        day.done_at.is_none()
            && day.attendance != Some(Presence::Absent)
            && day.ends_at.is_some_and(|ends_at| ends_at <= now)
    };
    let open = needs_days(onboarding) && days.iter().any(unfinished);
    open || !conflicts(onboarding, days, late_days).is_empty()
}

/// Where it stands as a whole.
pub fn standing(onboarding: &Onboarding, late_days: i64, today: NaiveDate) -> Standing {
    if onboarding.finished_at.is_some() {
        Standing::Done
    } else if onboarding.exempt {
        Standing::Exempt
    } else if onboarding.released_at.is_some() {
        Standing::Overridden
    } else if today > deadline(onboarding.hired_on, late_days) {
        Standing::Late
    } else {
        Standing::Running
    }
}

/// How far a day is, at a moment that is `today` where the person works.
pub fn day_state(
    onboarding: &Onboarding,
    day: &Day,
    late_days: i64,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> DayState {
    let limit = deadline(onboarding.hired_on, late_days);
    match (day.attendance, day.starts_at, day.ends_at) {
        _ if day.done_at.is_some() => DayState::Done,
        _ if onboarding.counts_earlier => DayState::Done,
        _ if onboarding.exempt => DayState::Overridden,
        // Who is let through may come to what stays planned, and need not make up for anything.
        (Some(Presence::Absent), ..) | (None, None, _) if onboarding.released_at.is_some() => {
            DayState::Overridden
        }
        (Some(Presence::Present), ..) if day.signed == 0 => DayState::Present,
        (Some(Presence::Present), ..) => DayState::Partial,
        (Some(Presence::Absent), ..) => DayState::Missed,
        (None, Some(_), _) if day.signed > 0 => DayState::Partial,
        (None, Some(_), Some(end)) if end <= now => DayState::Unmarked,
        (None, Some(_), _) => DayState::Planned,
        (None, None, _) if today > limit => DayState::Late,
        (None, None, _) => DayState::NotPlanned,
    }
}

/// Whether a day is planned after the days should be done. It is not late for that: it has a date.
pub fn past_limit(onboarding: &Onboarding, day: &Day, late_days: i64) -> bool {
    let limit = deadline(onboarding.hired_on, late_days);
    !is_unlocked(onboarding) && stands(day) && day.on.is_some_and(|on| on > limit)
}

/// Whether another onboarding may begin: when the one before is over, or when somebody was hired
/// anew since.
pub fn may_begin(before: Option<&Onboarding>, hired_on: NaiveDate) -> bool {
    before.is_none_or(|before| is_unlocked(before) || before.hired_on < hired_on)
}

/// When somebody was hired again whose onboarding was over by then: HR says whether another begins or
/// the earlier one counts. Until then job training is as it was.
pub fn hired_again(onboarding: &Onboarding) -> Option<NaiveDate> {
    onboarding
        .person_hired_on
        .filter(|_| onboarding.current && onboarding.active)
        .filter(|on| *on > onboarding.hired_on && was_over(onboarding, *on))
}

/// The first day that needs a time, and the day after it that stands: before that one it has to be.
pub fn in_way(days: &[Day]) -> Option<(&Day, &Day)> {
    let first = days.iter().find(|day| day.need.is_some())?;
    let later = days.iter().filter(|day| day.number > first.number && day.need.is_none());
    let next = later.filter(|day| day.on.is_some()).min_by_key(|day| day.on)?;
    Some((first, next))
}

/// Whether a day on a date comes after those that are first, and before those that come later.
pub fn in_order(days: &[Day], number: i64, on: NaiveDate) -> bool {
    days.iter()
        .filter_map(|day| Some((day.number, day.on?)))
        .all(|(other, date)| other == number || date == on || (other < number) == (date < on))
}

/// Nothing of an onboarding is before the hire: neither job training nor a sit-in. No day is fine.
pub fn not_before_hire(on: Option<NaiveDate>, hired_on: NaiveDate) -> bool {
    on.is_none_or(|on| on >= hired_on)
}

/// How many minutes a day or a sit-in lasts, if it can last that long.
pub fn lasting(typed: &str) -> Option<i64> {
    typed.trim().parse().ok().filter(|minutes| (15..=720).contains(minutes))
}

/// The day that somebody has between two moments: they cannot sit in with anybody then.
pub fn day_between(days: &[Day], from: DateTime<Utc>, to: DateTime<Utc>) -> Option<&Day> {
    let then = |day: &&Day| {
        let time = day.starts_at.zip(day.ends_at);
        day.attendance != Some(Presence::Absent) && time.is_some_and(|(s, e)| s < to && e > from)
    };
    days.iter().find(then)
}

/// The sit-in that somebody has planned between two moments: no day of theirs is put there.
pub fn sit_in_between(sit_ins: &[SitIn], from: DateTime<Utc>, to: DateTime<Utc>) -> Option<&SitIn> {
    let then =
        |one: &&SitIn| one.is_planned() && one.time().is_some_and(|(s, e)| s < to && e > from);
    sit_ins.iter().find(then)
}

/// The next day on which people work, after a day.
pub fn next_workday(today: NaiveDate) -> NaiveDate {
    today.iter_days().skip(1).find(|on| !is_weekend(*on)).unwrap_or(today)
}

/// Whether what is to be seen on a day can be signed already: nothing is seen, and so no day done, before it
/// begins.
pub fn is_on(day: &Day, now: DateTime<Utc>) -> bool {
    day.starts_at.is_some_and(|at| at <= now)
}

/// Whether it can be marked already who is there, at a moment that is `today` where it is held.
pub fn has_begun(day: &Day, today: NaiveDate, now: DateTime<Utc>) -> bool {
    day.on.is_none_or(|on| on <= today) || day.starts_at.is_some_and(|at| at <= now)
}

/// Whether an onboarding was finished, or let through, before a day.
pub fn was_over(onboarding: &Onboarding, by: NaiveDate) -> bool {
    let over = onboarding.finished_at.or(onboarding.released_at);
    over.is_some_and(|over| over.date_naive() < by)
}

/// What stands in the way of the days as they are planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// It has to be planned, or planned again.
    Needs { number: i64, need: Need },
    /// It is held on the day job training begins, or later.
    AfterJobTraining { number: i64 },
    /// It is held before the one that comes first.
    OutOfOrder { number: i64 },
    /// It is held after the days should be done.
    AfterDeadline { number: i64 },
    /// It is held before the person begins to work here.
    BeforeHire { number: i64 },
    /// It was proposed where the person does not work any more.
    Elsewhere { number: i64 },
    /// Job training is to begin before the person does.
    TrainingBeforeHire,
    /// The person was hired anew since, and nobody has said what that means for the days.
    HiredAgain { on: NaiveDate },
}

/// The conflicts of the days, in their order. Days that are done have none.
pub fn conflicts(onboarding: &Onboarding, days: &[Day], late_days: i64) -> Vec<Conflict> {
    let mut found = Vec::new();
    if let Some(on) = hired_again(onboarding) {
        found.push(Conflict::HiredAgain { on });
    }
    if onboarding.finished_at.is_some() || onboarding.exempt {
        return found;
    }
    if onboarding.job_training_on.is_some_and(|begins| begins < onboarding.hired_on) {
        found.push(Conflict::TrainingBeforeHire);
    }
    // Let through: no day is needed, but whoever is to come to one must not find nobody.
    let let_through = is_unlocked(onboarding);
    let mut before = None;
    for day in days {
        let number = day.number;
        if let Some(need) = day.need.filter(|_| !let_through || stands(day)) {
            found.push(Conflict::Needs { number, need });
        }
        if let_through {
            continue;
        }
        let Some((start, on)) = day.starts_at.zip(day.on) else { continue };
        if day.done_at.is_none() && day.attendance.is_none() {
            if on < onboarding.hired_on {
                found.push(Conflict::BeforeHire { number });
            }
            if is_elsewhere(onboarding, day) {
                found.push(Conflict::Elsewhere { number });
            }
            if onboarding.job_training_on.is_some_and(|begins| on >= begins) {
                found.push(Conflict::AfterJobTraining { number });
            }
            if before.is_some_and(|before| start <= before) {
                found.push(Conflict::OutOfOrder { number });
            }
            if past_limit(onboarding, day, late_days) {
                found.push(Conflict::AfterDeadline { number });
            }
        }
        before = Some(start);
    }
    found
}

/// Whether a day was proposed at a branch that is neither the person's nor the place of training. Whoever
/// chose one by hand knows why.
fn is_elsewhere(onboarding: &Onboarding, day: &Day) -> bool {
    let near = [Some(onboarding.branch_id), onboarding.training_id];
    !day.why.is_empty() && day.branch_id.is_some() && !near.contains(&day.branch_id)
}

#[cfg(test)]
mod tests;
