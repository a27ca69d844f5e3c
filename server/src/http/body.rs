//! How much a request may send, and how long it may take.

use std::{borrow::Cow, time::Duration};

use axum::{
    body::Body,
    extract::Request,
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http_body_util::{BodyExt, Limited};
use tokio::time::timeout;

use super::sent;

/// The longest form: a note of 20,000 characters, each up to 12 bytes when URL-encoded, and room
/// for the rest.
pub const LIMIT: usize = 400 * 1024;
/// The longest form with files: what is over the limit of a file is read, too, so that the form
/// comes back with a message instead of breaking off.
const WITH_FILES: usize = 64 * 1024 * 1024;
/// How long an answer may take, and how long one to a form with files: phones are slow to send.
const PATIENCE: Duration = Duration::from_secs(30);
const PATIENCE_WITH_FILES: Duration = Duration::from_secs(180);
/// How much is read and thrown away, so that a browser gets to read why it was refused: it reads
/// the answer only when it has sent everything.
const THROWN_AWAY: usize = 32 * 1024 * 1024;

/// Refuses what says that it is too long, and cuts off what does not say it.
pub async fn limit(request: Request, next: Next) -> Response {
    let length = request.headers().get(header::CONTENT_LENGTH);
    let length: Option<usize> = length.and_then(|value| value.to_str().ok()?.parse().ok());
    let limit = if sent::brings_files(request.headers()) { WITH_FILES } else { LIMIT };
    if length.is_some_and(|length| length > limit) {
        throw_away(request.into_body()).await;
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    }
    next.run(request.map(|body| Body::new(Limited::new(body, limit)))).await
}

/// Gives up what takes too long.
pub async fn patience(request: Request, next: Next) -> Response {
    let patience = match sent::brings_files(request.headers()) {
        true => PATIENCE_WITH_FILES,
        false => PATIENCE,
    };
    match timeout(patience, next.run(request)).await {
        Ok(response) => response,
        Err(_) => StatusCode::GATEWAY_TIMEOUT.into_response(),
    }
}

/// Takes out the character NUL, which no keyboard types and PostgreSQL's texts cannot hold.
/// `encoded` is a form or a query, where it is written %00.
pub fn without_nul(encoded: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(encoded);
    // What is left may read as one again.
    while text.contains("%00") || text.contains('\0') {
        text = text.replace("%00", "").replace('\0', "").into();
    }
    text
}

async fn throw_away(mut body: Body) {
    let mut read = 0;
    while let Some(Ok(frame)) = body.frame().await {
        read += frame.data_ref().map_or(0, |data| data.len());
        if read > THROWN_AWAY {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nul_goes_and_what_only_looks_like_it_stays() {
        assert_eq!(without_nul("q=a%00b&x=%2500"), "q=ab&x=%2500");
        assert_eq!(without_nul("q=%0%000&r=\0"), "q=&r=");
        assert_eq!(without_nul("q=100%25"), "q=100%25");
    }
}
