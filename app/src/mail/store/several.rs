//! Letters that stand for several. Those they stand for stay as they were written, `within` them.

use chrono::{DateTime, Utc};
use sqlx::types::Json;
use uuid::Uuid;

use crate::{
    db::{Tx, execute, on},
    error::Result,
    mail::{Content, LetterId, LetterKind},
    people::PersonId,
};

/// A letter that goes, or could go, with others in one.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Part {
    pub id: LetterId,
    pub person_id: PersonId,
    pub kind: LetterKind,
    pub expires_at: DateTime<Utc>,
    pub content: Json<Content>,
}

/// The invitations, changes and farewells about these things that were written at this moment, by person, the
/// soonest first.
pub async fn just_written(tx: &mut Tx, things: &[Uuid], at: DateTime<Utc>) -> Result<Vec<Part>> {
    const FIND: &str = "SELECT id, person_id, kind, expires_at, content FROM letters \
        WHERE state = 'waiting' AND attempts = 0 \
          AND kind IN ('invitation', 'change', 'farewell') AND created_at = ";
    Ok(on!(tx, c => {
        let mut query = sqlx::QueryBuilder::new(FIND);
        query.push_bind(at).push(" AND about IN (");
        let mut ids = query.separated(", ");
        for thing in things {
            ids.push_bind(*thing);
        }
        query.push(") ORDER BY person_id, expires_at, id").build_query_as().fetch_all(c).await?
    }))
}

/// Writes a letter that stands for these.
pub async fn put_together(
    tx: &mut Tx,
    to: PersonId,
    kind: LetterKind,
    content: &Content,
    parts: &[Part],
    now: DateTime<Utc>,
) -> Result<()> {
    const ADD: &str = "INSERT INTO letters (id, person_id, kind, about, occasion, content, \
        created_at, due_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8)";
    const PUT: &str = "UPDATE letters SET state = 'within', in_letter = $2 WHERE id = $1";
    let id = LetterId::new();
    let Some(expires_at) = parts.iter().map(|part| part.expires_at).max() else { return Ok(()) };
    execute!(
        tx,
        sqlx::query(ADD)
            .bind(id)
            .bind(to)
            .bind(kind)
            .bind(id)
            .bind(format!("several:{id}"))
            .bind(Json(content))
            .bind(now)
            .bind(expires_at)
    );
    for part in parts {
        execute!(tx, sqlx::query(PUT).bind(part.id).bind(id));
    }
    Ok(())
}

/// Makes several letters again of each that tells of this thing, too, and has reached nobody.
pub async fn take_apart(tx: &mut Tx, about: Uuid) -> Result<()> {
    const FIND: &str = "SELECT DISTINCT in_letter FROM letters \
                        WHERE about = $1 AND in_letter IS NOT NULL";
    // Whoever sends it at this moment has its row: then it stays as it is.
    const HOLD: &str = "UPDATE letters SET state = 'over' WHERE id = $1 AND state = 'waiting' \
                        AND (attempts = 0 OR fault = 'refused-for-now')";
    const FREE: &str =
        "UPDATE letters SET state = 'waiting', in_letter = NULL WHERE in_letter = $1";
    const DROP: &str = "DELETE FROM letters WHERE id = $1";
    let found: Vec<LetterId> =
        on!(tx, c => sqlx::query_scalar(FIND).bind(about).fetch_all(c).await?);
    for id in found {
        if execute!(tx, sqlx::query(HOLD).bind(id)) == 1 {
            execute!(tx, sqlx::query(FREE).bind(id));
            execute!(tx, sqlx::query(DROP).bind(id));
        }
    }
    Ok(())
}
