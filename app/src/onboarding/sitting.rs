//! Sit-ins: somebody new beside somebody experienced, planned and written down.

use chrono::NaiveDate;

use super::{
    Onboarding, OnboardingId, SitIn, SitInId, Wall,
    ahead_texts::ahead_texts,
    own_time::{self, Putting},
    rules,
    store::{self, NewSitIn},
    texts::texts,
};
use crate::{
    error::{Error, Problems, Result},
    knowledge::{self, NoteId, draft::Draft, sharing, store::NewNote},
    people::{self, PersonId},
    phases,
    request::Work,
    sessions::{form::When, planning as of_sessions, rules::parse_time, zones},
    writing::parse_date,
};

/// The form of a sit-in as typed.
pub struct Typed<'a> {
    pub host: &'a str,
    pub held_on: &'a str,
    pub observed: &'a str,
    pub reflection: &'a str,
    /// The reflection, worked out as a note, when it is to become one, and on which wall.
    pub draft: Option<(&'a Draft, &'a str)>,
}

/// What was typed of a sit-in, as far as it can be kept.
struct Read {
    host: PersonId,
    held_on: NaiveDate,
    observed: String,
    reflection: String,
}

/// Reads a form for the sit-in of this person, with messages at its fields.
async fn read(work: &mut Work, onboarding: &Onboarding, typed: &Typed<'_>) -> Result<Read> {
    let t = texts();
    let mut problems = Problems::default();
    let host = host(work, onboarding, typed.host, &mut problems).await?;
    let today = zones::in_zone(work.now, &onboarding.branch_zone).date();
    let held_on = parse_date(typed.held_on).filter(|on| *on <= today);
    problems.require(held_on.is_some(), "held_on", t.past_date_missing);
    let hired = rules::not_before_hire(held_on, onboarding.hired_on);
    problems.require(hired, "held_on", t.before_hire);
    let (observed, reflection) = (typed.observed.trim(), typed.reflection.trim());
    problems.require(!observed.is_empty(), "observed", t.observed_missing);
    for (field, text) in [("observed", observed), ("reflection", reflection)] {
        problems.require(text.chars().count() <= rules::TEXT_MAX, field, t.too_long);
    }
    let own = onboarding.person_id == work.actor.id;
    problems.require(typed.draft.is_none() || own, "wall", t.own_reflection);
    problems.into_result()?;
    let (Some(host), Some(held_on)) = (host, held_on) else { return Err(Error::NotFound) };
    let (observed, reflection) = (observed.to_owned(), reflection.to_owned());
    Ok(Read { host, held_on, observed, reflection })
}

/// Who is to be the host, if they can be.
async fn host(
    work: &mut Work,
    onboarding: &Onboarding,
    typed: &str,
    problems: &mut Problems,
) -> Result<Option<PersonId>> {
    let found = match typed.parse().ok() {
        Some(host) => people::store::by_id(&mut work.tx, host).await?,
        None => None,
    };
    let found = found.filter(|host| host.active && host.id != onboarding.person_id);
    problems.require(found.is_some(), "host", texts().host_missing);
    Ok(found.map(|host| host.id))
}

/// When a sit-in is to be, as typed.
pub struct Ahead<'a> {
    pub host: &'a str,
    pub date: &'a str,
    pub time: &'a str,
    pub minutes: &'a str,
}

/// Plans a sit-in, or puts one that is planned, with the revision that was seen, to another time or host.
pub async fn plan(
    work: &mut Work,
    id: OnboardingId,
    planned: Option<(SitInId, i64)>,
    typed: &Ahead<'_>,
) -> Result<()> {
    let t = texts();
    // A day that is put there at the same moment comes first or finds the sit-in.
    store::hold(&mut work.tx, id).await?;
    let scope = work.actor.scope();
    let onboarding = store::find(&mut work.tx, &scope, id).await?.ok_or(Error::NotFound)?;
    if !rules::may_add_sit_in(&work.actor, onboarding.person_id) {
        return Err(Error::Forbidden);
    }
    let mut problems = Problems::default();
    let host = host(work, &onboarding, typed.host, &mut problems).await?;
    let (date, time) = (parse_date(typed.date), parse_time(typed.time));
    problems.require(date.is_some(), "date", t.date_missing);
    let hired = rules::not_before_hire(date, onboarding.hired_on);
    problems.require(hired, "date", t.before_hire);
    problems.require(time.is_some(), "time", t.time_missing);
    let minutes = rules::lasting(typed.minutes);
    problems.require(minutes.is_some(), "minutes", t.minutes_wrong);
    let moments = match date.zip(time).zip(minutes) {
        Some(((date, time), minutes)) => {
            let when = When { date, time, minutes };
            of_sessions::moment(&when, &onboarding.branch_zone, work.now, &mut problems)
        }
        None => None,
    };
    if let Some(time) = moments {
        let putting = Putting::SitIn(planned.map(|(sit_in, _)| sit_in));
        if let Some(taken) = own_time::taken(&mut work.tx, &onboarding, time, putting).await? {
            problems.add("time", taken);
        }
    }
    problems.into_result()?;
    let (Some(host), Some(held_on), Some((starts_at, ends_at))) = (host, date, moments) else {
        return Err(Error::NotFound);
    };
    let (by, at) = (work.actor.id, work.now);
    let kept = match planned {
        Some((sit_in, revision)) => {
            let (found, _) = to_change(work, sit_in).await?;
            if found.onboarding_id != id || !found.is_planned() {
                return Err(Error::Stale);
            }
            let (starts_at, ends_at) = (Some(starts_at), Some(ends_at));
            let changed = SitIn { host_id: host, held_on, starts_at, ends_at, revision, ..found };
            store::change_sit_in(&mut work.tx, &changed, at).await
        }
        None => {
            let new = NewSitIn {
                id: SitInId::new(),
                onboarding: id,
                host,
                held_on,
                time: Some((starts_at, ends_at)),
                observed: "",
                reflection: "",
                note: None,
                by,
                at,
            };
            store::add_sit_in(&mut work.tx, &new).await
        }
    };
    kept.map_err(|error| match error {
        Error::Taken => Error::field("date", t.sit_in_exists),
        other => other,
    })
}

/// Two of one day with one host are one.
fn twice(error: Error) -> Error {
    match error {
        Error::Taken => Error::field("held_on", texts().sit_in_exists),
        other => other,
    }
}

/// Writes down a sit-in: the new person their own, HR any. A reflection that is not shared now can be
/// later.
pub async fn add(work: &mut Work, id: OnboardingId, typed: Typed<'_>) -> Result<()> {
    let scope = work.actor.scope();
    let onboarding = store::find(&mut work.tx, &scope, id).await?.ok_or(Error::NotFound)?;
    if !rules::may_add_sit_in(&work.actor, onboarding.person_id) {
        return Err(Error::Forbidden);
    }
    let read = read(work, &onboarding, &typed).await?;
    let note = match typed.draft {
        Some((draft, wall)) => Some(share(work, &onboarding, draft, wall).await?),
        None => None,
    };
    let new = NewSitIn {
        id: SitInId::new(),
        onboarding: id,
        host: read.host,
        held_on: read.held_on,
        time: None,
        observed: &read.observed,
        reflection: &read.reflection,
        note,
        by: work.actor.id,
        at: work.now,
    };
    store::add_sit_in(&mut work.tx, &new).await.map_err(twice)
}

/// A sit-in that the person may correct or withdraw, with its onboarding.
async fn to_change(work: &mut Work, id: SitInId) -> Result<(SitIn, Onboarding)> {
    let found = store::sit_in(&mut work.tx, id).await?.ok_or(Error::NotFound)?;
    let scope = work.actor.scope();
    let seen = store::find(&mut work.tx, &scope, found.onboarding_id).await?;
    let onboarding = seen.ok_or(Error::NotFound)?;
    if found.confirmed_at.is_some() {
        return Err(Error::form(texts().sit_in_confirmed));
    }
    match rules::may_change_sit_in(&work.actor, &found) {
        true => Ok((found, onboarding)),
        false => Err(Error::Forbidden),
    }
}

/// Corrects a sit-in that nobody has confirmed; the host is asked anew. Answers whose onboarding it is.
pub async fn change(
    work: &mut Work,
    id: SitInId,
    revision: i64,
    typed: Typed<'_>,
) -> Result<OnboardingId> {
    let (found, onboarding) = to_change(work, id).await?;
    let Read { host, held_on, observed, reflection } = read(work, &onboarding, &typed).await?;
    // On another day it was not at the time that was planned.
    let stays = found.held_on == held_on;
    let (starts_at, ends_at) = (found.starts_at.filter(|_| stays), found.ends_at.filter(|_| stays));
    let changed = SitIn {
        host_id: host,
        held_on,
        starts_at,
        ends_at,
        observed,
        reflection,
        revision,
        ..found
    };
    store::change_sit_in(&mut work.tx, &changed, work.now).await.map_err(twice)?;
    Ok(onboarding.id)
}

/// Takes a sit-in away that nobody has confirmed; a note that came of it stays. Answers whose onboarding
/// it was.
pub async fn withdraw(work: &mut Work, id: SitInId) -> Result<OnboardingId> {
    let (_, onboarding) = to_change(work, id).await?;
    match store::remove_sit_in(&mut work.tx, id).await? {
        true => Ok(onboarding.id),
        false => Err(Error::Stale),
    }
}

/// Makes a note of the reflection that was kept, on a wall. Answers whose onboarding it is.
pub async fn share_later(work: &mut Work, id: SitInId, wall: &str) -> Result<OnboardingId> {
    let found = store::sit_in(&mut work.tx, id).await?.ok_or(Error::NotFound)?;
    let scope = work.actor.scope();
    let seen = store::find(&mut work.tx, &scope, found.onboarding_id).await?;
    let onboarding = seen.ok_or(Error::NotFound)?;
    if onboarding.person_id != work.actor.id {
        return Err(Error::Forbidden);
    }
    let draft = Draft::of(&found.reflection).map_err(|error| match error {
        // The form has no field for it: it is said above.
        Error::Invalid(problems) => {
            Error::form(problems.into_iter().next().map(|one| one.message).unwrap_or_default())
        }
        other => other,
    })?;
    let note = share(work, &onboarding, &draft, wall).await?;
    store::became_note(&mut work.tx, id, note).await?;
    Ok(onboarding.id)
}

/// Puts the reflection on the wall that was chosen.
async fn share(work: &mut Work, of: &Onboarding, draft: &Draft, wall: &str) -> Result<NoteId> {
    let walls = store::walls_of(&mut work.tx, of).await?;
    let Some(Wall { id: session, .. }) = walls.into_iter().find(|one| one.id.to_string() == wall)
    else {
        return Err(Error::field("wall", ahead_texts().wall_missing));
    };
    // A wall of an old session takes it: what was seen beside somebody belongs to what was taught.
    phases::gate::hold_for_note(&mut work.tx, session).await?;
    let sequence = knowledge::store::next_sequence(&mut work.tx, session).await?;
    let (id, author, at) = (NoteId::new(), work.actor.id, work.now);
    let note = NewNote { id, session, author, name_hidden: false, draft, sequence, at };
    knowledge::store::add(&mut work.tx, note).await?;
    sharing::tell(work, session).await?;
    Ok(id)
}

/// A sit-in of which the person is the host.
async fn as_host(work: &mut Work, id: SitInId) -> Result<SitIn> {
    let found = store::sit_in(&mut work.tx, id).await?.ok_or(Error::NotFound)?;
    if found.host_id == work.actor.id {
        return Ok(found);
    }
    // Whoever may not see it does not learn that it exists.
    let scope = work.actor.scope();
    let seen = store::find(&mut work.tx, &scope, found.onboarding_id).await?;
    Err(if seen.is_some() { Error::Forbidden } else { Error::NotFound })
}

/// The host confirms that it was so.
pub async fn confirm(work: &mut Work, id: SitInId, remark: &str) -> Result<()> {
    as_host(work, id).await?;
    if remark.chars().count() > rules::REMARK_MAX {
        return Err(Error::field("remark", texts().too_long));
    }
    store::confirm(&mut work.tx, id, remark.trim(), work.now).await
}

/// The host says that it was not so, and why; whoever wrote it down sees that and can correct it.
pub async fn deny(work: &mut Work, id: SitInId, why: &str) -> Result<()> {
    let t = texts();
    as_host(work, id).await?;
    let mut problems = Problems::default();
    problems.require(!why.trim().is_empty(), "remark", t.why_not_so_missing);
    problems.require(why.chars().count() <= rules::REMARK_MAX, "remark", t.too_long);
    problems.into_result()?;
    store::deny(&mut work.tx, id, why.trim(), work.now).await
}
