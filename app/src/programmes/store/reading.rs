//! Programmes as people look at them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use crate::{
    access::Scope,
    db::{Tx, on},
    error::Result,
    people::{BranchId, PersonBrief, fold},
    programmes::{Framework, Meeting, Programme, ProgrammeId, ProgrammeState, Stage},
    sessions::SessionId,
};

/// The columns of [`Programme`], in queries that name the table `p`.
macro_rules! columns {
    () => {
        "p.id, p.name, p.framework, p.problem, p.branch_id, p.start_on, p.rhythm_days, \
         p.starts_at_minute, p.minutes, p.phase, p.state, p.state_reason, p.copied_from, \
         p.job_training, p.revision"
    };
}

/// Which programmes `p` a person sees, as a condition: `$1` is the person, `$2` whether they see
/// everything. Those who are invited, who facilitate or attended one of its sessions, and whose
/// role covers its branch, a branch where it meets, or a branch or department that it invites.
#[macro_export]
macro_rules! programme_visible {
    () => {
        $crate::programme_visible!("$1", "$2")
    };
    ($person:literal, $everything:literal) => {
        concat!("(", $everything, " \
          OR EXISTS (SELECT 1 FROM audiences a JOIN people me ON me.id = ", $person, " \
                     WHERE a.owner_id = p.id \
                       AND (a.kind = 'everyone' \
                            OR a.target_id IN (me.id, me.branch_id, me.department_id, me.position_id))) \
          OR EXISTS (SELECT 1 FROM sessions s JOIN facilitators f ON f.session_id = s.id \
                     WHERE s.programme_id = p.id AND f.person_id = ", $person, ") \
          OR EXISTS (SELECT 1 FROM sessions s JOIN attendance t ON t.session_id = s.id \
                     WHERE s.programme_id = p.id AND t.person_id = ", $person, ") \
          OR EXISTS (SELECT 1 FROM grants g WHERE g.person_id = ", $person, " \
                       AND (g.branch_id = p.branch_id \
                            OR EXISTS (SELECT 1 FROM sessions s WHERE s.programme_id = p.id \
                                         AND s.branch_id = g.branch_id) \
                            OR EXISTS (SELECT 1 FROM audiences a WHERE a.owner_id = p.id \
                                         AND a.target_id IN (g.branch_id, g.department_id)))))")
    };
}

/// What narrows the list of programmes; what is not given does not.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// A part of the name.
    pub text: String,
    pub framework: Option<Framework>,
    pub state: Option<ProgrammeState>,
    pub branch: Option<BranchId>,
}

/// A programme in the list.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Listed {
    #[sqlx(flatten)]
    pub programme: Programme,
    pub branch: Option<String>,
}

/// What the person sees and asks for, after the tables.
macro_rules! wanted {
    () => {
        concat!(
            " FROM programmes p LEFT JOIN branches b ON b.id = p.branch_id WHERE ",
            programme_visible!(),
            " AND p.folded LIKE $3 ESCAPE '\\' \
             AND ($4 IS NULL OR p.framework = $4) AND ($5 IS NULL OR p.state = $5) \
             AND ($6 IS NULL OR p.branch_id = $6)"
        )
    };
}
macro_rules! asked {
    ($query:expr, $scope:expr, $filter:expr) => {{
        let text = fold(&$filter.text);
        let text = text.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_");
        $query
            .bind($scope.person())
            .bind($scope.everything())
            .bind(format!("%{text}%"))
            .bind($filter.framework)
            .bind($filter.state)
            .bind($filter.branch)
    }};
}

/// How many programmes the filter finds among those that the person sees.
pub async fn count(tx: &mut Tx, scope: &Scope, filter: &Filter) -> Result<i64> {
    const COUNT: &str = concat!("SELECT COUNT(*)", wanted!());
    Ok(on!(tx, c => asked!(sqlx::query_scalar(COUNT), scope, filter).fetch_one(c).await?))
}

/// A part of them, the latest first.
pub async fn list(
    tx: &mut Tx,
    scope: &Scope,
    filter: &Filter,
    limit: i64,
    offset: i64,
) -> Result<Vec<Listed>> {
    const LIST: &str = concat!(
        "SELECT ",
        columns!(),
        ", b.name AS branch",
        wanted!(),
        " ORDER BY p.start_on DESC, p.id DESC LIMIT $7 OFFSET $8"
    );
    Ok(on!(tx, c => asked!(sqlx::query_as(LIST), scope, filter)
        .bind(limit)
        .bind(offset)
        .fetch_all(c)
        .await?))
}

/// All programmes that the person sees, by name: to choose from.
pub async fn names(tx: &mut Tx, scope: &Scope) -> Result<Vec<(ProgrammeId, String)>> {
    const ALL: &str = concat!(
        "SELECT p.id, p.name FROM programmes p WHERE ",
        programme_visible!(),
        " ORDER BY p.folded, p.id"
    );
    Ok(on!(tx, c => sqlx::query_as(ALL)
        .bind(scope.person())
        .bind(scope.everything())
        .fetch_all(c)
        .await?))
}

/// A programme with what is around it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Found {
    #[sqlx(flatten)]
    pub programme: Programme,
    pub branch: Option<String>,
    pub created_at: DateTime<Utc>,
    pub created_by: Option<String>,
}

/// A programme that the person may see.
pub async fn find(tx: &mut Tx, scope: &Scope, id: ProgrammeId) -> Result<Option<Found>> {
    const FIND: &str = concat!(
        "SELECT ",
        columns!(),
        ", b.name AS branch, p.created_at, w.name AS created_by \
         FROM programmes p LEFT JOIN branches b ON b.id = p.branch_id \
         LEFT JOIN people w ON w.id = p.created_by WHERE p.id = $3 AND ",
        programme_visible!()
    );
    Ok(on!(tx, c => sqlx::query_as(FIND)
        .bind(scope.person())
        .bind(scope.everything())
        .bind(id)
        .fetch_optional(c)
        .await?))
}

/// A programme whatever the scope: for letters about it.
pub async fn by_id(tx: &mut Tx, id: ProgrammeId) -> Result<Option<Programme>> {
    const FIND: &str = concat!("SELECT ", columns!(), " FROM programmes p WHERE p.id = $1");
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(id).fetch_optional(c).await?))
}

/// The stages of a programme, in order.
pub async fn stages(tx: &mut Tx, id: ProgrammeId) -> Result<Vec<Stage>> {
    Ok(stages_of(tx, &[id]).await?.remove(&id).unwrap_or_default())
}

/// The stages of several programmes, in order.
pub async fn stages_of(
    tx: &mut Tx,
    ids: &[ProgrammeId],
) -> Result<HashMap<ProgrammeId, Vec<Stage>>> {
    const FIND: &str = "SELECT programme_id, number, name FROM stages WHERE programme_id IN (";
    let mut stages: HashMap<ProgrammeId, Vec<Stage>> = HashMap::new();
    if ids.is_empty() {
        return Ok(stages);
    }
    let found: Vec<(ProgrammeId, i64, String)> = on!(tx, c => {
        let mut query = sqlx::QueryBuilder::new(FIND);
        let mut list = query.separated(", ");
        for id in ids {
            list.push_bind(*id);
        }
        query.push(") ORDER BY number").build_query_as().fetch_all(c).await?
    });
    for (id, number, name) in found {
        stages.entry(id).or_default().push(Stage { number, name });
    }
    Ok(stages)
}

/// The sessions of programmes with who facilitates them, the earliest first.
pub async fn meetings(tx: &mut Tx, ids: &[ProgrammeId]) -> Result<Vec<Meeting>> {
    const FIND: &str = "\
        SELECT s.id, s.programme_id, s.stage_number, s.topic, s.starts_at, s.ends_at, \
               s.time_zone, s.room, s.link, s.state, s.cancel_reason AS reason, \
               (SELECT COUNT(*) FROM attendance t WHERE t.session_id = s.id \
                  AND t.state IN ('present', 'late')) AS attended, \
               (SELECT COUNT(*) FROM attendance t WHERE t.session_id = s.id \
                  AND t.state <> 'waiting') AS marked \
        FROM sessions s \
        WHERE NOT EXISTS (SELECT 1 FROM carried_sessions y WHERE y.session_id = s.id) \
          AND s.programme_id IN (";
    const NAMES: &str = "SELECT f.session_id, p.name FROM facilitators f \
        JOIN people p ON p.id = f.person_id JOIN sessions s ON s.id = f.session_id \
        WHERE s.programme_id IN (";
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut meetings: Vec<Meeting> = on!(tx, c => {
        let mut query = sqlx::QueryBuilder::new(FIND);
        let mut list = query.separated(", ");
        for id in ids {
            list.push_bind(*id);
        }
        query.push(") ORDER BY s.starts_at, s.id").build_query_as().fetch_all(c).await?
    });
    let names: Vec<(SessionId, String)> = on!(tx, c => {
        let mut query = sqlx::QueryBuilder::new(NAMES);
        let mut list = query.separated(", ");
        for id in ids {
            list.push_bind(*id);
        }
        query.push(") ORDER BY p.folded").build_query_as().fetch_all(c).await?
    });
    let mut by_session: HashMap<SessionId, Vec<String>> = HashMap::new();
    for (session, name) in names {
        by_session.entry(session).or_default().push(name);
    }
    for meeting in &mut meetings {
        meeting.facilitators = by_session.remove(&meeting.id).unwrap_or_default();
    }
    Ok(meetings)
}

/// Who facilitates the sessions of a programme, by name.
pub async fn facilitators(tx: &mut Tx, id: ProgrammeId) -> Result<Vec<PersonBrief>> {
    const FIND: &str = "SELECT p.id, p.name, COALESCE(t.name, '') AS position, b.name AS branch \
        FROM people p JOIN branches b ON b.id = p.branch_id \
        LEFT JOIN positions t ON t.id = p.position_id \
        WHERE p.id IN (SELECT f.person_id FROM facilitators f \
                       JOIN sessions s ON s.id = f.session_id WHERE s.programme_id = $1) \
        ORDER BY p.folded";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(id).fetch_all(c).await?))
}

/// Something done to a programme, from the audit log.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Event {
    pub at: DateTime<Utc>,
    pub who: Option<String>,
    pub action: String,
    pub detail: sqlx::types::Json<serde_json::Value>,
}

impl Event {
    /// The reason that was given.
    pub fn reason(&self) -> String {
        self.detail.0.get("reason").and_then(|reason| reason.as_str()).unwrap_or_default().into()
    }
}

/// What was done to a programme since it was planned, the latest first.
pub async fn history(tx: &mut Tx, id: ProgrammeId) -> Result<Vec<Event>> {
    const FIND: &str = "SELECT a.at, p.name AS who, a.action, a.detail FROM audit a \
        LEFT JOIN people p ON p.id = a.actor_id \
        WHERE a.subject_id = $1 AND a.action <> 'programme.planned' \
        ORDER BY a.at DESC, a.id DESC LIMIT 50";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(id).fetch_all(c).await?))
}

/// The sessions of a programme.
pub async fn session_ids(tx: &mut Tx, id: ProgrammeId) -> Result<Vec<SessionId>> {
    const FIND: &str = "SELECT id FROM sessions WHERE programme_id = $1 ORDER BY starts_at, id";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).bind(id).fetch_all(c).await?))
}

/// Whether a programme has this name, ended ones too.
pub async fn is_called(tx: &mut Tx, name: &str) -> Result<bool> {
    const FIND: &str = "SELECT EXISTS (SELECT 1 FROM programmes WHERE name = $1)";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).bind(name).fetch_one(c).await?))
}
