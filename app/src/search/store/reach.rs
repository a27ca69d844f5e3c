//! How far a reader sees. Notes are seen with their session, everything else with its programme,
//! by the conditions of their pages; beside these one sees one's own notes and the practices that
//! came to one.

use uuid::Uuid;

use crate::{
    access::Scope,
    db::{Tx, on},
    error::Result,
    people::{self, BranchId},
    practice_theirs, programme_visible,
    programmes::{self, ProgrammeId},
    session_visible,
    sessions::SessionId,
};

/// The sessions and programmes that a reader sees.
#[derive(Debug)]
pub struct Places {
    /// By name: to choose from.
    pub programmes: Vec<(ProgrammeId, String)>,
    /// Those where anything is or could be, by name: to choose from.
    pub branches: Vec<(BranchId, String)>,
    /// `None` for who sees everything.
    seen: Option<Seen>,
}

impl Places {
    /// The name of a programme that the reader sees.
    pub fn programme(&self, id: ProgrammeId) -> Option<String> {
        self.programmes.iter().find(|(known, _)| *known == id).map(|(_, name)| name.clone())
    }
}

#[derive(Debug)]
struct Seen {
    sessions: Vec<Place<SessionId>>,
    programmes: Vec<Place<ProgrammeId>>,
}

/// A session or a programme with what narrows a search to it.
#[derive(Debug, sqlx::FromRow)]
struct Place<Id> {
    id: Id,
    programme_id: Option<ProgrammeId>,
    branch_id: Option<BranchId>,
}

/// Everything where a reader could find something.
pub async fn places(tx: &mut Tx, scope: &Scope) -> Result<Places> {
    const SESSIONS: &str = concat!(
        "SELECT s.id, s.programme_id, s.branch_id FROM sessions s WHERE ",
        session_visible!()
    );
    const PROGRAMMES: &str = concat!(
        "SELECT p.id, p.id AS programme_id, p.branch_id FROM programmes p WHERE ",
        programme_visible!()
    );
    let mut programmes = programmes::store::names(tx, scope).await?;
    let mut branches: Vec<(BranchId, String)> = people::store::branches(tx, false)
        .await?
        .into_iter()
        .map(|branch| (branch.id, branch.name))
        .collect();
    if scope.everything() {
        return Ok(Places { programmes, branches, seen: None });
    }
    let sessions: Vec<Place<SessionId>> = on!(tx, c => sqlx::query_as(SESSIONS)
        .bind(scope.person())
        .bind(scope.everything())
        .fetch_all(c)
        .await?);
    let seen: Vec<Place<ProgrammeId>> = on!(tx, c => sqlx::query_as(PROGRAMMES)
        .bind(scope.person())
        .bind(scope.everything())
        .fetch_all(c)
        .await?);
    let of_programmes = seen.iter().filter_map(|place| place.branch_id);
    let mut known: Vec<BranchId> =
        sessions.iter().filter_map(|place| place.branch_id).chain(of_programmes).collect();
    known.sort_unstable();
    branches.retain(|(id, _)| known.binary_search(id).is_ok());
    programmes.retain(|(id, _)| seen.iter().any(|place| place.id == *id));
    Ok(Places { programmes, branches, seen: Some(Seen { sessions, programmes: seen }) })
}

/// To what a search is narrowed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Within {
    pub session: Option<SessionId>,
    pub programme: Option<ProgrammeId>,
    pub branch: Option<BranchId>,
}

impl Within {
    fn is_all(self) -> bool {
        self.session.is_none() && self.programme.is_none() && self.branch.is_none()
    }

    fn holds<Id>(self, place: &Place<Id>) -> bool {
        self.programme.is_none_or(|wanted| place.programme_id == Some(wanted))
            && self.branch.is_none_or(|wanted| place.branch_id == Some(wanted))
    }
}

/// Where a search looks.
#[derive(Debug)]
pub enum Reach {
    Everything,
    /// In these sessions and programmes, and for these single things.
    Only(Vec<Uuid>),
}

/// What the reader may find within what they ask for.
pub async fn reach(tx: &mut Tx, scope: &Scope, places: &Places, within: Within) -> Result<Reach> {
    let Some(seen) = &places.seen else {
        return match within.is_all() {
            true => Ok(Reach::Everything),
            false => everything_within(tx, scope, within).await,
        };
    };
    let sessions = seen
        .sessions
        .iter()
        .filter(|place| within.session.is_none_or(|wanted| place.id == wanted))
        .filter(|place| within.holds(place))
        .map(|place| Uuid::from(place.id));
    let programmes = seen
        .programmes
        .iter()
        .filter(|place| within.session.is_none() && within.holds(place))
        .map(|place| Uuid::from(place.id));
    let mut only: Vec<Uuid> = sessions.chain(programmes).collect();
    only.extend(single_things(tx, scope, within).await?);
    Ok(Reach::Only(only))
}

/// The same for who sees everything.
async fn everything_within(tx: &mut Tx, scope: &Scope, within: Within) -> Result<Reach> {
    const FIND: &str = "SELECT s.id FROM sessions s \
        WHERE ($1 IS NULL OR s.id = $1) AND ($2 IS NULL OR s.programme_id = $2) \
          AND ($3 IS NULL OR s.branch_id = $3) \
        UNION ALL SELECT p.id FROM programmes p \
        WHERE $1 IS NULL AND ($2 IS NULL OR p.id = $2) AND ($3 IS NULL OR p.branch_id = $3)";
    let mut only: Vec<Uuid> = on!(tx, c => sqlx::query_scalar(FIND)
        .bind(within.session)
        .bind(within.programme)
        .bind(within.branch)
        .fetch_all(c)
        .await?);
    only.extend(single_things(tx, scope, within).await?);
    Ok(Reach::Only(only))
}

/// Practices of the branch that is asked for, those that came to the reader, and the reader's own
/// notes of sessions that they do not see any more.
async fn single_things(tx: &mut Tx, scope: &Scope, within: Within) -> Result<Vec<Uuid>> {
    const FIND: &str = concat!(
        "SELECT p.id FROM practices p JOIN archetypes a ON a.id = p.archetype_id \
         WHERE $3 IS NULL AND ($4 IS NULL OR a.programme_id = $4) \
           AND ($5 IS NULL OR p.branch_id = $5) AND ",
        practice_theirs!(),
        " UNION SELECT x.id FROM practices x JOIN archetypes a ON a.id = x.archetype_id \
         JOIN programmes p ON p.id = a.programme_id \
         WHERE $3 IS NULL AND ($4 IS NULL OR p.id = $4) AND x.branch_id = $5 AND ",
        programme_visible!(),
        " UNION SELECT n.id FROM notes n JOIN sessions s ON s.id = n.session_id \
         WHERE n.author_id = $1 AND n.deleted_at IS NULL AND ($3 IS NULL OR s.id = $3) \
           AND ($4 IS NULL OR s.programme_id = $4) AND ($5 IS NULL OR s.branch_id = $5) \
           AND NOT ",
        session_visible!()
    );
    Ok(on!(tx, c => sqlx::query_scalar(FIND)
        .bind(scope.person())
        .bind(scope.everything())
        .bind(within.session)
        .bind(within.programme)
        .bind(within.branch)
        .fetch_all(c)
        .await?))
}
