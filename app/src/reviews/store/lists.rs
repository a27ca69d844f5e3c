use uuid::Uuid;

use crate::{
    access::Scope,
    can_facilitate,
    db::{Tx, on},
    error::Result,
    people::PersonId,
    programme_visible,
    programmes::ProgrammeId,
    provenance::{Kind, Thing},
    reviews::{Due, Owned},
};

/// How many things a page of the list holds.
pub const A_PAGE: i64 = 30;
/// How many things could take another's place, before a search narrows them.
const CANDIDATES: i64 = 500;

/// What narrows the list of reviews.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter {
    pub programme: Option<ProgrammeId>,
    /// Only what the person who asks looks after.
    pub mine: bool,
}

/// Things that are in use, each with its programme `p`, name and target; `$things` are rows `q` of
/// `keeping`, or what looks like it.
macro_rules! named {
    ($($things:expr),+) => {
        concat!("FROM ", $($things,)+ " q \
         LEFT JOIN concepts k ON q.kind = 'concept' AND k.id = q.subject_id \
         LEFT JOIN practices r ON q.kind = 'practice' AND r.id = q.subject_id \
         LEFT JOIN archetype_versions v ON v.archetype_id = r.archetype_id AND v.number = r.number \
         LEFT JOIN branches b ON b.id = r.branch_id \
         LEFT JOIN departments d ON d.id = r.department_id \
         LEFT JOIN archetypes h ON (q.kind = 'archetype' AND h.id = q.subject_id) \
                                OR h.id = r.archetype_id \
         JOIN programmes p ON p.id = COALESCE(k.programme_id, h.programme_id) \
         LEFT JOIN people o ON o.id = q.owner_id \
         WHERE NOT EXISTS (SELECT 1 FROM endings e \
               WHERE e.kind = q.kind AND e.subject_id = q.subject_id AND e.undone_at IS NULL) ")
    };
}

/// The things with a day of review.
macro_rules! kept {
    () => {
        concat!($crate::reviews::store::named_things!("keeping"), "AND q.review_on IS NOT NULL ")
    };
}

pub(crate) use {kept as kept_things, named as named_things};

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

/// What a person looks after, as rows like those of `keeping`. An archetype is looked after by whom it
/// belongs to, as long as nobody else is named.
macro_rules! owned_by {
    ($owner:literal) => {
        concat!(
            "(SELECT kind, subject_id, owner_id, review_on, revision FROM keeping \
              WHERE owner_id = ",
            $owner,
            " UNION ALL SELECT 'archetype', a.id, a.owner_id, g.review_on, COALESCE(g.revision, 0) \
              FROM archetypes a \
              LEFT JOIN keeping g ON g.kind = 'archetype' AND g.subject_id = a.id \
              WHERE g.owner_id IS NULL AND a.owner_id = ",
            $owner,
            ")"
        )
    };
}

/// What a person looks after and another may see, by its day of review.
pub async fn owned(tx: &mut Tx, scope: &Scope, owner: PersonId) -> Result<Vec<Owned>> {
    const LIST: &str = concat!(
        "SELECT q.kind, q.subject_id, COALESCE(k.title, v.name, h.name) AS name, \
                COALESCE(b.name, d.name, r.name, '') AS target, p.name AS programme, \
                p.branch_id, r.branch_id AS went_to, q.review_on, q.revision, ",
        programme_visible!(),
        " AS seen ",
        named!(owned_by!("$3")),
        "AND (q.owner_id = $1 OR ",
        programme_visible!(),
        ") ORDER BY q.review_on IS NULL, q.review_on, q.kind, q.subject_id"
    );
    Ok(on!(tx, c => sqlx::query_as(LIST)
        .bind(scope.person())
        .bind(scope.everything())
        .bind(owner)
        .fetch_all(c)
        .await?))
}

/// Who of those who can facilitate sees the programme of what a person looks after, apart from those
/// who see every programme.
pub async fn who_sees(tx: &mut Tx, owner: PersonId) -> Result<Vec<(PersonId, Uuid)>> {
    const LIST: &str = concat!(
        "SELECT w.id, q.subject_id ",
        named!("people w CROSS JOIN ", owned_by!("$1")),
        "AND w.id IN (SELECT p.id FROM people p WHERE ",
        can_facilitate!(),
        ") AND ",
        programme_visible!("w.id", "FALSE"),
        " ORDER BY w.id, q.subject_id"
    );
    Ok(on!(tx, c => sqlx::query_as(LIST).bind(owner).fetch_all(c).await?))
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
