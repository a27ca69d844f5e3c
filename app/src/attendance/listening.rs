//! Listening to a session's stream of changes in the browser.

use std::{cell::Cell, future::Future, rc::Rc};

use gloo_timers::future::TimeoutFuture;
use leptos::{prelude::document, task::spawn_local};

use crate::knowledge::live;

/// Asks whenever something changed, but not more often than every `gap` milliseconds; and every
/// `at_most` milliseconds when nothing was heard, so that a page without a stream goes on too.
///
/// While the page is hidden it does not ask; what happens meanwhile is told when it comes back.
pub fn listen<F: Future<Output = ()> + 'static>(
    gap: u32,
    at_most: u32,
    ask: impl Fn() -> F + 'static,
) {
    let heard = Rc::new(Cell::new(false));
    for name in [live::ROSTER, live::SESSION] {
        let heard = heard.clone();
        live::on(name, move || heard.set(true));
    }
    live::awake();
    spawn_local(async move {
        let mut silence = 0;
        loop {
            TimeoutFuture::new(gap).await;
            silence += gap;
            if !document().hidden() && (heard.take() || silence >= at_most) {
                silence = 0;
                ask().await;
            }
        }
    });
}
