//! Rounds of judging of a book. Who judged what stayed where it was.

use super::{Carrying, whole};
use crate::{
    book::fronts::{CriterionFront, JudgedFront},
    error::{Error, Result},
    judging::{self, CellResult, Criterion, CriterionId, JudgedConcept, rules::scoring::of_cells},
    knowledge::rules::clean,
    people::{self, DepartmentId, fold},
    writing::one_line,
};

impl Carrying<'_> {
    pub(super) async fn rounds(&mut self) -> Result<()> {
        let checked = self.checked;
        if checked.book.rounds.is_empty() {
            return Ok(());
        }
        let departments: Vec<(DepartmentId, String)> = people::store::departments(self.tx, false)
            .await?
            .into_iter()
            .map(|named| (named.id, fold(&named.name)))
            .collect();
        let programme = self.programme.id;
        for (number, leaf) in (1..).zip(&checked.book.rounds) {
            let front = &leaf.front;
            let (opened, revealed) = (whole(front.opened), whole(front.revealed));
            let (by, then) =
                (self.by(front.opened_by.as_deref()), self.by(front.revealed_by.as_deref()));
            let note = clean(&leaf.body);
            let id =
                judging::store::add_round(self.tx, programme, number, &note, by, opened).await?;
            let mut criteria: Vec<Criterion> = Vec::new();
            for front in &front.criteria {
                let mut one = criterion(front, &departments);
                // Without its department here, it stands by itself.
                let of = front.part_of.and_then(|of| criteria.get(usize::try_from(of - 1).ok()?));
                if let Some(of) = of.filter(|_| one.department_id.is_some()) {
                    (one.part_of, one.whole) = (Some(of.id), Some(of.name.clone()));
                }
                criteria.push(one);
            }
            for criterion in &criteria {
                judging::store::add_criterion(self.tx, id, criterion).await?;
            }
            let mut concepts = Vec::new();
            for judged in &front.concepts {
                concepts.push(self.judged(judged, &criteria)?);
            }
            let put_up: Vec<_> = concepts.iter().map(|one| (one.concept, one.revision)).collect();
            judging::store::put_up(self.tx, id, &put_up).await?;
            judging::store::open(self.tx, id, by, opened).await?;
            let snapshot = of_cells(criteria, concepts, front.judges, front.participants);
            judging::store::reveal(self.tx, id, &snapshot, then, revealed).await?;
        }
        Ok(())
    }

    fn judged(&self, front: &JudgedFront, criteria: &[Criterion]) -> Result<JudgedConcept> {
        let cells = front.cells.iter().zip(criteria).map(|(cell, criterion)| CellResult {
            criterion: criterion.id,
            n: cell.n,
            spread: cell.spread.clone(),
            points: None,
            groups: cell.groups.clone(),
        });
        Ok(JudgedConcept {
            concept: *self.concepts.get(front.concept.as_str()).ok_or(Error::Stale)?,
            revision: front.revision,
            title: one_line(&front.title),
            cells: cells.collect(),
            weighted: None,
            plain: None,
        })
    }
}

/// A criterion, of the department of that name if there is one here, too.
fn criterion(front: &CriterionFront, departments: &[(DepartmentId, String)]) -> Criterion {
    let department = front.department.as_deref().map(one_line);
    let folded = department.as_deref().map(fold);
    let known = folded.and_then(|name| departments.iter().find(|(_, known)| *known == name));
    Criterion {
        id: CriterionId::new(),
        name: one_line(&front.name),
        kind: front.kind,
        unit: one_line(&front.unit),
        direction: front.direction,
        low: one_line(&front.low),
        middle: one_line(&front.middle),
        high: one_line(&front.high),
        department_id: known.map(|(id, _)| *id),
        department,
        part_of: None,
        whole: None,
        weight: front.weight,
    }
}
