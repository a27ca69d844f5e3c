use chrono::{DateTime, Utc};

use crate::{
    comments::CommentId,
    db::{Tx, execute},
    error::{Error, Result},
    knowledge::markdown,
    people::PersonId,
    provenance::Thing,
};

/// A comment to be added.
pub struct NewComment<'a> {
    pub id: CommentId,
    pub thing: Thing,
    pub part: &'a str,
    pub quote: &'a str,
    pub text_revision: i64,
    pub thread: Option<CommentId>,
    pub author: PersonId,
    pub body: &'a str,
    pub html: &'a str,
    pub at: DateTime<Utc>,
}

/// Adds a comment.
pub async fn add(tx: &mut Tx, new: NewComment<'_>) -> Result<()> {
    const ADD: &str = "INSERT INTO comments (id, kind, subject_id, part, quote, text_revision, \
        thread_id, author_id, body, html, sanitiser, at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    execute!(
        tx,
        sqlx::query(ADD)
            .bind(new.id)
            .bind(new.thing.0)
            .bind(new.thing.1)
            .bind(new.part)
            .bind(new.quote)
            .bind(new.text_revision)
            .bind(new.thread)
            .bind(new.author)
            .bind(new.body)
            .bind(new.html)
            .bind(markdown::SANITISER)
            .bind(new.at)
    );
    Ok(())
}

/// Replaces the words of a comment by its author; [`Error::Stale`] when it changed meanwhile.
pub async fn edit(
    tx: &mut Tx,
    (id, revision): (CommentId, i64),
    author: PersonId,
    (body, html): (&str, &str),
    at: DateTime<Utc>,
) -> Result<()> {
    const SAVE: &str = "UPDATE comments SET body = $4, html = $5, sanitiser = $6, edited_at = $7, \
                        revision = revision + 1 \
                        WHERE id = $1 AND revision = $2 AND author_id = $3 AND deleted_at IS NULL";
    let rows = execute!(
        tx,
        sqlx::query(SAVE)
            .bind(id)
            .bind(revision)
            .bind(author)
            .bind(body)
            .bind(html)
            .bind(markdown::SANITISER)
            .bind(at)
    );
    if rows == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Takes a comment back by its author: nothing of its words is kept, and nobody is called by it.
pub async fn delete(tx: &mut Tx, id: CommentId, author: PersonId, at: DateTime<Utc>) -> Result<()> {
    const DELETE: &str = "UPDATE comments SET body = '', html = '', deleted_at = $3, \
                          revision = revision + 1 \
                          WHERE id = $1 AND author_id = $2 AND deleted_at IS NULL";
    let rows = execute!(tx, sqlx::query(DELETE).bind(id).bind(author).bind(at));
    if rows == 0 {
        return Err(Error::NotFound);
    }
    execute!(tx, sqlx::query("DELETE FROM mentions WHERE comment_id = $1").bind(id));
    Ok(())
}

/// Resolves a thread or opens it again; doing so twice is doing so once.
pub async fn turn(
    tx: &mut Tx,
    thread: CommentId,
    resolved: bool,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<()> {
    const SET: &str = "UPDATE comments SET resolved = $2, turned_by = $3, turned_at = $4 \
                       WHERE id = $1 AND thread_id IS NULL AND resolved <> $2";
    execute!(tx, sqlx::query(SET).bind(thread).bind(resolved).bind(by).bind(at));
    Ok(())
}

/// Replaces who is called in a comment; whoever stays has read it if they had.
pub async fn set_mentions(tx: &mut Tx, id: CommentId, people: &[PersonId]) -> Result<()> {
    const KNOWN: &str = "SELECT person_id FROM mentions WHERE comment_id = $1";
    const ADD: &str = "INSERT INTO mentions (comment_id, person_id) VALUES ($1, $2) \
                       ON CONFLICT DO NOTHING";
    const FORGET: &str = "DELETE FROM mentions WHERE comment_id = $1 AND person_id = $2";
    let known: Vec<PersonId> =
        crate::db::on!(tx, c => sqlx::query_scalar(KNOWN).bind(id).fetch_all(c).await?);
    for person in people {
        execute!(tx, sqlx::query(ADD).bind(id).bind(person));
    }
    for person in known.iter().filter(|person| !people.contains(person)) {
        execute!(tx, sqlx::query(FORGET).bind(id).bind(person));
    }
    Ok(())
}

/// Keeps that a person read where they were called.
pub async fn read(tx: &mut Tx, id: CommentId, person: PersonId, at: DateTime<Utc>) -> Result<()> {
    const SET: &str = "UPDATE mentions SET read_at = $3 \
                       WHERE comment_id = $1 AND person_id = $2 AND read_at IS NULL";
    execute!(tx, sqlx::query(SET).bind(id).bind(person).bind(at));
    Ok(())
}
