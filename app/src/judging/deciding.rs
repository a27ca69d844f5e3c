//! Decisions and dissent.

use chrono::{DateTime, Utc};

use super::{
    ConceptId, DecisionId, RoundState, Scores, Snapshot,
    forms::DecisionForm,
    rules,
    store::{self, NewDecision},
    texts::texts,
    working,
};
use crate::{
    access::Actor,
    db::Tx,
    error::{Error, Result},
    people::PersonId,
    programmes::ProgrammeId,
    provenance::Kind,
    reviews,
};

/// Keeps a decision on the text that was read, with the scores of the last reveal, puts the concept
/// into the state that follows, and into the hands of its owner until the day of review. The concept is held: of two who decide at once one comes
/// first, and the other is told.
pub async fn decide(
    tx: &mut Tx,
    actor: &Actor,
    form: &DecisionForm,
    now: DateTime<Utc>,
) -> Result<ProgrammeId> {
    let t = &texts().problems;
    let programme = programme_of(tx, form.concept).await?;
    working::hold_to_lead(tx, actor, programme).await?;
    let concept = store::hold_concept(tx, form.concept).await?.ok_or(Error::NotFound)?;
    if !concept.stands() {
        return Err(Error::form(t.concept_gone));
    }
    let before = store::standing_decision(tx, form.concept).await?;
    if let Some(before) = before.filter(|before| before.number != form.after) {
        return Err(Error::form((t.decided_meanwhile)(&before.decided_by)));
    }
    if concept.revision != form.revision {
        return Err(Error::form(t.changed_meanwhile));
    }
    let rounds = store::rounds(tx, programme).await?;
    // Whoever still judges must not be told what to think.
    if rounds.iter().any(|round| round.state == RoundState::Open) {
        return Err(Error::form(t.still_judging));
    }
    if !may_own(tx, programme, actor, form.owner).await? {
        return Err(Error::field("owner", t.owner_missing));
    }
    if form.review_on <= now.date_naive() {
        return Err(Error::field("review_on", t.date_past));
    }
    let revealed = rounds.iter().find(|round| round.state == RoundState::Revealed);
    let scores = match revealed {
        Some(round) => {
            let snapshot = store::published(tx, round.id).await?.unwrap_or_default();
            scores(&snapshot, round.number, form.concept)
        }
        None => None,
    };
    store::add_decision(
        tx,
        NewDecision {
            id: DecisionId::new(),
            programme,
            concept: form.concept,
            concept_revision: form.revision,
            number: form.after + 1,
            verdict: form.verdict,
            options: &form.options,
            scores,
            reasons: &form.reasons,
            change_reason: &form.change_reason,
            owner: form.owner,
            review_on: form.review_on,
            by: actor.id,
            at: now,
        },
    )
    .await?;
    store::set_state(tx, form.concept, form.verdict).await?;
    // So it is on their list of reviews, and on Today when its day comes.
    let thing = (Kind::Concept, form.concept.into());
    reviews::store::entrust(tx, thing, form.owner, form.review_on).await?;
    Ok(programme)
}

/// What a decision keeps of the snapshot.
pub fn scores(snapshot: &Snapshot, round: i64, concept: ConceptId) -> Option<Scores> {
    let judged = snapshot.concepts.iter().find(|judged| judged.concept == concept)?;
    Some(Scores {
        round,
        revision: judged.revision,
        concepts: snapshot.concepts.len() as i64,
        weighted: judged.weighted.clone(),
        plain: judged.plain.clone(),
    })
}

/// Adds a dissent to the decision that holds. Answers whose it is.
pub async fn dissent(
    tx: &mut Tx,
    actor: &Actor,
    decision: DecisionId,
    name_hidden: bool,
    body: &str,
) -> Result<(ProgrammeId, ConceptId)> {
    let subject = hold_standing(tx, actor, decision).await?;
    if !store::add_dissent(tx, decision, actor.id, name_hidden, body).await? {
        return Err(Error::form(texts().problems.dissented_already));
    }
    Ok(subject)
}

/// Takes one's dissent back, as long as the decision holds: a later one was made in the knowledge of
/// what stood beside it. Answers whose it is.
pub async fn take_back(
    tx: &mut Tx,
    actor: &Actor,
    decision: DecisionId,
) -> Result<(ProgrammeId, ConceptId)> {
    let subject = hold_standing(tx, actor, decision).await?;
    if !store::take_back(tx, decision, actor.id).await? {
        return Err(Error::NotFound);
    }
    Ok(subject)
}

/// Holds the decision that holds for its concept, for somebody who may dissent.
async fn hold_standing(
    tx: &mut Tx,
    actor: &Actor,
    decision: DecisionId,
) -> Result<(ProgrammeId, ConceptId)> {
    let t = &texts().problems;
    let subject = store::subject(tx, decision).await?;
    let (programme, concept) = subject.ok_or(Error::NotFound)?;
    let found = working::hold(tx, actor, programme).await?;
    let takes_part = store::takes_part(tx, programme, actor.id).await?;
    if !takes_part && !rules::may_lead(actor, &found) {
        return Err(Error::Forbidden);
    }
    // Held, so that no other decision takes its place meanwhile.
    store::hold_concept(tx, concept).await?;
    let standing = store::standing_decision(tx, concept).await?;
    if standing.is_none_or(|standing| standing.id != decision) {
        return Err(Error::form(t.replaced_meanwhile));
    }
    Ok((programme, concept))
}

async fn programme_of(tx: &mut Tx, concept: ConceptId) -> Result<ProgrammeId> {
    store::programme_of(tx, concept).await?.ok_or(Error::NotFound)
}

/// Those who take part and whoever decides may take charge of what follows.
async fn may_own(
    tx: &mut Tx,
    programme: ProgrammeId,
    actor: &Actor,
    owner: PersonId,
) -> Result<bool> {
    Ok(owner == actor.id || store::takes_part(tx, programme, owner).await?)
}
