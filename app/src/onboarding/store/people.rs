use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::{
    access::Scope,
    db::{Tx, dialect, execute, on},
    error::{Error, Result},
    on_the_way,
    onboarding::{EventKind, Onboarding, OnboardingId, PlanId, proposing},
    onboarding_visible,
    people::{BranchId, PersonId},
    waits_for_time,
};

macro_rules! onboardings {
    ($($rest:expr),+ $(,)?) => {
        concat!(
            "SELECT o.id, o.person_id, p.name, COALESCE(t.name, '') AS position, p.position_id, \
             p.branch_id, b.name AS branch, b.time_zone AS branch_zone, p.active, o.plan_id, \
             l.name AS plan, o.version, o.hired_on, p.hired_on AS person_hired_on, o.job_training_on, o.earlier_id, o.current, \
             o.finished_at, o.counts_earlier, o.released_at, r.name AS released_by, \
             o.release_reason, o.exempt, o.revision, \
             (SELECT c.onboarding_branch_id FROM organisation c WHERE c.id = 1) AS training_id \
             FROM onboardings o JOIN people p ON p.id = o.person_id \
             JOIN branches b ON b.id = p.branch_id \
             JOIN onboarding_plans l ON l.id = o.plan_id \
             LEFT JOIN positions t ON t.id = p.position_id \
             LEFT JOIN people r ON r.id = o.released_by ",
            $($rest),+
        )
    };
}

/// An onboarding that somebody may see.
pub async fn find(tx: &mut Tx, scope: &Scope, id: OnboardingId) -> Result<Option<Onboarding>> {
    const FIND: &str = onboardings!("WHERE o.id = $2 AND ", onboarding_visible!());
    Ok(on!(tx, c => sqlx::query_as(FIND)
        .bind(scope.person())
        .bind(id)
        .fetch_optional(c)
        .await?))
}

/// An onboarding whatever the scope: for commands that have checked the right already, and for
/// whoever holds a certificate with its number.
pub async fn by_id(tx: &mut Tx, id: OnboardingId) -> Result<Option<Onboarding>> {
    const FIND: &str = onboardings!("WHERE o.id = $1");
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(id).fetch_optional(c).await?))
}

/// The current onboardings of these people, whatever the scope.
pub async fn of_people(tx: &mut Tx, people: &[PersonId]) -> Result<Vec<Onboarding>> {
    const FIND: &str = onboardings!("WHERE o.current AND o.person_id IN (");
    if people.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(tx, c => {
        let mut query = sqlx::QueryBuilder::new(FIND);
        let mut list = query.separated(", ");
        for id in people {
            list.push_bind(*id);
        }
        query.push(") ORDER BY p.folded, o.id").build_query_as().fetch_all(c).await?
    }))
}

/// Those of which somebody holds a day between two moments, as far as they may see them.
pub async fn held_between(
    tx: &mut Tx,
    scope: &Scope,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<Vec<Onboarding>> {
    const FIND: &str = onboardings!(
        "WHERE o.id IN (SELECT h.onboarding_id FROM onboarding_days h \
            WHERE h.instructor_id = $1 AND h.starts_at >= $2 AND h.starts_at < $3) AND ",
        onboarding_visible!()
    );
    Ok(on!(tx, c => sqlx::query_as(FIND)
        .bind(scope.person())
        .bind(from)
        .bind(to)
        .fetch_all(c)
        .await?))
}

/// The current onboarding of a person, whatever the scope.
pub async fn of_person(tx: &mut Tx, person: PersonId) -> Result<Option<Onboarding>> {
    const FIND: &str = onboardings!("WHERE o.person_id = $1 AND o.current");
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(person).fetch_optional(c).await?))
}

/// The same for who is about to begin one: of two who do, the second waits here and sees the
/// first's.
pub async fn current_held(tx: &mut Tx, person: PersonId) -> Result<Option<Onboarding>> {
    let lock = dialect!(
        tx,
        sqlite: "SELECT 1 FROM people WHERE id = $1",
        postgres: "SELECT 1 FROM people WHERE id = $1 FOR NO KEY UPDATE",
    );
    execute!(tx, sqlx::query(lock).bind(person));
    of_person(tx, person).await
}

/// The same as far as the reader may see it.
pub async fn seen_of_person(
    tx: &mut Tx,
    scope: &Scope,
    person: PersonId,
) -> Result<Option<Onboarding>> {
    const FIND: &str =
        onboardings!("WHERE o.person_id = $2 AND o.current AND ", onboarding_visible!());
    Ok(on!(tx, c => sqlx::query_as(FIND)
        .bind(scope.person())
        .bind(person)
        .fetch_optional(c)
        .await?))
}

/// The current onboardings that somebody may see: of active people, the latest hired first.
pub async fn list(tx: &mut Tx, scope: &Scope, branch: Option<BranchId>) -> Result<Vec<Onboarding>> {
    const FIND: &str = onboardings!(
        "WHERE o.current AND p.active AND ($2 IS NULL OR p.branch_id = $2) AND ",
        onboarding_visible!(),
        " ORDER BY o.hired_on DESC, p.folded, o.id"
    );
    Ok(on!(tx, c => sqlx::query_as(FIND)
        .bind(scope.person())
        .bind(branch)
        .fetch_all(c)
        .await?))
}

/// The finished onboardings that are not listed any more, as far as somebody may see them: of people who
/// have left, or who began another one since. The figures of their months stay.
pub async fn finished_before(
    tx: &mut Tx,
    scope: &Scope,
    branch: Option<BranchId>,
) -> Result<Vec<Onboarding>> {
    const FIND: &str = onboardings!(
        "WHERE o.finished_at IS NOT NULL AND NOT (o.current AND p.active) \
           AND ($2 IS NULL OR p.branch_id = $2) AND ",
        onboarding_visible!(),
        " ORDER BY o.hired_on DESC, p.folded, o.id"
    );
    Ok(on!(tx, c => sqlx::query_as(FIND)
        .bind(scope.person())
        .bind(branch)
        .fetch_all(c)
        .await?))
}

/// Holds an onboarding until the transaction ends: those who sign its days take turns.
pub async fn hold(tx: &mut Tx, id: OnboardingId) -> Result<()> {
    let lock = dialect!(
        tx,
        sqlite: "SELECT 1 FROM onboardings WHERE id = $1",
        postgres: "SELECT 1 FROM onboardings WHERE id = $1 FOR UPDATE",
    );
    execute!(tx, sqlx::query(lock).bind(id));
    Ok(())
}

/// How somebody's onboarding begins.
pub struct Beginning {
    pub id: OnboardingId,
    pub person: PersonId,
    pub plan: PlanId,
    pub version: i64,
    pub hired_on: NaiveDate,
    pub job_training_on: Option<NaiveDate>,
    pub earlier: Option<OnboardingId>,
    pub by: Option<PersonId>,
    pub at: DateTime<Utc>,
}

/// Begins an onboarding with the days of its plan, none of them planned. The one before is no
/// longer current. [`Error::Taken`] when another one was begun meanwhile.
pub async fn begin(tx: &mut Tx, new: &Beginning, zone: &str) -> Result<()> {
    const BEFORE: &str = "UPDATE onboardings SET current = FALSE WHERE id = $1 AND current";
    const ADD: &str = "INSERT INTO onboardings (id, person_id, plan_id, version, hired_on, \
        job_training_on, earlier_id, begun_by, begun_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    const DAYS: &str = "INSERT INTO onboarding_days (onboarding_id, number, time_zone) \
        SELECT $1, number, $4 FROM onboarding_plan_days WHERE plan_id = $2 AND version = $3";
    if let Some(earlier) = new.earlier {
        execute!(tx, sqlx::query(BEFORE).bind(earlier));
    }
    execute!(
        tx,
        sqlx::query(ADD)
            .bind(new.id)
            .bind(new.person)
            .bind(new.plan)
            .bind(new.version)
            .bind(new.hired_on)
            .bind(new.job_training_on)
            .bind(new.earlier)
            .bind(new.by)
            .bind(new.at)
    );
    execute!(tx, sqlx::query(DAYS).bind(new.id).bind(new.plan).bind(new.version).bind(zone));
    Ok(())
}

/// Finishes an onboarding of which all days are done; `false` when some are not, or it was before.
pub async fn finish_if_done(tx: &mut Tx, id: OnboardingId, at: DateTime<Utc>) -> Result<bool> {
    const FINISH: &str = "UPDATE onboardings SET finished_at = $2, revision = revision + 1 \
        WHERE id = $1 AND finished_at IS NULL AND NOT EXISTS (SELECT 1 FROM onboarding_days d \
            WHERE d.onboarding_id = onboardings.id AND d.done_at IS NULL)";
    Ok(execute!(tx, sqlx::query(FINISH).bind(id).bind(at)) == 1)
}

/// Opens a finished one again, because something of it is taken back.
pub async fn reopen(tx: &mut Tx, id: OnboardingId) -> Result<bool> {
    const REOPEN: &str = "UPDATE onboardings SET finished_at = NULL, revision = revision + 1 \
        WHERE id = $1 AND finished_at IS NOT NULL AND NOT counts_earlier";
    Ok(execute!(tx, sqlx::query(REOPEN).bind(id)) == 1)
}

/// Lets the earlier onboarding count. [`Error::Stale`] when it is finished by now.
pub async fn count_earlier(tx: &mut Tx, id: OnboardingId, at: DateTime<Utc>) -> Result<()> {
    const COUNT: &str = "UPDATE onboardings SET counts_earlier = TRUE, finished_at = $2, \
        revision = revision + 1 WHERE id = $1 AND finished_at IS NULL AND current";
    one(execute!(tx, sqlx::query(COUNT).bind(id).bind(at)))
}

/// Opens job training without the days, or says that none is needed.
pub async fn release(
    tx: &mut Tx,
    id: OnboardingId,
    reason: &str,
    exempt: bool,
    (by, at): (Option<PersonId>, DateTime<Utc>),
) -> Result<()> {
    const RELEASE: &str = "UPDATE onboardings SET released_at = $2, released_by = $3, \
        release_reason = $4, exempt = $5, revision = revision + 1 \
        WHERE id = $1 AND finished_at IS NULL AND released_at IS NULL AND current";
    one(execute!(tx, sqlx::query(RELEASE).bind(id).bind(at).bind(by).bind(reason).bind(exempt)))
}

/// Locks job training again, also when the onboarding before had counted.
pub async fn lock_again(tx: &mut Tx, id: OnboardingId) -> Result<()> {
    const LOCK: &str = "UPDATE onboardings SET released_at = NULL, released_by = NULL, \
        release_reason = '', exempt = FALSE, counts_earlier = FALSE, finished_at = NULL, \
        revision = revision + 1 \
        WHERE id = $1 AND current AND (counts_earlier \
            OR (released_at IS NOT NULL AND finished_at IS NULL))";
    one(execute!(tx, sqlx::query(LOCK).bind(id)))
}

/// Corrects the date of the hire of somebody who is on their way.
pub async fn set_hired_on(tx: &mut Tx, id: OnboardingId, on_day: NaiveDate) -> Result<()> {
    const SET: &str = "UPDATE onboardings SET hired_on = $2, revision = revision + 1 \
        WHERE id = $1 AND finished_at IS NULL";
    execute!(tx, sqlx::query(SET).bind(id).bind(on_day));
    Ok(())
}

/// Whoever waits for days without a time and works where an instructor is to come after a moment, in the
/// order of their names.
pub async fn could_be_planned(tx: &mut Tx, after: DateTime<Utc>) -> Result<Vec<OnboardingId>> {
    const FIND: &str = concat!(
        "SELECT o.id FROM onboardings o JOIN people p ON p.id = o.person_id WHERE ",
        on_the_way!(),
        " AND EXISTS (SELECT 1 FROM onboarding_days d WHERE d.onboarding_id = o.id AND ",
        waits_for_time!(),
        ") AND EXISTS (SELECT 1 FROM visits v JOIN sessions s ON s.id = v.session_id \
                WHERE v.branch_id = p.branch_id AND v.live AND s.state = 'planned' \
                  AND s.starts_at > $1 AND s.starts_at < $2 AND v.day >= o.hired_on) \
          ORDER BY p.folded, o.id LIMIT 200"
    );
    // Later ones are not proposed.
    let until = after + TimeDelta::days(proposing::AHEAD as i64);
    Ok(on!(tx, c => sqlx::query_scalar(FIND).bind(after).bind(until).fetch_all(c).await?))
}

/// How often HR let somebody through, among those whom somebody may see: ever, also when it was
/// locked again or they have left.
pub async fn overrides(tx: &mut Tx, scope: &Scope, branch: Option<BranchId>) -> Result<i64> {
    const COUNT: &str = concat!(
        "SELECT COUNT(*) FROM onboarding_events e JOIN onboardings o ON o.id = e.onboarding_id \
         JOIN people p ON p.id = o.person_id \
         WHERE e.kind = $3 AND ($2 IS NULL OR p.branch_id = $2) AND ",
        onboarding_visible!()
    );
    Ok(on!(tx, c => sqlx::query_scalar(COUNT)
        .bind(scope.person())
        .bind(branch)
        .bind(EventKind::Released)
        .fetch_one(c)
        .await?))
}

/// When job training is to begin.
pub async fn set_job_training(
    tx: &mut Tx,
    id: OnboardingId,
    revision: i64,
    on_day: Option<NaiveDate>,
) -> Result<()> {
    const SET: &str = "UPDATE onboardings SET job_training_on = $3, revision = revision + 1 \
        WHERE id = $1 AND revision = $2";
    one(execute!(tx, sqlx::query(SET).bind(id).bind(revision).bind(on_day)))
}

fn one(rows: u64) -> Result<()> {
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}
