//! Going on to the next phase, or back to the one before.

use chrono::{DateTime, Utc};

use super::{
    Gap,
    rules::{self, Refusal},
    store::{self, NewMove},
    texts::texts,
};
use crate::{
    access::Actor,
    db::Tx,
    error::{Error, Result},
    programmes::{self, ProgrammeId, ProgrammeState},
    writing::one_line,
};

/// Moves the programme; answers what the phase lacked.
///
/// The lock comes before the gaps are counted: whoever is writing in the phase comes first, and
/// what comes after finds it over. When two move at once, the second is told where it stands.
pub async fn go(
    tx: &mut Tx,
    actor: &Actor,
    programme: ProgrammeId,
    (from, to): (i64, i64),
    reason: &str,
    now: DateTime<Utc>,
) -> Result<Vec<Gap>> {
    let t = texts();
    let seen = programmes::store::find(tx, &actor.scope(), programme).await?;
    seen.ok_or(Error::NotFound)?;
    let standing = store::lock(tx, programme).await?.ok_or(Error::NotFound)?;
    let part = store::part(tx, programme, actor.id).await?;
    if !rules::runs(actor, &standing, part) {
        return Err(Error::Forbidden);
    }
    if standing.phase != from {
        return Err(Error::form((t.moved_already)(standing.phase)));
    }
    if standing.state != ProgrammeState::Active {
        return Err(Error::form(t.programme_over));
    }
    let gaps = match to > from {
        true => rules::gaps(from, &store::left(tx, programme).await?),
        false => Vec::new(),
    };
    let reason = one_line(reason);
    let leads = rules::leads(actor, standing.branch_id);
    rules::check_move(from, to, leads, part.facilitates, !gaps.is_empty(), &reason).map_err(
        |refusal| match refusal {
            Refusal::NoSuchStep => Error::NotFound,
            // Something may have gone missing since the page was opened: say what.
            Refusal::NotAllowed if !gaps.is_empty() => Error::form(t.only_leaders),
            Refusal::NotAllowed => Error::Forbidden,
            Refusal::ReasonMissing => Error::field("reason", t.reason_missing),
            Refusal::ReasonTooLong => Error::field("reason", t.reason_long),
        },
    )?;
    if !store::set_phase(tx, programme, from, to).await? {
        return Err(Error::Stale);
    }
    let by = actor.id;
    let moved = NewMove { programme, from, to, gaps: &gaps, reason: &reason, by, at: now };
    store::remember(tx, moved).await?;
    Ok(gaps)
}
