use leptos::{prelude::*, server_fn::ServerFn};
use serde_json::json;

use crate::{
    knowledge::{outbox, room_texts, texts::texts},
    lang::lang,
    people::PersonId,
    photos::api::AddPhotos,
    request::services,
    sessions::SessionId,
    ui::{Glyph, Icon},
};

/// Which notes of this person wait on the device, outside of the rooms that send them; in a `room`
/// that takes no more, what was meant for it. `script/waiting.js` looks.
pub fn waiting(person: PersonId, room: Option<SessionId>) -> impl IntoView {
    let t = texts();
    let words = json!({
        "waits": [t.one_waits, t.many_wait], "left": [t.one_left, t.many_left],
        "photos": [t.one_photo, t.many_photos],
        "send": t.send_waiting, "room": t.room_of_refused,
        "refused": t.refused, "whole": t.whole_note, "copy": t.copy_waiting, "copied": t.copied,
        "discard": t.discard_waiting, "sure": room_texts::of(lang()).discard_sure,
    });
    let script = format!("/{}/waiting.js", services().assets.pkg_dir);
    let room = room.map(|room| room.to_string());
    view! {
        <div class="notice warn" role="status" hidden data-waiting=outbox::kept_under(person)
            data-person=person.to_string() data-photos=AddPhotos::PATH
            data-room=room data-words=words.to_string()>
            <Glyph icon=Icon::Alert />
            <div class="notice-body">
                <p></p>
                <ul class="outbox" role="list"></ul>
            </div>
            <script type="module" src=script></script>
        </div>
    }
}
