//! Adding photos to a note, saying what they show, taking them away. As with notes there is no
//! entry in the log of changes: it would name those whose names are hidden.

use leptos::server;

use crate::{error::Result, request::Next};

/// Adds the photos that came with the form to one's own note. `back` is where the person came
/// from, as with editing the note.
#[server]
pub async fn add_photos(
    id: String,
    #[server(default)] back: String,
    #[server(default)] alt: Vec<String>,
) -> Result<Next> {
    use super::{arriving, keeping, texts::texts};
    use crate::{
        error::Error,
        knowledge::{NoteId, sharing},
        request::{Done, Work},
    };

    let id: NoteId = id.parse().map_err(|_| Error::NotFound)?;
    let photos = arriving::arrived(&alt).await?;
    if photos.is_empty() {
        return Err(Error::field(arriving::FIELD, texts().none_chosen));
    }
    let mut work = Work::begin().await?;
    let actor = work.actor.clone();
    let session = keeping::add(&mut work.tx, &actor, id, &photos).await?;
    sharing::tell(&mut work, session).await?;
    work.done(super::pages::back_to_editor(id, &back).saying(Done::Added)).await
}

/// Says what a photo of one's own note shows.
#[server]
pub async fn describe_photo(
    id: String,
    #[server(default)] back: String,
    alt: String,
) -> Result<Next> {
    use super::{PhotoId, arriving, keeping};
    use crate::{
        error::{Error, Problems},
        knowledge::sharing,
        request::{Done, Work},
    };

    let id: PhotoId = id.parse().map_err(|_| Error::NotFound)?;
    let mut problems = Problems::default();
    let alt = arriving::checked_alt(&alt, &mut problems);
    problems.into_result()?;
    let mut work = Work::begin().await?;
    let actor = work.actor.clone();
    let (note, session) = keeping::describe(&mut work.tx, &actor, id, &alt).await?;
    sharing::tell(&mut work, session).await?;
    work.done(super::pages::back_to_editor(note, &back).saying(Done::Saved)).await
}

/// Takes a photo of one's own note away.
#[server]
pub async fn remove_photo(id: String, #[server(default)] back: String) -> Result<Next> {
    use super::{PhotoId, keeping};
    use crate::{
        error::Error,
        knowledge::sharing,
        request::{Done, Work},
    };

    let id: PhotoId = id.parse().map_err(|_| Error::NotFound)?;
    let mut work = Work::begin().await?;
    let actor = work.actor.clone();
    let (note, session) = keeping::remove(&mut work.tx, &actor, id).await?;
    sharing::tell(&mut work, session).await?;
    work.done(super::pages::back_to_editor(note, &back).saying(Done::Deleted)).await
}
