//! Putting a concept into words, changing it, merging and splitting: each in one transaction, the
//! programme held in its phase first.

use chrono::{DateTime, Utc};

use super::{
    Concept, ConceptId, ConceptState, PHASE,
    choosing::{self, Chosen},
    draft::Draft,
    rules::{self, Fixed},
    store,
    store::NewConcept,
    texts::texts,
};
use crate::{
    access::Actor,
    db::Tx,
    error::{Error, Problems, Result},
    judging,
    knowledge::NoteId,
    people::PersonId,
    phases::{self, Standing},
    programmes::ProgrammeId,
};

/// Adds a concept; made from others when `origins` are given, which are merged by it. What it takes
/// up from the turn before stays there as it was.
pub async fn add(
    tx: &mut Tx,
    actor: &Actor,
    programme: ProgrammeId,
    draft: &Draft,
    chosen: &Chosen,
    now: DateTime<Utc>,
) -> Result<ConceptId> {
    let t = texts();
    let (standing, part) = phases::gate::enter(tx, actor, programme, PHASE).await?;
    let runs = phases::rules::runs(actor, &standing, part);
    let mut problems = Problems::default();
    let mut sources = choosing::sources(tx, actor, programme, &chosen.sources).await?;
    // Whoever writes it is one of its authors.
    let mut writers = chosen.authors.clone();
    writers.push(actor.id);
    writers.sort_unstable();
    writers.dedup();
    let mut authors = choosing::authors(tx, programme, &writers, &[actor.id]).await?;
    let mut merged = Vec::new();
    for origin in &chosen.origins {
        let origin = of_programme(tx, actor, programme, *origin).await?;
        let its_authors = author_ids(tx, origin.id).await?;
        if !rules::may_derive(&origin, &its_authors, actor.id, runs) {
            problems.add("origins", (t.cannot_merge)(&origin.title));
        }
        // What they come from, the new one comes from, too; and who wrote them wrote it.
        sources.extend(store::sources(tx, origin.id).await?);
        authors.extend(its_authors);
        merged.push(origin);
    }
    problems.require(merged.len() != 1, "origins", t.one_origin);
    if let Some(left) = chosen.takes_up {
        // Of two who take it up at once, the second is told.
        judging::store::hold_concept(tx, left).await?;
        let open = choosing::left_open(tx, &actor.scope(), programme).await?;
        let Some(left) = open.iter().find(|open| open.id == left) else {
            return Err(Error::form(t.taken_up_already));
        };
        sources.extend(store::sources(tx, left.id).await?);
        let its_authors = author_ids(tx, left.id).await?;
        authors.extend(choosing::authors(tx, programme, &its_authors, &[]).await?);
    }
    sources.sort_unstable();
    sources.dedup();
    authors.sort_unstable();
    authors.dedup();
    problems.require(!sources.is_empty(), "sources", t.sources_missing);
    problems.into_result()?;
    let id = ConceptId::new();
    let (authors, sources) = (authors.as_slice(), sources.as_slice());
    let by = actor.id;
    store::add(tx, NewConcept { id, programme, draft, authors, sources, by, at: now }).await?;
    for origin in merged {
        store::set_state(tx, &origin, ConceptState::Merged).await?;
        store::add_origin(tx, id, origin.id, Some(origin.state)).await?;
    }
    if let Some(left) = chosen.takes_up {
        store::add_origin(tx, id, left, None).await?;
    }
    Ok(id)
}

/// Replaces the text, the authors and the source notes of a concept; answers its programme.
pub async fn save(
    tx: &mut Tx,
    actor: &Actor,
    (id, revision): (ConceptId, i64),
    draft: &Draft,
    chosen: &Chosen,
    now: DateTime<Utc>,
) -> Result<ProgrammeId> {
    let t = texts();
    let (concept, _) = enter(tx, actor, id).await?;
    let before = author_ids(tx, id).await?;
    let authors = choosing::authors(tx, concept.programme_id, &chosen.authors, &before).await?;
    // Notes that this person may not see stay what the concept comes from.
    let mut sources = choosing::sources(tx, actor, concept.programme_id, &chosen.sources).await?;
    sources.extend(choosing::unseen(tx, actor, id).await?);
    let mut problems = Problems::default();
    problems.require(!sources.is_empty(), "sources", t.sources_missing);
    problems.require(!authors.is_empty(), "authors", t.authors_missing);
    problems.into_result()?;
    store::revise(tx, (id, revision), draft, actor.id, now).await?;
    store::set_authors(tx, id, &authors).await?;
    store::set_sources(tx, id, &sources).await?;
    Ok(concept.programme_id)
}

/// Brings an earlier text back as the next revision; authors and source notes stay.
pub async fn restore(
    tx: &mut Tx,
    actor: &Actor,
    (id, revision): (ConceptId, i64),
    draft: &Draft,
    now: DateTime<Utc>,
) -> Result<ProgrammeId> {
    let (concept, _) = enter(tx, actor, id).await?;
    store::revise(tx, (id, revision), draft, actor.id, now).await?;
    Ok(concept.programme_id)
}

/// One of the concepts that another is split into.
pub struct Half {
    pub draft: Draft,
    pub sources: Vec<NoteId>,
    /// The field of its sources, for a message.
    pub field: &'static str,
}

/// Makes two concepts of one, which stays as it was; both keep its authors. Answers the programme
/// and the two.
pub async fn split(
    tx: &mut Tx,
    actor: &Actor,
    (id, revision): (ConceptId, i64),
    halves: [Half; 2],
    now: DateTime<Utc>,
) -> Result<(ProgrammeId, [ConceptId; 2])> {
    let (concept, standing) = enter(tx, actor, id).await?;
    phases::gate::refused(phases::rules::takes_work(&standing, PHASE), PHASE)?;
    if concept.revision != revision {
        return Err(Error::Stale);
    }
    if !rules::can_derive(concept.state) {
        return Err(Error::form(texts().cannot_split));
    }
    let before = store::sources(tx, id).await?;
    let authors = author_ids(tx, id).await?;
    let mut problems = Problems::default();
    let made = [ConceptId::new(), ConceptId::new()];
    for (half, new) in halves.iter().zip(made) {
        let sources: Vec<NoteId> =
            half.sources.iter().copied().filter(|note| before.contains(note)).collect();
        if !problems.require(!sources.is_empty(), half.field, texts().sources_missing) {
            continue;
        }
        let (programme, draft) = (concept.programme_id, &half.draft);
        let (authors, sources, by) = (authors.as_slice(), sources.as_slice(), actor.id);
        store::add(tx, NewConcept { id: new, programme, draft, authors, sources, by, at: now })
            .await?;
        store::add_origin(tx, new, id, Some(concept.state)).await?;
    }
    problems.into_result()?;
    store::set_state(tx, &concept, ConceptState::Split).await?;
    Ok((concept.programme_id, made))
}

/// A concept whose text the person may change now, with its programme, which is held.
async fn enter(tx: &mut Tx, actor: &Actor, id: ConceptId) -> Result<(Concept, Standing)> {
    let seen = store::find(tx, &actor.scope(), id).await?.ok_or(Error::NotFound)?;
    let programme = seen.programme_id;
    // What was sent back is held alone: nobody opens a round while its text changes.
    let alone = seen.state == ConceptState::Rework;
    let (standing, part) = phases::gate::take_part(tx, actor, programme, alone).await?;
    // Read again: it may have changed while we waited for the programme.
    let concept = store::find(tx, &actor.scope(), id).await?.ok_or(Error::NotFound)?;
    // Sent back while we waited: we do not hold it alone.
    if concept.state == ConceptState::Rework && !alone {
        return Err(Error::Stale);
    }
    let round_open = judging::store::is_open(tx, programme).await?;
    match rules::takes_text(&standing, concept.state, round_open) {
        Ok(()) => {}
        Err(Fixed::Closed(closed)) => phases::gate::refused(Err(closed), PHASE)?,
        Err(Fixed::Judged) => return Err(Error::form(texts().judged_late)),
    }
    let authors = author_ids(tx, id).await?;
    let runs = phases::rules::runs(actor, &standing, part);
    if !rules::can_change(concept.state) {
        return Err(Error::form(texts().derived_already));
    }
    if !rules::may_change(&concept, &authors, actor.id, runs) {
        return Err(Error::Forbidden);
    }
    Ok((concept, standing))
}

async fn of_programme(
    tx: &mut Tx,
    actor: &Actor,
    programme: ProgrammeId,
    id: ConceptId,
) -> Result<Concept> {
    let found = store::find(tx, &actor.scope(), id).await?;
    found.filter(|concept| concept.programme_id == programme).ok_or(Error::NotFound)
}

async fn author_ids(tx: &mut Tx, id: ConceptId) -> Result<Vec<PersonId>> {
    Ok(store::authors(tx, id).await?.into_iter().map(|author| author.id).collect())
}
