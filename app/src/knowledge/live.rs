//! Tells a page that its session changed, through one stream for all of its islands.
//!
//! The stream `/sessions/{id}/events` is passed on as events at the window, which carry nothing but
//! their name: [`WALL`], [`ROSTER`], [`SESSION`]. An island that shows one of these asks the server
//! for what is new whenever it hears the name:
//!
//! ```ignore
//! Effect::new(move |_| {
//!     live::on(live::ROSTER, move || refresh());
//!     live::follow(routes::session_events(session));
//! });
//! ```
//!
//! All three are also told whenever the stream opens, because something may have been missed: after
//! a lost connection, after the page was out of sight, or while it was loading.

use std::{cell::RefCell, rc::Rc, time::Duration};

use leptos::{
    ev,
    prelude::*,
    wasm_bindgen::{JsCast, closure::Closure},
    web_sys::{Event, EventSource},
};

use super::browser;
use crate::{routes, sessions::SessionId};

/// A note was shared, edited or deleted.
pub const WALL: &str = "espiral:wall";
/// Somebody's attendance changed.
pub const ROSTER: &str = "espiral:roster";
/// The session itself changed: opened, closed, moved, a new code.
pub const SESSION: &str = "espiral:session";

/// The names on the wire; at the window they stand behind `espiral:`.
const HEARD: [&str; 3] = ["wall", "roster", "session"];

/// Calls `react` whenever the page is told so. For islands, within an `Effect`.
pub fn on(name: &'static str, react: impl Fn() + 'static) {
    window_event_listener(ev::Custom::<Event>::new(name), move |_| react());
}

/// Keeps a page of a session up to date, for pages whose islands do not [`follow`] themselves.
#[island]
pub fn LiveRoom(session: SessionId) -> impl IntoView {
    Effect::new(move |_| follow(routes::session_events(session)));
}

thread_local! {
    /// The one stream of this page.
    static STREAM: RefCell<Option<Stream>> = const { RefCell::new(None) };
}

/// Opens the stream at this address for the page; islands that follow it, too, share it.
///
/// It is closed while nobody looks: a browser has only a few connections for one site, and a
/// forgotten tab must not hold one.
pub fn follow(events: String) {
    let first = STREAM.with_borrow_mut(|stream| {
        let first = stream.is_none();
        first.then(|| stream.insert(Stream::new(events)).clone())
    });
    let Some(stream) = first else { return };
    stream.open();
    for name in ["pagehide", "pageshow"] {
        let stream = stream.clone();
        window_event_listener(ev::Custom::<Event>::new(name), move |_| match name {
            "pagehide" => stream.close(),
            _ => stream.open(),
        });
    }
    on_visibility(move || if browser::is_hidden() { stream.close() } else { stream.open() });
}

/// Calls `react` when the page comes into sight or goes out of it.
fn on_visibility(react: impl Fn() + 'static) {
    let closure = Closure::<dyn Fn(Event)>::new(move |_| react());
    let _ = document()
        .add_event_listener_with_callback("visibilitychange", closure.as_ref().unchecked_ref());
    // It listens as long as the page lives.
    closure.forget();
}

#[derive(Clone)]
struct Stream {
    url: Rc<str>,
    source: Rc<RefCell<Option<EventSource>>>,
    /// What the browser calls with everything it hears.
    heard: Rc<Closure<dyn Fn(Event)>>,
}

impl Stream {
    fn new(url: String) -> Self {
        let heard = Closure::<dyn Fn(Event)>::new(|event: Event| match event.type_().as_str() {
            "open" => HEARD.iter().for_each(|name| browser::tell(&format!("espiral:{name}"))),
            name => browser::tell(&format!("espiral:{name}")),
        });
        Stream { url: url.into(), source: Rc::default(), heard: Rc::new(heard) }
    }

    fn open(&self) {
        if self.source.borrow().is_some() || browser::is_hidden() {
            return;
        }
        let Ok(source) = EventSource::new(&self.url) else { return };
        let heard = (*self.heard).as_ref().unchecked_ref();
        for name in HEARD.into_iter().chain(["open"]) {
            let _ = source.add_event_listener_with_callback(name, heard);
        }
        let stream = self.clone();
        let failed = Closure::<dyn Fn()>::new(move || stream.refused());
        source.set_onerror(Some(failed.as_ref().unchecked_ref()));
        failed.forget();
        *self.source.borrow_mut() = Some(source);
    }

    fn close(&self) {
        if let Some(source) = self.source.take() {
            source.close();
        }
    }

    /// The browser comes back by itself after a lost connection, but not after a refusal: signed
    /// out, or too many streams. Then we try again, but not soon.
    fn refused(&self) {
        let closed = self
            .source
            .borrow()
            .as_ref()
            .is_some_and(|source| source.ready_state() == EventSource::CLOSED);
        if closed {
            self.close();
            let stream = self.clone();
            let seconds = 20.0 + 20.0 * browser::jitter();
            set_timeout(move || stream.open(), Duration::from_secs_f64(seconds));
        }
    }
}
