//! Links in the database, and the things that have a title.

use uuid::Uuid;

use crate::{
    db::{Tx, execute, on},
    error::Result,
    people::fold,
    provenance::{Kind, Thing},
};

/// How many texts that mention a thing are looked at.
const MENTIONS: i64 = 60;

/// Replaces where a text leads. `part` is the section of an archetype, else empty.
pub async fn set(tx: &mut Tx, from: Thing, part: &str, to: &[Thing]) -> Result<()> {
    const FORGET: &str = "DELETE FROM links WHERE from_kind = $1 AND from_id = $2 AND part = $3";
    const ADD: &str = "INSERT INTO links (from_kind, from_id, part, to_kind, to_id) \
                       VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
    let (kind, id) = from;
    execute!(tx, sqlx::query(FORGET).bind(kind).bind(id).bind(part));
    for (to_kind, to_id) in to {
        execute!(tx, sqlx::query(ADD).bind(kind).bind(id).bind(part).bind(to_kind).bind(to_id));
    }
    Ok(())
}

/// The things whose texts lead to a thing, the latest first, whoever may see them: what a reader is
/// told of them their own domains decide.
pub async fn mentioning(tx: &mut Tx, (kind, id): Thing) -> Result<Vec<Thing>> {
    const FIND: &str = "SELECT DISTINCT from_kind, from_id FROM links \
        WHERE to_kind = $1 AND to_id = $2 AND NOT (from_kind = $1 AND from_id = $2) \
        ORDER BY from_id DESC LIMIT $3";
    Ok(on!(tx, c => sqlx::query_as(FIND)
        .bind(kind)
        .bind(id)
        .bind(MENTIONS)
        .fetch_all(c)
        .await?))
}

/// Every concept, archetype and practice of one of these folded titles, whoever may see it.
///
/// Concepts are looked up by their title. Archetypes and practices are few, and their titles are
/// put together of names that are kept as typed: they are compared here.
pub async fn titled(tx: &mut Tx, folded: &[String]) -> Result<Vec<(String, Thing)>> {
    const CONCEPTS: &str = "SELECT folded, id FROM concepts WHERE folded IN (";
    const ARCHETYPES: &str = "SELECT name, id FROM archetypes ORDER BY id";
    const PRACTICES: &str = "SELECT v.name, COALESCE(b.name, d.name, p.name), p.id FROM practices p \
        JOIN archetype_versions v ON v.archetype_id = p.archetype_id AND v.number = p.number \
        LEFT JOIN branches b ON b.id = p.branch_id \
        LEFT JOIN departments d ON d.id = p.department_id ORDER BY p.id";
    let mut found: Vec<(String, Thing)> = Vec::new();
    let concepts: Vec<(String, Uuid)> = on!(tx, c => {
        let mut query = sqlx::QueryBuilder::new(CONCEPTS);
        let mut list = query.separated(", ");
        for title in folded {
            list.push_bind(title.as_str());
        }
        query.push(") ORDER BY id").build_query_as().fetch_all(c).await?
    });
    found.extend(concepts.into_iter().map(|(title, id)| (title, (Kind::Concept, id))));
    let archetypes: Vec<(String, Uuid)> =
        on!(tx, c => sqlx::query_as(ARCHETYPES).fetch_all(c).await?);
    let wanted = |title: &String| folded.contains(title);
    let archetypes = archetypes.into_iter().map(|(name, id)| (fold(&name), (Kind::Archetype, id)));
    found.extend(archetypes.filter(|(title, _)| wanted(title)));
    let practices: Vec<(String, String, Uuid)> =
        on!(tx, c => sqlx::query_as(PRACTICES).fetch_all(c).await?);
    for (archetype, target, id) in practices {
        for title in crate::practices::texts::titles(&archetype, &target) {
            let title = fold(&title);
            if wanted(&title) {
                found.push((title, (Kind::Practice, id)));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}
