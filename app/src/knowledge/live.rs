//! Tells an island that its session changed.
//!
//! `script/live.js` holds one stream for the page and passes on what it hears as events at the
//! window, which carry nothing but their name: [`WALL`], [`ROSTER`], [`SESSION`]. The address of the
//! stream stands in the page as `data-events`. An island that shows one of these asks the server for
//! what is new whenever it hears the name:
//!
//! ```ignore
//! Effect::new(move |_| {
//!     live::on(live::ROSTER, move || refresh());
//!     live::awake();
//! });
//! ```
//!
//! All of them are also told whenever the stream opens, and after [`awake`], because something may
//! have been missed: after a lost connection, after the page was out of sight, or while it was
//! loading.

use leptos::{ev, prelude::*, web_sys::Event};

use super::browser;

/// A note was shared, edited or deleted.
pub const WALL: &str = "espiral:wall";
/// Somebody's attendance changed.
pub const ROSTER: &str = "espiral:roster";
/// The session itself changed: opened, closed, moved, a new code.
pub const SESSION: &str = "espiral:session";

/// Calls `react` whenever the page is told so. For islands, within an `Effect`.
pub fn on(name: &'static str, react: impl Fn() + 'static) {
    window_event_listener(ev::Custom::<Event>::new(name), move |_| react());
}

/// Says that an island listens from now on, and is to be told what it may have missed.
pub fn awake() {
    browser::tell("espiral:awake");
}
