//! Watches every request: its id, one line in the log, the figures; and ends live streams when
//! the server stops.

use std::{borrow::Cow, collections::HashSet, sync::LazyLock, time::Instant};

use app::{request::Services, routes};
use axum::{
    body::Body,
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, header},
    middleware::Next,
    response::Response,
};
use futures::StreamExt;
use tokio_util::sync::CancellationToken;
use tracing::{Instrument, debug, info, info_span};
use uuid::Uuid;

use super::metrics::{self, OpenStream};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The command that an answer is about, for the log.
#[derive(Clone, Copy)]
pub struct Command(pub &'static str);

/// The paths of all server functions.
static COMMANDS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| server_fn::axum::server_fn_paths().map(|(path, _)| path).collect());

/// The command with this path, in our own spelling.
pub fn command(path: &str) -> Option<&'static str> {
    COMMANDS.get(path).copied()
}

pub async fn observe(State(services): State<Services>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = request_id(request.headers());
    let method = method(request.method());
    let route = route(&request);
    let span = info_span!("request", id = id.to_str().unwrap_or_default());
    let mut response = next.run(request).instrument(span.clone()).await;

    let (status, took) = (response.status().as_u16(), started.elapsed());
    let ms = (took.as_secs_f64() * 10_000.0).round() / 10.0;
    let command = response.extensions().get::<Command>().map(|command| command.0);
    span.in_scope(|| {
        // Files and the questions of tools say little about the product.
        if is_quiet(&route) {
            debug!(method, route = %route, status, ms, "answered");
        } else {
            info!(method, route = %route, status, ms, command, "answered");
        }
    });
    metrics::answered(method, &route, status, took);
    response.headers_mut().insert(REQUEST_ID, id);
    if is_stream(&response) { ending_with(response, services.stop) } else { response }
}

/// The id that a proxy gave, unless it is not one; else a new one.
fn request_id(headers: &HeaderMap) -> HeaderValue {
    let given = headers.get(REQUEST_ID).filter(|value| {
        let bytes = value.as_bytes();
        (8..=64).contains(&bytes.len())
            && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    });
    given.cloned().unwrap_or_else(|| {
        let id = Uuid::now_v7().simple().to_string();
        HeaderValue::from_str(&id).unwrap_or(HeaderValue::from_static("none"))
    })
}

/// Anybody can make up methods; there is no end of them in the figures.
fn method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        _ => "other",
    }
}

/// The pattern of the address, of which there are only so many, and which tells no secrets.
fn route(request: &Request) -> Cow<'static, str> {
    const UNKNOWN: &str = "unknown";

    let path = request.uri().path();
    match request.extensions().get::<MatchedPath>().map(MatchedPath::as_str) {
        None => routes::pattern(path).unwrap_or(UNKNOWN).into(),
        Some(matched) if matched.starts_with("/api/{*") => command(path).unwrap_or(UNKNOWN).into(),
        Some(matched) if matched.starts_with("/pkg/") => "/pkg/{file}".into(),
        Some(matched) => matched.to_owned().into(),
    }
}

fn is_quiet(route: &str) -> bool {
    matches!(route, "/healthz" | "/readyz" | "/metrics" | "/pkg/{file}" | "/photos/{id}/{size}")
}

fn is_stream(response: &Response) -> bool {
    response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/event-stream"))
}

/// A live stream never ends by itself, and a stop would wait for it.
fn ending_with(response: Response, stop: CancellationToken) -> Response {
    let open = OpenStream::begin();
    response.map(|body| {
        let pieces = body.into_data_stream().take_until(stop.cancelled_owned());
        Body::from_stream(pieces.inspect(move |_| {
            let _held = &open;
        }))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(id: &str) -> HeaderMap {
        HeaderMap::from_iter([(REQUEST_ID, HeaderValue::from_str(id).expect("a header"))])
    }

    #[test]
    fn a_sane_id_is_kept_and_anything_else_replaced() {
        assert_eq!(request_id(&given("abc-DEF_0123")), "abc-DEF_0123");
        for odd in ["short", "with space 1234", "<script>alert(1)</script>", &"x".repeat(65)] {
            assert_ne!(request_id(&given(odd)), odd);
        }
        assert_ne!(request_id(&HeaderMap::new()), request_id(&HeaderMap::new()));
    }
}
