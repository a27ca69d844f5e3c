//! Carrying in a book that has been previewed.

use leptos::server;

use crate::{error::Result, request::Next};

/// Carries a book into an empty programme, as its preview showed it.
#[server]
pub async fn carry_in(
    #[server(default)] programme: String,
    #[server(default)] id: String,
    #[server(default)] seen: String,
) -> Result<Next> {
    use super::{arriving, carrying, texts::texts};
    use crate::{
        error::Error,
        people::{self, ImportId},
        programmes::ProgrammeId,
        request::{Done, Look, Work},
        routes,
    };

    let programme: ProgrammeId = programme.parse().map_err(|_| Error::NotFound)?;
    let id: ImportId = id.parse().map_err(|_| Error::NotFound)?;
    let mut look = Look::begin().await?;
    let sent = arriving::find(&mut look.tx, id, look.actor.id).await;
    drop(look);
    let read = match &sent {
        Ok(sent) => Some(sent.read().await?),
        Err(_) => None,
    };
    // When this form was carried out before, the file is gone: that answer comes first.
    let mut work = Work::begin().await?;
    let (sent, read) = (sent?, read.ok_or(Error::NotFound)?);
    let checked = arriving::good(read)?;
    let (actor, now) = (work.actor.clone(), work.now);
    let into = carrying::enter(&mut work.tx, &actor, programme).await?;
    let scope = actor.scope();
    let matches = arriving::recognise(&mut work.tx, &scope, programme, &checked).await?;
    if sent.fingerprint(&matches) != seen {
        return Err(Error::form(texts().changed_meanwhile));
    }
    let detail = carrying::carry(&mut work.tx, &actor, into, &checked, &matches, now).await?;
    people::store::imports::remove(&mut work.tx, id).await?;
    work.audit("programme.carried-in", "programme", programme, detail).await?;
    work.done(Next::to(routes::programme(programme)).saying(Done::CarriedIn)).await
}
