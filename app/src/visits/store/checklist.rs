//! What is looked at on every visit, and what was found in order.

use chrono::{DateTime, Utc};

use crate::{
    db::{Tx, execute, on},
    error::Result,
    people::PersonId,
    sessions::SessionId,
    visits::{Check, CheckId},
};

/// What is looked at on a visit: what is on the list now, and what was ticked then.
pub async fn checks_of(tx: &mut Tx, id: SessionId) -> Result<Vec<Check>> {
    const LIST: &str = "SELECT c.id, c.text, k.session_id IS NOT NULL AS ticked \
        FROM visit_checks c \
        LEFT JOIN visit_ticks k ON k.check_id = c.id AND k.session_id = $1 \
        WHERE c.active OR k.session_id IS NOT NULL ORDER BY c.position, c.id";
    Ok(on!(tx, c => sqlx::query_as(LIST).bind(id).fetch_all(c).await?))
}

/// The list as it is now.
pub async fn checks(tx: &mut Tx) -> Result<Vec<String>> {
    const LIST: &str = "SELECT text FROM visit_checks WHERE active ORDER BY position, id";
    Ok(on!(tx, c => sqlx::query_scalar(LIST).fetch_all(c).await?))
}

/// Makes the list what these lines say. What is not on it any more stays where it was ticked.
pub async fn set_checks(tx: &mut Tx, lines: &[String], now: DateTime<Utc>) -> Result<()> {
    const END: &str = "UPDATE visit_checks SET active = FALSE WHERE active";
    const KEEP: &str = "UPDATE visit_checks SET active = TRUE, position = $2 WHERE text = $1";
    const ADD: &str = "INSERT INTO visit_checks (id, position, text, created_at) \
                       VALUES ($1, $2, $3, $4)";
    execute!(tx, sqlx::query(END));
    for (position, text) in (0i64..).zip(lines) {
        if execute!(tx, sqlx::query(KEEP).bind(text).bind(position)) == 0 {
            let id = CheckId::new();
            execute!(tx, sqlx::query(ADD).bind(id).bind(position).bind(text).bind(now));
        }
    }
    Ok(())
}

/// Makes these the ticks of a visit.
pub async fn set_ticks(
    tx: &mut Tx,
    id: SessionId,
    ticked: &[CheckId],
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<()> {
    const ADD: &str = "INSERT INTO visit_ticks (session_id, check_id, person_id, at) \
        SELECT $1, c.id, $3, $4 FROM visit_checks c WHERE c.id = $2 ON CONFLICT DO NOTHING";
    const REMOVE: &str = "DELETE FROM visit_ticks WHERE session_id = $1 AND check_id = $2";
    for check in checks_of(tx, id).await? {
        match (check.ticked, ticked.contains(&check.id)) {
            (false, true) => {
                execute!(tx, sqlx::query(ADD).bind(id).bind(check.id).bind(by).bind(at));
            }
            (true, false) => {
                execute!(tx, sqlx::query(REMOVE).bind(id).bind(check.id));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Whether visits count in the plan of completed training.
pub async fn in_plan(tx: &mut Tx) -> Result<bool> {
    const FIND: &str = "SELECT visits_in_plan FROM organisation WHERE id = 1";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).fetch_one(c).await?))
}

pub async fn set_in_plan(tx: &mut Tx, counts: bool) -> Result<()> {
    const SET: &str = "UPDATE organisation SET visits_in_plan = $1 WHERE id = 1";
    execute!(tx, sqlx::query(SET).bind(counts));
    Ok(())
}
