//! What letters and calendars tell of onboarding days.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::FromRow;
use uuid::Uuid;

use super::days::with_date;
use crate::{
    db::{Tx, execute, on},
    error::Result,
    onboarding::{Day, OnboardingId},
    people::{BranchId, DepartmentId, PersonId},
};

/// Keeps the time of a day that is given up; nothing when it had none.
pub async fn keep_former(tx: &mut Tx, before: &Day, at: DateTime<Utc>) -> Result<()> {
    const ADD: &str = "INSERT INTO onboarding_former_times (id, onboarding_id, number, starts_at, \
        ends_at, time_zone, branch_id, place, instructor_id, given_up_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let Some((starts_at, ends_at)) = before.starts_at.zip(before.ends_at) else { return Ok(()) };
    execute!(
        tx,
        sqlx::query(ADD)
            .bind(Uuid::now_v7())
            .bind(before.onboarding_id)
            .bind(before.number)
            .bind(starts_at)
            .bind(ends_at)
            .bind(&before.time_zone)
            .bind(before.branch_id)
            .bind(&before.place)
            .bind(before.instructor_id)
            .bind(at)
    );
    Ok(())
}

/// A day as it stands, or stood, in somebody's calendar.
#[derive(Clone, Debug, FromRow)]
pub struct InCalendar {
    pub onboarding_id: OnboardingId,
    pub number: i64,
    pub title: String,
    pub bring: String,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub time_zone: String,
    pub branch_id: Option<BranchId>,
    pub branch: String,
    pub address: String,
    pub place: String,
    pub revision: i64,
    pub begun_at: DateTime<Utc>,
    /// When something last happened to the day.
    pub changed_at: Option<DateTime<Utc>>,
    /// It is the person's own day; else one that they hold.
    pub own: bool,
    /// When that time was given up.
    pub given_up_at: Option<DateTime<Utc>>,
}

/// The days between two moments that somebody has or holds, and those that they had or held until
/// they were called off or handed over; of these the last time of each.
pub async fn in_calendar(
    tx: &mut Tx,
    person: PersonId,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<Vec<InCalendar>> {
    const FIND: &str = "SELECT t.onboarding_id, t.number, l.title, l.bring, t.starts_at, t.ends_at, \
            t.time_zone, t.branch_id, COALESCE(b.name, '') AS branch, \
            COALESCE(b.address, '') AS address, t.place, t.revision, o.begun_at, \
            (SELECT MAX(e.at) FROM onboarding_events e \
             WHERE e.onboarding_id = t.onboarding_id AND e.number = t.number) AS changed_at, \
            o.person_id = $1 AS own, t.given_up_at \
        FROM (SELECT d.onboarding_id, d.number, d.starts_at, d.ends_at, d.time_zone, d.branch_id, \
                     d.place, d.revision, d.instructor_id, NULL AS given_up_at \
              FROM onboarding_days d WHERE d.starts_at > $2 AND d.starts_at < $3 \
              UNION ALL \
              SELECT f.onboarding_id, f.number, f.starts_at, f.ends_at, f.time_zone, f.branch_id, \
                     f.place, d.revision, f.instructor_id, f.given_up_at \
              FROM onboarding_former_times f JOIN onboarding_days d \
                ON d.onboarding_id = f.onboarding_id AND d.number = f.number \
              JOIN onboardings x ON x.id = f.onboarding_id \
              WHERE f.starts_at > $2 AND f.starts_at < $3 \
                AND (d.starts_at IS NULL OR (x.person_id <> $1 AND d.instructor_id <> $1)) \
                AND NOT EXISTS (SELECT 1 FROM onboarding_former_times y \
                    WHERE y.onboarding_id = f.onboarding_id AND y.number = f.number \
                      AND (x.person_id = $1 OR y.instructor_id = $1) \
                      AND (y.given_up_at > f.given_up_at \
                           OR (y.given_up_at = f.given_up_at AND y.id > f.id)))) t \
        JOIN onboardings o ON o.id = t.onboarding_id \
        JOIN onboarding_plan_days l ON l.plan_id = o.plan_id AND l.version = o.version \
          AND l.number = t.number \
        LEFT JOIN branches b ON b.id = t.branch_id \
        WHERE o.person_id = $1 OR t.instructor_id = $1 \
        ORDER BY t.starts_at, t.onboarding_id, t.number";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(person).bind(from).bind(to).fetch_all(c).await?))
}

/// Which days somebody planned at one moment: the onboarding and the number of each.
pub async fn planned_at(
    tx: &mut Tx,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<Vec<(OnboardingId, i64)>> {
    const FIND: &str = "SELECT DISTINCT onboarding_id, number FROM onboarding_events \
        WHERE actor_id = $1 AND at = $2 AND kind IN ('planned', 'moved') AND number > 0 \
        ORDER BY onboarding_id, number";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(by).bind(at).fetch_all(c).await?))
}

/// A day that is about to be held.
#[derive(Clone, Debug, FromRow)]
pub struct Upcoming {
    #[sqlx(flatten)]
    pub day: Day,
    pub person_id: PersonId,
    pub name: String,
    /// The new person was written to of their onboarding lately.
    pub person_heard: bool,
    /// And so was the instructor.
    pub instructor_heard: bool,
}

/// The days that begin between two moments; who was written to since another has heard of them.
pub async fn upcoming(
    tx: &mut Tx,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
    since: DateTime<Utc>,
) -> Result<Vec<Upcoming>> {
    const FIND: &str = concat!(
        days!(
            ", o.person_id, p.name, \
             EXISTS (SELECT 1 FROM letters w WHERE w.about = o.id AND w.person_id = o.person_id \
                AND w.created_at > $3) AS person_heard, \
             EXISTS (SELECT 1 FROM letters w WHERE w.about = o.id \
                AND w.person_id = d.instructor_id AND w.created_at > $3) AS instructor_heard"
        ),
        "JOIN people p ON p.id = o.person_id \
         WHERE d.starts_at > $1 AND d.starts_at <= $2 AND d.attendance IS NULL \
           AND d.done_at IS NULL AND o.current AND p.active \
         ORDER BY d.starts_at, d.branch_id, d.onboarding_id, d.number"
    );
    let found: Vec<Upcoming> =
        on!(tx, c => sqlx::query_as(FIND).bind(from).bind(to).bind(since).fetch_all(c).await?);
    let dated = |one: Upcoming| Upcoming { day: with_date(one.day.clone()), ..one };
    Ok(found.into_iter().map(dated).collect())
}

/// Somebody new who is late.
#[derive(Clone, Debug, FromRow)]
pub struct Latecomer {
    pub person_id: PersonId,
    pub name: String,
    pub branch_id: BranchId,
    pub branch: String,
    pub department_id: Option<DepartmentId>,
    pub hired_on: NaiveDate,
    /// How many of their days are done, and how many there are.
    pub done: i64,
    pub days: i64,
}

/// Those hired between two days, both included, for whom job training is still locked.
pub async fn locked_since(tx: &mut Tx, from: NaiveDate, to: NaiveDate) -> Result<Vec<Latecomer>> {
    const FIND: &str = concat!(
        "SELECT p.id AS person_id, p.name, p.branch_id, b.name AS branch, \
            p.department_id, o.hired_on, COUNT(d.done_at) AS done, COUNT(*) AS days \
         FROM onboardings o JOIN people p ON p.id = o.person_id \
         JOIN branches b ON b.id = p.branch_id \
         JOIN onboarding_days d ON d.onboarding_id = o.id WHERE ",
        crate::on_the_way!(),
        " AND o.hired_on >= $1 AND o.hired_on <= $2 \
         GROUP BY o.id, p.id, b.id ORDER BY o.hired_on, p.folded, p.id"
    );
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(from).bind(to).fetch_all(c).await?))
}

/// Whoever looks after onboarding, which HR does for the whole company, and wants reminders, without
/// those who have a letter of this occasion.
pub async fn keepers(tx: &mut Tx, occasion: &str) -> Result<Vec<PersonId>> {
    const FIND: &str = "SELECT p.id FROM people p WHERE p.active AND p.wants_reminders \
          AND p.email IS NOT NULL \
          AND EXISTS (SELECT 1 FROM grants g WHERE g.person_id = p.id AND g.role = 'hr') \
          AND NOT EXISTS (SELECT 1 FROM letters l WHERE l.person_id = p.id AND l.occasion = $1) \
        ORDER BY p.id";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).bind(occasion).fetch_all(c).await?))
}
