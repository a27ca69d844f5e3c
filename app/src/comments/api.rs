//! Saying something about a thing, answering, changing one's words, resolving.
//!
//! Comments are not in the log of changes: it would name the hidden author of a note. A comment
//! itself keeps who said what, and who resolved it.

#![expect(clippy::too_many_arguments, reason = "one argument for each field of a form")]

use leptos::server;

use crate::{error::Result, request::Next};

/// Begins a thread on a passage of a thing, or on the whole.
#[server]
pub async fn add_comment(
    kind: String,
    id: String,
    #[server(default)] part: String,
    #[server(default)] quote: String,
    body: String,
    #[server(default)] mentions: Vec<String>,
    #[server(default)] who: String,
    #[server(default)] who_found: String,
    #[server(default)] press: String,
) -> Result<Next> {
    use super::talking::{self, Place, Words};
    use crate::{
        request::{Done, Work},
        reviews::choosing,
        routes,
    };

    choosing::looking(&press, &who, &who_found)?;
    let words = Words::of(&body)?;
    let mut work = Work::begin().await?;
    let place = Place { kind: &kind, id: &id, part: &part, quote: &quote };
    let (subject, comment) = talking::begin(&mut work, place, &words, &mentions).await?;
    subject.tell(&mut work);
    let next = Next::to(routes::comment_at(&subject.node.href, comment));
    work.done(next.saying(Done::Commented)).await
}

/// Answers in a thread.
#[server]
pub async fn reply_comment(
    thread: String,
    body: String,
    #[server(default)] mentions: Vec<String>,
    #[server(default)] who: String,
    #[server(default)] who_found: String,
    #[server(default)] press: String,
) -> Result<Next> {
    use super::talking::{self, Words};
    use crate::{
        request::{Done, Work},
        reviews::choosing,
        routes,
    };

    choosing::looking(&press, &who, &who_found)?;
    let words = Words::of(&body)?;
    let mut work = Work::begin().await?;
    let (subject, comment) = talking::reply(&mut work, &thread, &words, &mentions).await?;
    subject.tell(&mut work);
    let next = Next::to(routes::comment_at(&subject.node.href, comment));
    work.done(next.saying(Done::Commented)).await
}

/// Replaces the words of one's own comment.
#[server]
pub async fn edit_comment(
    id: String,
    revision: String,
    body: String,
    #[server(default)] mentions: Vec<String>,
    #[server(default)] who: String,
    #[server(default)] who_found: String,
    #[server(default)] press: String,
) -> Result<Next> {
    use super::talking::{self, Words};
    use crate::{
        error::Error,
        request::{Done, Work},
        reviews::choosing,
        routes,
    };

    choosing::looking(&press, &who, &who_found)?;
    let revision: i64 = revision.parse().map_err(|_| Error::Stale)?;
    let words = Words::of(&body)?;
    let mut work = Work::begin().await?;
    let (subject, comment) = talking::edit(&mut work, (&id, revision), &words, &mentions).await?;
    subject.tell(&mut work);
    let next = Next::to(routes::comment_at(&subject.node.href, comment));
    work.done(next.saying(Done::Saved)).await
}

/// Takes one's own comment back.
#[server]
pub async fn delete_comment(id: String) -> Result<Next> {
    use super::talking;
    use crate::request::{Done, Work};

    let mut work = Work::begin().await?;
    let subject = talking::delete(&mut work, &id).await?;
    subject.tell(&mut work);
    let next = Next::to(format!("{}#comments", subject.node.href));
    work.done(next.saying(Done::Deleted)).await
}

/// Resolves a thread; with `resolved` empty, opens it again.
#[server]
pub async fn turn_comment(id: String, #[server(default)] resolved: String) -> Result<Next> {
    use super::talking;
    use crate::{
        request::{Done, Work},
        routes,
    };

    let resolved = !resolved.is_empty();
    let mut work = Work::begin().await?;
    let (subject, comment) = talking::turn(&mut work, &id, resolved).await?;
    subject.tell(&mut work);
    let said = if resolved { Done::Resolved } else { Done::Saved };
    let next = Next::to(routes::comment_at(&subject.node.href, comment));
    work.done(next.saying(said)).await
}

/// Keeps that one read where one was called, and leads there.
#[server]
pub async fn read_mention(id: String) -> Result<Next> {
    use super::talking;
    use crate::{request::Work, routes};

    let mut work = Work::begin().await?;
    let (subject, comment) = talking::read(&mut work, &id).await?;
    work.done(Next::to(routes::comment_at(&subject.node.href, comment))).await
}
