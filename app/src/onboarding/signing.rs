//! Marking who was there, and signing what was seen.

use super::{
    EventKind, OnboardingId, Presence, beginning,
    beginning::Started,
    planning::with_day,
    rules,
    store::{self, NewEvent},
    texts::texts,
};
use crate::{
    error::{Error, Result},
    request::Work,
    sessions::zones,
};

/// What an instructor does with a day of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Was there, was not, or nobody knows any more.
    Mark(Option<Presence>),
    Sign(i64),
    SignAll,
    /// Takes a signature back.
    Unsign(i64),
}

impl Deed {
    /// Reads what a button posts.
    pub fn parse(text: &str) -> Option<Deed> {
        match text.split_once(':') {
            Some(("sign", item)) => item.parse().ok().map(Deed::Sign),
            Some(("unsign", item)) => item.parse().ok().map(Deed::Unsign),
            Some(_) => None,
            None => match text {
                "present" => Some(Deed::Mark(Some(Presence::Present))),
                "absent" => Some(Deed::Mark(Some(Presence::Absent))),
                "unmark" => Some(Deed::Mark(None)),
                "all" => Some(Deed::SignAll),
                _ => None,
            },
        }
    }

    /// Whether it says that something was seen.
    fn signs(&self) -> bool {
        matches!(self, Deed::Sign(_) | Deed::SignAll)
    }

    /// The one line that it is about.
    pub fn item(&self) -> Option<i64> {
        match self {
            Deed::Sign(item) | Deed::Unsign(item) => Some(*item),
            Deed::Mark(_) | Deed::SignAll => None,
        }
    }
}

/// Does it: once, whoever else does the same at the same moment.
pub async fn act(
    work: &mut Work,
    id: OnboardingId,
    number: i64,
    deed: Deed,
    remark: &str,
) -> Result<()> {
    let t = texts();
    // Before anything is looked at: those who sign the same days take turns.
    store::hold(&mut work.tx, id).await?;
    let (onboarding, days, day) = with_day(work, id, number).await?;
    let place = (day.instructor_id, day.branch_id);
    if !rules::may_sign(&work.actor, onboarding.person_id, day.signer, place) {
        return Err(Error::Forbidden);
    }
    if !rules::is_open(&onboarding) {
        return Err(Error::form(t.not_current));
    }
    if day.starts_at.is_none() {
        return Err(Error::form(t.not_planned_yet));
    }
    let takes_back = matches!(deed, Deed::Mark(None) | Deed::Unsign(_));
    let today = zones::in_zone(work.now, &day.time_zone).date();
    let (on, signs) = (rules::is_on(&day, work.now), deed.signs());
    if signs && !on || !takes_back && !rules::has_begun(&day, today, work.now) {
        return Err(Error::form(t.not_begun));
    }
    let earlier = days.iter().any(|other| other.number < number && other.done_at.is_none());
    if !takes_back
        && earlier
        && !rules::may_keep(&work.actor)
        && deed != Deed::Mark(Some(Presence::Absent))
    {
        return Err(Error::form(t.earlier_first));
    }
    if remark.chars().count() > rules::REMARK_MAX {
        return Err(Error::field("remark", t.too_long));
    }
    match deed {
        Deed::Mark(to) => mark(work, id, number, to, day.done_at.is_some(), day.signed).await?,
        Deed::Sign(item) => {
            if item < 1 || item > day.items {
                return Err(Error::NotFound);
            }
            here(work, id, number, day.attendance).await?;
            sign(work, (id, number, item), remark).await?;
        }
        Deed::SignAll => {
            here(work, id, number, day.attendance).await?;
            for item in 1..=day.items {
                sign(work, (id, number, item), remark).await?;
            }
        }
        Deed::Unsign(item) => {
            open_again(work, id, number).await?;
            if store::unsign(&mut work.tx, id, number, item).await? {
                remember(work, (id, number, Some(item)), EventKind::Unsigned, remark).await?;
            }
        }
    }
    // What was signed once may have been moved to a time that has not come.
    if on
        && store::finish_day_if_done(&mut work.tx, id, number, work.now).await?
        && store::finish_if_done(&mut work.tx, id, work.now).await?
    {
        let start = Started { by: Some(work.actor.id), now: work.now };
        beginning::event(&mut work.tx, id, EventKind::Finished, "", start).await?;
        let detail = serde_json::json!({});
        work.audit("onboarding.finished", "onboarding", onboarding.person_id, detail).await?;
    }
    Ok(())
}

async fn mark(
    work: &mut Work,
    id: OnboardingId,
    number: i64,
    to: Option<Presence>,
    done: bool,
    signed: i64,
) -> Result<()> {
    if to == Some(Presence::Absent) && signed > 0 {
        return Err(Error::form(texts().signed_already));
    }
    if done && to != Some(Presence::Present) {
        open_again(work, id, number).await?;
    }
    if store::mark_day(&mut work.tx, id, number, to).await? {
        let kind = match to {
            Some(Presence::Present) => EventKind::Present,
            Some(Presence::Absent) => EventKind::Missed,
            None => EventKind::Unmarked,
        };
        remember(work, (id, number, None), kind, "").await?;
    }
    Ok(())
}

/// Who has seen something has seen the person there.
async fn here(
    work: &mut Work,
    id: OnboardingId,
    number: i64,
    attendance: Option<Presence>,
) -> Result<()> {
    if attendance == Some(Presence::Absent) {
        return Err(Error::form(texts().was_absent));
    }
    if store::mark_day(&mut work.tx, id, number, Some(Presence::Present)).await? {
        remember(work, (id, number, None), EventKind::Present, "").await?;
    }
    Ok(())
}

async fn sign(work: &mut Work, place: (OnboardingId, i64, i64), remark: &str) -> Result<()> {
    let who = (work.actor.id, work.now);
    if store::sign(&mut work.tx, place, remark.trim(), who).await? {
        let (id, number, item) = place;
        remember(work, (id, number, Some(item)), EventKind::Signed, remark.trim()).await?;
    }
    Ok(())
}

/// What is taken back is not done any more, and locks job training again.
async fn open_again(work: &mut Work, id: OnboardingId, number: i64) -> Result<()> {
    if store::reopen(&mut work.tx, id).await? {
        let start = Started { by: Some(work.actor.id), now: work.now };
        beginning::event(&mut work.tx, id, EventKind::Reopened, "", start).await?;
    }
    store::reopen_day(&mut work.tx, id, number).await?;
    Ok(())
}

async fn remember(
    work: &mut Work,
    (onboarding, number, item): (OnboardingId, i64, Option<i64>),
    kind: EventKind,
    detail: &str,
) -> Result<()> {
    let (by, at, moved) = (Some(work.actor.id), work.now, (None, None));
    let event = NewEvent { onboarding, number, kind, item, moved, detail, by, at };
    store::remember(&mut work.tx, &event).await
}
