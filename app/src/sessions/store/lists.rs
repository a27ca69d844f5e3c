//! Sessions as lists and calendars show them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use crate::{
    access::Scope,
    db::{Tx, on},
    error::Result,
    invited, on_the_way,
    people::{BranchId, PersonId, store::patterns},
    programmes::ProgrammeId,
    session_visible,
    sessions::{Facilitator, Listed, SessionId, SessionState},
};

/// How many sessions a page of the list holds.
pub const PAGE: i64 = 50;
/// More in a month or a week are not drawn.
const CALENDAR: i64 = 1_000;

/// What narrows a list; everything together has to fit.
#[derive(Clone, Debug)]
pub struct Filter {
    pub branch: Option<BranchId>,
    pub programme: Option<ProgrammeId>,
    pub facilitator: Option<PersonId>,
    pub state: Option<SessionState>,
    /// Words to look for in the topic.
    pub search: String,
    /// Starts within this span: from the first moment, up to but without the second.
    pub from: DateTime<Utc>,
    pub to: DateTime<Utc>,
}

impl Default for Filter {
    fn default() -> Self {
        Filter {
            branch: None,
            programme: None,
            facilitator: None,
            state: None,
            search: String::new(),
            from: DateTime::UNIX_EPOCH,
            // The last moment whose year has four digits: later ones sort wrongly as text.
            to: DateTime::from_timestamp(253_402_300_799, 0).unwrap_or_default(),
        }
    }
}

macro_rules! listed {
    ($($end:literal),+) => {
        concat!(
            "SELECT s.id, s.topic, s.starts_at, s.ends_at, s.time_zone, b.name AS branch, s.room, \
             s.link, s.state, EXISTS (SELECT 1 FROM attendance t WHERE t.session_id = s.id \
                AND t.state IN ('present', 'late')) AS attended, \
             p.name AS programme, p.framework, s.stage_number, \
             (SELECT COUNT(*) FROM stages st WHERE st.programme_id = s.programme_id) AS stages, \
             g.name AS stage, \
             CASE WHEN s.job_training IS NULL OR s.state NOT IN ('planned', 'open') THEN 0 \
               ELSE (SELECT COUNT(*) FROM onboardings o JOIN people p ON p.id = o.person_id \
                     WHERE ",
            on_the_way!(),
            " AND ($2 OR p.id = $1) AND NOT EXISTS (SELECT 1 FROM facilitators lf \
                        WHERE lf.session_id = s.id AND lf.person_id = p.id) AND ",
            invited!("s.audience_id"),
            ") END AS locked FROM sessions s ",
            from!(),
            $($end),+
        )
    };
}

macro_rules! from {
    () => {
        concat!(
            "LEFT JOIN branches b ON b.id = s.branch_id \
             LEFT JOIN programmes p ON p.id = s.programme_id \
             LEFT JOIN stages g ON g.programme_id = s.programme_id AND g.number = s.stage_number \
             WHERE ",
            session_visible!(),
            " AND ($3 IS NULL OR s.branch_id = $3) \
              AND ($4 IS NULL OR s.programme_id = $4) \
              AND ($5 IS NULL OR s.state = $5) \
              AND ($6 IS NULL OR EXISTS (SELECT 1 FROM facilitators f \
                     WHERE f.session_id = s.id AND f.person_id = $6)) \
              AND s.folded LIKE $7 ESCAPE '\\' AND s.folded LIKE $8 ESCAPE '\\' \
              AND s.folded LIKE $9 ESCAPE '\\' AND s.folded LIKE $10 ESCAPE '\\' \
              AND s.starts_at >= $11 AND s.starts_at < $12 \
              AND NOT EXISTS (SELECT 1 FROM carried_sessions y WHERE y.session_id = s.id) \
              AND NOT EXISTS (SELECT 1 FROM visits w WHERE w.session_id = s.id) "
        )
    };
}

macro_rules! filtered {
    ($query:expr, $scope:expr, $filter:expr) => {{
        let [one, two, three, four] = patterns(&$filter.search);
        $query
            .bind($scope.person())
            .bind($scope.everything())
            .bind($filter.branch)
            .bind($filter.programme)
            .bind($filter.state)
            .bind($filter.facilitator)
            .bind(one)
            .bind(two)
            .bind(three)
            .bind(four)
            .bind($filter.from)
            .bind($filter.to)
    }};
}

/// What is still to come or going on, the next one first; page 1 is the first.
pub async fn upcoming(
    tx: &mut Tx,
    scope: &Scope,
    filter: &Filter,
    now: DateTime<Utc>,
    page: i64,
) -> Result<Vec<Listed>> {
    const LIST: &str = listed!(
        "AND (s.ends_at > $13 OR s.state = 'open') ORDER BY s.starts_at, s.id LIMIT $14 OFFSET $15"
    );
    Ok(on!(tx, c => filtered!(sqlx::query_as(LIST), scope, filter)
        .bind(now)
        .bind(PAGE)
        .bind((page - 1) * PAGE)
        .fetch_all(c)
        .await?))
}

/// What is over, the latest first; page 1 is the first.
pub async fn past(
    tx: &mut Tx,
    scope: &Scope,
    filter: &Filter,
    now: DateTime<Utc>,
    page: i64,
) -> Result<Vec<Listed>> {
    const LIST: &str = listed!(
        "AND NOT (s.ends_at > $13 OR s.state = 'open') \
         ORDER BY s.starts_at DESC, s.id DESC LIMIT $14 OFFSET $15"
    );
    Ok(on!(tx, c => filtered!(sqlx::query_as(LIST), scope, filter)
        .bind(now)
        .bind(PAGE)
        .bind((page - 1) * PAGE)
        .fetch_all(c)
        .await?))
}

/// How many are to come and how many are over.
pub async fn counts(
    tx: &mut Tx,
    scope: &Scope,
    filter: &Filter,
    now: DateTime<Utc>,
) -> Result<(i64, i64)> {
    const COUNT: &str = concat!(
        "SELECT CAST(COALESCE(SUM(CASE WHEN s.ends_at > $13 OR s.state = 'open' THEN 1 ELSE 0 END), 0) \
         AS BIGINT), COUNT(*) FROM sessions s ",
        from!()
    );
    let (upcoming, all): (i64, i64) = on!(tx, c => filtered!(sqlx::query_as(COUNT), scope, filter)
        .bind(now)
        .fetch_one(c)
        .await?);
    Ok((upcoming, all - upcoming))
}

/// All within the filter's span, by time: for a month or a week.
pub async fn between(tx: &mut Tx, scope: &Scope, filter: &Filter) -> Result<Vec<Listed>> {
    const LIST: &str = listed!("ORDER BY s.starts_at, s.id LIMIT $13");
    Ok(on!(tx, c => filtered!(sqlx::query_as(LIST), scope, filter)
        .bind(CALENDAR)
        .fetch_all(c)
        .await?))
}

/// Who facilitates these sessions, by name.
pub async fn facilitators(
    tx: &mut Tx,
    sessions: &[SessionId],
) -> Result<HashMap<SessionId, Vec<Facilitator>>> {
    const FIND: &str = "SELECT f.session_id, p.id, p.name, t.name AS position, b.name AS branch \
        FROM facilitators f JOIN people p ON p.id = f.person_id \
        JOIN branches b ON b.id = p.branch_id LEFT JOIN positions t ON t.id = p.position_id \
        WHERE f.session_id IN (";
    let mut by_session: HashMap<SessionId, Vec<Facilitator>> = HashMap::new();
    if sessions.is_empty() {
        return Ok(by_session);
    }
    let found: Vec<Facilitator> = on!(tx, c => {
        let mut query = sqlx::QueryBuilder::new(FIND);
        let mut ids = query.separated(", ");
        for id in sessions {
            ids.push_bind(*id);
        }
        query.push(") ORDER BY p.folded").build_query_as().fetch_all(c).await?
    });
    for facilitator in found {
        by_session.entry(facilitator.session_id).or_default().push(facilitator);
    }
    Ok(by_session)
}
