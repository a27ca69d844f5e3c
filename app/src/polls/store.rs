use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sqlx::types::Json;

use super::{Poll, PollId, Tally, rules};
use crate::{
    access::Scope,
    db::{Tx, dialect, execute, on},
    error::{Error, Result},
    people::PersonId,
    session_visible,
    sessions::SessionId,
};

macro_rules! polls {
    ($($rest:expr),+ $(,)?) => {
        concat!(
            "SELECT p.id, p.session_id, p.kind, p.question, p.options, p.low, p.high, p.state, \
             p.shown, p.revision FROM polls p ",
            $($rest),+
        )
    };
}

/// A poll of a session that the person may see.
pub async fn find(tx: &mut Tx, scope: &Scope, id: PollId) -> Result<Option<Poll>> {
    const FIND: &str =
        polls!("JOIN sessions s ON s.id = p.session_id WHERE p.id = $3 AND ", session_visible!());
    Ok(on!(tx, c => sqlx::query_as(FIND)
        .bind(scope.person())
        .bind(scope.everything())
        .bind(id)
        .fetch_optional(c)
        .await?))
}

/// A poll, held until the transaction ends: answers come one after the other, and before or after
/// its closing.
pub async fn hold(tx: &mut Tx, id: PollId) -> Result<Option<Poll>> {
    let find = dialect!(
        tx,
        sqlite: polls!("WHERE p.id = $1"),
        postgres: polls!("WHERE p.id = $1 FOR UPDATE")
    );
    Ok(on!(tx, c => sqlx::query_as(find).bind(id).fetch_optional(c).await?))
}

/// The polls of a session, in the order in which they were made. The caller has made sure that the
/// session may be seen.
pub async fn of_session(tx: &mut Tx, session: SessionId) -> Result<Vec<Poll>> {
    const FIND: &str = polls!("WHERE p.session_id = $1 ORDER BY p.id");
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(session).fetch_all(c).await?))
}

/// Adds a draft.
pub async fn add(tx: &mut Tx, poll: &Poll, by: PersonId, at: DateTime<Utc>) -> Result<()> {
    const ADD: &str = "INSERT INTO polls (id, session_id, kind, question, options, low, high, \
                       created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    execute!(
        tx,
        sqlx::query(ADD)
            .bind(poll.id)
            .bind(poll.session_id)
            .bind(poll.kind)
            .bind(&poll.question)
            .bind(Json(&poll.options))
            .bind(&poll.low)
            .bind(&poll.high)
            .bind(by)
            .bind(at)
    );
    Ok(())
}

/// Replaces what a draft asks; [`Error::Stale`] when it changed or was opened meanwhile.
pub async fn save(tx: &mut Tx, poll: &Poll) -> Result<()> {
    const SAVE: &str = "UPDATE polls SET question = $3, options = $4, low = $5, high = $6, \
                        revision = revision + 1 \
                        WHERE id = $1 AND revision = $2 AND state = 'draft'";
    let rows = execute!(
        tx,
        sqlx::query(SAVE)
            .bind(poll.id)
            .bind(poll.revision)
            .bind(&poll.question)
            .bind(Json(&poll.options))
            .bind(&poll.low)
            .bind(&poll.high)
    );
    if rows == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Opens a draft, with nothing answered by nobody. `false` when it was opened before.
pub async fn open(tx: &mut Tx, poll: &Poll) -> Result<bool> {
    const OPEN: &str = "UPDATE polls SET state = 'open', revision = revision + 1 \
                        WHERE id = $1 AND state = 'draft'";
    const TALLY: &str = "INSERT INTO poll_tallies (poll_id, counts) VALUES ($1, $2)";
    const TURNOUT: &str = "INSERT INTO poll_turnout (poll_id) VALUES ($1)";
    if execute!(tx, sqlx::query(OPEN).bind(poll.id)) == 0 {
        return Ok(false);
    }
    let counts = vec![0_i64; rules::places(poll.kind, &poll.options)];
    execute!(tx, sqlx::query(TALLY).bind(poll.id).bind(Json(counts)));
    execute!(tx, sqlx::query(TURNOUT).bind(poll.id));
    Ok(true)
}

/// Closes an open poll. `false` when it was closed before.
pub async fn close(tx: &mut Tx, id: PollId) -> Result<bool> {
    const CLOSE: &str = "UPDATE polls SET state = 'closed', revision = revision + 1 \
                         WHERE id = $1 AND state = 'open'";
    Ok(execute!(tx, sqlx::query(CLOSE).bind(id)) == 1)
}

/// Puts the results of a closed poll before the room, or takes them away.
pub async fn show(tx: &mut Tx, id: PollId, shown: bool) -> Result<bool> {
    const SHOW: &str = "UPDATE polls SET shown = $2 \
                        WHERE id = $1 AND state = 'closed' AND shown <> $2";
    Ok(execute!(tx, sqlx::query(SHOW).bind(id).bind(shown)) == 1)
}

/// Deletes a poll with all of its answers.
pub async fn delete(tx: &mut Tx, id: PollId) -> Result<()> {
    execute!(tx, sqlx::query("DELETE FROM poll_turnout WHERE poll_id = $1").bind(id));
    execute!(tx, sqlx::query("DELETE FROM poll_tallies WHERE poll_id = $1").bind(id));
    let rows = execute!(tx, sqlx::query("DELETE FROM polls WHERE id = $1").bind(id));
    if rows == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// What was answered; nothing of a draft.
pub async fn tally(tx: &mut Tx, id: PollId) -> Result<Tally> {
    const FIND: &str = "SELECT answers, counts, words FROM poll_tallies WHERE poll_id = $1";
    let found: Option<Tally> = on!(tx, c => sqlx::query_as(FIND).bind(id).fetch_optional(c).await?);
    Ok(found.unwrap_or_default())
}

/// Writes what was answered, whole.
pub async fn keep_tally(tx: &mut Tx, id: PollId, tally: &Tally) -> Result<()> {
    const KEEP: &str = "UPDATE poll_tallies SET answers = $2, counts = $3, words = $4 \
                        WHERE poll_id = $1";
    execute!(
        tx,
        sqlx::query(KEEP)
            .bind(id)
            .bind(tally.answers)
            .bind(Json(&tally.counts))
            .bind(Json(&tally.words))
    );
    Ok(())
}

/// Adds somebody to those who have answered a poll that is held; `false` when they had before.
pub async fn add_turnout(tx: &mut Tx, id: PollId, person: PersonId) -> Result<bool> {
    const KEEP: &str = "UPDATE poll_turnout SET people = $2 WHERE poll_id = $1";
    let mut people = people(tx, id).await?;
    let Err(place) = people.binary_search(&person) else { return Ok(false) };
    people.insert(place, person);
    execute!(tx, sqlx::query(KEEP).bind(id).bind(Json(people)));
    Ok(true)
}

/// Who has answered a poll, sorted.
pub async fn people(tx: &mut Tx, id: PollId) -> Result<Vec<PersonId>> {
    const FIND: &str = "SELECT people FROM poll_turnout WHERE poll_id = $1";
    let people: Option<Json<Vec<PersonId>>> =
        on!(tx, c => sqlx::query_scalar(FIND).bind(id).fetch_optional(c).await?);
    people.map(|Json(people)| people).ok_or(Error::NotFound)
}

/// Which polls of a session the person has answered.
pub async fn answered(
    tx: &mut Tx,
    session: SessionId,
    person: PersonId,
) -> Result<HashSet<PollId>> {
    const FIND: &str = "SELECT t.poll_id, t.people FROM poll_turnout t \
                        JOIN polls p ON p.id = t.poll_id WHERE p.session_id = $1";
    let rows: Vec<(PollId, Json<Vec<PersonId>>)> =
        on!(tx, c => sqlx::query_as(FIND).bind(session).fetch_all(c).await?);
    let of = |people: &[PersonId]| people.binary_search(&person).is_ok();
    Ok(rows.into_iter().filter(|(_, people)| of(people)).map(|(id, _)| id).collect())
}
