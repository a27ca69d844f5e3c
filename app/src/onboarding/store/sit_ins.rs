use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    db::{Tx, execute, on},
    error::{Error, Result},
    knowledge::NoteId,
    onboarding::{Denial, Onboarding, OnboardingId, SitIn, SitInId, Wall},
    people::{PersonBrief, PersonId},
    sessions::zones,
};

macro_rules! sit_ins {
    ($rest:expr) => {
        concat!(
            "SELECT s.id, s.onboarding_id, o.person_id, w.name AS person, b.name AS branch, \
             b.time_zone, s.host_id, h.name AS host, s.held_on, s.starts_at, s.ends_at, \
             s.observed, s.reflection, s.note_id, s.confirmed_at, s.denied_at, s.remark, \
             s.created_by, s.created_at, s.changed_at, s.revision \
             FROM sit_ins s JOIN onboardings o ON o.id = s.onboarding_id \
             JOIN people w ON w.id = o.person_id JOIN branches b ON b.id = w.branch_id \
             JOIN people h ON h.id = s.host_id ",
            $rest
        )
    };
}

/// The sit-ins of an onboarding, the latest first.
pub async fn sit_ins(tx: &mut Tx, id: OnboardingId) -> Result<Vec<SitIn>> {
    const FIND: &str = sit_ins!("WHERE s.onboarding_id = $1 ORDER BY s.held_on DESC, s.id DESC");
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(id).fetch_all(c).await?))
}

/// The sit-ins of which a host has said nothing yet.
pub async fn to_confirm(tx: &mut Tx, host: PersonId) -> Result<Vec<SitIn>> {
    const FIND: &str = sit_ins!(
        "WHERE s.host_id = $1 AND s.observed <> '' AND s.confirmed_at IS NULL \
           AND s.denied_at IS NULL ORDER BY s.held_on, s.id"
    );
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(host).fetch_all(c).await?))
}

/// The sit-ins that a host has ahead, the next first.
pub async fn coming(tx: &mut Tx, host: PersonId, now: DateTime<Utc>) -> Result<Vec<SitIn>> {
    const FIND: &str = sit_ins!(
        "WHERE s.host_id = $1 AND s.observed = '' AND s.ends_at > $2 AND w.active \
         ORDER BY s.starts_at, s.id"
    );
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(host).bind(now).fetch_all(c).await?))
}

/// The planned sit-ins that somebody has or is the host of between two moments.
pub async fn sit_ins_between(
    tx: &mut Tx,
    person: PersonId,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<Vec<SitIn>> {
    const FIND: &str = sit_ins!(
        "WHERE (s.host_id = $1 OR o.person_id = $1) AND s.starts_at > $2 AND s.starts_at < $3 \
           AND w.active ORDER BY s.starts_at, s.id"
    );
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(person).bind(from).bind(to).fetch_all(c).await?))
}

macro_rules! denials {
    ($rest:expr) => {
        concat!(
            "SELECT w.name AS person, h.name AS host, d.held_on, d.reason, d.at \
             FROM sit_in_denials d JOIN onboardings o ON o.id = d.onboarding_id \
             JOIN people w ON w.id = o.person_id JOIN people h ON h.id = d.host_id ",
            $rest,
            " ORDER BY d.at DESC, d.id DESC LIMIT 20"
        )
    };
}

/// What hosts said was not so in an onboarding, without what still stands there as such.
pub async fn denials(tx: &mut Tx, id: OnboardingId) -> Result<Vec<Denial>> {
    const LIST: &str = denials!(
        "WHERE d.onboarding_id = $1 AND NOT EXISTS (SELECT 1 FROM sit_ins s \
            WHERE s.onboarding_id = d.onboarding_id AND s.host_id = d.host_id \
              AND s.held_on = d.held_on AND s.denied_at = d.at)"
    );
    Ok(on!(tx, c => sqlx::query_as(LIST).bind(id).fetch_all(c).await?))
}

/// What somebody said, as a host, was not so.
pub async fn denied_by(tx: &mut Tx, host: PersonId) -> Result<Vec<Denial>> {
    const LIST: &str = denials!("WHERE d.host_id = $1");
    Ok(on!(tx, c => sqlx::query_as(LIST).bind(host).fetch_all(c).await?))
}

pub async fn sit_in(tx: &mut Tx, id: SitInId) -> Result<Option<SitIn>> {
    const FIND: &str = sit_ins!("WHERE s.id = $1");
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(id).fetch_optional(c).await?))
}

/// A sit-in to be kept.
pub struct NewSitIn<'a> {
    pub id: SitInId,
    pub onboarding: OnboardingId,
    pub host: PersonId,
    pub held_on: NaiveDate,
    /// From when to when, if it is planned.
    pub time: Option<(DateTime<Utc>, DateTime<Utc>)>,
    /// Nothing when it is planned.
    pub observed: &'a str,
    pub reflection: &'a str,
    pub note: Option<NoteId>,
    pub by: PersonId,
    pub at: DateTime<Utc>,
}

/// Adds a sit-in. [`Error::Taken`] when there is one with that host on that day.
pub async fn add_sit_in(tx: &mut Tx, new: &NewSitIn<'_>) -> Result<()> {
    const ADD: &str = "INSERT INTO sit_ins (id, onboarding_id, host_id, held_on, observed, \
        reflection, note_id, created_by, created_at, starts_at, ends_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    execute!(
        tx,
        sqlx::query(ADD)
            .bind(new.id)
            .bind(new.onboarding)
            .bind(new.host)
            .bind(new.held_on)
            .bind(new.observed)
            .bind(new.reflection)
            .bind(new.note)
            .bind(new.by)
            .bind(new.at)
            .bind(new.time.map(|(starts_at, _)| starts_at))
            .bind(new.time.map(|(_, ends_at)| ends_at))
    );
    Ok(())
}

/// The host says that it was so. [`Error::Stale`] when that was said before.
pub async fn confirm(tx: &mut Tx, id: SitInId, remark: &str, at: DateTime<Utc>) -> Result<()> {
    const CONFIRM: &str = "UPDATE sit_ins SET confirmed_at = $2, remark = $3, changed_at = $2, \
        revision = revision + 1 \
        WHERE id = $1 AND observed <> '' AND confirmed_at IS NULL AND denied_at IS NULL";
    let rows = execute!(tx, sqlx::query(CONFIRM).bind(id).bind(at).bind(remark));
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// The host says that it was not so, and why, which is kept whatever becomes of it. [`Error::Stale`] when
/// something was said before.
pub async fn deny(tx: &mut Tx, id: SitInId, why: &str, at: DateTime<Utc>) -> Result<()> {
    const DENY: &str = "UPDATE sit_ins SET denied_at = $2, remark = $3, changed_at = $2, \
        revision = revision + 1 \
        WHERE id = $1 AND observed <> '' AND confirmed_at IS NULL AND denied_at IS NULL";
    const KEEP: &str = "INSERT INTO sit_in_denials (id, onboarding_id, host_id, held_on, reason, at) \
        SELECT $2, onboarding_id, host_id, held_on, remark, denied_at FROM sit_ins WHERE id = $1";
    if execute!(tx, sqlx::query(DENY).bind(id).bind(at).bind(why)) == 0 {
        return Err(Error::Stale);
    }
    execute!(tx, sqlx::query(KEEP).bind(id).bind(Uuid::now_v7()));
    Ok(())
}

/// Corrects a sit-in; the host is asked anew. [`Error::Stale`] when it was confirmed or changed since,
/// [`Error::Taken`] when there is one with that host on that day.
pub async fn change_sit_in(tx: &mut Tx, changed: &SitIn, at: DateTime<Utc>) -> Result<()> {
    const CHANGE: &str = "UPDATE sit_ins SET host_id = $3, held_on = $4, observed = $5, \
        reflection = $6, starts_at = $7, ends_at = $8, changed_at = $9, denied_at = NULL, \
        remark = '', revision = revision + 1 \
        WHERE id = $1 AND revision = $2 AND confirmed_at IS NULL";
    let rows = execute!(
        tx,
        sqlx::query(CHANGE)
            .bind(changed.id)
            .bind(changed.revision)
            .bind(changed.host_id)
            .bind(changed.held_on)
            .bind(&changed.observed)
            .bind(&changed.reflection)
            .bind(changed.starts_at)
            .bind(changed.ends_at)
            .bind(at)
    );
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// Takes a sit-in away that nobody has confirmed; `false` when there is none.
pub async fn remove_sit_in(tx: &mut Tx, id: SitInId) -> Result<bool> {
    const REMOVE: &str = "DELETE FROM sit_ins WHERE id = $1 AND confirmed_at IS NULL";
    Ok(execute!(tx, sqlx::query(REMOVE).bind(id)) == 1)
}

/// The reflection of a sit-in has become a note. [`Error::Stale`] when it had before.
pub async fn became_note(tx: &mut Tx, id: SitInId, note: NoteId) -> Result<()> {
    const BECAME: &str = "UPDATE sit_ins SET note_id = $2 WHERE id = $1 AND note_id IS NULL";
    if execute!(tx, sqlx::query(BECAME).bind(id).bind(note)) == 1 {
        Ok(())
    } else {
        Err(Error::Stale)
    }
}

/// The sessions on whose walls somebody's reflection can stand, the last one first: those that they were
/// at since they were hired and whose programme, if it has phases, still takes notes.
pub async fn walls_of(tx: &mut Tx, of: &Onboarding) -> Result<Vec<Wall>> {
    const FIND: &str = "SELECT s.id, s.topic, s.starts_at, s.time_zone FROM sessions s \
        LEFT JOIN programmes g ON g.id = s.programme_id \
        JOIN attendance t ON t.session_id = s.id AND t.person_id = $1 \
            AND t.state IN ('present', 'late') \
        WHERE s.state <> 'cancelled' AND s.starts_at >= $2 \
          AND (g.id IS NULL OR g.framework <> 'phases' OR g.phase = 1) \
        ORDER BY s.starts_at DESC, s.id DESC LIMIT 20";
    let hired = zones::start_of_day(of.hired_on, &of.branch_zone);
    Ok(on!(tx, c => sqlx::query_as(FIND)
        .bind(of.person_id)
        .bind(hired)
        .fetch_all(c)
        .await?))
}

/// Who could be a host: the active people of the branch, without the person themselves.
pub async fn colleagues(tx: &mut Tx, of: PersonId) -> Result<Vec<PersonBrief>> {
    const FIND: &str = "SELECT p.id, p.name, COALESCE(t.name, '') AS position, b.name AS branch \
        FROM people me JOIN people p ON p.branch_id = me.branch_id AND p.id <> me.id AND p.active \
        JOIN branches b ON b.id = p.branch_id LEFT JOIN positions t ON t.id = p.position_id \
        WHERE me.id = $1 ORDER BY p.folded, p.id";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(of).fetch_all(c).await?))
}
