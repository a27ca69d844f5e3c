//! How the knowledge of 2022 was kept alive: what was said about it, who vouches for it, who looks
//! after it.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use uuid::Uuid;

use super::{Calendar, Cast, texts};
use crate::{
    archetypes::{self, ArchetypeId, Part},
    comments::{
        CommentId, passages,
        store::{NewComment, add as say, set_mentions, turn},
    },
    concepts,
    db::Tx,
    error::{Error, Result},
    knowledge::markdown,
    lang::Lang,
    people::PersonId,
    provenance::{Kind, Thing},
    reviews::store::{NewVerification, keep, verify},
};

/// What people said, in the language of the clinic.
struct Words {
    seconds: [&'static str; 2],
    asked: &'static str,
    telephone: [&'static str; 2],
    alone: &'static str,
    tried: [&'static str; 2],
}

static EN: Words = Words {
    seconds: [
        "In nursing it took **eight** on the first days. Then five.",
        "I measured again in August: five, with a queue as well.",
    ],
    asked: "@Ana Torres Vega, how do you do this at the front desk when there is a queue?",
    telephone: [
        "And if the doctor calls? I propose that whoever checks answers.",
        "Agreed: whoever checks answers. That is how we try it.",
    ],
    alone: "In Callao there is one person a shift. Who checks there?",
    tried: [
        "I tried it for a week on the morning shift.",
        "I followed the steps in the trial at the central branch.",
    ],
};

static ES: Words = Words {
    seconds: [
        "En Enfermería tomó **ocho** los primeros días. Después, cinco.",
        "Lo medí otra vez en agosto: cinco, también con cola.",
    ],
    asked: "@Ana Torres Vega, ¿cómo lo hacen en recepción cuando hay cola?",
    telephone: [
        "¿Y si llama el doctor? Propongo que conteste quien revisa.",
        "De acuerdo: contesta quien revisa. Así lo probamos.",
    ],
    alone: "En Callao hay una sola persona por turno. ¿Quién revisa ahí?",
    tried: [
        "Lo probé una semana en el turno mañana.",
        "Seguí los pasos en la prueba de la Sede Central.",
    ],
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
    lang: Lang,
    now: DateTime<Utc>,
) -> Result<()> {
    let words = lang.pick(&EN, &ES);
    let title = texts::of(lang).concepts[0].0;
    let listed = concepts::store::list(tx, calendar.reports, title).await?;
    let concept = listed.into_iter().find(|listed| listed.concept.title == title);
    let concept = concept.ok_or(Error::NotFound)?.concept;
    let built = archetypes::store::list(tx, calendar.reports).await?;
    let archetype = built.first().ok_or(Error::NotFound)?.id;
    let thing = (Kind::Concept, Uuid::from(concept.id));
    about_the_concept(tx, cast, words, (thing, &concept.html), now).await?;
    about_the_archetype(tx, cast, words, archetype).await?;
    vouch(tx, cast, words, [thing, (Kind::Archetype, archetype.into())], now).await
}

/// One thread with an answer, and one that calls somebody by name.
async fn about_the_concept(
    tx: &mut Tx,
    cast: &Cast,
    words: &Words,
    (concept, html): (Thing, &str),
    now: DateTime<Utc>,
) -> Result<()> {
    let nurse = cast.people_central[9];
    let seconds = Place::new(concept, "", html, 1);
    let [text, answer] = words.seconds;
    let first = comment(tx, &seconds, None, nurse, text, at(7, 18, 9)).await?;
    comment(tx, &seconds, Some(first), cast.instructor, answer, at(8, 12, 10)).await?;
    let aloud = Place::new(concept, "", html, 0);
    let yesterday = now - Duration::days(1);
    let asked = comment(tx, &aloud, None, cast.manager, words.asked, yesterday).await?;
    set_mentions(tx, asked, &[cast.employee]).await
}

/// One thread that is resolved, and one on words that were changed since.
async fn about_the_archetype(
    tx: &mut Tx,
    cast: &Cast,
    words: &Words,
    id: ArchetypeId,
) -> Result<()> {
    let archetype = (Kind::Archetype, Uuid::from(id));
    let steps = first_text(tx, id, Part::Steps).await?;
    let telephone = Place::new(archetype, Part::Steps.as_str(), &steps, 3);
    let [text, answer] = words.telephone;
    let asked = comment(tx, &telephone, None, cast.instructor2, text, at(7, 28, 9)).await?;
    comment(tx, &telephone, Some(asked), cast.manager, answer, at(7, 28, 11)).await?;
    turn(tx, asked, true, cast.manager, at(7, 28, 11)).await?;
    let roles = first_text(tx, id, Part::Roles).await?;
    let checks = Place::new(archetype, Part::Roles.as_str(), &roles, 1);
    comment(tx, &checks, None, cast.people_central[10], words.alone, at(7, 29, 15)).await?;
    Ok(())
}

/// How a section read at first.
async fn first_text(tx: &mut Tx, id: ArchetypeId, part: Part) -> Result<String> {
    let kept = archetypes::store::revision(tx, id, part, 1).await?.ok_or(Error::NotFound)?;
    Ok(markdown::render(&kept.body))
}

/// Who vouches for which text, and who looks after what until when.
async fn vouch(
    tx: &mut Tx,
    cast: &Cast,
    words: &Words,
    [concept, archetype]: [Thing; 2],
    now: DateTime<Utc>,
) -> Result<()> {
    let by = cast.instructor;
    for (thing, remark, at) in
        [(concept, words.tried[0], at(7, 29, 12)), (archetype, words.tried[1], at(7, 30, 10))]
    {
        verify(tx, NewVerification { thing, mark: 1, remark, by, at }).await?;
    }
    let today = now.date_naive();
    let (due, later) = (today - Duration::days(9), today + Duration::days(90));
    keep(tx, archetype, 0, Some(cast.manager), Some(due)).await?;
    keep(tx, concept, 0, Some(by), Some(later)).await
}

/// Where a comment stands.
struct Place {
    thing: Thing,
    part: &'static str,
    quote: String,
}

impl Place {
    /// A passage of a text, counted from 0.
    fn new(thing: Thing, part: &'static str, html: &str, index: usize) -> Place {
        let passage = passages::passages(html).into_iter().nth(index);
        Place { thing, part, quote: passage.map(|passage| passage.text).unwrap_or_default() }
    }
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
    let quote = if thread.is_some() { "" } else { place.quote.as_str() };
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
