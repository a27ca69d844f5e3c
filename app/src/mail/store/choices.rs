//! Who wants reminders, and the tokens in letters that end them.

use chrono::{DateTime, Utc};

use crate::{
    db::{Tx, execute, on},
    error::Result,
    people::PersonId,
};

/// Whether somebody wants reminders.
pub async fn wants_reminders(tx: &mut Tx, person: PersonId) -> Result<bool> {
    const FIND: &str = "SELECT wants_reminders FROM people WHERE id = $1";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).bind(person).fetch_one(c).await?))
}

/// Begins or ends reminders for somebody; those that wait are taken back when they end.
pub async fn set_reminders(tx: &mut Tx, person: PersonId, wanted: bool) -> Result<()> {
    const SAVE: &str = "UPDATE people SET wants_reminders = $2 WHERE id = $1";
    const DROP: &str = "DELETE FROM letters WHERE person_id = $1 AND kind = 'reminder' \
                        AND state = 'waiting' AND attempts = 0";
    execute!(tx, sqlx::query(SAVE).bind(person).bind(wanted));
    if !wanted {
        execute!(tx, sqlx::query(DROP).bind(person));
    }
    Ok(())
}

/// Keeps a token with which somebody can end their reminders.
pub async fn add_token(
    tx: &mut Tx,
    hash: &[u8],
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    const ADD: &str =
        "INSERT INTO mail_tokens (token_hash, person_id, made_at) VALUES ($1, $2, $3)";
    execute!(tx, sqlx::query(ADD).bind(hash).bind(person).bind(now));
    Ok(())
}

/// Whose token this is, and whether they want reminders now.
pub async fn of_token(tx: &mut Tx, hash: &[u8]) -> Result<Option<(PersonId, bool)>> {
    const FIND: &str = "SELECT p.id, p.wants_reminders FROM mail_tokens t \
                        JOIN people p ON p.id = t.person_id WHERE t.token_hash = $1";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(hash).fetch_optional(c).await?))
}

/// Forgets the tokens of letters sent before `until`.
pub async fn forget_tokens(tx: &mut Tx, until: DateTime<Utc>) -> Result<()> {
    execute!(tx, sqlx::query("DELETE FROM mail_tokens WHERE made_at < $1").bind(until));
    Ok(())
}
