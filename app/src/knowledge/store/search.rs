//! Finding notes.

use chrono::{DateTime, Utc};

use super::{Row, from_notes, notes};
use crate::{
    access::Scope,
    db::{Tx, dialect, on},
    error::Result,
    knowledge::{Note, NoteKind, words::Query},
    people::BranchId,
    programmes::ProgrammeId,
    session_visible,
    sessions::SessionId,
};

/// How many notes a page of the list holds.
pub const PAGE: i64 = 20;

/// Which notes are wanted.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub query: Option<Query>,
    pub programme: Option<ProgrammeId>,
    pub branch: Option<BranchId>,
    pub session: Option<SessionId>,
    pub kind: Option<NoteKind>,
    /// A tag, folded.
    pub tag: Option<String>,
    /// Only those of the person who asks.
    pub mine: bool,
    /// Shared at this moment or later.
    pub from: Option<DateTime<Utc>>,
    /// Shared before this moment.
    pub until: Option<DateTime<Utc>>,
}

/// Which notes a person may see among those that they want. `$1` and `$2` are the scope.
macro_rules! wanted {
    () => {
        concat!(
            "WHERE n.deleted_at IS NULL \
             AND n.session_id IN (SELECT s.id FROM sessions s WHERE ",
            session_visible!(),
            ") AND ($3 IS NULL OR s.programme_id = $3) \
             AND ($4 IS NULL OR s.branch_id = $4) \
             AND ($5 IS NULL OR n.session_id = $5) \
             AND ($6 IS NULL OR n.author_id = $6) \
             AND ($7 IS NULL OR n.created_at >= $7) \
             AND ($8 IS NULL OR n.created_at < $8) \
             AND ($9 IS NULL OR n.kind = $9) \
             AND ($10 IS NULL OR n.id IN \
                  (SELECT y.note_id FROM note_tags y WHERE y.folded = $10)) "
        )
    };
}
macro_rules! found_in_sqlite {
    () => {
        "AND n.id IN (SELECT w.note_id FROM note_words w WHERE w.rowid IN \
         (SELECT i.rowid FROM note_words_index i WHERE note_words_index MATCH $11)) "
    };
}
macro_rules! found_in_postgres {
    () => {
        "AND n.id IN (SELECT w.note_id FROM note_words w \
         WHERE w.vector @@ to_tsquery('simple', $11)) "
    };
}
macro_rules! newest {
    ($limit:literal) => {
        concat!("ORDER BY n.created_at DESC, n.id DESC LIMIT ", $limit)
    };
}

/// One page of the wanted notes, newest first, and how many there are in all.
pub async fn list(
    tx: &mut Tx,
    scope: &Scope,
    filter: &Filter,
    page: i64,
) -> Result<(Vec<Note>, i64)> {
    const BROWSE: &str = notes!(wanted!(), newest!("$11 OFFSET $12"));
    const BROWSE_COUNT: &str = concat!("SELECT COUNT(*) ", from_notes!(), wanted!());
    const SQLITE: &str = notes!(wanted!(), found_in_sqlite!(), newest!("$12 OFFSET $13"));
    const SQLITE_COUNT: &str =
        concat!("SELECT COUNT(*) ", from_notes!(), wanted!(), found_in_sqlite!());
    const POSTGRES: &str = notes!(wanted!(), found_in_postgres!(), newest!("$12 OFFSET $13"));
    const POSTGRES_COUNT: &str =
        concat!("SELECT COUNT(*) ", from_notes!(), wanted!(), found_in_postgres!());

    macro_rules! asked {
        ($query:expr) => {
            $query
                .bind(scope.person())
                .bind(scope.everything())
                .bind(filter.programme)
                .bind(filter.branch)
                .bind(filter.session)
                .bind(filter.mine.then(|| scope.person()))
                .bind(filter.from)
                .bind(filter.until)
                .bind(filter.kind)
                .bind(filter.tag.as_deref())
        };
    }
    let offset = (page.max(1) - 1) * PAGE;
    let (rows, total): (Vec<Row>, i64) = match &filter.query {
        None => on!(tx, c => {
            let rows = asked!(sqlx::query_as(BROWSE)).bind(PAGE).bind(offset);
            let rows = rows.fetch_all(&mut *c).await?;
            (rows, asked!(sqlx::query_scalar(BROWSE_COUNT)).fetch_one(&mut *c).await?)
        }),
        Some(query) => {
            let (find, count, words) = dialect!(
                tx,
                sqlite: (SQLITE, SQLITE_COUNT, query.fts5()),
                postgres: (POSTGRES, POSTGRES_COUNT, query.tsquery()),
            );
            on!(tx, c => {
                let rows = asked!(sqlx::query_as(find)).bind(&words).bind(PAGE).bind(offset);
                let rows = rows.fetch_all(&mut *c).await?;
                let total = asked!(sqlx::query_scalar(count)).bind(&words);
                (rows, total.fetch_one(&mut *c).await?)
            })
        }
    };
    let recipient = Some(scope.person());
    Ok((rows.into_iter().map(|row| row.shown_to(recipient)).collect(), total))
}

/// The programmes that have sessions which the person may see.
pub async fn programmes(tx: &mut Tx, scope: &Scope) -> Result<Vec<(ProgrammeId, String)>> {
    const FIND: &str = concat!(
        "SELECT g.id, g.name FROM programmes g WHERE EXISTS \
         (SELECT 1 FROM sessions s WHERE s.programme_id = g.id AND ",
        session_visible!(),
        ") ORDER BY g.start_on DESC, g.name"
    );
    Ok(on!(tx, c => sqlx::query_as(FIND)
        .bind(scope.person())
        .bind(scope.everything())
        .fetch_all(c)
        .await?))
}

/// The branches where sessions took or take place which the person may see.
pub async fn branches(tx: &mut Tx, scope: &Scope) -> Result<Vec<(BranchId, String)>> {
    const FIND: &str = concat!(
        "SELECT b.id, b.name FROM branches b WHERE EXISTS \
         (SELECT 1 FROM sessions s WHERE s.branch_id = b.id AND ",
        session_visible!(),
        ") ORDER BY b.folded"
    );
    Ok(on!(tx, c => sqlx::query_as(FIND)
        .bind(scope.person())
        .bind(scope.everything())
        .fetch_all(c)
        .await?))
}
