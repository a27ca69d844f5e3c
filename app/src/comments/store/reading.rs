use std::collections::HashMap;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    comments::{Comment, CommentId, Mention, Speaker, Voice, rules},
    db::{Tx, on},
    error::Result,
    people::PersonId,
    provenance::{Kind, Thing},
};

#[derive(sqlx::FromRow)]
struct Row {
    id: CommentId,
    kind: Kind,
    subject_id: Uuid,
    thread_id: Option<CommentId>,
    part: String,
    quote: String,
    text_revision: i64,
    author_id: PersonId,
    author: String,
    body: String,
    html: String,
    at: DateTime<Utc>,
    edited_at: Option<DateTime<Utc>>,
    deleted_at: Option<DateTime<Utc>>,
    revision: i64,
    resolved: bool,
    turned_by: Option<PersonId>,
    turner: Option<String>,
    turned_at: Option<DateTime<Utc>>,
    /// The author of the note that it is on, when that name is hidden.
    hidden_id: Option<PersonId>,
}

macro_rules! comments {
    ($rest:literal) => {
        concat!(
            "SELECT c.id, c.kind, c.subject_id, c.thread_id, c.part, c.quote, c.text_revision, \
             c.author_id, w.name AS author, c.body, c.html, c.at, c.edited_at, c.deleted_at, \
             c.revision, c.resolved, c.turned_by, u.name AS turner, c.turned_at, \
             n.author_id AS hidden_id \
             FROM comments c JOIN people w ON w.id = c.author_id \
             LEFT JOIN people u ON u.id = c.turned_by \
             LEFT JOIN notes n ON c.kind = 'note' AND n.id = c.subject_id AND n.name_hidden ",
            $rest
        )
    };
}

impl Row {
    fn shown_to(self, recipient: PersonId) -> Comment {
        let voice = |id: PersonId, name: String| {
            let hidden = self.hidden_id == Some(id);
            rules::voice_shown_to(Speaker { id, name, hidden }, Some(recipient))
        };
        let turned = self.turned_by.zip(self.turner.clone()).zip(self.turned_at);
        let turned: Option<(Voice, _)> = turned.map(|((id, name), at)| (voice(id, name), at));
        Comment {
            voice: voice(self.author_id, self.author.clone()),
            id: self.id,
            thing: (self.kind, self.subject_id),
            thread: self.thread_id,
            part: self.part,
            quote: self.quote,
            text_revision: self.text_revision,
            own: self.author_id == recipient,
            body: self.body,
            html: self.html,
            at: self.at,
            edited: self.edited_at.is_some(),
            deleted: self.deleted_at.is_some(),
            revision: self.revision,
            resolved: self.resolved,
            turned,
            mentioned: Vec::new(),
        }
    }
}

/// What was said about a thing, in the order in which it was said. The caller has made sure that
/// the recipient may see the thing.
pub async fn of(tx: &mut Tx, (kind, id): Thing, recipient: PersonId) -> Result<Vec<Comment>> {
    const FIND: &str = comments!("WHERE c.kind = $1 AND c.subject_id = $2 ORDER BY c.at, c.id");
    const CALLED: &str = "SELECT m.comment_id, p.id, p.name FROM mentions m \
        JOIN comments c ON c.id = m.comment_id JOIN people p ON p.id = m.person_id \
        WHERE c.kind = $1 AND c.subject_id = $2 ORDER BY p.folded, p.id";
    let rows: Vec<Row> = on!(tx, c => sqlx::query_as(FIND).bind(kind).bind(id).fetch_all(c).await?);
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let called: Vec<(CommentId, PersonId, String)> =
        on!(tx, c => sqlx::query_as(CALLED).bind(kind).bind(id).fetch_all(c).await?);
    let mut by_comment: HashMap<CommentId, Vec<(PersonId, String)>> = HashMap::new();
    for (comment, person, name) in called {
        by_comment.entry(comment).or_default().push((person, name));
    }
    let comment = |row: Row| {
        let mentioned = by_comment.remove(&row.id).unwrap_or_default();
        Comment { mentioned, ..row.shown_to(recipient) }
    };
    Ok(rows.into_iter().map(comment).collect())
}

/// When the last word about a thing was said.
pub async fn last_said(tx: &mut Tx, (kind, id): Thing) -> Result<Option<DateTime<Utc>>> {
    const FIND: &str = "SELECT at FROM comments WHERE kind = $1 AND subject_id = $2 \
                        ORDER BY at DESC LIMIT 1";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).bind(kind).bind(id).fetch_optional(c).await?))
}

/// A comment, whoever may see its thing: the caller asks.
pub async fn find(tx: &mut Tx, id: CommentId, recipient: PersonId) -> Result<Option<Comment>> {
    const FIND: &str = comments!("WHERE c.id = $1");
    const CALLED: &str = "SELECT p.id, p.name FROM mentions m JOIN people p ON p.id = m.person_id \
                          WHERE m.comment_id = $1 ORDER BY p.folded, p.id";
    let row: Option<Row> = on!(tx, c => sqlx::query_as(FIND).bind(id).fetch_optional(c).await?);
    let Some(row) = row else { return Ok(None) };
    let mentioned = on!(tx, c => sqlx::query_as(CALLED).bind(id).fetch_all(c).await?);
    Ok(Some(Comment { mentioned, ..row.shown_to(recipient) }))
}

/// Where a person was called, what they have not read first, then the latest. What they may see of
/// it the domains of the things decide.
pub async fn mentions_of(tx: &mut Tx, person: PersonId, limit: i64) -> Result<Vec<Mention>> {
    const FIND: &str = comments!(
        "JOIN mentions m ON m.comment_id = c.id \
         WHERE m.person_id = $1 AND c.deleted_at IS NULL \
         ORDER BY CASE WHEN m.read_at IS NULL THEN 0 ELSE 1 END, c.at DESC, c.id DESC LIMIT $2"
    );
    const UNREAD: &str = "SELECT comment_id FROM mentions WHERE person_id = $1 AND read_at IS NULL";
    let rows: Vec<Row> =
        on!(tx, c => sqlx::query_as(FIND).bind(person).bind(limit).fetch_all(c).await?);
    let unread: Vec<CommentId> =
        on!(tx, c => sqlx::query_scalar(UNREAD).bind(person).fetch_all(c).await?);
    let mention = |row: Row| {
        let read = !unread.contains(&row.id);
        Mention { comment: row.shown_to(person), read }
    };
    Ok(rows.into_iter().map(mention).collect())
}

/// Whether a person speaks about a thing as its hidden author.
pub async fn speaks_hidden(tx: &mut Tx, (kind, id): Thing, person: PersonId) -> Result<bool> {
    const FIND: &str = "SELECT EXISTS (SELECT 1 FROM notes \
                        WHERE id = $1 AND author_id = $2 AND name_hidden)";
    if kind != Kind::Note {
        return Ok(false);
    }
    Ok(on!(tx, c => sqlx::query_scalar(FIND).bind(id).bind(person).fetch_one(c).await?))
}
