use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    error::{Error, Result},
    knowledge::{
        NoteId,
        api::RestoreNote,
        markdown,
        store::{self, NoteRevision},
        texts::texts,
    },
    request::{Look, Page},
    revisions::{self, Earlier, Once, Restoring},
    routes::{self, Section},
};

/// `/knowledge/{id}/versions/{number}`: one's own note as it once read. For nobody else there is
/// such a page.
pub async fn revision(id: NoteId, number: i64) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let mut kept = store::revisions(&mut look.tx, id, look.actor.id).await?;
    let place = kept.iter().position(|kept| kept.revision == number).ok_or(Error::NotFound)?;
    let name = look.actor.name.clone();
    let once = once(kept[place].clone(), &name);
    let now = kept.swap_remove(0);
    let title = markdown::excerpt(&now.body, 60);
    let restoring =
        Some(Restoring { command: RestoreNote::PATH, fields: vec![("id", id.to_string())] });
    let crumbs = vec![
        (t.knowledge.to_owned(), "/knowledge".to_owned()),
        (t.note.to_owned(), routes::note(id)),
    ];
    let now = self::once(now, &name);
    let body = revisions::page(&title, crumbs, once, now, restoring, &look.actor.zone);
    Page::ok(Section::Knowledge, format!("{} · {title}", revisions::crumb(number)), body)
}

/// What one's own note said before; nothing while it has not been changed.
pub async fn earlier(look: &mut Look, id: NoteId) -> Result<Option<AnyView>> {
    let kept = store::revisions(&mut look.tx, id, look.actor.id).await?;
    if kept.len() < 2 {
        return Ok(None);
    }
    let (name, zone) = (look.actor.name.clone(), look.actor.zone.clone());
    let revisions: Vec<Once> = kept.into_iter().map(|kept| once(kept, &name)).collect();
    let href = Box::new(move |number| routes::note_revision(id, number));
    let title = texts().earlier;
    Ok(Some(view! { <Earlier revisions zone href title /> }.into_any()))
}

fn once(kept: NoteRevision, editor: &str) -> Once {
    Once { revision: kept.revision, text: kept.body, editor: editor.to_owned(), at: kept.at }
}
