//! Renders a page as one whole HTML document.
//!
//! Pages are loaded before anything is rendered, so there is nothing to stream and no client
//! router: a page is the answer of one async function, and its address is matched in `routes`.

use html_escape::encode_text;
use std::sync::Arc;

use hydration_context::SsrSharedContext;
use leptos::{
    config::LeptosOptions,
    hydration::HydrationScripts,
    nonce::{provide_nonce, use_nonce},
    prelude::*,
    reactive::computed::ScopedFuture,
};

use super::{Frame, Page, Posted, Services, Visitor};
use crate::{error::Error, frame, routes};

/// An answer to a browser, still without the header lines that every answer has.
pub enum Rendered {
    Document {
        status: u16,
        html: String,
        nonce: String,
    },
    /// The person must sign in first and come back to where they wanted to go.
    Redirect(String),
}

/// Renders the page at the visitor's address. `posted` holds a refused form to show again.
pub async fn render(services: Services, visitor: Visitor, posted: Option<Posted>) -> Rendered {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let rendered = owner
        .with(|| {
            ScopedFuture::new(async move {
                provide_nonce();
                provide_context(visitor.lang);
                provide_context(services.clone());
                provide_context(visitor.clone());
                let refused = posted.as_ref().map(|posted| posted.error.clone());
                // Signed out meanwhile: what was typed waits until the person has signed in again.
                let kept = posted.clone().filter(|posted| posted.error == Error::SignedOut);
                let typed = posted.as_ref().map(Posted::texts).unwrap_or_default();
                if let Some(posted) = posted {
                    provide_context(posted);
                }
                let loaded = match kept {
                    Some(kept) => Ok(frame::kept_form(kept)),
                    None => routes::page(&visitor.path).await,
                };
                let (status, page) = match loaded {
                    Err(Error::SignedOut) => {
                        return Rendered::Redirect(routes::sign_in_and_back(&visitor.here()));
                    }
                    Ok(page) => (refused.map_or(200, |error| error.status()), page),
                    Err(error) => {
                        if let Error::Internal(text) = &error {
                            let page = routes::pattern(&visitor.path);
                            tracing::error!(page, error = %text, "page failed");
                        }
                        (error.status(), frame::error_page(&error, typed))
                    }
                };
                let nonce = use_nonce().map(|nonce| nonce.to_string()).unwrap_or_default();
                Rendered::Document { status, html: document(&services, &visitor, page), nonce }
            })
        })
        .await;
    owner.unset_with_forced_cleanup();
    rendered
}

/// A page that only says why there is no answer, for what is refused before a page is asked.
pub fn render_error(services: &Services, visitor: Visitor, status: u16) -> Rendered {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let rendered = owner.with(|| {
        provide_nonce();
        provide_context(visitor.lang);
        provide_context(services.clone());
        provide_context(visitor.clone());
        let nonce = use_nonce().map(|nonce| nonce.to_string()).unwrap_or_default();
        let html = document(services, &visitor, frame::refusal_page(status));
        Rendered::Document { status, html, nonce }
    });
    owner.unset_with_forced_cleanup();
    rendered
}

fn document(services: &Services, visitor: &Visitor, page: Page) -> String {
    let title = encode_text(&page.title).into_owned();
    let within = page.frame == Frame::Full;
    let body = frame::framed(page).to_html();
    // Where the page does not see to it itself.
    let waits = (within && !body.contains(" class=\"kept-visits\"")).then(frame::waits).flatten();
    let waits = waits.map(|waits| waits.to_html()).unwrap_or_default();
    // A page without islands loads no script at all.
    let awake = body.contains("<leptos-island");
    let scripts = awake.then(|| {
        let options = LeptosOptions::builder()
            .output_name("espiral")
            .site_pkg_dir(services.assets.pkg_dir.clone())
            .build();
        view! { <HydrationScripts options islands=true /> }
    });
    // Nor the stream's, when there is nothing to follow.
    let live = body
        .contains(" data-events=\"")
        .then(|| view! { <script type="module" src=services.assets.live.to_string()></script> });
    let head = view! {
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <link rel="stylesheet" href=services.assets.stylesheet.to_string() />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="manifest" href="/manifest.webmanifest" />
        {live}
        {scripts}
    }
    .to_html();
    let lang = visitor.lang;
    let html = format!(
        "<!DOCTYPE html><html lang=\"{lang}\" dir=\"ltr\">\
         <head><title>{title} · Espiral</title>{head}</head><body>{body}{waits}</body></html>"
    );
    // Marks tell a browser's Leptos where one text ends and the next begins. What people type
    // cannot look like one: `<` is escaped in texts and in attributes.
    if awake { html } else { html.replace("<!>", "") }
}
