use leptos::{prelude::*, server_fn::ServerFn};
use serde::Deserialize;

use crate::{
    error::{Error, Result},
    knowledge::{Author, Note, NoteId, api::EditNote, store, texts::texts, wall},
    links, photos,
    request::{Look, Page, query},
    routes::{self, Section},
    ui::{
        Button, ButtonLink, Kind, PageHead,
        form::{Area, Check, Form, Hidden},
    },
};

#[derive(Default, Deserialize)]
struct Query {
    #[serde(default)]
    back: String,
}

/// One's own note, to change it.
pub async fn edit(id: NoteId) -> Result<Page> {
    let mut look = Look::begin().await?;
    let note = store::find(&mut look.tx, &look.actor.scope(), id).await?;
    let note = note.ok_or(Error::NotFound)?;
    if !note.own {
        return Err(Error::Forbidden);
    }
    let t = texts();
    let astray = links::pages::astray(&mut look, &note.body, &note.html).await?;
    Page::ok(Section::Knowledge, t.edit_title, body(note, astray, query::<Query>().back))
}

fn body(note: Note, astray: Option<AnyView>, back: String) -> impl IntoView {
    let t = texts();
    let photos = photos::pages::editor(&note, &back);
    let leave = match back.as_str() {
        "wall" => routes::on_wall(note.origin.session, note.id),
        _ => routes::note(note.id),
    };
    let named = matches!(note.author, Author::Named { .. });
    // Built in the form, from which it takes what was ticked.
    let name = move || match named {
        true => {
            view! { <Check name="name_hidden" label=t.hide_name hint=t.hide_now_hint /> }.into_any()
        }
        false => view! { <p class="hint">{t.stays_hidden}</p> }.into_any(),
    };
    view! {
        <PageHead
            title=t.edit_title
            kicker=note.origin.topic
            crumbs=vec![(t.knowledge.into(), "/knowledge".into())]
        />
        {astray}
        <Form command=EditNote::PATH>
            <Hidden name="id" value=note.id.to_string() />
            <Hidden name="revision" value=note.revision.to_string() />
            <Hidden name="back" value=back />
            <Area name="note" label=t.note hint=t.note_hint value=note.body rows=10u32 />
            {wall::about_fields(&note.about, None)}
            {name()}
            <div class="form-actions">
                <Button kind=Kind::Primary>{t.save}</Button>
                <ButtonLink href=leave kind=Kind::Quiet>{t.cancel}</ButtonLink>
            </div>
        </Form>
        {photos}
    }
}
