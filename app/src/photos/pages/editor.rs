use leptos::prelude::*;

use super::{chooser::chooser, seen::picture};
use crate::{
    knowledge::{Note, NoteId},
    photos::{Size, rules, texts::texts},
    request::Next,
    routes,
    ui::form::{Check, Hidden, Text},
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
        _ => view! { <p class="hint">{texts().full}</p> }.into_any(),
    }
}

/// The photos of one's own note, to describe them and to take them away: fields of its form, too.
pub fn kept(note: &Note) -> AnyView {
    let t = texts();
    let have = note.photos.len();
    let items = note.photos.iter().enumerate().map(|(index, photo)| {
        let id = photo.id.to_string();
        let picture = picture(photo, Size::Small, index, have);
        view! {
            <li>
                {picture}
                <Hidden name="kept[]" value=id.clone() />
                <Text name=format!("alt-{id}") label=t.what hint=t.what_hint value=photo.alt.clone()
                    optional=true maxlength=rules::ALT_MAX as u32 />
                <Check name=format!("away-{id}") label=t.remove hint=t.remove_text />
            </li>
        }
    });
    let items = items.collect_view();
    (have > 0)
        .then(|| view! { <ul class="photos-kept" role="list" id="photos">{items}</ul> })
        .into_any()
}
