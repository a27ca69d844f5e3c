use leptos::{prelude::*, server_fn::ServerFn};
use serde::Deserialize;

use crate::{
    error::{Error, Result},
    knowledge::{Author, Note, NoteId, api::EditNote, sharing, texts::texts, wall},
    links, photos,
    request::{Look, Page, Posted, query},
    routes::{self, Section},
    sessions,
    ui::{
        Button, ButtonLink, Kind, Notice, PageHead,
        form::{Area, Check, Choice, Form, Hidden},
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
    let actor = look.actor.clone();
    let note = sharing::own(&mut look.tx, &actor, id).await?;
    let t = texts();
    // What was sent too late is shown, so that nobody loses it.
    let late = use_context::<Posted>().is_some();
    if let Some(why) = closed(&mut look, &note).await?.filter(|_| !late) {
        return Page::ok(Section::Knowledge, t.edit_title, over(note, why, &query::<Query>().back));
    }
    let branches = wall::branches(&mut look.tx).await?;
    let astray = links::pages::astray(&mut look, &note.body, &note.html).await?;
    Page::ok(Section::Knowledge, t.edit_title, body(note, astray, branches, query::<Query>().back))
}

/// Why the phase in which a note was said takes no more changes of it; `None` while it does.
pub(super) async fn closed(look: &mut Look, note: &Note) -> Result<Option<String>> {
    let session = sessions::store::by_id(&mut look.tx, note.origin.session).await?;
    wall::over(look, &session.ok_or(Error::NotFound)?).await
}

fn head(note: &Note) -> impl IntoView + use<> {
    let t = texts();
    view! {
        <PageHead
            title=t.edit_title
            kicker=note.origin.topic.clone()
            crumbs=vec![(t.knowledge.into(), "/knowledge".into())]
        />
    }
}

fn leave(note: &Note, back: &str) -> String {
    match back {
        "wall" if note.taken.is_none() => routes::on_wall(note.origin.session, note.id),
        _ => routes::note(note.id),
    }
}

fn over(note: Note, why: String, back: &str) -> impl IntoView + use<> {
    let leave = leave(&note, back);
    view! {
        {head(&note)}
        <Notice>
            <p>{why}</p>
            <p><a href=leave>{texts().to_note}</a></p>
        </Notice>
    }
}

fn body(note: Note, astray: Option<AnyView>, branches: Vec<Choice>, back: String) -> impl IntoView {
    let t = texts();
    let leave = leave(&note, &back);
    let about = note.about.clone();
    let photos = note.clone();
    let name = match note.author {
        Author::Named { .. } => {
            view! { <Check name="name_hidden" label=t.hide_name hint=t.hide_now_hint /> }.into_any()
        }
        _ => view! { <p class="hint">{t.stays_hidden}</p> }.into_any(),
    };
    view! {
        {head(&note)}
        {astray}
        <Form command=EditNote::PATH files=true>
            <Hidden name="id" value=note.id.to_string() />
            <Hidden name="revision" value=note.revision.to_string() />
            <Hidden name="back" value=back />
            <Area name="note" label=t.note hint=t.note_hint value=note.body rows=10u32 />
            {wall::about_fields(&about, None, branches)}
            {photos::pages::kept(&photos)}
            {photos::pages::more(&photos)}
            {name}
            <div class="form-actions">
                <Button kind=Kind::Primary>{t.save}</Button>
                <ButtonLink href=leave kind=Kind::Quiet>{t.cancel}</ButtonLink>
            </div>
        </Form>
    }
}
