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
    programmes::{AudienceLine, ProgrammeId},
    session_visible,
    sessions::SessionId,
    sessions_seen,
};

/// The sessions and programmes that a reader sees.
#[derive(Debug)]
pub struct Places {
    programmes: Vec<Programme>,
    /// All of them, by name: to choose from. Whoever shares a note chooses from the same.
    pub branches: Vec<(BranchId, String)>,
    /// `None` for who sees everything.
    sessions: Option<Vec<Session>>,
}

#[derive(Debug, sqlx::FromRow)]
struct Programme {
    id: ProgrammeId,
    name: String,
    branch_id: Option<BranchId>,
}

#[derive(Debug, sqlx::FromRow)]
struct Session {
    id: SessionId,
    programme_id: Option<ProgrammeId>,
    branch_id: Option<BranchId>,
}

impl Places {
    /// The programmes, by name: to choose from.
    pub fn programmes(&self) -> impl Iterator<Item = (ProgrammeId, &str)> {
        self.programmes.iter().map(|programme| (programme.id, programme.name.as_str()))
    }

    /// The name of a programme that the reader sees.
    pub fn programme(&self, id: ProgrammeId) -> Option<String> {
        let known = self.programmes.iter().find(|programme| programme.id == id)?;
        Some(known.name.clone())
    }
}

/// Everything where a reader could find something.
pub async fn places(tx: &mut Tx, scope: &Scope) -> Result<Places> {
    const SESSIONS: &str = concat!(
        "SELECT s.id, s.programme_id, s.branch_id FROM sessions s WHERE s.id IN (",
        sessions_seen!(),
        ")"
    );
    const PROGRAMMES: &str = concat!(
        "SELECT p.id, p.name, p.branch_id FROM programmes p WHERE ",
        programme_visible!(),
        " ORDER BY p.folded, p.id"
    );
    let programmes: Vec<Programme> = on!(tx, c => sqlx::query_as(PROGRAMMES)
        .bind(scope.person())
        .bind(scope.everything())
        .fetch_all(c)
        .await?);
    let branches = people::store::branches(tx, false).await?;
    let branches = branches.into_iter().map(|branch| (branch.id, branch.name)).collect();
    let sessions = match scope.everything() {
        true => None,
        false => Some(on!(tx, c => sqlx::query_as(SESSIONS)
            .bind(scope.person())
            .bind(AudienceLine::EVERYONE.target_id)
            .fetch_all(c)
            .await?)),
    };
    Ok(Places { programmes, branches, sessions })
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

    fn holds(self, programme: Option<ProgrammeId>, branch: Option<BranchId>) -> bool {
        self.programme.is_none_or(|wanted| programme == Some(wanted))
            && self.branch.is_none_or(|wanted| branch == Some(wanted))
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
    let Some(sessions) = &places.sessions else {
        return match within.is_all() {
            true => Ok(Reach::Everything),
            false => everything_within(tx, scope, within).await,
        };
    };
    let sessions = sessions
        .iter()
        .filter(|session| within.session.is_none_or(|wanted| session.id == wanted))
        .filter(|session| within.holds(session.programme_id, session.branch_id))
        .map(|session| Uuid::from(session.id));
    let programmes = places
        .programmes
        .iter()
        .filter(|_| within.session.is_none())
        .filter(|programme| within.holds(Some(programme.id), programme.branch_id))
        .map(|programme| Uuid::from(programme.id));
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

/// Practices and notes of the branch that is asked for, practices that came to the reader, and the
/// reader's own notes of sessions that they do not see any more.
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
         WHERE n.author_id = $1 AND n.deleted_at IS NULL AND n.taken_at IS NULL AND ($3 IS NULL OR s.id = $3) \
           AND ($4 IS NULL OR s.programme_id = $4) AND ($5 IS NULL OR s.branch_id = $5) \
           AND NOT ",
        session_visible!(),
        " UNION SELECT n.id FROM notes n JOIN sessions s ON s.id = n.session_id \
         WHERE n.branch_id = $5 AND n.deleted_at IS NULL AND n.taken_at IS NULL AND ($3 IS NULL OR s.id = $3) \
           AND ($4 IS NULL OR s.programme_id = $4) AND ",
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

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::{access, db::testing::each_engine, demo};

    #[tokio::test]
    async fn asked_from_the_persons_side_the_sessions_are_the_same() {
        each_engine(|db| async move {
            let now = "2026-03-02T13:00:00Z".parse().unwrap();
            let demo = demo::fill(&db, now).await.unwrap();
            const EACH: &str = concat!("SELECT s.id FROM sessions s WHERE ", session_visible!());
            let mut tx = db.read().await.unwrap();
            let (mut some, mut asked) = (0, 0);
            for person in &demo.cast.people {
                let scope = access::store::scope_of(&mut tx, *person).await.unwrap();
                let Some(seen) = places(&mut tx, &scope).await.unwrap().sessions else { continue };
                let seen: HashSet<SessionId> = seen.iter().map(|session| session.id).collect();
                let find = async |tx: &mut Tx| -> Result<Vec<SessionId>> {
                    Ok(on!(tx, c => sqlx::query_scalar(EACH)
                        .bind(scope.person())
                        .bind(scope.everything())
                        .fetch_all(c)
                        .await?))
                };
                let each: HashSet<SessionId> = find(&mut tx).await.unwrap().into_iter().collect();
                assert_eq!(seen, each);
                some += usize::from(!seen.is_empty());
                asked += 1;
            }
            assert!(asked > 10 && some > 10, "{some} of {asked}");
        })
        .await;
    }
}
