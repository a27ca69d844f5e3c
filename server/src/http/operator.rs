//! What an operator and their tools ask.

use std::{net::SocketAddr, time::Duration};

use app::{access::tokens, error::Result, ops, request::Services};
use axum::{
    Router,
    extract::{ConnectInfo, State},
    http::{Extensions, HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use tokio::time::timeout;

use super::metrics;

/// A database that takes longer does not answer.
const PATIENCE: Duration = Duration::from_secs(2);

pub fn routes() -> Router<Services> {
    Router::new()
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(measured))
}

/// Whether a balancer should send requests here.
async fn ready(State(services): State<Services>) -> Response {
    if services.stop.is_cancelled() {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping").into_response();
    }
    match timeout(PATIENCE, ping(&services)).await {
        Ok(Ok(())) => "ready".into_response(),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer").into_response(),
    }
}

async fn ping(services: &Services) -> Result<()> {
    let mut tx = services.db.read().await?;
    ops::store::ping(&mut tx).await
}

async fn measured(
    State(services): State<Services>,
    headers: HeaderMap,
    extensions: Extensions,
) -> Response {
    let allowed = match &services.metrics_token {
        Some(token) => has_token(&headers, token),
        None => is_here(&headers, &extensions),
    };
    if !allowed {
        return StatusCode::FORBIDDEN.into_response();
    }
    let kind = [(header::CONTENT_TYPE, "text/plain; version=0.0.4")];
    (kind, metrics::render(&services.db)).into_response()
}

fn has_token(headers: &HeaderMap, token: &str) -> bool {
    let given = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    // Comparing hashes takes as long whatever the two have in common.
    given.is_some_and(|given| tokens::hash(given) == tokens::hash(token))
}

/// Whether the request began on this machine; a proxy on it passes on those of others.
fn is_here(headers: &HeaderMap, extensions: &Extensions) -> bool {
    let peer = extensions.get::<ConnectInfo<SocketAddr>>();
    let passed_on = ["forwarded", "x-forwarded-for", "x-real-ip"]
        .iter()
        .any(|name| headers.contains_key(*name));
    peer.is_some_and(|peer| peer.0.ip().is_loopback()) && !passed_on
}
