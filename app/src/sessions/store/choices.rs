//! What there is to choose from when a session is planned or looked for.

use crate::{
    access::Scope,
    db::{Tx, on},
    error::Result,
    onboarding::JobTraining,
    people::{BranchId, PersonBrief, PersonId},
    programmes::{Framework, ProgrammeId},
};

/// What the organisation has set for sessions.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Defaults {
    /// The zone of sessions that take place at no branch: an IANA name.
    pub time_zone: String,
    pub late_after_minutes: i64,
}

pub async fn defaults(tx: &mut Tx) -> Result<Defaults> {
    const FIND: &str = "SELECT time_zone, late_after_minutes FROM organisation WHERE id = 1";
    let found = on!(tx, c => sqlx::query_as(FIND).fetch_optional(c).await?);
    Ok(found.unwrap_or(Defaults { time_zone: "UTC".into(), late_after_minutes: 10 }))
}

/// A programme with one of its stages, or none when it has no stages.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct ProgrammeStage {
    pub id: ProgrammeId,
    pub name: String,
    pub framework: Framework,
    pub branch_id: Option<BranchId>,
    pub starts_at_minute: i64,
    pub minutes: i64,
    pub job_training: Option<JobTraining>,
    pub number: Option<i64>,
    pub stage: Option<String>,
}

/// The active programmes that the person has to do with, each with its stages in order.
///
/// Those of a role's branches and departments, those the person facilitates in or is invited to;
/// `keep` names one that is offered in any case, because a session belongs to it already.
pub async fn programme_stages(
    tx: &mut Tx,
    scope: &Scope,
    keep: Option<ProgrammeId>,
) -> Result<Vec<ProgrammeStage>> {
    const LIST: &str = "SELECT p.id, p.name, p.framework, p.branch_id, p.starts_at_minute, \
        p.minutes, p.job_training, g.number, g.name AS stage \
        FROM programmes p LEFT JOIN stages g ON g.programme_id = p.id \
        WHERE p.id = $3 OR (p.state = 'active' AND ($2 \
          OR EXISTS (SELECT 1 FROM grants r WHERE r.person_id = $1 \
               AND (r.branch_id = p.branch_id OR EXISTS (SELECT 1 FROM audiences a \
                      WHERE a.owner_id = p.id AND a.target_id IN (r.branch_id, r.department_id)))) \
          OR EXISTS (SELECT 1 FROM sessions s JOIN facilitators f ON f.session_id = s.id \
               WHERE s.programme_id = p.id AND f.person_id = $1))) \
        ORDER BY p.folded, p.id, g.number";
    Ok(on!(tx, c => sqlx::query_as(LIST)
        .bind(scope.person())
        .bind(scope.everything())
        .bind(keep.unwrap_or_default())
        .fetch_all(c)
        .await?))
}

/// Whether people `p` can facilitate, as a condition: they work here as instructor or manager.
#[macro_export]
macro_rules! can_facilitate {
    () => {
        "(p.active AND EXISTS (SELECT 1 FROM grants g WHERE g.person_id = p.id \
            AND g.role IN ('instructor', 'manager')))"
    };
}

/// Who can facilitate: active people with a role as instructor or manager, and `keep`, who do
/// so already.
pub async fn facilitators(tx: &mut Tx, keep: &[PersonId]) -> Result<Vec<PersonBrief>> {
    const LIST: &str = concat!(
        "SELECT p.id, p.name, COALESCE(t.name, '') AS position, b.name AS branch \
         FROM people p JOIN branches b ON b.id = p.branch_id \
         LEFT JOIN positions t ON t.id = p.position_id WHERE ",
        can_facilitate!(),
        " OR p.id IN ("
    );
    Ok(on!(tx, c => {
        let mut query = sqlx::QueryBuilder::new(LIST);
        let mut ids = query.separated(", ");
        ids.push_bind(PersonId::default());
        for id in keep {
            ids.push_bind(*id);
        }
        query.push(") ORDER BY p.folded").build_query_as().fetch_all(c).await?
    }))
}

/// The people and programmes of the sessions that somebody sees, to filter by.
pub struct FilterChoices {
    pub facilitators: Vec<(PersonId, String)>,
    pub programmes: Vec<(ProgrammeId, String)>,
}

pub async fn to_filter_by(tx: &mut Tx, scope: &Scope) -> Result<FilterChoices> {
    const FACILITATORS: &str = concat!(
        "SELECT p.id, p.name FROM people p WHERE p.id IN (SELECT h.person_id FROM facilitators h \
         JOIN sessions s ON s.id = h.session_id WHERE ",
        crate::session_visible!(),
        ") ORDER BY p.folded"
    );
    const PROGRAMMES: &str = concat!(
        "SELECT p.id, p.name FROM programmes p WHERE p.id IN (SELECT s.programme_id \
         FROM sessions s WHERE ",
        crate::session_visible!(),
        ") ORDER BY p.folded"
    );
    let (person, everything) = (scope.person(), scope.everything());
    Ok(FilterChoices {
        facilitators: on!(tx, c => sqlx::query_as(FACILITATORS).bind(person).bind(everything).fetch_all(c).await?),
        programmes: on!(tx, c => sqlx::query_as(PROGRAMMES).bind(person).bind(everything).fetch_all(c).await?),
    })
}
