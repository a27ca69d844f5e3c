//! The router: pages, commands, live streams, and the layers around them.

mod api;
mod export;
mod headers;
mod pages;
mod upload;
mod visitor;

use std::time::Duration;

use app::request::Services;
use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::StatusCode,
    routing::{any, get, post},
};
use tower_http::{
    catch_panic::CatchPanicLayer, compression::CompressionLayer, csrf::CsrfLayer,
    limit::RequestBodyLimitLayer, timeout::TimeoutLayer,
};

use crate::assets;

/// The longest form: a note of 20,000 characters, each up to 12 bytes when URL-encoded, and room
/// for the rest.
const BODY_LIMIT: usize = 400 * 1024;
/// No page and no command takes this long.
const PATIENCE: Duration = Duration::from_secs(30);

/// The whole product as a service.
pub fn router(services: Services) -> Router {
    // Leptos runs what a view spawns on this executor; setting it twice is harmless.
    let _ = any_spawner::Executor::init_tokio();
    Router::new()
        .route("/healthz", get(|| async { "ok" }))
        .route("/api/{*path}", post(api::run))
        .route("/export/{file}", get(export::answer))
        .fallback(any(pages::answer))
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(BODY_LIMIT))
        .merge(upload::routes())
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, PATIENCE))
        .layer(CsrfLayer::new())
        .with_state(services)
        .merge(assets::routes())
        .layer(axum::middleware::map_response(headers::on_every_answer))
        .layer(CatchPanicLayer::new())
        .layer(CompressionLayer::new())
}
