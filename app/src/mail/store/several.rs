//! Letters that stand for several.

use chrono::{DateTime, Utc};
use sqlx::types::Json;
use uuid::Uuid;

use crate::{
    db::{Tx, execute, on},
    error::Result,
    mail::{Content, LetterId, LetterKind, Part, Several},
    people::PersonId,
};

#[derive(sqlx::FromRow)]
struct Written {
    id: LetterId,
    person_id: PersonId,
    kind: LetterKind,
    about: Uuid,
    occasion: String,
    expires_at: DateTime<Utc>,
    content: Json<Content>,
}

/// The invitations and changes about these things that were written at this moment, by person, the
/// soonest first.
pub async fn just_written(
    tx: &mut Tx,
    things: &[Uuid],
    at: DateTime<Utc>,
) -> Result<Vec<(LetterId, PersonId, Part)>> {
    const FIND: &str = "SELECT id, person_id, kind, about, occasion, expires_at, content FROM letters \
        WHERE state = 'waiting' AND attempts = 0 AND kind IN ('invitation', 'change') \
          AND created_at = ";
    let rows: Vec<Written> = on!(tx, c => {
        let mut query = sqlx::QueryBuilder::new(FIND);
        query.push_bind(at).push(" AND about IN (");
        let mut ids = query.separated(", ");
        for thing in things {
            ids.push_bind(*thing);
        }
        query.push(") ORDER BY person_id, expires_at, id").build_query_as().fetch_all(c).await?
    });
    let part = |row: Written| {
        let Written { id, person_id, kind, about, occasion, expires_at, content } = row;
        (id, person_id, Part { kind, about, occasion, expires_at, content: content.0 })
    };
    Ok(rows.into_iter().map(part).collect())
}

/// Writes a letter that stands for several.
pub async fn add_several(
    tx: &mut Tx,
    to: PersonId,
    several: &Several,
    now: DateTime<Utc>,
) -> Result<()> {
    const ADD: &str = "INSERT INTO letters (id, person_id, kind, about, occasion, content, \
        created_at, due_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8)";
    let id = LetterId::new();
    let Some(expires_at) = several.parts.iter().map(|part| part.expires_at).max() else {
        return Ok(());
    };
    execute!(
        tx,
        sqlx::query(ADD)
            .bind(id)
            .bind(to)
            .bind(several.kind())
            .bind(id)
            .bind(format!("several:{id}"))
            .bind(Json(several))
            .bind(now)
            .bind(expires_at)
    );
    Ok(())
}

/// The letters that stand for several and have reached nobody: whose, and when they were written.
pub async fn several_waiting(
    tx: &mut Tx,
) -> Result<Vec<(LetterId, PersonId, DateTime<Utc>, Several)>> {
    const FIND: &str = "SELECT id, person_id, created_at, content FROM letters \
        WHERE state = 'waiting' AND occasion LIKE 'several:%' \
          AND (attempts = 0 OR fault = 'refused-for-now') ORDER BY created_at, id";
    let rows: Vec<(LetterId, PersonId, DateTime<Utc>, Json<Several>)> =
        on!(tx, c => sqlx::query_as(FIND).fetch_all(c).await?);
    Ok(rows.into_iter().map(|(id, person, at, several)| (id, person, at, several.0)).collect())
}

/// Deletes a letter that others take the place of; `false` when somebody is sending it.
pub async fn take_apart(tx: &mut Tx, id: LetterId) -> Result<bool> {
    const DROP: &str = "DELETE FROM letters WHERE id = $1 AND state = 'waiting' \
                        AND (attempts = 0 OR fault = 'refused-for-now')";
    Ok(execute!(tx, sqlx::query(DROP).bind(id)) == 1)
}
