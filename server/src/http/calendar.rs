//! The calendar of a person for telephones: `/calendar/{token}.ics`. Whoever has the address may
//! read it; nobody is signed in, and no cookie is looked at.

use app::{access::tokens, calendar, request::Services};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};

/// Answers the calendar, or that whoever asks has it already.
pub async fn answer(
    State(services): State<Services>,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Response {
    let Some(token) = file.strip_suffix(".ics") else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let text = match calendar::feed::by_token(&services, token).await {
        Ok(Some(text)) => text,
        Ok(None) => return StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::error!(%error, "a calendar was not written");
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
    };
    let digest = tokens::hash(&text);
    let tag: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let tag = format!("\"{tag}\"");
    let lines = [
        (header::ETAG, tag.clone()),
        (header::CACHE_CONTROL, "private, no-cache".to_owned()),
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8".to_owned()),
    ];
    if knows(&headers, &tag) {
        return (StatusCode::NOT_MODIFIED, lines).into_response();
    }
    (lines, text).into_response()
}

/// Whether this tag is among those that the program names. One that was compressed on its way is
/// marked as weak and is the same calendar.
fn knows(headers: &HeaderMap, tag: &str) -> bool {
    headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok()).any(
        |value| {
            value
                .split(',')
                .map(|given| given.trim().trim_start_matches("W/"))
                .any(|given| given == tag || given == "*")
        },
    )
}
