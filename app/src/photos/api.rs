//! Adding photos to a note; what they show, and which go, the note's own form says. As with notes there
//! is no entry in the log of changes: it would name those whose names are hidden.

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
