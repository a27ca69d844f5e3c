use leptos::{prelude::*, server_fn::ServerFn};
use serde_json::json;

use crate::{
    people::PersonId,
    photos::{api::AddPhotos, arriving::FIELD, rules, texts::texts},
    request::services,
    ui::form::{Text, Upload},
};

/// What browsers offer to choose from; an iPhone makes a JPEG of its own format when it reads it.
const ACCEPT: &str = "image/jpeg,image/png,image/webp";

/// The fields of a form that takes photos, for a note that has so many. For `follower`, who shares
/// a note, the photos can follow their note: then its id is made in the browser.
///
/// The script makes of the fields what a phone needs. Without it they are sent with the form.
pub fn chooser(have: usize, follower: Option<PersonId>) -> impl IntoView {
    let t = texts();
    let words = json!({
        "what": t.what, "leaveOut": t.leave_out, "tooMany": t.too_many, "preparing": t.preparing, "heic": t.heic,
        "foreign": t.foreign, "sending": t.sending, "waiting": t.waiting,
        "signedOut": t.signed_out, "failed": t.failed, "noNote": t.no_note, "again": t.again,
        "discard": t.discard, "saved": t.saved,
    });
    let script = format!("/{}/photos.js", services().assets.pkg_dir);
    view! {
        <div
            class="photos"
            data-words=words.to_string()
            data-most=(rules::MOST.saturating_sub(have)).to_string()
            data-alt-max=rules::ALT_MAX.to_string()
            data-person=follower.map(|person| person.to_string())
            data-command=AddPhotos::PATH
        >
            <Upload name=FIELD label=t.choose hint=t.hint accept=ACCEPT multiple=true optional=true />
            <label class="button secondary photos-camera">
                {t.take}
                <input class="visually-hidden" type="file" name=FIELD accept="image/*" capture="environment" />
            </label>
            <p class="problem" role="alert"></p>
            <ul class="photos-chosen" role="list"></ul>
            <div class="photos-plain">
                <Text name="alt[]" label=t.what_all hint=t.what_hint optional=true
                    maxlength=rules::ALT_MAX as u32 />
            </div>
            {follower.map(|_| view! { <input type="text" name="note_id" hidden /> })}
            <p class="sharing-state" role="status"></p>
            <ul class="outbox" role="list"></ul>
            <script type="module" src=script></script>
        </div>
    }
}
