//! Polls whose results the room saw: the questions, and what was answered, without anybody.

use chrono::{DateTime, Utc};
use sqlx::types::Json;

use crate::{
    access::Scope,
    db::{Tx, execute, on},
    error::Result,
    people::PersonId,
    polls::{Poll, PollState, Tally, rules},
    programmes::ProgrammeId,
    session_visible,
};

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(flatten)]
    poll: Poll,
    #[sqlx(flatten)]
    tally: Tally,
}

/// The polls of a programme's sessions that the person may see, in the order in which they were
/// asked.
pub async fn polls(
    tx: &mut Tx,
    scope: &Scope,
    programme: ProgrammeId,
) -> Result<Vec<(Poll, Tally)>> {
    const FIND: &str = concat!(
        "SELECT p.id, p.session_id, p.kind, p.question, p.options, p.low, p.high, p.state, \
                p.shown, p.revision, t.answers, t.counts, t.words \
         FROM polls p JOIN poll_tallies t ON t.poll_id = p.id \
         JOIN sessions s ON s.id = p.session_id \
         WHERE s.programme_id = $3 AND p.state = 'closed' AND p.shown AND ",
        session_visible!(),
        " ORDER BY s.starts_at, s.id, p.id"
    );
    let rows: Vec<Row> = on!(tx, c => sqlx::query_as(FIND)
        .bind(scope.person())
        .bind(scope.everything())
        .bind(programme)
        .fetch_all(c)
        .await?);
    let seen = |row: &Row| rules::has_results(row.poll.state, row.tally.answers);
    Ok(rows.into_iter().filter(seen).map(|row| (row.poll, row.tally)).collect())
}

/// Adds a poll that is over, with what was answered elsewhere and nobody who did.
pub async fn add_poll(
    tx: &mut Tx,
    poll: &Poll,
    tally: &Tally,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<()> {
    const END: &str = "UPDATE polls SET state = $2, shown = TRUE WHERE id = $1";
    const TALLY: &str = "INSERT INTO poll_tallies (poll_id, answers, counts, words) \
                         VALUES ($1, $2, $3, $4)";
    const TURNOUT: &str = "INSERT INTO poll_turnout (poll_id) VALUES ($1)";
    crate::polls::store::add(tx, poll, by, at).await?;
    execute!(tx, sqlx::query(END).bind(poll.id).bind(PollState::Closed));
    execute!(
        tx,
        sqlx::query(TALLY)
            .bind(poll.id)
            .bind(tally.answers)
            .bind(Json(&tally.counts))
            .bind(Json(&tally.words))
    );
    execute!(tx, sqlx::query(TURNOUT).bind(poll.id));
    Ok(())
}
