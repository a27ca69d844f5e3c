//! Where the links of reminders lead. Besides the page there is the one click of RFC 8058: the mail
//! provider of the recipient posts, nobody is signed in, and nothing is asked.

use app::{mail, request::Services};
use axum::{
    body::{Body, to_bytes},
    extract::{Path, Request, State},
    http::{Method, StatusCode},
    response::{IntoResponse, Response},
};

use super::pages;

/// What the provider sends is this long; a form of ours is not much longer.
const BODY_MAX: usize = 20_000;
/// The whole body of that one click.
const ONE_CLICK: &[u8] = b"List-Unsubscribe=One-Click";

/// Ends reminders at the one click; all else is the page.
pub async fn answer(
    State(services): State<Services>,
    Path(token): Path<String>,
    request: Request,
) -> Response {
    if *request.method() != Method::POST {
        return pages::answer(State(services), request).await;
    }
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, BODY_MAX).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    if body.trim_ascii() != ONE_CLICK && !is_one_click_part(&body) {
        let request = Request::from_parts(parts, Body::from(body));
        return pages::answer(State(services), request).await;
    }
    match mail::end_reminders(&services, &token).await {
        Ok(true) => "done".into_response(),
        Ok(false) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::error!(%error, "reminders were not ended");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

/// The same as a form with parts, which the RFC allows as well.
fn is_one_click_part(body: &[u8]) -> bool {
    let text = String::from_utf8_lossy(body);
    text.starts_with("--")
        && text.contains("name=\"List-Unsubscribe\"")
        && text.contains("One-Click")
}
