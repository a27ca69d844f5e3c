mod audience;
mod changes;
mod planning;
mod reading;

pub use self::{audience::*, changes::*, planning::*, reading::*};
use chrono::{DateTime, Utc};

use super::{Programme, Stage};
use crate::{
    db::{Tx, execute},
    error::Result,
    people::{PersonId, fold},
};

/// Adds a programme with its stages.
pub async fn add(
    tx: &mut Tx,
    programme: &Programme,
    stages: &[Stage],
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    const ADD: &str = "INSERT INTO programmes (id, name, folded, framework, problem, branch_id, \
        start_on, rhythm_days, starts_at_minute, minutes, state, copied_from, created_by, \
        created_at, job_training) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
    const ADD_STAGE: &str = "INSERT INTO stages (programme_id, number, name) VALUES ($1, $2, $3)";
    execute!(
        tx,
        sqlx::query(ADD)
            .bind(programme.id)
            .bind(&programme.name)
            .bind(fold(&programme.name))
            .bind(programme.framework)
            .bind(&programme.problem)
            .bind(programme.branch_id)
            .bind(programme.start_on)
            .bind(programme.rhythm_days)
            .bind(programme.starts_at_minute)
            .bind(programme.minutes)
            .bind(programme.state)
            .bind(programme.copied_from)
            .bind(by)
            .bind(now)
            .bind(programme.job_training)
    );
    for stage in stages {
        execute!(
            tx,
            sqlx::query(ADD_STAGE).bind(programme.id).bind(stage.number).bind(&stage.name)
        );
    }
    Ok(())
}
