//! Saying something about a thing, answering, changing one's words, resolving a thread.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::{
    Comment, CommentId, Text, mentions, passages, rules,
    store::{self, NewComment},
    texts::texts,
};
use crate::{
    access::Actor,
    archetypes, concepts,
    db::Tx,
    error::{Error, Problems, Result},
    knowledge::{self, markdown},
    provenance::{Kind, Thing},
    request::Work,
    reviews::{Subject, subject},
};

/// The words of a comment, worked out before anything is locked for it.
pub struct Words {
    pub body: String,
    pub html: String,
}

impl Words {
    /// From what was typed; the message stands at `body`.
    pub fn of(typed: &str) -> Result<Words> {
        let t = texts();
        let body = knowledge::rules::clean(typed);
        if body.trim().is_empty() {
            return Err(Error::field("body", t.body_missing));
        }
        if body.chars().count() > rules::COMMENT_MAX {
            return Err(Error::field("body", t.body_long));
        }
        Ok(Words { html: markdown::render(&body), body })
    }
}

/// The texts of a thing that can be commented on, as the person sees it. A practice has none of its
/// own: what is said there is about the whole.
pub async fn texts_of(tx: &mut Tx, actor: &Actor, (kind, id): Thing) -> Result<Vec<Text>> {
    let one = |html, revision| vec![Text { part: String::new(), html, revision }];
    let scope = actor.scope();
    Ok(match kind {
        Kind::Note => {
            let note = knowledge::store::find(tx, &scope, id.into()).await?;
            note.map(|note| one(note.html, note.revision)).unwrap_or_default()
        }
        Kind::Concept => {
            let concept = concepts::store::find(tx, &scope, id.into()).await?;
            concept.map(|concept| one(concept.html, concept.revision)).unwrap_or_default()
        }
        Kind::Archetype => archetypes::store::parts(tx, id.into())
            .await?
            .into_iter()
            .map(|text| Text {
                part: text.part.to_string(),
                html: text.html,
                revision: text.revision,
            })
            .collect(),
        Kind::Practice => Vec::new(),
    })
}

/// Where a comment is to stand, as posted.
pub struct Place<'a> {
    pub kind: &'a str,
    pub id: &'a str,
    pub part: &'a str,
    pub quote: &'a str,
}

/// Begins a thread on a passage that stands in the text now, or on the whole.
pub async fn begin(
    work: &mut Work,
    place: Place<'_>,
    words: &Words,
    chosen: &[String],
) -> Result<(Subject, CommentId)> {
    let t = texts();
    let kind = Kind::parse(place.kind).ok_or(Error::NotFound)?;
    let id: Uuid = place.id.parse().map_err(|_| Error::NotFound)?;
    let subject = enter(work, (kind, id)).await?;
    let actor = work.actor.clone();
    let all = texts_of(&mut work.tx, &actor, subject.thing).await?;
    let text = all.iter().find(|text| text.part == place.part);
    let revision = text.map_or(subject.mark.number, |text| text.revision);
    let mut problems = Problems::default();
    if !place.quote.is_empty() {
        // A passage that was changed meanwhile is chosen again: nobody answers what is not there.
        let stands = text.is_some_and(|text| {
            passages::passages(&text.html).iter().any(|passage| passage.text == place.quote)
        });
        problems.require(stands, "quote", t.passage_gone);
    }
    let called =
        mentions::called(&mut work.tx, subject.thing, &words.body, chosen, &mut problems).await?;
    problems.into_result()?;
    let (id, at) = moment(work, subject.thing).await?;
    let new = NewComment {
        id,
        thing: subject.thing,
        part: if place.quote.is_empty() { "" } else { place.part },
        quote: place.quote,
        text_revision: revision,
        thread: None,
        author: work.actor.id,
        body: &words.body,
        html: &words.html,
        at,
    };
    store::add(&mut work.tx, new).await?;
    store::set_mentions(&mut work.tx, id, &called).await?;
    Ok((subject, id))
}

/// Answers in a thread.
pub async fn reply(
    work: &mut Work,
    thread: &str,
    words: &Words,
    chosen: &[String],
) -> Result<(Subject, CommentId)> {
    let (subject, begun) = find(work, thread).await?;
    if begun.thread.is_some() {
        return Err(Error::NotFound);
    }
    let mut problems = Problems::default();
    let called =
        mentions::called(&mut work.tx, subject.thing, &words.body, chosen, &mut problems).await?;
    problems.into_result()?;
    let (id, at) = moment(work, subject.thing).await?;
    let new = NewComment {
        id,
        thing: subject.thing,
        part: &begun.part,
        quote: "",
        text_revision: subject.mark.number,
        thread: Some(begun.id),
        author: work.actor.id,
        body: &words.body,
        html: &words.html,
        at,
    };
    store::add(&mut work.tx, new).await?;
    store::set_mentions(&mut work.tx, id, &called).await?;
    Ok((subject, id))
}

/// Replaces one's own words.
pub async fn edit(
    work: &mut Work,
    (id, revision): (&str, i64),
    words: &Words,
    chosen: &[String],
) -> Result<(Subject, CommentId)> {
    let (subject, comment) = find(work, id).await?;
    if !comment.own {
        return Err(Error::Forbidden);
    }
    let mut problems = Problems::default();
    let called =
        mentions::called(&mut work.tx, subject.thing, &words.body, chosen, &mut problems).await?;
    problems.into_result()?;
    let author = work.actor.id;
    let (_, at) = moment(work, subject.thing).await?;
    let text = (words.body.as_str(), words.html.as_str());
    store::edit(&mut work.tx, (comment.id, revision), author, text, at).await?;
    store::set_mentions(&mut work.tx, comment.id, &called).await?;
    Ok((subject, comment.id))
}

/// Takes one's own words back.
pub async fn delete(work: &mut Work, id: &str) -> Result<Subject> {
    let (subject, comment) = find(work, id).await?;
    if !comment.own {
        return Err(Error::Forbidden);
    }
    let (_, at) = moment(work, subject.thing).await?;
    store::delete(&mut work.tx, comment.id, work.actor.id, at).await?;
    Ok(subject)
}

/// Resolves a thread, or opens it again.
pub async fn turn(work: &mut Work, id: &str, resolved: bool) -> Result<(Subject, CommentId)> {
    let (subject, comment) = find(work, id).await?;
    if comment.thread.is_some() {
        return Err(Error::NotFound);
    }
    if !rules::may_turn(subject.tie, comment.own) {
        return Err(Error::Forbidden);
    }
    let (_, at) = moment(work, subject.thing).await?;
    store::turn(&mut work.tx, comment.id, resolved, work.actor.id, at).await?;
    Ok((subject, comment.id))
}

/// Keeps that the person read where they were called; answers where that is.
pub async fn read(work: &mut Work, id: &str) -> Result<(Subject, CommentId)> {
    let (subject, comment) = find(work, id).await?;
    store::read(&mut work.tx, comment.id, work.actor.id, work.now).await?;
    Ok((subject, comment.id))
}

/// The id and the moment of what is said, changed or taken back now. Of a hidden author no more is
/// kept than their place among the others tells anyway: that day, and after the last who spoke.
async fn moment(work: &mut Work, thing: Thing) -> Result<(CommentId, DateTime<Utc>)> {
    if !store::speaks_hidden(&mut work.tx, thing, work.actor.id).await? {
        return Ok((CommentId::new(), work.now));
    }
    let day = knowledge::store::day_at(&mut work.tx, thing.1.into(), work.now).await?;
    let last = store::last_said(&mut work.tx, thing).await?;
    let after = last.map_or(day, |last| day.max(last + TimeDelta::milliseconds(1)));
    Ok((Uuid::new_v4().into(), after))
}

/// A thing that the person may see.
async fn enter(work: &mut Work, thing: Thing) -> Result<Subject> {
    let actor = work.actor.clone();
    subject(&mut work.tx, &actor, thing).await?.ok_or(Error::NotFound)
}

/// A comment on a thing that the person may see, and that was not taken back.
async fn find(work: &mut Work, id: &str) -> Result<(Subject, Comment)> {
    let id: CommentId = id.parse().map_err(|_| Error::NotFound)?;
    let comment = store::find(&mut work.tx, id, work.actor.id).await?.ok_or(Error::NotFound)?;
    let subject = enter(work, comment.thing).await?;
    if comment.deleted && comment.thread.is_some() {
        return Err(Error::NotFound);
    }
    Ok((subject, comment))
}
