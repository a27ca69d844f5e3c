//! What keeps itself up to date: the count of those present, and the projector's code.

use leptos::prelude::*;

use super::{
    LiveCount, ScreenState,
    api::{count_present, show_screen},
    listening::listen,
};

/// How often a phone may ask, in milliseconds: a whole room hears of every check-in.
const PHONE: u32 = 3_000;
/// The same for the one projector.
const SCREEN: u32 = 500;
/// How long a page goes without asking when it hears nothing.
const AT_MOST: u32 = 30_000;
/// The code changes without any event.
const SCREEN_AT_MOST: u32 = 4_000;

/// "12 of 15 present". Where the page shows more that depends on it, it offers to show it again
/// instead of moving what somebody is reading.
#[island]
pub fn LiveCounter(
    session: String,
    /// The session's stream of changes.
    events: String,
    initial: LiveCount,
    of: String,
    present: String,
    waiting: String,
    /// Where the page is shown again; nowhere when empty.
    again: String,
    refresh: String,
) -> impl IntoView {
    let count = RwSignal::new(initial);
    Effect::new(move |_| {
        let session = session.clone();
        listen(PHONE, AT_MOST, move || {
            let session = session.clone();
            async move {
                if let Ok(now) = count_present(session).await {
                    count.set(now);
                }
            }
        });
    });
    let offered = !again.is_empty();
    view! {
        <div class="live-count" data-events=events>
            <p>
                <strong>{move || count.get().attended}</strong>
                " "{of}" "
                <strong>{move || count.get().expected}</strong>
                " "{present}
            </p>
            <p class="muted" hidden=move || count.get().waiting == 0>
                {move || count.get().waiting}" "{waiting}
            </p>
            <p hidden=move || !offered || count.get() == initial>
                <a href=again>{refresh}</a>
            </p>
        </div>
    }
}

/// The picture, the code and the count on the projector.
#[island]
pub fn Projector(
    session: String,
    events: String,
    initial: ScreenState,
    how: String,
    /// The address to type the code at.
    address: String,
    /// What the picture is, for those who cannot see it.
    picture: String,
    of: String,
    present: String,
    waiting: String,
) -> impl IntoView {
    let qr = RwSignal::new(initial.qr.clone().unwrap_or_default());
    let state = RwSignal::new(initial);
    Effect::new(move |_| {
        let session = session.clone();
        listen(SCREEN, SCREEN_AT_MOST, move || {
            let known = state.with_untracked(|state| state.code.clone()).unwrap_or_default();
            let asked = show_screen(session.clone(), known);
            async move {
                if let Ok(now) = asked.await {
                    if let Some(picture) = &now.qr {
                        qr.set(picture.clone());
                    }
                    state.set(now);
                }
            }
        });
    });
    let code = move || state.with(|state| grouped(state.code.as_deref().unwrap_or_default()));
    let closed = move || state.with(|state| state.code.is_none());
    view! {
        <section class="projector-join" data-events=events>
            <div class="projector-code" hidden=closed>
                <div class="projector-qr" role="img" aria-label=picture inner_html=move || qr.get()></div>
                <p class="projector-how">{how}" "<strong class="nowrap">{address}</strong></p>
                <p class="projector-six">{code}</p>
            </div>
            <p class="projector-message" hidden=move || !closed()>
                {move || state.with(|state| state.message.clone())}
            </p>
            <p class="projector-count">
                <strong>{move || state.with(|state| state.count.attended)}</strong>
                " "{of}" "{move || state.with(|state| state.count.expected)}" "{present}
            </p>
            <p class="projector-waiting" hidden=move || state.with(|state| state.count.waiting == 0)>
                {move || state.with(|state| state.count.waiting)}" "{waiting}
            </p>
        </section>
    }
}

/// Three and three are easier to read across a room than six; who types the gap does no harm.
fn grouped(code: &str) -> String {
    match code.split_at_checked(3) {
        Some((head, tail)) => format!("{head} {tail}"),
        None => code.to_owned(),
    }
}
