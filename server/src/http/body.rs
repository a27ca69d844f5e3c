//! How much a request may send.

use std::borrow::Cow;

use axum::{
    body::Body,
    extract::Request,
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http_body_util::{BodyExt, Limited};

/// The longest form: a note of 20,000 characters, each up to 12 bytes when URL-encoded, and room
/// for the rest.
pub const LIMIT: usize = 400 * 1024;
/// How much is read and thrown away, so that a browser gets to read why it was refused: it reads
/// the answer only when it has sent everything.
const THROWN_AWAY: usize = 32 * 1024 * 1024;

/// Refuses what says that it is too long, and cuts off what does not say it.
pub async fn limit(request: Request, next: Next) -> Response {
    let length = request.headers().get(header::CONTENT_LENGTH);
    let length: Option<usize> = length.and_then(|value| value.to_str().ok()?.parse().ok());
    if length.is_some_and(|length| length > LIMIT) {
        throw_away(request.into_body()).await;
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    }
    next.run(request.map(|body| Body::new(Limited::new(body, LIMIT)))).await
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
