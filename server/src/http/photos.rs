//! Photos as pictures: `/photos/{id}/large` and `/photos/{id}/small`.

use app::{
    error::{Error, Result},
    photos::{self, PhotoId, Size},
    request::Services,
};
use axum::{
    body::Body,
    extract::{Path, Request, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::visitor;

/// What a picture says of itself. It never changes, but who may see it does: a browser keeps it for
/// a while, for this person alone.
const LINES: [(header::HeaderName, &str); 6] = [
    (header::CONTENT_TYPE, "image/jpeg"),
    (header::CONTENT_DISPOSITION, "inline"),
    (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
    (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (header::CACHE_CONTROL, "private, max-age=600"),
    (header::VARY, "cookie"),
];

/// Answers a photo to somebody who may see its note.
pub async fn answer(
    State(services): State<Services>,
    Path((id, size)): Path<(String, String)>,
    request: Request,
) -> Response {
    let (parts, _) = request.into_parts();
    let found = async || -> Result<(String, Vec<u8>)> {
        let visitor = visitor::of(&services, &parts.headers, &parts.uri, &parts.extensions).await?;
        let actor = visitor.signed_in()?.clone();
        let id: PhotoId = id.parse().map_err(|_| Error::NotFound)?;
        let size = Size::parse(&size).ok_or(Error::NotFound)?;
        let mut tx = services.db.read().await?;
        let bytes = photos::bytes(&mut tx, &actor, id, size).await?;
        Ok((format!("\"{id}-{size}\""), bytes.ok_or(Error::NotFound)?))
    };
    match found().await {
        Ok((tag, _)) if knows(&parts.headers, &tag) => {
            (StatusCode::NOT_MODIFIED, LINES, [(header::ETAG, tag)]).into_response()
        }
        Ok((tag, bytes)) => (LINES, [(header::ETAG, tag)], Body::from(bytes)).into_response(),
        Err(error) => refused(&error),
    }
}

fn knows(headers: &HeaderMap, tag: &str) -> bool {
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    known.is_some_and(|known| known.split(',').any(|known| known.trim() == tag))
}

fn refused(error: &Error) -> Response {
    if let Error::Internal(text) = error {
        tracing::error!(error = %text, "photo failed");
    }
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, [(header::CACHE_CONTROL, "no-store")]).into_response()
}
