//! The criteria of a round. They change in a draft only; the database refuses it later too.

use crate::{
    db::{Tx, execute, on},
    error::Result,
    judging::{Criterion, CriterionId, RoundId},
};

/// The criteria of a round in their order, each followed by those that are part of it.
pub async fn criteria(tx: &mut Tx, round: RoundId) -> Result<Vec<Criterion>> {
    const ALL: &str = "SELECT c.id, c.name, c.kind, c.unit, c.direction, c.low, c.middle, c.high, \
        c.department_id, d.name AS department, c.part_of, m.name AS whole, c.weight \
        FROM judging_criteria c LEFT JOIN departments d ON d.id = c.department_id \
        LEFT JOIN judging_criteria m ON m.id = c.part_of WHERE c.round_id = $1 \
        ORDER BY COALESCE(m.position, c.position), c.part_of IS NOT NULL, c.position, c.id";
    Ok(on!(tx, c => sqlx::query_as(ALL).bind(round).fetch_all(c).await?))
}

/// Adds a criterion at the end.
pub async fn add_criterion(tx: &mut Tx, round: RoundId, criterion: &Criterion) -> Result<()> {
    const ADD: &str = "INSERT INTO judging_criteria (id, round_id, position, name, kind, unit, \
        direction, low, middle, high, department_id, part_of, weight) \
        VALUES ($1, $2, (SELECT COALESCE(MAX(position), 0) + 1 FROM judging_criteria \
                         WHERE round_id = $2), $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    execute!(
        tx,
        sqlx::query(ADD)
            .bind(criterion.id)
            .bind(round)
            .bind(&criterion.name)
            .bind(criterion.kind)
            .bind(&criterion.unit)
            .bind(criterion.direction)
            .bind(&criterion.low)
            .bind(&criterion.middle)
            .bind(&criterion.high)
            .bind(criterion.department_id)
            .bind(criterion.part_of)
            .bind(criterion.weight)
    );
    Ok(())
}

/// Changes everything of a criterion but its weight. Answers whether the round has it.
pub async fn save_criterion(tx: &mut Tx, round: RoundId, criterion: &Criterion) -> Result<bool> {
    const SAVE: &str = "UPDATE judging_criteria SET name = $3, kind = $4, unit = $5, \
        direction = $6, low = $7, middle = $8, high = $9, department_id = $10, part_of = $11 \
        WHERE id = $1 AND round_id = $2";
    let rows = execute!(
        tx,
        sqlx::query(SAVE)
            .bind(criterion.id)
            .bind(round)
            .bind(&criterion.name)
            .bind(criterion.kind)
            .bind(&criterion.unit)
            .bind(criterion.direction)
            .bind(&criterion.low)
            .bind(&criterion.middle)
            .bind(&criterion.high)
            .bind(criterion.department_id)
            .bind(criterion.part_of)
    );
    Ok(rows == 1)
}

/// Takes a criterion out; what was part of it stands by itself from then on.
pub async fn remove_criterion(tx: &mut Tx, round: RoundId, id: CriterionId) -> Result<()> {
    const FREE: &str =
        "UPDATE judging_criteria SET part_of = NULL WHERE part_of = $1 AND round_id = $2";
    execute!(tx, sqlx::query(FREE).bind(id).bind(round));
    const REMOVE: &str = "DELETE FROM judging_criteria WHERE id = $1 AND round_id = $2";
    execute!(tx, sqlx::query(REMOVE).bind(id).bind(round));
    Ok(())
}

pub async fn set_weight(tx: &mut Tx, id: CriterionId, weight: i64) -> Result<()> {
    const SET: &str = "UPDATE judging_criteria SET weight = $2 WHERE id = $1";
    execute!(tx, sqlx::query(SET).bind(id).bind(weight));
    Ok(())
}
