//! How the knowledge of 2022 was kept alive: what was said about it, who vouches for it, who looks
//! after it.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use uuid::Uuid;

use super::{
    Calendar, Cast,
    texts::{Kept, Texts},
};
use crate::{
    archetypes::{self, Part},
    comments::{
        CommentId,
        store::{NewComment, add as say, set_mentions, turn},
    },
    concepts,
    db::Tx,
    error::{Error, Result},
    knowledge::markdown,
    people::PersonId,
    provenance::{Kind, Thing},
    reviews::store::{NewVerification, keep, verify},
};

/// A moment of 2022, by the clock of Lima.
fn at(month: u32, day: u32, hour: u32) -> DateTime<Utc> {
    NaiveDate::from_ymd_opt(2022, month, day)
        .and_then(|date| date.and_hms_opt(hour + 5, 0, 0))
        .map(|moment| moment.and_utc())
        .unwrap_or_default()
}

pub(super) async fn add(
    tx: &mut Tx,
    cast: &Cast,
    calendar: &Calendar,
    t: &Texts,
    now: DateTime<Utc>,
) -> Result<()> {
    let listed = concepts::store::list(tx, calendar.reports, t.concepts[0].0).await?;
    let read_aloud = listed.first().ok_or(Error::NotFound)?.concept.id;
    let built = archetypes::store::list(tx, calendar.reports).await?;
    let archetype = built.first().ok_or(Error::NotFound)?.id;
    let concept = (Kind::Concept, Uuid::from(read_aloud));
    let archetype = (Kind::Archetype, Uuid::from(archetype));
    about_the_concept(tx, cast, concept, &t.kept, now).await?;
    about_the_archetype(tx, cast, archetype, &t.kept).await?;
    vouch(tx, cast, (concept, archetype), &t.kept, now).await
}

/// One thread with an answer, and one that calls somebody by name.
async fn about_the_concept(
    tx: &mut Tx,
    cast: &Cast,
    concept: Thing,
    t: &Kept,
    now: DateTime<Utc>,
) -> Result<()> {
    let nurse = cast.people_central[9];
    let seconds = passage(concept, "", t.seconds.quote);
    let [text, answer] = t.seconds.said;
    let first = comment(tx, &seconds, None, nurse, text, at(7, 18, 9)).await?;
    comment(tx, &seconds, Some(first), cast.instructor, answer, at(8, 12, 10)).await?;
    let aloud = passage(concept, "", t.aloud.quote);
    let [text] = t.aloud.said;
    let asked = comment(tx, &aloud, None, cast.manager, text, now - Duration::days(1)).await?;
    set_mentions(tx, asked, &[cast.employee]).await
}

/// One thread that is resolved, and one on words that were changed since.
async fn about_the_archetype(tx: &mut Tx, cast: &Cast, archetype: Thing, t: &Kept) -> Result<()> {
    let (steps, roles) = (Part::Steps.as_str(), Part::Roles.as_str());
    let telephone = passage(archetype, steps, t.telephone.quote);
    let [text, answer] = t.telephone.said;
    let asked = comment(tx, &telephone, None, cast.instructor2, text, at(7, 28, 9)).await?;
    comment(tx, &telephone, Some(asked), cast.manager, answer, at(7, 28, 11)).await?;
    turn(tx, asked, true, cast.manager, at(7, 28, 11)).await?;
    let other = passage(archetype, roles, t.other.quote);
    let [text] = t.other.said;
    comment(tx, &other, None, cast.people_central[10], text, at(7, 29, 15)).await?;
    Ok(())
}

/// Who vouches for which text, and who looks after what until when.
async fn vouch(
    tx: &mut Tx,
    cast: &Cast,
    (concept, archetype): (Thing, Thing),
    t: &Kept,
    now: DateTime<Utc>,
) -> Result<()> {
    let [of_concept, of_archetype] = t.verified;
    for (thing, remark, at) in
        [(concept, of_concept, at(7, 29, 12)), (archetype, of_archetype, at(7, 30, 10))]
    {
        let by = cast.instructor;
        verify(tx, NewVerification { thing, mark: 1, remark, by, at }).await?;
    }
    let today = now.date_naive();
    let (due, later) = (today - Duration::days(9), today + Duration::days(90));
    keep(tx, archetype, 0, Some(cast.manager), Some(due)).await?;
    keep(tx, concept, 0, Some(cast.instructor), Some(later)).await
}

/// Where a comment stands.
struct Place {
    thing: Thing,
    part: &'static str,
    quote: &'static str,
}

fn passage(thing: Thing, part: &'static str, quote: &'static str) -> Place {
    Place { thing, part, quote }
}

async fn comment(
    tx: &mut Tx,
    place: &Place,
    thread: Option<CommentId>,
    author: PersonId,
    body: &str,
    at: DateTime<Utc>,
) -> Result<CommentId> {
    let id = CommentId::new();
    let quote = if thread.is_some() { "" } else { place.quote };
    let html = markdown::render(body);
    let (thing, part) = (place.thing, place.part);
    let new = NewComment {
        id,
        thing,
        part,
        quote,
        text_revision: 1,
        thread,
        author,
        body,
        html: &html,
        at,
    };
    say(tx, new).await?;
    Ok(id)
}
