//! Gives a page to what is refused without one: too long, too slow, from another site.

use app::request::{Rendered, Services, Visitor, render_error};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, header},
    middleware::Next,
    response::Response,
};

use super::{pages, visitor};

/// Answers a browser's refused request with a page that says why and what to do.
pub async fn readable(State(services): State<Services>, request: Request, next: Next) -> Response {
    if !wants_a_page(request.headers()) {
        return next.run(request).await;
    }
    let visitor = Visitor {
        actor: None,
        lang: visitor::language(request.headers()),
        path: request.uri().path().into(),
        query: "".into(),
        address: visitor::address(request.headers(), request.extensions()),
        device: "".into(),
        once: None,
        files: [].into(),
    };
    let refused = next.run(request).await;
    let status = refused.status();
    if !(status.is_client_error() || status.is_server_error()) || has_a_page(refused.headers()) {
        return refused;
    }
    let rendered = render_error(&services, visitor, status.as_u16());
    debug_assert!(matches!(rendered, Rendered::Document { .. }));
    let mut response = pages::shown(rendered);
    if let Some(allow) = refused.headers().get(header::ALLOW) {
        response.headers_mut().insert(header::ALLOW, allow.clone());
    }
    response
}

fn wants_a_page(headers: &HeaderMap) -> bool {
    says(headers, header::ACCEPT, "text/html")
}

fn has_a_page(headers: &HeaderMap) -> bool {
    headers.contains_key(header::CONTENT_TYPE) && !says(headers, header::CONTENT_TYPE, "text/plain")
}

fn says(headers: &HeaderMap, name: header::HeaderName, text: &str) -> bool {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.contains(text))
}
