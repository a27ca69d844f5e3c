//! Sessions, notes and the people whom a book names.

use chrono::{DateTime, Utc};

use crate::{
    access::Scope,
    db::{Tx, on},
    error::Result,
    knowledge::{Author, NoteId, NoteKind, Writer, rules::author_shown_to},
    note_there,
    people::PersonId,
    person_visible,
    programmes::ProgrammeId,
    session_visible,
    sessions::SessionId,
};

/// A note with its author, if everybody may know who that is.
#[derive(Clone, Debug)]
pub struct Said {
    pub id: NoteId,
    pub session: SessionId,
    pub author: Option<PersonId>,
    pub body: String,
    pub kind: NoteKind,
    pub tags: String,
    pub step: String,
    pub branch: Option<String>,
    pub theme: Option<String>,
    pub me_too: i64,
    pub at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: NoteId,
    session_id: SessionId,
    author_id: PersonId,
    name_hidden: bool,
    body: String,
    kind: NoteKind,
    tags: String,
    step: String,
    branch: Option<String>,
    theme: Option<String>,
    me_too: i64,
    created_at: DateTime<Utc>,
}

/// The author of something, if a book may name them.
pub(super) fn named(id: PersonId, name_hidden: bool) -> Option<PersonId> {
    let writer = Writer { id, name: String::new(), position: String::new(), name_hidden };
    match author_shown_to(writer, None) {
        Author::Named { .. } => Some(id),
        Author::Hidden | Author::HiddenSelf { .. } => None,
    }
}

/// The notes of a programme that the person may see, with those of others that its concepts,
/// archetypes and practices come from or came back as; the oldest first. Those without a name share a
/// moment and stand by their words, so a book that comes back is the same.
pub async fn notes(tx: &mut Tx, scope: &Scope, programme: ProgrammeId) -> Result<Vec<Said>> {
    const FIND: &str = concat!(
        "SELECT n.id, n.session_id, n.author_id, n.name_hidden, n.body, n.kind, n.tags, n.step, \
                b.name AS branch, h.title AS theme, n.created_at, \
                n.echoes_before + (SELECT COUNT(*) FROM note_echoes e WHERE e.note_id = n.id) \
                    AS me_too \
         FROM notes n JOIN sessions s ON s.id = n.session_id \
         LEFT JOIN branches b ON b.id = n.branch_id \
         LEFT JOIN theme_notes x ON x.note_id = n.id LEFT JOIN themes h ON h.id = x.theme_id \
         WHERE ",
        note_there!(),
        " AND ",
        session_visible!(),
        " AND (s.programme_id = $3 \
              OR n.id IN (SELECT y.note_id FROM concept_sources y \
                          JOIN concepts k ON k.id = y.concept_id WHERE k.programme_id = $3) \
              OR n.id IN (SELECT y.note_id FROM archetype_notes y \
                          JOIN archetypes a ON a.id = y.archetype_id WHERE a.programme_id = $3) \
              OR n.id IN (SELECT m.note_id FROM practice_moves m \
                          JOIN practices p ON p.id = m.practice_id \
                          JOIN archetypes a ON a.id = p.archetype_id WHERE a.programme_id = $3)) \
         ORDER BY n.created_at, n.body, n.id"
    );
    let rows: Vec<Row> = on!(tx, c => sqlx::query_as(FIND)
        .bind(scope.person())
        .bind(scope.everything())
        .bind(programme)
        .fetch_all(c)
        .await?);
    let said = |row: Row| Said {
        id: row.id,
        session: row.session_id,
        author: named(row.author_id, row.name_hidden),
        body: row.body,
        kind: row.kind,
        tags: row.tags,
        step: row.step,
        branch: row.branch,
        theme: row.theme,
        me_too: row.me_too,
        at: row.created_at,
    };
    Ok(rows.into_iter().map(said).collect())
}

/// A session in which something was said.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Held {
    pub id: SessionId,
    pub programme_id: Option<ProgrammeId>,
    pub stage_number: Option<i64>,
    pub topic: String,
    pub agenda: String,
    pub prompt: String,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub time_zone: String,
    pub branch: Option<String>,
    pub room: String,
    /// The names that came with it; none for a session of our own.
    pub carried: Option<String>,
}

/// These sessions, the earliest first. Their notes are ones that the person may see.
pub async fn sessions(tx: &mut Tx, ids: &[SessionId]) -> Result<Vec<Held>> {
    const FIND: &str = "SELECT s.id, s.programme_id, s.stage_number, s.topic, s.agenda, s.prompt, \
               s.starts_at, s.ends_at, s.time_zone, b.name AS branch, s.room, \
               c.facilitators AS carried \
        FROM sessions s LEFT JOIN branches b ON b.id = s.branch_id \
        LEFT JOIN carried_sessions c ON c.session_id = s.id WHERE s.id IN (";
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(tx, c => {
        let mut query = sqlx::QueryBuilder::new(FIND);
        let mut list = query.separated(", ");
        for id in ids {
            list.push_bind(*id);
        }
        query.push(") ORDER BY s.starts_at, s.id").build_query_as().fetch_all(c).await?
    }))
}

/// Somebody as whoever takes a book out or carries one in may know them.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Known {
    pub id: PersonId,
    pub name: String,
    /// Of those at whom one may look.
    pub email: Option<String>,
    /// One may look at them, or they are invited to the programme.
    pub known: bool,
    /// Only a name that came with knowledge from elsewhere.
    pub name_only: bool,
}

/// All people, by name.
pub async fn everybody(tx: &mut Tx, scope: &Scope, programme: ProgrammeId) -> Result<Vec<Known>> {
    const FIND: &str = concat!(
        "SELECT p.id, p.name, p.name_only, CASE WHEN ",
        person_visible!(),
        " THEN p.email END AS email, (",
        person_visible!(),
        " OR EXISTS (SELECT 1 FROM audiences a WHERE a.owner_id = $2 \
                AND (a.kind = 'everyone' OR a.target_id IN \
                     (p.id, p.branch_id, p.department_id, p.position_id)))) AS known \
         FROM people p ORDER BY p.folded, p.id"
    );
    Ok(on!(tx, c => sqlx::query_as(FIND)
        .bind(scope.person())
        .bind(programme)
        .fetch_all(c)
        .await?))
}

/// The themes of sessions, in the order in which they were added.
pub async fn themes(tx: &mut Tx, ids: &[SessionId]) -> Result<Vec<(SessionId, String)>> {
    const FIND: &str = "SELECT session_id, title FROM themes WHERE session_id IN (";
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(tx, c => {
        let mut query = sqlx::QueryBuilder::new(FIND);
        let mut list = query.separated(", ");
        for id in ids {
            list.push_bind(*id);
        }
        query.push(") ORDER BY id").build_query_as().fetch_all(c).await?
    }))
}
