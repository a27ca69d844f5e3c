use leptos::{prelude::*, server_fn::ServerFn};

use super::{chooser::chooser, seen::picture};
use crate::{
    knowledge::{Note, NoteId},
    photos::{
        Photo, Size,
        api::{DescribePhoto, RemovePhoto},
        rules,
        texts::texts,
    },
    request::Next,
    routes,
    ui::{
        Button, Confirm, Icon, Kind, Section,
        form::{Form, Hidden, Text},
    },
};

/// The photos on the page where a note is edited.
pub fn back_to_editor(note: NoteId, back: &str) -> Next {
    let back = if back == "wall" { "?back=wall" } else { "" };
    Next::to(format!("{}{back}#photos", routes::edit_note(note)))
}

/// Where photos are added to one's own note, among the fields of its form: what is typed there stays.
pub fn more(note: &Note) -> AnyView {
    match note.photos.len() {
        have if have < rules::MOST => chooser(have, None).into_any(),
        _ => view! { <p class="muted">{texts().full}</p> }.into_any(),
    }
}

/// The photos of one's own note, to describe them and to take them away.
pub fn editor(note: &Note, back: &str) -> impl IntoView + use<> {
    let t = texts();
    let have = note.photos.len();
    let items = note
        .photos
        .iter()
        .enumerate()
        .map(|(index, photo)| kept(photo, index, have, back))
        .collect_view();
    let list = match have {
        0 => view! { <p class="muted">{t.none_yet}</p> }.into_any(),
        _ => view! { <ul class="photos-kept" role="list">{items}</ul> }.into_any(),
    };
    view! { <Section title=t.photos id="photos">{list}</Section> }
}

/// One of the photos that a note has.
fn kept(photo: &Photo, index: usize, of: usize, back: &str) -> impl IntoView + use<> {
    let t = texts();
    let (id, alt) = (photo.id.to_string(), photo.alt.clone());
    let (same, other, key) = (id.clone(), id.clone(), id.clone());
    let (back, again) = (back.to_owned(), back.to_owned());
    let picture = picture(photo, Size::Small, index, of);
    view! {
        <li>
            {picture}
            <Form command=DescribePhoto::PATH key=key>
                <Hidden name="id" value=same />
                <Hidden name="back" value=back />
                <Text name="alt" label=t.what hint=t.what_hint value=alt optional=true
                    maxlength=rules::ALT_MAX as u32 />
                <div class="form-actions">
                    <Button kind=Kind::Secondary>{t.save}</Button>
                </div>
            </Form>
            <Confirm label=t.remove text=t.remove_text kind=Kind::Quiet icon=Icon::Trash>
                <Form command=RemovePhoto::PATH key=id inline=true>
                    <Hidden name="id" value=other />
                    <Hidden name="back" value=again />
                    <Button kind=Kind::Danger>{t.remove}</Button>
                </Form>
            </Confirm>
        </li>
    }
}
