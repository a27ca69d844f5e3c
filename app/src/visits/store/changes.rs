//! Planning, changing, swapping and calling off visits, and what is remembered of it.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    db::{Tx, execute, on},
    error::{Error, Result},
    people::{BranchId, PersonId, fold},
    programmes::{self, AudienceKind, AudienceLine},
    sessions::{self, Session, SessionId, SessionState},
    visits::{Event, EventKind, Visit},
};

/// A visit to be planned.
#[derive(Clone, Debug)]
pub struct NewVisit {
    pub id: SessionId,
    pub topic: String,
    pub prompt: String,
    pub branch: BranchId,
    pub instructor: PersonId,
    pub day: NaiveDate,
    /// Although the day is not usual.
    pub anyway: bool,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub time_zone: String,
    pub late_after_minutes: i64,
}

/// By whom, when and why something is done.
#[derive(Clone, Copy, Debug)]
pub struct Why<'a> {
    pub by: PersonId,
    pub at: DateTime<Utc>,
    pub reason: &'a str,
}

/// Plans a visit: a session at the branch, whose people are invited, and its place in the rota.
/// [`Error::Taken`] when the branch or the instructor has something else then.
pub async fn add(tx: &mut Tx, visit: &NewVisit, why: &Why<'_>) -> Result<()> {
    const ADD: &str = "INSERT INTO visits (session_id, branch_id, instructor_id, day, anyway) \
                       VALUES ($1, $2, $3, $4, $5)";
    let session = session_of(visit, why.at);
    sessions::store::add(tx, &session, &[], why.by).await?;
    let line = AudienceLine { kind: AudienceKind::Branch, target_id: visit.branch.into() };
    programmes::store::set_audience(tx, session.audience_id, &[line]).await?;
    execute!(
        tx,
        sqlx::query(ADD)
            .bind(visit.id)
            .bind(visit.branch)
            .bind(visit.instructor)
            .bind(visit.day)
            .bind(visit.anyway)
    );
    // Afterwards: a visit may go together with onboarding days at the same branch.
    sessions::store::set_facilitators(tx, &session, &[visit.instructor]).await?;
    let change = Change {
        to_start: Some(visit.starts_at),
        to_instructor: Some(visit.instructor),
        ..Change::default()
    };
    remember(tx, visit.id, EventKind::Planned, change, why).await
}

fn session_of(visit: &NewVisit, now: DateTime<Utc>) -> Session {
    Session {
        job_training: None,
        id: visit.id,
        programme_id: None,
        stage_number: None,
        audience_id: visit.id.into(),
        topic: visit.topic.clone(),
        agenda: String::new(),
        agenda_html: String::new(),
        prompt: visit.prompt.clone(),
        starts_at: visit.starts_at,
        ends_at: visit.ends_at,
        time_zone: visit.time_zone.clone(),
        branch_id: Some(visit.branch),
        room: String::new(),
        link: String::new(),
        capacity: None,
        late_after_minutes: visit.late_after_minutes,
        state: SessionState::Planned,
        opened_at: None,
        closed_at: None,
        cancelled_at: None,
        cancel_reason: String::new(),
        plan_reason: String::new(),
        created_at: now,
        revision: 1,
    }
}

/// Puts a planned visit to another morning, hands it to somebody else, or names it anew: `to` is
/// how it shall be, with the revision it was made from. [`Error::Stale`] when it is not planned
/// any more or was changed since, [`Error::Taken`] when somebody has something else then.
pub async fn save(tx: &mut Tx, from: &Visit, to: &Visit, why: &Why<'_>) -> Result<()> {
    const SESSION: &str = "UPDATE sessions SET topic = $3, folded = $4, starts_at = $5, \
        ends_at = $6, revision = revision + 1 \
        WHERE id = $1 AND revision = $2 AND state = 'planned'";
    const VISIT: &str =
        "UPDATE visits SET instructor_id = $2, day = $3, anyway = $4 WHERE session_id = $1";
    const MOVED: &str = "INSERT INTO moves (id, session_id, from_start, to_start, reason, \
                         actor_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let rows = execute!(
        tx,
        sqlx::query(SESSION)
            .bind(to.id)
            .bind(to.revision)
            .bind(&to.topic)
            .bind(fold(&to.topic))
            .bind(to.starts_at)
            .bind(to.ends_at)
    );
    touched(rows)?;
    sessions::store::take_turns(tx, &[from.instructor_id, to.instructor_id]).await?;
    execute!(
        tx,
        sqlx::query(VISIT).bind(to.id).bind(to.instructor_id).bind(to.day).bind(to.anyway)
    );
    book(tx, to.id, to.instructor_id).await?;
    let moved = from.starts_at != to.starts_at;
    if moved {
        execute!(
            tx,
            sqlx::query(MOVED)
                .bind(Uuid::now_v7())
                .bind(to.id)
                .bind(from.starts_at)
                .bind(to.starts_at)
                .bind(why.reason)
                .bind(why.by)
                .bind(why.at)
        );
    }
    let handed = from.instructor_id != to.instructor_id;
    let change = Change {
        from_start: moved.then_some(from.starts_at),
        to_start: moved.then_some(to.starts_at),
        from_instructor: handed.then_some(from.instructor_id),
        to_instructor: handed.then_some(to.instructor_id),
        other: None,
    };
    let kind = if handed && !moved { EventKind::HandedOver } else { EventKind::Changed };
    remember(tx, to.id, kind, change, why).await
}

/// Lets the instructors of two planned visits change places. Both carry the revision that was
/// seen. Errors as in [`save`].
pub async fn swap(tx: &mut Tx, one: &Visit, other: &Visit, why: &Why<'_>) -> Result<()> {
    const SESSION: &str = "UPDATE sessions SET revision = revision + 1 \
                           WHERE id = $1 AND revision = $2 AND state = 'planned'";
    const LIVE: &str = "UPDATE visits SET live = $2 WHERE session_id = $1";
    const GIVE: &str = "UPDATE visits SET instructor_id = $2, live = TRUE WHERE session_id = $1";
    // In one order for all, or two who swap the same would wait for each other.
    let (one, other) = if one.id < other.id { (one, other) } else { (other, one) };
    for visit in [one, other] {
        touched(execute!(tx, sqlx::query(SESSION).bind(visit.id).bind(visit.revision)))?;
    }
    sessions::store::take_turns(tx, &[one.instructor_id, other.instructor_id]).await?;
    for visit in [one, other] {
        // On the same morning neither can be given away before the other is free.
        execute!(tx, sqlx::query(LIVE).bind(visit.id).bind(false));
        execute!(tx, sqlx::query("DELETE FROM bookings WHERE session_id = $1").bind(visit.id));
    }
    for (visit, with) in [(one, other), (other, one)] {
        let to = with.instructor_id;
        execute!(tx, sqlx::query(GIVE).bind(visit.id).bind(to));
        book(tx, visit.id, to).await?;
        let change = Change {
            from_instructor: Some(visit.instructor_id),
            to_instructor: Some(to),
            other: Some((with.id, with.day)),
            ..Change::default()
        };
        remember(tx, visit.id, EventKind::Swapped, change, why).await?;
    }
    Ok(())
}

/// Calls a planned visit off; its morning is free again.
pub async fn call_off(tx: &mut Tx, visit: &Visit, why: &Why<'_>) -> Result<()> {
    const FREE: &str = "UPDATE visits SET live = FALSE WHERE session_id = $1";
    let session = sessions::store::by_id(tx, visit.id).await?.ok_or(Error::NotFound)?;
    let session = Session { revision: visit.revision, ..session };
    sessions::store::cancel(tx, &session, why.at, why.reason).await?;
    execute!(tx, sqlx::query(FREE).bind(visit.id));
    let change = Change { from_start: Some(visit.starts_at), ..Change::default() };
    let change = Change { from_instructor: Some(visit.instructor_id), ..change };
    remember(tx, visit.id, EventKind::Cancelled, change, why).await
}

/// Plans a visit again that was called off. [`Error::Taken`] when its morning is given away.
pub async fn reinstate(tx: &mut Tx, visit: &Visit, why: &Why<'_>) -> Result<()> {
    const LIVE: &str = "UPDATE visits SET live = TRUE WHERE session_id = $1 AND NOT live";
    sessions::store::reinstate(tx, visit.id).await?;
    touched(execute!(tx, sqlx::query(LIVE).bind(visit.id)))?;
    let change = Change {
        to_start: Some(visit.starts_at),
        to_instructor: Some(visit.instructor_id),
        ..Change::default()
    };
    remember(tx, visit.id, EventKind::Reinstated, change, why).await
}

/// Books the time of the session, as it is now, for an instructor.
async fn book(tx: &mut Tx, id: SessionId, instructor: PersonId) -> Result<()> {
    let session = sessions::store::by_id(tx, id).await?.ok_or(Error::NotFound)?;
    sessions::store::set_facilitators(tx, &session, &[instructor]).await
}

fn touched(rows: u64) -> Result<()> {
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// From what to what.
#[derive(Clone, Copy, Debug, Default)]
struct Change {
    from_start: Option<DateTime<Utc>>,
    to_start: Option<DateTime<Utc>>,
    from_instructor: Option<PersonId>,
    to_instructor: Option<PersonId>,
    /// The visit with which it was swapped, and its day.
    other: Option<(SessionId, NaiveDate)>,
}

async fn remember(
    tx: &mut Tx,
    id: SessionId,
    kind: EventKind,
    change: Change,
    why: &Why<'_>,
) -> Result<()> {
    const ADD: &str = "INSERT INTO visit_events (id, session_id, kind, from_start, to_start, \
        from_instructor, to_instructor, reason, actor_id, at, other_id, other_day) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    execute!(
        tx,
        sqlx::query(ADD)
            .bind(Uuid::now_v7())
            .bind(id)
            .bind(kind)
            .bind(change.from_start)
            .bind(change.to_start)
            .bind(change.from_instructor)
            .bind(change.to_instructor)
            .bind(why.reason)
            .bind(why.by)
            .bind(why.at)
            .bind(change.other.map(|(id, _)| id))
            .bind(change.other.map(|(_, day)| day))
    );
    Ok(())
}

/// Remembers what happens to the session underneath; of a session that is no visit nothing.
pub async fn ran(tx: &mut Tx, id: SessionId, kind: EventKind, why: &Why<'_>) -> Result<()> {
    const ADD: &str = "INSERT INTO visit_events (id, session_id, kind, reason, actor_id, at) \
        SELECT $1, v.session_id, $3, $4, $5, $6 FROM visits v WHERE v.session_id = $2";
    execute!(
        tx,
        sqlx::query(ADD)
            .bind(Uuid::now_v7())
            .bind(id)
            .bind(kind)
            .bind(why.reason)
            .bind(why.by)
            .bind(why.at)
    );
    Ok(())
}

/// What happened to a visit, the latest first.
pub async fn events(tx: &mut Tx, id: SessionId) -> Result<Vec<Event>> {
    const LIST: &str = "SELECT e.kind, e.from_start, e.to_start, f.name AS from_instructor, \
            t.name AS to_instructor, e.other_day, b.name AS other_branch, e.reason, \
            w.name AS who, e.at \
        FROM visit_events e \
        LEFT JOIN people f ON f.id = e.from_instructor LEFT JOIN people t ON t.id = e.to_instructor \
        LEFT JOIN visits o ON o.session_id = e.other_id LEFT JOIN branches b ON b.id = o.branch_id \
        LEFT JOIN people w ON w.id = e.actor_id \
        WHERE e.session_id = $1 ORDER BY e.at DESC, e.id DESC";
    Ok(on!(tx, c => sqlx::query_as(LIST).bind(id).fetch_all(c).await?))
}

/// Remembers that a person has looked.
pub async fn mark_read(tx: &mut Tx, person: PersonId, now: DateTime<Utc>) -> Result<()> {
    const MARK: &str = "INSERT INTO visit_reads (person_id, seen_at) VALUES ($1, $2) \
                        ON CONFLICT (person_id) DO UPDATE SET seen_at = excluded.seen_at";
    execute!(tx, sqlx::query(MARK).bind(person).bind(now));
    Ok(())
}
