//! Taking a merge or a split back, as long as nothing rests on what was made by it: those it was made
//! of are then as they were, and what was made is gone.

use super::{Concept, ConceptId, ConceptState, PHASE, rules, store, undo_texts::texts};
use crate::{
    access::Actor,
    db::Tx,
    error::{Error, Result},
    people::PersonId,
    phases,
    programmes::ProgrammeId,
};

/// A merge or a split.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derivation {
    pub split: bool,
    /// What was made, by id.
    pub made: Vec<ConceptId>,
    /// Of what, with what it was before.
    pub origins: Vec<(ConceptId, ConceptState)>,
    /// Why it cannot be taken back.
    pub held: Option<&'static str>,
}

/// The merge or split that a concept was made by, or became part of.
pub async fn derivation(tx: &mut Tx, concept: &Concept) -> Result<Option<Derivation>> {
    let first = match concept.state {
        ConceptState::Merged | ConceptState::Split => Some(concept.id),
        _ => store::derived_from(tx, concept.id).await?.first().map(|(id, _)| *id),
    };
    let Some(first) = first else { return Ok(None) };
    let made = store::made_of(tx, first).await?;
    let (mut origins, mut held) = (Vec::new(), None);
    for id in &made {
        origins.extend(store::derived_from(tx, *id).await?);
        held = held.or(why(&store::rests_on(tx, *id).await?));
    }
    origins.sort_unstable_by_key(|(id, _)| *id);
    origins.dedup();
    let split = made.len() > 1;
    Ok((!made.is_empty() && !origins.is_empty()).then_some(Derivation {
        split,
        made,
        origins,
        held,
    }))
}

/// What rests on a concept, in words.
fn why(rests: &store::Rests) -> Option<&'static str> {
    let t = texts();
    [
        (rests.judged, t.judged),
        (rests.built, t.built),
        (rests.changed, t.changed),
        (rests.said, t.said),
        (rests.linked, t.linked),
        (rests.kept, t.kept),
    ]
    .into_iter()
    .find_map(|(rests, why)| rests.then_some(why))
}

/// Takes it back; answers the programme, and what it was. Of two who do so at once the second is told
/// that it was done.
pub async fn undo(tx: &mut Tx, actor: &Actor, id: ConceptId) -> Result<(ProgrammeId, Derivation)> {
    let scope = actor.scope();
    let programme = store::find(tx, &scope, id).await?.ok_or(Error::NotFound)?.programme_id;
    let (standing, part) = phases::gate::enter(tx, actor, programme, PHASE).await?;
    let runs = phases::rules::runs(actor, &standing, part);
    let concept = store::find(tx, &scope, id).await?.ok_or(Error::NotFound)?;
    let derivation = derivation(tx, &concept).await?.ok_or(Error::Stale)?;
    if let Some(why) = derivation.held {
        return Err(Error::form(why));
    }
    for made in &derivation.made {
        let made = store::find(tx, &scope, *made).await?.ok_or(Error::Stale)?;
        let authors: Vec<PersonId> =
            store::authors(tx, made.id).await?.into_iter().map(|person| person.id).collect();
        if !rules::may_change(&made, &authors, actor.id, runs) {
            return Err(Error::Forbidden);
        }
    }
    for (origin, before) in &derivation.origins {
        store::put_back(tx, *origin, *before).await?;
    }
    for made in &derivation.made {
        store::remove(tx, *made).await?;
    }
    Ok((programme, derivation))
}
