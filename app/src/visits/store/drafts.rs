//! Proposals that wait to be published.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::types::Json;

use crate::{
    db::{Tx, dialect, execute, on},
    error::{Error, Result},
    on_the_way,
    people::{BranchId, PersonId},
    visits::{
        Draft, DraftId, DraftLine, DraftLineId,
        proposing::{Fixed, Outcome, Proposal, Why},
    },
    waits_for_time,
};

/// Keeps a proposal. [`Error::Taken`] when another one is open.
pub async fn add_draft(
    tx: &mut Tx,
    id: DraftId,
    (from, to): (NaiveDate, NaiveDate),
    proposal: &Proposal,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<()> {
    const ADD: &str = "INSERT INTO visit_drafts (id, from_day, to_day, outcome, made_by, made_at) \
                       VALUES ($1, $2, $3, $4, $5, $6)";
    execute!(
        tx,
        sqlx::query(ADD)
            .bind(id)
            .bind(from)
            .bind(to)
            .bind(Json(&proposal.outcome))
            .bind(by)
            .bind(at)
    );
    for line in &proposal.lines {
        let (branch, instructor) = (line.branch, line.instructor);
        add_line(tx, id, (branch, instructor, line.day), Some(&line.why)).await?;
    }
    Ok(())
}

/// Puts a visit into a draft. [`Error::Taken`] when the branch or the instructor has one there.
pub async fn add_line(
    tx: &mut Tx,
    draft: DraftId,
    (branch, instructor, day): (BranchId, PersonId, NaiveDate),
    why: Option<&Why>,
) -> Result<()> {
    const ADD: &str = "INSERT INTO visit_draft_lines (id, draft_id, branch_id, instructor_id, \
                       day, why) VALUES ($1, $2, $3, $4, $5, $6)";
    execute!(
        tx,
        sqlx::query(ADD)
            .bind(DraftLineId::new())
            .bind(draft)
            .bind(branch)
            .bind(instructor)
            .bind(day)
            .bind(why.map(Json))
    );
    Ok(())
}

/// The draft that is open.
pub async fn open_draft(tx: &mut Tx) -> Result<Option<Draft>> {
    const FIND: &str = "SELECT d.id, d.from_day, d.to_day, d.outcome, p.name AS made_by, d.made_at \
        FROM visit_drafts d JOIN people p ON p.id = d.made_by WHERE d.state = 'open'";
    Ok(on!(tx, c => sqlx::query_as(FIND).fetch_optional(c).await?))
}

/// A proposal that was published: its days, and how many visits it had.
pub async fn published(tx: &mut Tx, id: DraftId) -> Result<Option<(NaiveDate, NaiveDate, i64)>> {
    const FIND: &str = "SELECT d.from_day, d.to_day, \
            (SELECT COUNT(*) FROM visit_draft_lines l WHERE l.draft_id = d.id) \
        FROM visit_drafts d WHERE d.id = $1 AND d.state = 'published'";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(id).fetch_optional(c).await?))
}

/// The same, held until the transaction ends: who changes it meanwhile waits.
pub async fn held_draft(tx: &mut Tx, id: DraftId) -> Result<Option<Draft>> {
    const FIND: &str = "SELECT d.id, d.from_day, d.to_day, d.outcome, p.name AS made_by, d.made_at \
        FROM visit_drafts d JOIN people p ON p.id = d.made_by WHERE d.state = 'open' AND d.id = $1";
    const HOLD: &str = "SELECT d.id, d.from_day, d.to_day, d.outcome, p.name AS made_by, d.made_at \
        FROM visit_drafts d JOIN people p ON p.id = d.made_by WHERE d.state = 'open' AND d.id = $1 \
        FOR UPDATE OF d";
    let find = dialect!(tx, sqlite: FIND, postgres: HOLD);
    Ok(on!(tx, c => sqlx::query_as(find).bind(id).fetch_optional(c).await?))
}

macro_rules! lines {
    ($($end:literal),+) => {
        concat!(
            "SELECT l.id, l.branch_id, b.name AS branch, l.instructor_id, p.name AS instructor, \
             l.day, l.why FROM visit_draft_lines l JOIN branches b ON b.id = l.branch_id \
             JOIN people p ON p.id = l.instructor_id WHERE ",
            $($end),+
        )
    };
}

/// The visits of a draft between two days, by day.
pub async fn lines(
    tx: &mut Tx,
    draft: DraftId,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Vec<DraftLine>> {
    const LIST: &str =
        lines!("l.draft_id = $1 AND l.day >= $2 AND l.day <= $3 ORDER BY l.day, b.folded, l.id");
    Ok(on!(tx, c => sqlx::query_as(LIST).bind(draft).bind(from).bind(to).fetch_all(c).await?))
}

/// One of them, of the draft that is open.
pub async fn line(tx: &mut Tx, id: DraftLineId) -> Result<Option<DraftLine>> {
    const FIND: &str = lines!(
        "l.id = $1 AND EXISTS (SELECT 1 FROM visit_drafts d \
            WHERE d.id = l.draft_id AND d.state = 'open')"
    );
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(id).fetch_optional(c).await?))
}

/// Puts a visit of the draft to another day or person. [`Error::Taken`] when one of them has one
/// then, [`Error::Stale`] when it is gone or was changed since it was `from`.
pub async fn change_line(
    tx: &mut Tx,
    draft: DraftId,
    from: &DraftLine,
    (instructor, day): (PersonId, NaiveDate),
) -> Result<()> {
    const SAVE: &str = "UPDATE visit_draft_lines SET instructor_id = $3, day = $4, why = NULL \
        WHERE id = $1 AND draft_id = $2 AND instructor_id = $5 AND day = $6";
    let rows = execute!(
        tx,
        sqlx::query(SAVE)
            .bind(from.id)
            .bind(draft)
            .bind(instructor)
            .bind(day)
            .bind(from.instructor_id)
            .bind(from.day)
    );
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// Keeps why a visit stands where it stands, after others were changed.
pub async fn set_why(tx: &mut Tx, id: DraftLineId, why: &Why) -> Result<()> {
    const SET: &str = "UPDATE visit_draft_lines SET why = $2 WHERE id = $1";
    execute!(tx, sqlx::query(SET).bind(id).bind(Json(why)));
    Ok(())
}

/// `false` when it is gone already.
pub async fn remove_line(tx: &mut Tx, draft: DraftId, id: DraftLineId) -> Result<bool> {
    const REMOVE: &str = "DELETE FROM visit_draft_lines WHERE id = $1 AND draft_id = $2";
    Ok(execute!(tx, sqlx::query(REMOVE).bind(id).bind(draft)) == 1)
}

/// Keeps what a draft brings, after it was changed.
pub async fn set_outcome(tx: &mut Tx, draft: DraftId, outcome: &Outcome) -> Result<()> {
    const SET: &str = "UPDATE visit_drafts SET outcome = $2 WHERE id = $1";
    execute!(tx, sqlx::query(SET).bind(draft).bind(Json(outcome)));
    Ok(())
}

/// Ends an open draft; `state` is what became of it. [`Error::Stale`] when it is ended already.
pub async fn end_draft(
    tx: &mut Tx,
    id: DraftId,
    state: &str,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<()> {
    const END: &str = "UPDATE visit_drafts SET state = $2, ended_by = $3, ended_at = $4 \
                       WHERE id = $1 AND state = 'open'";
    let rows = execute!(tx, sqlx::query(END).bind(id).bind(state).bind(by).bind(at));
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// The visits that stand on days of a span.
pub async fn fixed(tx: &mut Tx, from: NaiveDate, to: NaiveDate) -> Result<Vec<Fixed>> {
    const LIST: &str = "SELECT branch_id, instructor_id, day FROM visits \
                        WHERE live AND day >= $1 AND day <= $2 ORDER BY day, branch_id";
    let all: Vec<(BranchId, PersonId, NaiveDate)> =
        on!(tx, c => sqlx::query_as(LIST).bind(from).bind(to).fetch_all(c).await?);
    Ok(all.into_iter().map(|(branch, instructor, day)| Fixed { branch, instructor, day }).collect())
}

/// The last visit of each branch before a day that was held or still may be.
pub async fn last_visits(
    tx: &mut Tx,
    before: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Vec<(BranchId, NaiveDate)>> {
    const LIST: &str = "SELECT v.branch_id, MAX(v.day) FROM visits v \
        JOIN sessions s ON s.id = v.session_id \
        WHERE v.live AND v.day < $1 \
          AND (s.ends_at > $2 OR s.state = 'open' OR EXISTS (SELECT 1 FROM attendance t \
                WHERE t.session_id = s.id AND t.state IN ('present', 'late'))) \
        GROUP BY v.branch_id";
    Ok(on!(tx, c => sqlx::query_as(LIST).bind(before).bind(now).fetch_all(c).await?))
}

/// Where somebody new waits for days without a time: the branch, the date of hire, how many days, and
/// how many mornings visits give them that are to come before a day. One line for each person.
pub async fn awaited_at(
    tx: &mut Tx,
    before: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Vec<(BranchId, NaiveDate, i64, i64)>> {
    const LIST: &str = concat!(
        "SELECT p.branch_id, o.hired_on, COUNT(*), \
            (SELECT COUNT(*) FROM visits v JOIN sessions s ON s.id = v.session_id \
             WHERE v.branch_id = p.branch_id AND v.live AND s.state = 'planned' \
               AND s.starts_at > $2 AND v.day >= o.hired_on AND v.day < $1 \
               AND NOT EXISTS (SELECT 1 FROM onboarding_days x \
                    WHERE x.onboarding_id = o.id AND x.day = v.day)) \
         FROM onboardings o \
         JOIN people p ON p.id = o.person_id JOIN onboarding_days d ON d.onboarding_id = o.id \
         WHERE ",
        on_the_way!(),
        " AND ",
        waits_for_time!(),
        " GROUP BY o.id, p.branch_id, o.hired_on ORDER BY p.branch_id, o.hired_on, o.id"
    );
    Ok(on!(tx, c => sqlx::query_as(LIST).bind(before).bind(now).fetch_all(c).await?))
}
