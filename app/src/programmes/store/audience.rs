//! Who is invited to a programme, or to a session that stands alone.

use uuid::Uuid;

use crate::{
    db::{Tx, execute, on},
    error::Result,
    programmes::{AudienceKind, AudienceLine, AudienceSummary},
};

/// Replaces who is invited to a programme or to a session that stands alone.
pub async fn set_audience(tx: &mut Tx, owner: Uuid, lines: &[AudienceLine]) -> Result<()> {
    const ADD: &str = "INSERT INTO audiences (owner_id, kind, target_id) VALUES ($1, $2, $3) \
                       ON CONFLICT DO NOTHING";
    execute!(tx, sqlx::query("DELETE FROM audiences WHERE owner_id = $1").bind(owner));
    for line in lines {
        execute!(tx, sqlx::query(ADD).bind(owner).bind(line.kind).bind(line.target_id));
    }
    Ok(())
}

/// Who is invited.
pub async fn audience(tx: &mut Tx, owner: Uuid) -> Result<Vec<AudienceLine>> {
    const ALL: &str = "SELECT kind, target_id FROM audiences WHERE owner_id = $1 \
                       ORDER BY kind, target_id";
    Ok(on!(tx, c => sqlx::query_as(ALL).bind(owner).fetch_all(c).await?))
}

/// Who is invited, in words and as a number of people.
pub async fn audience_summary(tx: &mut Tx, owner: Uuid) -> Result<AudienceSummary> {
    let lines = audience(tx, owner).await?;
    summary_of(tx, &lines).await
}

/// An audience in words and as a number of people, before it belongs to anything.
pub async fn summary_of(tx: &mut Tx, lines: &[AudienceLine]) -> Result<AudienceSummary> {
    let names = named(tx, lines).await?.into_iter().map(|(line, name)| (line.kind, name)).collect();
    Ok(AudienceSummary { names, people: count(tx, lines).await? })
}

/// The lines whose branch, department, position or person exists, each with its name; everyone
/// has none.
pub async fn named(tx: &mut Tx, lines: &[AudienceLine]) -> Result<Vec<(AudienceLine, String)>> {
    if lines.is_empty() {
        return Ok(Vec::new());
    }
    // One query for the four tables; ids never repeat between them.
    let found: Vec<(String, Uuid, String)> = on!(tx, c => {
        let mut query = sqlx::QueryBuilder::new("SELECT kind, id, name FROM (");
        let tables = [
            "SELECT 'branch' AS kind, id, name FROM branches WHERE id IN (",
            " UNION ALL SELECT 'department', id, name FROM departments WHERE id IN (",
            " UNION ALL SELECT 'position', id, name FROM positions WHERE id IN (",
            " UNION ALL SELECT 'person', id, name FROM people WHERE id IN (",
        ];
        for table in tables {
            query.push(table);
            let mut list = query.separated(", ");
            for line in lines {
                list.push_bind(line.target_id);
            }
            query.push(")");
        }
        query.push(") AS found ORDER BY name");
        query.build_query_as().fetch_all(c).await?
    });
    let everyone = lines.iter().find(|line| line.kind == AudienceKind::Everyone);
    let everyone = everyone.map(|line| (*line, String::new()));
    let others = found.into_iter().filter_map(|(kind, target_id, name)| {
        let line = AudienceLine { kind: AudienceKind::parse(&kind)?, target_id };
        lines.contains(&line).then_some((line, name))
    });
    let mut named: Vec<_> = everyone.into_iter().chain(others).collect();
    named.sort_by_key(|(line, _)| line.kind);
    Ok(named)
}

/// How many active people these lines invite.
async fn count(tx: &mut Tx, lines: &[AudienceLine]) -> Result<i64> {
    const COLUMNS: [(AudienceKind, &str); 4] = [
        (AudienceKind::Branch, " OR branch_id IN ("),
        (AudienceKind::Department, " OR department_id IN ("),
        (AudienceKind::Position, " OR position_id IN ("),
        (AudienceKind::Person, " OR id IN ("),
    ];
    let everyone = lines.contains(&AudienceLine::EVERYONE);
    Ok(on!(tx, c => {
        let mut query = sqlx::QueryBuilder::new("SELECT COUNT(*) FROM people WHERE active AND (");
        query.push_bind(everyone);
        for (kind, column) in COLUMNS {
            let mut targets = lines.iter().filter(|line| line.kind == kind).peekable();
            if targets.peek().is_none() {
                continue;
            }
            query.push(column);
            let mut list = query.separated(", ");
            for line in targets {
                list.push_bind(line.target_id);
            }
            query.push(")");
        }
        query.push(")");
        query.build_query_scalar().fetch_one(c).await?
    }))
}
