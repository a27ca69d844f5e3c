//! Visits, one by one and as the rota shows them.

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    access::Scope,
    db::{Tx, on},
    error::Result,
    people::{BranchId, PersonId},
    sessions::SessionId,
    visit_columns, visit_gap, visit_visible,
    visits::Visit,
};

/// More in a month are not drawn.
const CALENDAR: i64 = 2_000;
/// More that need somebody are not listed at once.
const UNCOVERED: i64 = 200;

/// What narrows the rota: a span of days with its last one, a branch, an instructor.
#[derive(Clone, Copy, Debug)]
pub struct Filter {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub branch: Option<BranchId>,
    pub instructor: Option<PersonId>,
}

/// The visits that the person sees, by day.
pub async fn list(tx: &mut Tx, scope: &Scope, filter: &Filter) -> Result<Vec<Visit>> {
    const LIST: &str = concat!(
        visit_columns!(),
        "WHERE ",
        visit_visible!(),
        " AND v.day >= $3 AND v.day <= $4 AND ($5 IS NULL OR v.branch_id = $5) \
          AND ($6 IS NULL OR v.instructor_id = $6) \
          ORDER BY v.day, s.starts_at, b.folded, s.id LIMIT $7"
    );
    Ok(on!(tx, c => sqlx::query_as(LIST)
        .bind(scope.person())
        .bind(scope.everything())
        .bind(filter.from)
        .bind(filter.to)
        .bind(filter.branch)
        .bind(filter.instructor)
        .bind(CALENDAR)
        .fetch_all(c)
        .await?))
}

/// A visit that the person may see.
pub async fn find(tx: &mut Tx, scope: &Scope, id: SessionId) -> Result<Option<Visit>> {
    const FIND: &str =
        concat!(visit_columns!(), "WHERE ", visit_visible!(), " AND v.session_id = $3");
    Ok(on!(tx, c => sqlx::query_as(FIND)
        .bind(scope.person())
        .bind(scope.everything())
        .bind(id)
        .fetch_optional(c)
        .await?))
}

/// These visits. Whether they may be seen was asked before.
pub async fn by_ids(tx: &mut Tx, ids: &[SessionId]) -> Result<Vec<Visit>> {
    const FIND: &str = concat!(visit_columns!(), "WHERE v.session_id IN (");
    let mut all = Vec::new();
    // Far below what a statement may carry.
    for some in ids.chunks(500) {
        let found: Vec<Visit> = on!(tx, c => {
            let mut query = sqlx::QueryBuilder::new(FIND);
            let mut list = query.separated(", ");
            for id in some {
                list.push_bind(*id);
            }
            query.push(")").build_query_as().fetch_all(c).await?
        });
        all.extend(found);
    }
    Ok(all)
}

/// The first day of these visits; nothing when none of them is a visit.
pub async fn first_day(tx: &mut Tx, ids: &[SessionId]) -> Result<Option<NaiveDate>> {
    Ok(by_ids(tx, ids).await?.iter().map(|visit| visit.day).min())
}

/// The name of the branch that a session visits, if it is a visit.
pub async fn branch_of(tx: &mut Tx, id: SessionId) -> Result<Option<String>> {
    const FIND: &str = "SELECT b.name FROM visits v JOIN branches b ON b.id = v.branch_id \
                        WHERE v.session_id = $1";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).bind(id).fetch_optional(c).await?))
}

/// Whether a session is a visit: the rota keeps its time then.
pub async fn is_visit(tx: &mut Tx, id: SessionId) -> Result<bool> {
    const FIND: &str = "SELECT EXISTS (SELECT 1 FROM visits WHERE session_id = $1)";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).bind(id).fetch_one(c).await?))
}

macro_rules! cannot_be_held {
    () => {
        concat!(
            "WHERE ",
            visit_visible!(),
            " AND v.live AND s.state = 'planned' AND v.day >= $3 AND (NOT b.active OR ",
            visit_gap!(),
            " IS NOT NULL)"
        )
    };
}

/// The planned visits from a day on that cannot be held as they stand: the first of them, and how many
/// there are.
pub async fn uncovered(tx: &mut Tx, scope: &Scope, from: NaiveDate) -> Result<(Vec<Visit>, i64)> {
    const LIST: &str =
        concat!(visit_columns!(), cannot_be_held!(), " ORDER BY v.day, s.starts_at, s.id LIMIT $4");
    const COUNT: &str = concat!(
        "SELECT COUNT(*) FROM visits v JOIN sessions s ON s.id = v.session_id \
         JOIN branches b ON b.id = v.branch_id JOIN people p ON p.id = v.instructor_id ",
        cannot_be_held!()
    );
    let (person, everything) = (scope.person(), scope.everything());
    let first: Vec<Visit> = on!(tx, c => sqlx::query_as(LIST)
        .bind(person)
        .bind(everything)
        .bind(from)
        .bind(UNCOVERED)
        .fetch_all(c)
        .await?);
    let mut count = first.len() as i64;
    if count == UNCOVERED {
        count = on!(tx, c => sqlx::query_scalar(COUNT)
            .bind(person)
            .bind(everything)
            .bind(from)
            .fetch_one(c)
            .await?);
    }
    Ok((first, count))
}

/// Other planned visits with another instructor between two days, to exchange with.
pub async fn to_swap_with(
    tx: &mut Tx,
    scope: &Scope,
    visit: &Visit,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Vec<Visit>> {
    const LIST: &str = concat!(
        visit_columns!(),
        "WHERE ",
        visit_visible!(),
        " AND v.live AND s.state = 'planned' AND v.day >= $3 AND v.day <= $4 \
          AND v.instructor_id <> $5 ORDER BY v.day, s.starts_at, s.id LIMIT 100"
    );
    Ok(on!(tx, c => sqlx::query_as(LIST)
        .bind(scope.person())
        .bind(scope.everything())
        .bind(from)
        .bind(to)
        .bind(visit.instructor_id)
        .fetch_all(c)
        .await?))
}

/// A visit that stands in the way of another one.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct There {
    pub id: SessionId,
    pub branch: String,
    pub instructor: String,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub time_zone: String,
}

macro_rules! there {
    ($rest:literal) => {
        concat!(
            "SELECT s.id, b.name AS branch, p.name AS instructor, s.starts_at, s.ends_at, \
             s.time_zone FROM visits v JOIN sessions s ON s.id = v.session_id \
             JOIN branches b ON b.id = v.branch_id JOIN people p ON p.id = v.instructor_id \
             WHERE v.live AND v.day = $2 AND v.session_id <> $3 AND ",
            $rest
        )
    };
}

/// The visit to a branch on a morning.
pub async fn at_branch(
    tx: &mut Tx,
    branch: BranchId,
    day: NaiveDate,
    except: SessionId,
) -> Result<Option<There>> {
    const FIND: &str = there!("v.branch_id = $1");
    Ok(on!(tx, c => sqlx::query_as(FIND)
        .bind(branch)
        .bind(day)
        .bind(except)
        .fetch_optional(c)
        .await?))
}

/// The visit that an instructor makes on a morning.
pub async fn of_instructor(
    tx: &mut Tx,
    instructor: PersonId,
    day: NaiveDate,
    except: SessionId,
) -> Result<Option<There>> {
    const FIND: &str = there!("v.instructor_id = $1");
    Ok(on!(tx, c => sqlx::query_as(FIND)
        .bind(instructor)
        .bind(day)
        .bind(except)
        .fetch_optional(c)
        .await?))
}

/// The instructors and branches of the visits that somebody sees.
pub async fn to_filter_by(
    tx: &mut Tx,
    scope: &Scope,
) -> Result<(Vec<(PersonId, String)>, Vec<(BranchId, String)>)> {
    const PEOPLE: &str = concat!(
        "SELECT p.id, p.name FROM people p WHERE p.id IN (SELECT v.instructor_id FROM visits v \
         WHERE ",
        visit_visible!(),
        ") ORDER BY p.folded, p.id"
    );
    const BRANCHES: &str = concat!(
        "SELECT b.id, b.name FROM branches b WHERE b.id IN (SELECT v.branch_id FROM visits v \
         WHERE ",
        visit_visible!(),
        ") ORDER BY b.folded"
    );
    let (person, everything) = (scope.person(), scope.everything());
    Ok((
        on!(tx, c => sqlx::query_as(PEOPLE).bind(person).bind(everything).fetch_all(c).await?),
        on!(tx, c => sqlx::query_as(BRANCHES).bind(person).bind(everything).fetch_all(c).await?),
    ))
}
