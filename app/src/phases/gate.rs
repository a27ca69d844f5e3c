//! What every write of a phase asks first, inside its transaction.

use super::{
    Part, Standing,
    rules::{self, Closed},
    store,
    texts::texts,
};
use crate::{
    access::Actor,
    db::Tx,
    error::{Error, Result},
    programmes::{self, ProgrammeId},
    sessions::{Session, SessionId},
};

/// Holds the programme in its phase until the end of the transaction, for somebody who takes part
/// in it. Refuses in words when its work is over or has not begun.
pub async fn enter(
    tx: &mut Tx,
    actor: &Actor,
    programme: ProgrammeId,
    phase: i64,
) -> Result<(Standing, Part)> {
    let (standing, part) = take_part(tx, actor, programme, false).await?;
    refused(rules::takes_work(&standing, phase), phase)?;
    Ok((standing, part))
}

/// Holds the programme for somebody who takes part in it, in whatever phase it is; `alone` when
/// nobody else may write in it meanwhile.
pub async fn take_part(
    tx: &mut Tx,
    actor: &Actor,
    programme: ProgrammeId,
    alone: bool,
) -> Result<(Standing, Part)> {
    let seen = programmes::store::find(tx, &actor.scope(), programme).await?;
    seen.ok_or(Error::NotFound)?;
    let standing = match alone {
        true => store::lock(tx, programme).await?,
        false => store::hold(tx, programme).await?,
    };
    let standing = standing.ok_or(Error::NotFound)?;
    let part = store::part(tx, programme, actor.id).await?;
    if !rules::takes_part(actor, &standing, part) {
        return Err(Error::Forbidden);
    }
    Ok((standing, part))
}

/// Holds the programme in its phase until the end of the transaction, whoever writes: domains with
/// rules of their own ask those.
pub async fn hold(tx: &mut Tx, programme: ProgrammeId, phase: i64) -> Result<()> {
    let standing = store::hold(tx, programme).await?.ok_or(Error::NotFound)?;
    refused(rules::takes_work(&standing, phase), phase)
}

/// Why the phase takes no work now, for a page; `None` when it does.
pub async fn closed(tx: &mut Tx, programme: ProgrammeId, phase: i64) -> Result<Option<String>> {
    let standing = store::standing(tx, programme).await?.ok_or(Error::NotFound)?;
    Ok(rules::takes_work(&standing, phase).err().map(here))
}

/// Why a phase takes no work, to somebody who looks at its page.
pub fn here(closed: Closed) -> String {
    let t = texts();
    match closed {
        Closed::NotActive => t.programme_over.to_owned(),
        Closed::Over(now) => (t.here_over)(now),
        Closed::NotYet(now) => (t.here_later)(now),
    }
}

/// Holds the programme of a session, if it has phases, while a note of it is written.
pub async fn hold_for_note(tx: &mut Tx, session: SessionId) -> Result<()> {
    match store::hold_session(tx, session).await? {
        Some((standing, phase)) => refused(rules::takes_notes(&standing, phase), phase),
        None => Ok(()),
    }
}

/// Whether the phase of a session still takes notes: for its pages.
pub async fn takes_notes(tx: &mut Tx, session: &Session) -> Result<bool> {
    let Some((programme, phase)) = session.programme_id.zip(session.stage_number) else {
        return Ok(true);
    };
    let standing = store::standing(tx, programme).await?;
    Ok(standing.is_none_or(|standing| rules::takes_notes(&standing, phase).is_ok()))
}

/// The refusal in words.
pub fn refused(taken: Result<(), Closed>, phase: i64) -> Result<()> {
    taken.map_err(|closed| Error::form(sentence(closed, phase)))
}

/// Why the room of a phase takes no more notes, to somebody who looks in.
pub fn closed_room(closed: Closed) -> String {
    let t = texts();
    match closed {
        Closed::NotActive => t.programme_over.to_owned(),
        Closed::Over(now) | Closed::NotYet(now) => (t.here_over)(now),
    }
}

/// Why a phase takes no work, to somebody who wanted to.
pub fn sentence(closed: Closed, phase: i64) -> String {
    let t = texts();
    match closed {
        Closed::NotActive => t.programme_over.to_owned(),
        Closed::Over(now) => (t.phase_over)(phase, now),
        Closed::NotYet(now) => (t.phase_not_yet)(phase, now),
    }
}
