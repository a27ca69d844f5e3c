//! How the knowledge of 2022 was kept alive: what was said about it, who vouches for it, who looks
//! after it.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use uuid::Uuid;

use super::{Calendar, Cast};
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
    now: DateTime<Utc>,
) -> Result<()> {
    let listed = concepts::store::list(tx, calendar.reports, "Leer en voz alta antes").await?;
    let read_aloud = listed.first().ok_or(Error::NotFound)?.concept.id;
    let built = archetypes::store::list(tx, calendar.reports).await?;
    let archetype = built.first().ok_or(Error::NotFound)?.id;
    let concept = (Kind::Concept, Uuid::from(read_aloud));
    let archetype = (Kind::Archetype, Uuid::from(archetype));
    about_the_concept(tx, cast, concept, now).await?;
    about_the_archetype(tx, cast, archetype).await?;
    vouch(tx, cast, concept, archetype, now).await
}

/// One thread with an answer, and one that calls somebody by name.
async fn about_the_concept(
    tx: &mut Tx,
    cast: &Cast,
    concept: Thing,
    now: DateTime<Utc>,
) -> Result<()> {
    let nurse = cast.people_central[9];
    let seconds = passage(concept, "", "Toma unos cinco segundos.");
    let text = "En Enfermería tomó **ocho** los primeros días. Después, cinco.";
    let first = comment(tx, &seconds, None, nurse, text, at(7, 18, 9)).await?;
    let text = "Lo medí otra vez en agosto: cinco, también con cola.";
    comment(tx, &seconds, Some(first), cast.instructor, text, at(8, 12, 10)).await?;
    let aloud = passage(
        concept,
        "",
        "Quien lee en voz alta el DNI y la fecha de nacimiento antes de guardar nota el cruce a tiempo.",
    );
    let text = "@Ana Torres Vega, ¿cómo lo hacen en recepción cuando hay cola?";
    let asked = comment(tx, &aloud, None, cast.manager, text, now - Duration::days(1)).await?;
    set_mentions(tx, asked, &[cast.employee]).await
}

/// One thread that is resolved, and one on words that were changed since.
async fn about_the_archetype(tx: &mut Tx, cast: &Cast, archetype: Thing) -> Result<()> {
    let (steps, roles) = (Part::Steps.as_str(), Part::Roles.as_str());
    let phone = passage(archetype, steps, "Guardar antes de contestar el teléfono.");
    let text = "¿Y si llama el doctor? Propongo que conteste quien revisa.";
    let asked = comment(tx, &phone, None, cast.instructor2, text, at(7, 28, 9)).await?;
    let text = "De acuerdo: contesta quien revisa. Así lo probamos.";
    comment(tx, &phone, Some(asked), cast.manager, text, at(7, 28, 11)).await?;
    turn(tx, asked, true, cast.manager, at(7, 28, 11)).await?;
    let other = passage(archetype, roles, "Quien revisa: otra persona, nunca la misma.");
    let text = "En Callao hay una sola persona por turno. ¿Quién revisa ahí?";
    comment(tx, &other, None, cast.people_central[10], text, at(7, 29, 15)).await?;
    Ok(())
}

/// Who vouches for which text, and who looks after what until when.
async fn vouch(
    tx: &mut Tx,
    cast: &Cast,
    concept: Thing,
    archetype: Thing,
    now: DateTime<Utc>,
) -> Result<()> {
    for (thing, remark, at) in [
        (concept, "Lo probé una semana en el turno mañana.", at(7, 29, 12)),
        (archetype, "Seguí los pasos en la prueba de la Sede Central.", at(7, 30, 10)),
    ] {
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
