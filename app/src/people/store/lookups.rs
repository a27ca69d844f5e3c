//! Short questions of every domain: who and where somebody is, what there is to choose from.

use std::collections::HashMap;

use crate::{
    access::Scope,
    db::{Tx, on},
    error::Result,
    people::{
        Branch, BranchId, DepartmentId, Directory, Named, PersonBrief, PersonId, PositionId, fold,
    },
};

/// How many words of a search count; more would not narrow it further.
pub const WORDS: usize = 4;

/// Patterns for `LIKE … ESCAPE '\'`: every word of the text, in any order. Unused ones fit all.
pub fn patterns(text: &str) -> [String; WORDS] {
    let folded = fold(text);
    let mut words = folded.split_whitespace();
    std::array::from_fn(|_| match words.next() {
        Some(word) => {
            let word = word.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_");
            format!("%{word}%")
        }
        None => "%".to_owned(),
    })
}

/// Active people whose name, e-mail address or number holds every word of `text`, by name.
/// Whoever has a role for some branches or departments finds the people of those.
pub async fn find_active_by_text(
    tx: &mut Tx,
    scope: &Scope,
    text: &str,
    limit: i64,
) -> Result<Vec<PersonBrief>> {
    const FIND: &str = r"
        SELECT p.id, p.name, COALESCE(t.name, '') AS position, b.name AS branch
        FROM people p
        JOIN branches b ON b.id = p.branch_id
        LEFT JOIN positions t ON t.id = p.position_id
        WHERE p.active
          AND ($2 OR EXISTS (SELECT 1 FROM grants g WHERE g.person_id = $1
                               AND (g.branch_id IS NULL OR g.branch_id = p.branch_id)
                               AND (g.department_id IS NULL OR g.department_id = p.department_id)))
          AND p.folded LIKE $3 ESCAPE '\' AND p.folded LIKE $4 ESCAPE '\'
          AND p.folded LIKE $5 ESCAPE '\' AND p.folded LIKE $6 ESCAPE '\'
        ORDER BY p.folded, p.id
        LIMIT $7";
    let [a, b, c, d] = patterns(text);
    Ok(on!(tx, conn => sqlx::query_as(FIND)
        .bind(scope.person())
        .bind(scope.everything())
        .bind(a).bind(b).bind(c).bind(d)
        .bind(limit)
        .fetch_all(conn)
        .await?))
}

/// The people whose name holds every word of `text`, by name: whatever the scope, for a search that
/// finds no more than what stands under these names.
pub async fn named(tx: &mut Tx, text: &str) -> Result<Vec<PersonId>> {
    const FIND: &str = r"SELECT id, name FROM people
        WHERE folded LIKE $1 ESCAPE '\' AND folded LIKE $2 ESCAPE '\'
          AND folded LIKE $3 ESCAPE '\' AND folded LIKE $4 ESCAPE '\'
        ORDER BY folded, id LIMIT 200";
    let [a, b, c, d] = patterns(text);
    let found: Vec<(PersonId, String)> = on!(tx, conn => sqlx::query_as(FIND)
        .bind(a).bind(b).bind(c).bind(d)
        .fetch_all(conn)
        .await?);
    // The column has addresses and numbers, too; those are not asked for here.
    let text = fold(text);
    let holds = |name: &str| text.split_whitespace().all(|word| fold(name).contains(word));
    Ok(found.into_iter().filter(|(_, name)| holds(name)).map(|(id, _)| id).collect())
}

/// Active people whose name, address or number holds every word of `text`, by name, whatever the
/// scope: for callers that show only those who have to do with a thing.
pub async fn find_active(tx: &mut Tx, text: &str, limit: i64) -> Result<Vec<PersonBrief>> {
    const FIND: &str = r"
        SELECT p.id, p.name, COALESCE(t.name, '') AS position, b.name AS branch
        FROM people p
        JOIN branches b ON b.id = p.branch_id
        LEFT JOIN positions t ON t.id = p.position_id
        WHERE p.active AND p.folded LIKE $2 ESCAPE '\' AND p.folded LIKE $3 ESCAPE '\'
          AND p.folded LIKE $4 ESCAPE '\' AND p.folded LIKE $5 ESCAPE '\'
        ORDER BY p.folded, p.id
        LIMIT $1";
    let [a, b, c, d] = patterns(text);
    Ok(on!(tx, conn => sqlx::query_as(FIND)
        .bind(limit)
        .bind(a).bind(b).bind(c).bind(d)
        .fetch_all(conn)
        .await?))
}

/// These people as [`PersonBrief`]s, by name, active or not, whatever the scope: for lists of
/// people that the reader may see already.
pub async fn briefs(tx: &mut Tx, ids: &[PersonId]) -> Result<Vec<PersonBrief>> {
    const FIND: &str = "
        SELECT p.id, p.name, COALESCE(t.name, '') AS position, b.name AS branch
        FROM people p
        JOIN branches b ON b.id = p.branch_id
        LEFT JOIN positions t ON t.id = p.position_id
        WHERE p.id IN (";
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new(FIND);
        let mut list = query.separated(", ");
        for id in ids {
            list.push_bind(*id);
        }
        query.push(") ORDER BY p.folded, p.id");
        query.build_query_as().fetch_all(conn).await?
    }))
}

/// The names of these people, active or not.
pub async fn names(tx: &mut Tx, ids: &[PersonId]) -> Result<HashMap<PersonId, String>> {
    Ok(briefs(tx, ids).await?.into_iter().map(|person| (person.id, person.name)).collect())
}

/// The branches by name.
pub async fn branches(tx: &mut Tx, active_only: bool) -> Result<Vec<Branch>> {
    const ALL: &str = "SELECT id, name, address, time_zone, active, revision FROM branches \
                       WHERE active OR NOT $1 ORDER BY folded";
    Ok(on!(tx, c => sqlx::query_as(ALL).bind(active_only).fetch_all(c).await?))
}

/// One branch, active or not.
pub async fn branch(tx: &mut Tx, id: BranchId) -> Result<Option<Branch>> {
    const FIND: &str = "SELECT id, name, address, time_zone, active, revision FROM branches \
                        WHERE id = $1";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(id).fetch_optional(c).await?))
}

/// The departments by name.
pub async fn departments(tx: &mut Tx, active_only: bool) -> Result<Vec<Named<DepartmentId>>> {
    const ALL: &str = "SELECT id, name, active, revision FROM departments \
                       WHERE active OR NOT $1 ORDER BY folded";
    Ok(on!(tx, c => sqlx::query_as(ALL).bind(active_only).fetch_all(c).await?))
}

/// The positions by name.
pub async fn positions(tx: &mut Tx, active_only: bool) -> Result<Vec<Named<PositionId>>> {
    const ALL: &str = "SELECT id, name, active, revision FROM positions \
                       WHERE active OR NOT $1 ORDER BY folded";
    Ok(on!(tx, c => sqlx::query_as(ALL).bind(active_only).fetch_all(c).await?))
}

/// Everything there is to choose from, and what is only history.
pub async fn directory(tx: &mut Tx) -> Result<Directory> {
    Ok(Directory {
        branches: branches(tx, false).await?,
        departments: departments(tx, false).await?,
        positions: positions(tx, false).await?,
    })
}
