//! Listening to a session's stream of changes in the browser.

use std::{cell::Cell, future::Future, rc::Rc};

use gloo_timers::future::TimeoutFuture;
use leptos::{task::spawn_local, web_sys};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{EventSource, VisibilityState};

/// Asks whenever something changed, but not more often than every `gap` milliseconds; and every
/// `at_most` milliseconds when nothing was heard, so that a page without a stream goes on too.
///
/// While the page is hidden it neither asks nor listens: browsers keep only six connections to a
/// server over HTTP/1.1.
pub fn listen<F: Future<Output = ()> + 'static>(
    events: String,
    gap: u32,
    at_most: u32,
    ask: impl Fn() -> F + 'static,
) {
    let heard = Rc::new(Cell::new(false));
    let hears = heard.clone();
    let hear = Closure::<dyn Fn()>::new(move || hears.set(true));
    spawn_local(async move {
        let mut stream: Option<EventSource> = None;
        let mut silence = 0;
        loop {
            TimeoutFuture::new(gap).await;
            silence += gap;
            if hidden() {
                if let Some(stream) = stream.take() {
                    stream.close();
                    // What happens now is asked for when the page comes back.
                    heard.set(true);
                }
                continue;
            }
            if stream.is_none() {
                stream = open(&events, &hear);
            }
            if heard.take() || silence >= at_most {
                silence = 0;
                ask().await;
                // One that has given up is opened again, after as long a time.
                stream = stream.filter(|stream| stream.ready_state() != EventSource::CLOSED);
            }
        }
    });
}

fn hidden() -> bool {
    web_sys::window()
        .and_then(|window| window.document())
        .is_some_and(|document| document.visibility_state() == VisibilityState::Hidden)
}

fn open(events: &str, hear: &Closure<dyn Fn()>) -> Option<EventSource> {
    let stream = EventSource::new(events).ok()?;
    for name in ["roster", "session"] {
        let hear = hear.as_ref().unchecked_ref();
        stream.add_event_listener_with_callback(name, hear).ok()?;
    }
    Some(stream)
}
