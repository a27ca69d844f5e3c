use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    access::Scope,
    db::{Tx, on},
    error::Result,
    people::PersonId,
    programme_visible,
    programmes::ProgrammeId,
    provenance::{Kind, Thing},
    reviews::Due,
};

/// How many things a page of the list holds.
pub const A_PAGE: i64 = 30;
/// How many reminders stand on Today.
const REMINDERS: i64 = 8;
/// How many things could take another's place, before a search narrows them.
const CANDIDATES: i64 = 500;

/// What narrows the list of reviews.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter {
    pub programme: Option<ProgrammeId>,
    /// Only what the person who asks looks after.
    pub mine: bool,
}

/// The things with a day of review, each with its programme `p`, name and target.
macro_rules! kept {
    () => {
        "FROM keeping q \
         LEFT JOIN concepts k ON q.kind = 'concept' AND k.id = q.subject_id \
         LEFT JOIN practices r ON q.kind = 'practice' AND r.id = q.subject_id \
         LEFT JOIN archetype_versions v ON v.archetype_id = r.archetype_id AND v.number = r.number \
         LEFT JOIN branches b ON b.id = r.branch_id \
         LEFT JOIN departments d ON d.id = r.department_id \
         LEFT JOIN archetypes h ON (q.kind = 'archetype' AND h.id = q.subject_id) \
                                OR h.id = r.archetype_id \
         JOIN programmes p ON p.id = COALESCE(k.programme_id, h.programme_id) \
         LEFT JOIN people o ON o.id = q.owner_id \
         WHERE q.review_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM endings e \
               WHERE e.kind = q.kind AND e.subject_id = q.subject_id AND e.undone_at IS NULL) "
    };
}

/// Whatever has a day of review and may be seen, the most overdue first, and how many there are.
pub async fn due(tx: &mut Tx, scope: &Scope, filter: Filter, page: i64) -> Result<(Vec<Due>, i64)> {
    const LIST: &str = concat!(
        "SELECT q.kind, q.subject_id, COALESCE(k.title, v.name, h.name) AS name, \
                COALESCE(b.name, d.name, r.name, '') AS target, p.name AS programme, \
                q.owner_id, o.name AS owner, q.review_on, COUNT(*) OVER () AS total ",
        kept!(),
        "AND (q.owner_id = $1 OR ",
        programme_visible!(),
        ") AND ($3 IS NULL OR p.id = $3) AND ($4 IS NULL OR q.owner_id = $4) \
         ORDER BY q.review_on, q.subject_id LIMIT $5 OFFSET $6"
    );
    let rows: Vec<Row> = on!(tx, c => sqlx::query_as(LIST)
        .bind(scope.person())
        .bind(scope.everything())
        .bind(filter.programme)
        .bind(filter.mine.then(|| scope.person()))
        .bind(A_PAGE)
        .bind((page.max(1) - 1) * A_PAGE)
        .fetch_all(c)
        .await?);
    let total = rows.first().map_or(0, |row| row.total);
    Ok((rows.into_iter().map(|row| row.due).collect(), total))
}

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(flatten)]
    due: Due,
    total: i64,
}

/// The programmes of whatever has a day of review and may be seen, by name.
pub async fn programmes_with_owners(
    tx: &mut Tx,
    scope: &Scope,
) -> Result<Vec<(ProgrammeId, String)>> {
    const LIST: &str = concat!(
        "SELECT DISTINCT p.id, p.name ",
        kept!(),
        "AND (q.owner_id = $1 OR ",
        programme_visible!(),
        ") ORDER BY p.name, p.id"
    );
    Ok(on!(tx, c => sqlx::query_as(LIST)
        .bind(scope.person())
        .bind(scope.everything())
        .fetch_all(c)
        .await?))
}

crate::text_enum! {
    /// Why somebody is reminded.
    pub enum What {
        Mention => "mention",
        Review => "review",
    }
}

/// What waits for a person: a comment that names them, or a review of what they look after.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Waiting {
    pub what: What,
    pub kind: Kind,
    pub subject_id: Uuid,
    /// The comment, for a mention.
    pub comment_id: Option<Uuid>,
    /// Who wrote the comment; empty when that name is hidden.
    pub who: String,
    /// What is to be reviewed, as in [`Due`]. A mention tells nothing of its thing: who may not see
    /// that any more would read it here.
    pub name: String,
    pub target: String,
    pub at: Option<DateTime<Utc>>,
    pub review_on: Option<NaiveDate>,
}

/// Mentions that were not read and reviews that are due by a day: one query for both, because
/// Today has few.
pub async fn waiting(tx: &mut Tx, person: PersonId, until: NaiveDate) -> Result<Vec<Waiting>> {
    const FIND: &str = concat!(
        "SELECT 'mention' AS what, c.kind, c.subject_id, c.id AS comment_id, \
                CASE WHEN n.name_hidden AND n.author_id = c.author_id THEN '' ELSE w.name END AS who, \
                '' AS name, '' AS target, c.at, CAST(NULL AS DATE) AS review_on \
         FROM mentions m JOIN comments c ON c.id = m.comment_id \
         JOIN people w ON w.id = c.author_id \
         LEFT JOIN notes n ON c.kind = 'note' AND n.id = c.subject_id \
         WHERE m.person_id = $1 AND m.read_at IS NULL AND c.deleted_at IS NULL \
         UNION ALL \
         SELECT 'review', q.kind, q.subject_id, NULL, '', COALESCE(k.title, v.name, h.name), \
                COALESCE(b.name, d.name, r.name, ''), NULL, q.review_on ",
        kept!(),
        "AND q.owner_id = $1 AND q.review_on <= $2 \
         ORDER BY what, review_on, at, subject_id LIMIT $3"
    );
    Ok(on!(tx, c => sqlx::query_as(FIND)
        .bind(person)
        .bind(until)
        .bind(REMINDERS)
        .fetch_all(c)
        .await?))
}

/// A thing that could take the place of another: of the same kind, in use, in a programme that the
/// person may see; those of the same programme first. With its name, target and programme.
pub async fn candidates(
    tx: &mut Tx,
    scope: &Scope,
    (kind, id): Thing,
    programme: Option<ProgrammeId>,
) -> Result<Vec<(Uuid, String, String, String)>> {
    macro_rules! find {
        ($columns:literal, $from:literal) => {
            concat!(
                "SELECT x.id, ",
                $columns,
                ", p.name ",
                $from,
                " WHERE x.id <> $3 AND NOT EXISTS (SELECT 1 FROM endings e WHERE e.kind = $6 \
                  AND e.subject_id = x.id AND e.undone_at IS NULL) AND ",
                programme_visible!(),
                " ORDER BY CASE WHEN p.id = $4 THEN 0 ELSE 1 END, x.id DESC LIMIT $5"
            )
        };
    }
    let text = match kind {
        Kind::Note => return Ok(Vec::new()),
        Kind::Concept => find!(
            "x.title, ''",
            "FROM concepts x JOIN programmes p ON p.id = x.programme_id \
             AND x.state NOT IN ('merged', 'split')"
        ),
        Kind::Archetype => {
            find!("x.name, ''", "FROM archetypes x JOIN programmes p ON p.id = x.programme_id")
        }
        Kind::Practice => find!(
            "v.name, COALESCE(b.name, d.name, x.name)",
            "FROM practices x JOIN archetypes h ON h.id = x.archetype_id \
             JOIN programmes p ON p.id = h.programme_id \
             JOIN archetype_versions v ON v.archetype_id = x.archetype_id AND v.number = x.number \
             LEFT JOIN branches b ON b.id = x.branch_id \
             LEFT JOIN departments d ON d.id = x.department_id"
        ),
    };
    Ok(on!(tx, c => sqlx::query_as(text)
        .bind(scope.person())
        .bind(scope.everything())
        .bind(id)
        .bind(programme)
        .bind(CANDIDATES)
        .bind(kind)
        .fetch_all(c)
        .await?))
}
