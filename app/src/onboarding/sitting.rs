//! Sit-ins: somebody new beside somebody experienced.

use super::{
    OnboardingId, SitInId, rules,
    store::{self, NewSitIn},
    texts::texts,
};
use crate::{
    error::{Error, Problems, Result},
    knowledge::{self, NoteId, draft::Draft, sharing, store::NewNote},
    people::{self, PersonId},
    phases,
    request::Work,
    sessions::zones,
    writing::parse_date,
};

/// The form of a sit-in as typed.
pub struct Typed<'a> {
    pub host: &'a str,
    pub held_on: &'a str,
    pub observed: &'a str,
    pub reflection: &'a str,
    /// The reflection, worked out as a note, when it is to become one.
    pub draft: Option<&'a Draft>,
}

/// Writes down a sit-in: the new person their own, HR any.
pub async fn add(work: &mut Work, id: OnboardingId, typed: Typed<'_>) -> Result<()> {
    let t = texts();
    let scope = work.actor.scope();
    let onboarding = store::find(&mut work.tx, &scope, id).await?.ok_or(Error::NotFound)?;
    let own = onboarding.person_id == work.actor.id;
    if !own && !rules::may_keep(&work.actor) {
        return Err(Error::Forbidden);
    }
    let mut problems = Problems::default();
    let host: Option<PersonId> = match typed.host.parse().ok() {
        Some(host) => people::store::by_id(&mut work.tx, host).await?,
        None => None,
    }
    .filter(|host| host.active && host.id != onboarding.person_id)
    .map(|host| host.id);
    problems.require(host.is_some(), "host", t.host_missing);
    let today = zones::in_zone(work.now, &onboarding.branch_zone).date();
    let held_on = parse_date(typed.held_on).filter(|on| *on <= today);
    problems.require(held_on.is_some(), "held_on", t.past_date_missing);
    let (observed, reflection) = (typed.observed.trim(), typed.reflection.trim());
    problems.require(!observed.is_empty(), "observed", t.observed_missing);
    for (field, text) in [("observed", observed), ("reflection", reflection)] {
        problems.require(text.chars().count() <= rules::TEXT_MAX, field, t.too_long);
    }
    problems.require(typed.draft.is_none() || own, "note", t.own_reflection);
    problems.into_result()?;
    let (Some(host), Some(held_on)) = (host, held_on) else { return Err(Error::NotFound) };

    let note = match typed.draft {
        Some(draft) => Some(share(work, draft).await?),
        None => None,
    };
    let new = NewSitIn {
        id: SitInId::new(),
        onboarding: id,
        host,
        held_on,
        observed,
        reflection,
        note,
        by: work.actor.id,
        at: work.now,
    };
    store::add_sit_in(&mut work.tx, &new).await.map_err(|error| match error {
        Error::Taken => Error::field("held_on", t.sit_in_exists),
        other => other,
    })
}

/// Puts the reflection on the wall of the last session that the person was at.
async fn share(work: &mut Work, draft: &Draft) -> Result<NoteId> {
    let wall = store::wall_of(&mut work.tx, work.actor.id).await?;
    let session = wall.ok_or_else(|| Error::field("note", texts().no_wall))?;
    // A wall of an old session takes it: what was seen beside somebody belongs to what was taught.
    phases::gate::hold_for_note(&mut work.tx, session).await?;
    let sequence = knowledge::store::next_sequence(&mut work.tx, session).await?;
    let (id, author, at) = (NoteId::new(), work.actor.id, work.now);
    let note = NewNote { id, session, author, name_hidden: false, draft, sequence, at };
    knowledge::store::add(&mut work.tx, note).await?;
    sharing::tell(work, session).await?;
    Ok(id)
}

/// The host confirms that it was so; answers whose onboarding it is.
pub async fn confirm(work: &mut Work, id: SitInId, remark: &str) -> Result<OnboardingId> {
    let found = store::sit_in(&mut work.tx, id).await?.ok_or(Error::NotFound)?;
    if found.host_id != work.actor.id {
        // Whoever may not see it does not learn that it exists.
        let scope = work.actor.scope();
        let seen = store::find(&mut work.tx, &scope, found.onboarding_id).await?;
        return Err(if seen.is_some() { Error::Forbidden } else { Error::NotFound });
    }
    if remark.chars().count() > rules::REMARK_MAX {
        return Err(Error::field("remark", texts().too_long));
    }
    store::confirm(&mut work.tx, id, remark.trim(), work.now).await?;
    Ok(found.onboarding_id)
}
