use leptos::prelude::*;

use crate::{
    photos::{Photo, Size, rules, texts::texts},
    routes,
};

/// The photos of a note on the wall: small, each leading to the large one.
pub fn small(photos: &[Photo]) -> Option<AnyView> {
    shown(photos, Size::Small, "note-photos")
}

/// The photos of a note on its own page.
pub fn large(photos: &[Photo]) -> Option<AnyView> {
    shown(photos, Size::Large, "note-photos whole")
}

fn shown(photos: &[Photo], size: Size, class: &'static str) -> Option<AnyView> {
    if photos.is_empty() {
        return None;
    }
    let items = photos
        .iter()
        .enumerate()
        .map(|(index, photo)| {
            let told = (size == Size::Large && !photo.alt.is_empty())
                .then(|| view! { <p class="muted small">{photo.alt.clone()}</p> });
            view! {
                <li>
                    <a href=routes::photo(photo.id, Size::Large)>
                        {picture(photo, size, index, photos.len())}
                    </a>
                    {told}
                </li>
            }
        })
        .collect_view();
    Some(view! { <ul class=class role="list">{items}</ul> }.into_any())
}

/// The photo at a place of several, with room kept for it until it has arrived.
pub(super) fn picture(photo: &Photo, size: Size, index: usize, of: usize) -> impl IntoView + use<> {
    let side = |side: i64| u32::try_from(side).unwrap_or(u32::MAX);
    let (width, height) = rules::fitting(side(photo.width), side(photo.height), size);
    let alt = match photo.alt.is_empty() {
        true => (texts().untold)(index + 1, of),
        false => photo.alt.clone(),
    };
    view! {
        <img src=routes::photo(photo.id, size) alt=alt width=width.to_string()
            height=height.to_string() loading="lazy" decoding="async" />
    }
}
