//! Rounds of judging as files: what they published, nothing of who judged what.

use super::keys::{Keys, People};
use crate::{
    book::{
        folder::Leaf,
        fronts::{CellFront, CriterionFront, JudgedFront, RoundFront},
        store::{self, Revealed},
    },
    concepts::ConceptId,
    db::Tx,
    error::Result,
    judging::{Criterion, CriterionId, JudgedConcept},
    knowledge::rules::clean,
    programmes::ProgrammeId,
};

pub async fn rounds(
    tx: &mut Tx,
    programme: ProgrammeId,
    concepts: &Keys<ConceptId>,
    people: &mut People,
) -> Result<Vec<Leaf<RoundFront>>> {
    let revealed = store::rounds(tx, programme).await?;
    let keys = Keys::of("rounds", revealed.iter().map(|round| (round.id, "")));
    let leaf = |round: Revealed| {
        let snapshot = round.snapshot.0;
        let ids: Vec<CriterionId> = snapshot.criteria.iter().map(|one| one.id).collect();
        let front = RoundFront {
            opened: round.opened_at,
            opened_by: Some(people.key(round.opened_by)),
            revealed: round.revealed_at,
            revealed_by: Some(people.key(round.revealed_by)),
            judges: snapshot.judges,
            participants: snapshot.participants,
            criteria: snapshot.criteria.into_iter().map(|one| criterion(one, &ids)).collect(),
            concepts: snapshot.concepts.into_iter().map(|one| judged(one, concepts)).collect(),
        };
        let key = keys.get(round.id).unwrap_or_default();
        Leaf { key, front, body: clean(&round.note), parts: Vec::new() }
    };
    Ok(revealed.into_iter().map(leaf).collect())
}

fn criterion(criterion: Criterion, all: &[CriterionId]) -> CriterionFront {
    let place = |of| (1..).zip(all).find(|(_, id)| **id == of).map(|(place, _)| place);
    CriterionFront {
        name: criterion.name,
        kind: criterion.kind,
        weight: criterion.weight,
        unit: criterion.unit,
        direction: criterion.direction,
        low: criterion.low,
        middle: criterion.middle,
        high: criterion.high,
        department: criterion.department,
        part_of: criterion.part_of.and_then(place),
    }
}

fn judged(judged: JudgedConcept, concepts: &Keys<ConceptId>) -> JudgedFront {
    let cells = judged.cells.into_iter();
    let cells = cells.map(|cell| CellFront { n: cell.n, spread: cell.spread, groups: cell.groups });
    JudgedFront {
        concept: concepts.get(judged.concept).unwrap_or_default(),
        revision: judged.revision,
        title: judged.title,
        cells: cells.collect(),
    }
}
