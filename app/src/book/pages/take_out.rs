use crate::{
    book::{folder, gather, pack, rules},
    error::{Error, Result},
    phases, programmes,
    programmes::ProgrammeId,
    request::Look,
};

/// The knowledge of a programme as one file: its name and its bytes.
pub async fn take_out(id: ProgrammeId) -> Result<(String, Vec<u8>)> {
    let mut look = Look::begin().await?;
    let scope = look.actor.scope();
    let found = programmes::store::find(&mut look.tx, &scope, id).await?.ok_or(Error::NotFound)?;
    let part = phases::store::part(&mut look.tx, id, look.actor.id).await?;
    if !rules::may_take_out(&look.actor, &found.programme, part) {
        return Err(Error::Forbidden);
    }
    let (book, photos) = gather::book(&mut look.tx, &scope, &found.programme, look.now).await?;
    drop(look);
    let files = folder::write(&book)?;
    let name = gather::file_name(&found.programme.name);
    // Packing takes a while, so it happens off the threads that answer requests.
    let packed = tokio::task::spawn_blocking(move || pack::pack(&files, &photos)).await;
    Ok((name, packed.map_err(Error::internal)??))
}
