//! The letters themselves. Each is sent by whoever has claimed it; a claim is a lease, so a letter
//! whose server was killed is sent by another one afterwards.

use chrono::{DateTime, Utc};
use sqlx::types::Json;

use crate::{
    db::{Tx, dialect, execute, on},
    error::Result,
    mail::{Content, Fault, Letter, LetterId, LetterKind, Recipient, rules},
    people::PersonId,
};

/// As many ids as go into one query.
pub const AT_A_TIME: usize = 500;

/// Those of these people who can get a letter: active, with an address. With `optional`, those who
/// want reminders.
pub async fn recipients(
    tx: &mut Tx,
    people: &[PersonId],
    optional: bool,
) -> Result<Vec<Recipient>> {
    const FIND: &str = "SELECT p.id, p.name, p.email, \
        COALESCE(p.language, (SELECT language FROM organisation WHERE id = 1), 'es') AS language \
        FROM people p WHERE p.active AND NOT p.name_only AND p.email IS NOT NULL";
    let mut all = Vec::new();
    for some in people.chunks(AT_A_TIME) {
        let found: Vec<Recipient> = on!(tx, c => {
            let mut query = sqlx::QueryBuilder::new(FIND);
            if optional {
                query.push(" AND p.wants_reminders");
            }
            query.push(" AND p.id IN (");
            let mut ids = query.separated(", ");
            for id in some {
                ids.push_bind(*id);
            }
            query.push(") ORDER BY p.id").build_query_as().fetch_all(c).await?
        });
        all.extend(found);
    }
    Ok(all)
}

/// Writes a letter to each of these people, in their words; answers how many were new: who has one of
/// the same occasion gets no second.
pub async fn add(
    tx: &mut Tx,
    letter: &Letter<'_>,
    to: &[(PersonId, &Content)],
    now: DateTime<Utc>,
) -> Result<usize> {
    // Nine values a row, far below what a statement may carry.
    const AT_ONCE: usize = 500;
    let mut written = 0;
    for some in to.chunks(AT_ONCE) {
        written += on!(tx, c => {
            let mut rows = sqlx::QueryBuilder::new(
                "INSERT INTO letters (id, person_id, kind, about, occasion, content, created_at, \
                 due_at, expires_at) ",
            );
            rows.push_values(some, |mut row, (person, content)| {
                row.push_bind(LetterId::new()).push_bind(*person).push_bind(letter.kind);
                row.push_bind(letter.about).push_bind(&letter.occasion).push_bind(Json(*content));
                row.push_bind(now).push_bind(now).push_bind(letter.expires_at);
            });
            rows.push(" ON CONFLICT (person_id, occasion) DO NOTHING");
            rows.build().execute(c).await?.rows_affected()
        });
    }
    Ok(usize::try_from(written).unwrap_or(usize::MAX))
}

/// Writes a letter that is being sent already, by whoever writes it.
pub async fn add_claimed(
    tx: &mut Tx,
    letter: &Letter<'_>,
    to: PersonId,
    content: Content,
    now: DateTime<Utc>,
) -> Result<Claimed> {
    const ADD: &str = "INSERT INTO letters (id, person_id, kind, about, occasion, content, \
        attempts, created_at, due_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $8, $9) \
        RETURNING id, person_id, kind, content, created_at, attempts";
    Ok(on!(tx, c => sqlx::query_as(ADD)
        .bind(LetterId::new())
        .bind(to)
        .bind(letter.kind)
        .bind(letter.about)
        .bind(&letter.occasion)
        .bind(Json(&content))
        .bind(now)
        .bind(now + rules::LEASE)
        .bind(letter.expires_at)
        .fetch_one(c)
        .await?))
}

/// A letter that nobody else sends now, to somebody who is there to get it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Claimed {
    pub id: LetterId,
    pub person_id: PersonId,
    pub kind: LetterKind,
    pub content: Json<Content>,
    pub created_at: DateTime<Utc>,
    /// How often it was claimed, this time included: what is reported of an earlier claim counts
    /// for nothing.
    pub attempts: i64,
}

/// Whether a letter is due.
pub async fn any_due(tx: &mut Tx, now: DateTime<Utc>) -> Result<bool> {
    const FIND: &str = "SELECT EXISTS (SELECT 1 FROM letters WHERE state = 'waiting' \
                        AND due_at <= $1 AND expires_at > $1)";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).bind(now).fetch_one(c).await?))
}

/// Takes the next letter that is due; two who ask at once get two. It is due again when the lease
/// ends, should it never be heard of.
pub async fn claim(tx: &mut Tx, now: DateTime<Utc>) -> Result<Option<Claimed>> {
    const NEXT: &str = "SELECT id FROM letters WHERE state = 'waiting' AND due_at <= $1 \
                        AND expires_at > $1 ORDER BY due_at, id LIMIT 1";
    const NEXT_FREE: &str = "SELECT id FROM letters WHERE state = 'waiting' AND due_at <= $1 \
        AND expires_at > $1 ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED";
    const TAKE: &str = "UPDATE letters SET due_at = $2, attempts = attempts + 1 WHERE id = $1 \
                        RETURNING id, person_id, kind, content, created_at, attempts";
    let next = dialect!(tx, sqlite: NEXT, postgres: NEXT_FREE);
    let found: Option<LetterId> =
        on!(tx, c => sqlx::query_scalar(next).bind(now).fetch_optional(c).await?);
    let Some(id) = found else { return Ok(None) };
    Ok(on!(tx, c => sqlx::query_as(TAKE)
        .bind(id)
        .bind(now + rules::LEASE)
        .fetch_optional(c)
        .await?))
}

/// The server has accepted it. Answers `false` when the lease had ended and somebody else took it.
pub async fn sent(tx: &mut Tx, letter: &Claimed, answer: &str, now: DateTime<Utc>) -> Result<bool> {
    const DONE: &str = "UPDATE letters SET state = 'sent', sent_at = $3, answer = $4, fault = NULL \
                        WHERE id = $1 AND attempts = $2 AND state = 'waiting'";
    let rows = execute!(
        tx,
        sqlx::query(DONE).bind(letter.id).bind(letter.attempts).bind(now).bind(answer)
    );
    Ok(rows == 1)
}

/// It did not go; it is tried again at `due_at`.
pub async fn later(
    tx: &mut Tx,
    letter: &Claimed,
    fault: Fault,
    answer: &str,
    due_at: DateTime<Utc>,
) -> Result<()> {
    const KEEP: &str = "UPDATE letters SET due_at = $3, fault = $4, answer = $5 \
                        WHERE id = $1 AND attempts = $2 AND state = 'waiting'";
    execute!(
        tx,
        sqlx::query(KEEP)
            .bind(letter.id)
            .bind(letter.attempts)
            .bind(due_at)
            .bind(fault)
            .bind(answer)
    );
    Ok(())
}

/// It did not go and is not tried again.
pub async fn refused(tx: &mut Tx, letter: &Claimed, fault: Fault, answer: &str) -> Result<()> {
    const END: &str = "UPDATE letters SET state = 'failed', fault = $3, answer = $4 \
                       WHERE id = $1 AND attempts = $2 AND state = 'waiting'";
    execute!(tx, sqlx::query(END).bind(letter.id).bind(letter.attempts).bind(fault).bind(answer));
    Ok(())
}

/// There is nobody to send it to any more.
pub async fn end(tx: &mut Tx, letter: &Claimed) -> Result<()> {
    const END: &str = "UPDATE letters SET state = 'over' \
                       WHERE id = $1 AND attempts = $2 AND state = 'waiting'";
    execute!(tx, sqlx::query(END).bind(letter.id).bind(letter.attempts));
    Ok(())
}

/// There was no way to send it: it waits as if it had not been claimed.
pub async fn give_back(tx: &mut Tx, letter: &Claimed, due_at: DateTime<Utc>) -> Result<()> {
    const BACK: &str = "UPDATE letters SET due_at = $3, attempts = attempts - 1 \
                        WHERE id = $1 AND attempts = $2 AND state = 'waiting'";
    execute!(tx, sqlx::query(BACK).bind(letter.id).bind(letter.attempts).bind(due_at));
    Ok(())
}

/// Ends the letters that are of no more use.
pub async fn end_overdue(tx: &mut Tx, now: DateTime<Utc>) -> Result<()> {
    const END: &str = "UPDATE letters SET state = 'over' WHERE state = 'waiting' \
                       AND expires_at <= $1 AND due_at <= $1";
    execute!(tx, sqlx::query(END).bind(now));
    Ok(())
}

/// Forgets letters written before `until` that are not waiting.
pub async fn forget(tx: &mut Tx, until: DateTime<Utc>) -> Result<()> {
    const FORGET: &str = "DELETE FROM letters WHERE created_at < $1 AND state <> 'waiting'";
    execute!(tx, sqlx::query(FORGET).bind(until));
    Ok(())
}

/// Lets a letter that has failed be sent once more, from the first attempt on; one that would be of
/// no more use stays. Answers whether there was one.
pub async fn retry(tx: &mut Tx, id: LetterId, now: DateTime<Utc>) -> Result<bool> {
    const AGAIN: &str = "UPDATE letters SET state = 'waiting', due_at = $2, attempts = 0 \
                         WHERE id = $1 AND state = 'failed' AND expires_at > $2";
    Ok(execute!(tx, sqlx::query(AGAIN).bind(id).bind(now)) == 1)
}

/// The same for all that have failed.
pub async fn retry_all(tx: &mut Tx, now: DateTime<Utc>) -> Result<u64> {
    const AGAIN: &str = "UPDATE letters SET state = 'waiting', due_at = $1, attempts = 0 \
                         WHERE state = 'failed' AND expires_at > $1";
    Ok(execute!(tx, sqlx::query(AGAIN).bind(now)))
}
