use chrono::{DateTime, Utc};

use crate::{
    access::Role,
    db::{Tx, execute, on},
    error::{Error, Result},
    onboarding::{Day, Item, OnboardingId, Presence, Why, proposing::Busy},
    people::{BranchId, PersonBrief, PersonId},
    sessions::zones,
};

/// The columns of a day, others besides if wanted, and where they come from.
macro_rules! days {
    () => {
        days!("")
    };
    ($others:literal) => {
        concat!(
            "SELECT d.onboarding_id, d.number, l.title, l.topics, l.materials, l.bring, \
             l.starts_at_minute, l.minutes, l.signer, d.starts_at, d.ends_at, d.time_zone, \
             d.branch_id, b.name AS branch, b.address, d.place, d.instructor_id, \
             i.name AS instructor, d.why, d.make_up, d.anyway, d.attendance, d.done_at, d.revision, ",
            $crate::day_need!(),
            " AS need, \
             (SELECT COUNT(*) FROM onboarding_items x WHERE x.plan_id = o.plan_id \
                AND x.version = o.version AND x.number = d.number) AS items, \
             (SELECT COUNT(*) FROM onboarding_signatures s \
                WHERE s.onboarding_id = d.onboarding_id AND s.number = d.number) AS signed",
            $others,
            " FROM onboarding_days d JOIN onboardings o ON o.id = d.onboarding_id \
             JOIN onboarding_plan_days l ON l.plan_id = o.plan_id AND l.version = o.version \
                AND l.number = d.number \
             LEFT JOIN branches b ON b.id = d.branch_id \
             LEFT JOIN people i ON i.id = d.instructor_id "
        )
    };
}

fn dated(days: Vec<Day>) -> Vec<Day> {
    days.into_iter().map(with_date).collect()
}

pub(super) fn with_date(day: Day) -> Day {
    let on = day.starts_at.map(|at| zones::in_zone(at, &day.time_zone).date());
    Day { on, ..day }
}

/// The days of these onboardings, in their order. Whether they may be seen was asked before.
pub async fn days(tx: &mut Tx, ids: &[OnboardingId]) -> Result<Vec<Day>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    // Far below what a statement may carry.
    for some in ids.chunks(500) {
        let days: Vec<Day> = on!(tx, c => {
            let mut query = sqlx::QueryBuilder::new(days!());
            query.push("WHERE d.onboarding_id IN (");
            let mut list = query.separated(", ");
            for id in some {
                list.push_bind(*id);
            }
            query.push(") ORDER BY d.onboarding_id, d.number").build_query_as().fetch_all(c).await?
        });
        found.extend(days);
    }
    Ok(dated(found))
}

/// The days that an instructor holds between two moments.
pub async fn held_by(
    tx: &mut Tx,
    instructor: PersonId,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<Vec<Day>> {
    const FIND: &str = concat!(
        days!(),
        "WHERE d.instructor_id = $1 AND d.starts_at >= $2 AND d.starts_at < $3 AND o.current \
         ORDER BY d.starts_at, d.branch_id, d.number, d.onboarding_id"
    );
    let found: Vec<Day> = on!(tx, c => sqlx::query_as(FIND)
        .bind(instructor)
        .bind(from)
        .bind(to)
        .fetch_all(c)
        .await?);
    Ok(dated(found))
}

/// What must be seen on the days of these onboardings, and what was.
pub async fn items(tx: &mut Tx, ids: &[OnboardingId]) -> Result<Vec<Item>> {
    const FIND: &str = "SELECT o.id AS onboarding_id, i.number, i.item, i.text, \
               p.name AS signed_by, s.signed_at, s.remark \
        FROM onboardings o \
        JOIN onboarding_items i ON i.plan_id = o.plan_id AND i.version = o.version \
        LEFT JOIN onboarding_signatures s ON s.onboarding_id = o.id AND s.number = i.number \
            AND s.item = i.item \
        LEFT JOIN people p ON p.id = s.signed_by WHERE o.id IN (";
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(tx, c => {
        let mut query = sqlx::QueryBuilder::new(FIND);
        let mut list = query.separated(", ");
        for id in ids {
            list.push_bind(*id);
        }
        query.push(") ORDER BY o.id, i.number, i.item").build_query_as().fetch_all(c).await?
    }))
}

/// When and where a day is, and with whom.
#[derive(Clone, Debug)]
pub struct Appointment {
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub zone: String,
    pub branch: BranchId,
    pub place: String,
    pub instructor: PersonId,
    /// Why with them; nothing when somebody chose it.
    pub why: Option<Why>,
    pub make_up: bool,
    /// Although the day is not usual.
    pub anyway: bool,
}

/// Puts a day to a time; a mark that it was missed goes. [`Error::Taken`] when the instructor is
/// somewhere else then, [`Error::Stale`] when the day changed or somebody was there already.
pub async fn plan_day(
    tx: &mut Tx,
    id: OnboardingId,
    number: i64,
    revision: i64,
    to: &Appointment,
) -> Result<()> {
    const PLAN: &str = "UPDATE onboarding_days SET starts_at = $4, ends_at = $5, time_zone = $6, \
        branch_id = $7, place = $8, instructor_id = $9, make_up = $10, attendance = NULL, \
        day = $11, why = $12, anyway = $13, revision = revision + 1 \
        WHERE onboarding_id = $1 AND number = $2 AND revision = $3 AND done_at IS NULL \
          AND (attendance IS NULL OR attendance = 'absent')";
    crate::sessions::store::take_turns(tx, &[to.instructor]).await?;
    let rows = execute!(
        tx,
        sqlx::query(PLAN)
            .bind(id)
            .bind(number)
            .bind(revision)
            .bind(to.starts_at)
            .bind(to.ends_at)
            .bind(&to.zone)
            .bind(to.branch)
            .bind(&to.place)
            .bind(to.instructor)
            .bind(to.make_up)
            .bind(zones::in_zone(to.starts_at, &to.zone).date())
            .bind(to.why.map(Why::code).unwrap_or_default())
            .bind(to.anyway)
    );
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// Takes the time of a day away that nobody came to; `false` when it has none or was held.
pub async fn unplan_day(tx: &mut Tx, id: OnboardingId, number: i64) -> Result<bool> {
    const UNPLAN: &str = "UPDATE onboarding_days SET starts_at = NULL, ends_at = NULL, \
        day = NULL, branch_id = NULL, place = '', instructor_id = NULL, why = '', anyway = FALSE, \
        revision = revision + 1 \
        WHERE onboarding_id = $1 AND number = $2 AND starts_at IS NOT NULL \
          AND attendance IS NULL AND done_at IS NULL";
    Ok(execute!(tx, sqlx::query(UNPLAN).bind(id).bind(number)) == 1)
}

/// Marks whether somebody was there; `None` takes the mark back. `false` when it was so before.
pub async fn mark_day(
    tx: &mut Tx,
    id: OnboardingId,
    number: i64,
    to: Option<Presence>,
) -> Result<bool> {
    const MARK: &str = "UPDATE onboarding_days SET attendance = $3, revision = revision + 1 \
        WHERE onboarding_id = $1 AND number = $2 AND done_at IS NULL \
          AND COALESCE(attendance, '') <> $4";
    let same = to.map_or("", Presence::as_str);
    Ok(execute!(tx, sqlx::query(MARK).bind(id).bind(number).bind(to).bind(same)) == 1)
}

/// Signs what was seen: once, whoever else does. `false` when it was signed before.
pub async fn sign(
    tx: &mut Tx,
    (id, number, item): (OnboardingId, i64, i64),
    remark: &str,
    (by, at): (PersonId, DateTime<Utc>),
) -> Result<bool> {
    const SIGN: &str = "INSERT INTO onboarding_signatures (onboarding_id, number, item, \
        signed_by, signed_at, remark) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
    let rows = execute!(
        tx,
        sqlx::query(SIGN).bind(id).bind(number).bind(item).bind(by).bind(at).bind(remark)
    );
    Ok(rows == 1)
}

/// Takes a signature back; the day must not be done any more.
pub async fn unsign(tx: &mut Tx, id: OnboardingId, number: i64, item: i64) -> Result<bool> {
    const REMOVE: &str = "DELETE FROM onboarding_signatures \
        WHERE onboarding_id = $1 AND number = $2 AND item = $3";
    Ok(execute!(tx, sqlx::query(REMOVE).bind(id).bind(number).bind(item)) == 1)
}

/// A day is done when somebody was there and everything is signed. `true` when it is so now.
pub async fn finish_day_if_done(
    tx: &mut Tx,
    id: OnboardingId,
    number: i64,
    at: DateTime<Utc>,
) -> Result<bool> {
    const DONE: &str = "UPDATE onboarding_days SET done_at = $3, revision = revision + 1 \
        WHERE onboarding_id = $1 AND number = $2 AND done_at IS NULL AND attendance = 'present' \
          AND NOT EXISTS (SELECT 1 FROM onboardings o JOIN onboarding_items i \
                ON i.plan_id = o.plan_id AND i.version = o.version AND i.number = $2 \
            WHERE o.id = $1 AND NOT EXISTS (SELECT 1 FROM onboarding_signatures s \
                WHERE s.onboarding_id = $1 AND s.number = $2 AND s.item = i.item))";
    Ok(execute!(tx, sqlx::query(DONE).bind(id).bind(number).bind(at)) == 1)
}

/// A day is done no more, because something of it is taken back.
pub async fn reopen_day(tx: &mut Tx, id: OnboardingId, number: i64) -> Result<bool> {
    const REOPEN: &str = "UPDATE onboarding_days SET done_at = NULL, revision = revision + 1 \
        WHERE onboarding_id = $1 AND number = $2 AND done_at IS NOT NULL";
    Ok(execute!(tx, sqlx::query(REOPEN).bind(id).bind(number)) == 1)
}

/// Who can hold a day at a branch: instructors of the company or of the branch, those with fewer
/// onboarding days ahead first.
pub async fn instructors(
    tx: &mut Tx,
    branch: BranchId,
    now: DateTime<Utc>,
) -> Result<Vec<PersonBrief>> {
    const FIND: &str = "SELECT p.id, p.name, COALESCE(t.name, '') AS position, b.name AS branch \
        FROM people p JOIN branches b ON b.id = p.branch_id \
        LEFT JOIN positions t ON t.id = p.position_id \
        WHERE p.active AND EXISTS (SELECT 1 FROM grants g WHERE g.person_id = p.id \
            AND g.role = $3 AND g.department_id IS NULL \
            AND (g.branch_id IS NULL OR g.branch_id = $1)) \
        ORDER BY (SELECT COUNT(*) FROM onboarding_days d \
                  WHERE d.instructor_id = p.id AND d.starts_at > $2), p.folded, p.id";
    Ok(on!(tx, c => sqlx::query_as(FIND)
        .bind(branch)
        .bind(now)
        .bind(Role::Instructor)
        .fetch_all(c)
        .await?))
}

/// At which branches instructors can be expected without a journey around the world: those who work by
/// the same clocks, and those whose role is for the branch.
pub async fn near(tx: &mut Tx) -> Result<Vec<(BranchId, PersonId)>> {
    const LIST: &str = "SELECT DISTINCT b.id, p.id FROM grants g JOIN people p ON p.id = g.person_id \
        JOIN branches h ON h.id = p.branch_id \
        JOIN branches b ON h.time_zone = b.time_zone OR g.branch_id = b.id WHERE g.role = $1";
    Ok(on!(tx, c => sqlx::query_as(LIST).bind(Role::Instructor).fetch_all(c).await?))
}

/// When these people are not free between two moments: sessions they facilitate, visits they make,
/// onboarding days they hold. During a visit a day can be held at the same branch.
pub async fn busy(
    tx: &mut Tx,
    people: &[PersonId],
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    except: Option<(OnboardingId, i64)>,
) -> Result<Vec<Busy>> {
    const FIND: &str = "SELECT b.person_id AS person, b.starts_at, b.ends_at, \
               v.branch_id AS together_at, \
               CASE WHEN v.branch_id IS NULL THEN 'session' ELSE 'visit' END AS what \
        FROM bookings b LEFT JOIN visits v ON v.session_id = b.session_id WHERE b.starts_at < $2 AND b.ends_at > $1 \
        UNION ALL \
        SELECT d.instructor_id, d.starts_at, d.ends_at, d.branch_id, 'day' FROM onboarding_days d \
        WHERE d.starts_at < $2 AND d.ends_at > $1 AND d.instructor_id IS NOT NULL \
          AND COALESCE(d.attendance, '') <> 'absent' \
          AND NOT (d.onboarding_id = $3 AND d.number = $4)";
    let (id, number) = except.unwrap_or_default();
    let mut all: Vec<Busy> = on!(tx, c => sqlx::query_as(FIND)
        .bind(from)
        .bind(to)
        .bind(id)
        .bind(number)
        .fetch_all(c)
        .await?);
    all.retain(|busy| people.contains(&busy.person));
    Ok(all)
}

/// After how many days from the hire somebody is late.
pub async fn late_days(tx: &mut Tx) -> Result<i64> {
    const FIND: &str = "SELECT onboarding_late_days FROM organisation WHERE id = 1";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).fetch_one(c).await?))
}
