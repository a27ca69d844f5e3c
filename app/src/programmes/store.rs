use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{AudienceLine, Programme, Stage};
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
        created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
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
    );
    for stage in stages {
        execute!(
            tx,
            sqlx::query(ADD_STAGE).bind(programme.id).bind(stage.number).bind(&stage.name)
        );
    }
    Ok(())
}

/// Replaces who is invited to a programme or to a session that stands alone.
pub async fn set_audience(tx: &mut Tx, owner: Uuid, lines: &[AudienceLine]) -> Result<()> {
    const ADD: &str = "INSERT INTO audiences (owner_id, kind, target_id) VALUES ($1, $2, $3) \
                       ON CONFLICT DO NOTHING";
    execute!(tx, sqlx::query("DELETE FROM audiences WHERE owner_id = $1").bind(owner));
    for line in lines {
        execute!(tx, sqlx::query(ADD).bind(owner).bind(line.kind).bind(line.target_id));
    }
    Ok(())
}
