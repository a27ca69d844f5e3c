//! What there is of letters: counted, listed, looked up.

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use super::outbox::AT_A_TIME;
use crate::{
    db::{Tx, on},
    error::Result,
    mail::Listed,
    people::PersonId,
};

/// A letter that could still be sent again; that one was only tried is told where it was tried.
macro_rules! to_mend {
    ($now:literal) => {
        concat!("(l.state = 'failed' AND l.kind <> 'test' AND l.expires_at > ", $now, ")")
    };
}

/// How the letters stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Counts {
    pub waiting: i64,
    pub sent: i64,
    /// Those that could still be sent again.
    pub failed: i64,
}

pub async fn counts(tx: &mut Tx, now: DateTime<Utc>) -> Result<Counts> {
    const COUNT: &str = concat!(
        "SELECT COUNT(CASE WHEN l.state = 'waiting' THEN 1 END) AS waiting, \
         COUNT(CASE WHEN l.state = 'sent' THEN 1 END) AS sent, \
         COUNT(CASE WHEN ",
        to_mend!("$1"),
        " THEN 1 END) AS failed FROM letters l"
    );
    Ok(on!(tx, c => sqlx::query_as(COUNT).bind(now).fetch_one(c).await?))
}

macro_rules! listed {
    ($($rest:expr),+) => {
        concat!(
            "SELECT l.id, l.person_id, p.name AS person, l.kind, l.state, l.attempts, \
             l.created_at, l.due_at, l.sent_at, l.fault, l.answer \
             FROM letters l JOIN people p ON p.id = l.person_id ",
            $($rest),+
        )
    };
}

/// The latest letters.
pub async fn latest(tx: &mut Tx, limit: i64) -> Result<Vec<Listed>> {
    const LIST: &str =
        listed!("WHERE l.in_letter IS NULL ORDER BY l.created_at DESC, l.id DESC LIMIT $1");
    Ok(on!(tx, c => sqlx::query_as(LIST).bind(limit).fetch_all(c).await?))
}

/// The latest of those that could still be sent again.
pub async fn failed(tx: &mut Tx, now: DateTime<Utc>, limit: i64) -> Result<Vec<Listed>> {
    const LIST: &str =
        listed!("WHERE ", to_mend!("$1"), " ORDER BY l.created_at DESC, l.id DESC LIMIT $2");
    Ok(on!(tx, c => sqlx::query_as(LIST).bind(now).bind(limit).fetch_all(c).await?))
}

/// Which of these letters there are already, by person and occasion.
pub async fn of_occasions(
    tx: &mut Tx,
    wanted: &[(PersonId, &str)],
) -> Result<HashSet<(PersonId, String)>> {
    let mut all = HashSet::new();
    for some in wanted.chunks(AT_A_TIME) {
        let found: Vec<(PersonId, String)> = on!(tx, c => {
            let mut query = sqlx::QueryBuilder::new(
                "SELECT person_id, occasion FROM letters WHERE person_id IN (",
            );
            let mut ids = query.separated(", ");
            for (person, _) in some {
                ids.push_bind(*person);
            }
            query.push(") AND occasion IN (");
            let mut occasions = query.separated(", ");
            for (_, occasion) in some {
                occasions.push_bind(*occasion);
            }
            query.push(")").build_query_as().fetch_all(c).await?
        });
        all.extend(found);
    }
    Ok(all)
}
