//! What stands around every page: navigation by role, the error pages.

use leptos::prelude::*;

use crate::{
    error::Error,
    request::{Done, Page, query, visitor},
    ui::form::texts,
};

/// The page in its frame.
pub fn framed(page: Page) -> AnyView {
    view! { <main id="main">{page.body}</main> }.into_any()
}

/// What a person sees when a page cannot be shown.
pub fn error_page(error: &Error) -> Page {
    let t = texts::texts();
    Page::plain(t.problem, view! { <h1>{t.problem}</h1> })
}
