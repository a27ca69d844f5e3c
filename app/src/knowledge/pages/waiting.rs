use leptos::prelude::*;
use serde_json::json;

use crate::{
    knowledge::texts::texts,
    people::PersonId,
    request::services,
    ui::{Glyph, Icon},
};

/// Outside of the rooms: which notes of this person wait on the device. `script/waiting.js` looks.
pub fn waiting(person: PersonId) -> impl IntoView {
    let t = texts();
    let words = json!({
        "one": t.one_waits, "many": t.many_wait, "send": t.send_waiting, "whole": t.whole_note,
        "discard": t.discard_waiting, "sure": t.discard_sure,
    });
    let script = format!("/{}/waiting.js", services().assets.pkg_dir);
    view! {
        <div class="notice warn" role="status" hidden data-waiting=person.to_string() data-words=words.to_string()>
            <Glyph icon=Icon::Alert />
            <div class="notice-body">
                <p></p>
                <ul class="outbox" role="list"></ul>
            </div>
            <script type="module" src=script></script>
        </div>
    }
}
