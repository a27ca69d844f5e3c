//! What a page that follows others' work says when something new has to wait.

use leptos::prelude::*;

use super::texts::texts;

/// The stream that the page follows, for `script/live.js`; and the line that appears when what is
/// new would change a form that somebody is filling in.
#[component]
pub fn News(
    /// The address of the stream.
    events: String,
    /// Upon which of its names the page is made new.
    names: &'static str,
) -> impl IntoView {
    let t = texts();
    view! {
        <div class="live-news" role="status" data-events=events data-names=names hidden>
            <p>{t.news}</p>
            <button type="button" class="button secondary">{t.show_news}</button>
        </div>
    }
}
