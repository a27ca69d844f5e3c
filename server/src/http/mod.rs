//! The router: pages, commands, live streams, and the layers around them.

mod api;
mod body;
mod calendar;
mod events;
mod export;
mod headers;
mod letters;
pub mod metrics;
mod observe;
mod operator;
mod pages;
mod photos;
mod refusals;
mod sent;
mod upload;
mod visitor;

use app::request::Services;
use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware::{from_fn, from_fn_with_state, map_response_with_state},
    routing::{any, get, post},
};
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer, csrf::CsrfLayer};

use crate::assets;

/// The whole product as a service.
pub fn router(services: Services) -> Router {
    // Leptos runs what a view spawns on this executor; setting it twice is harmless.
    let _ = any_spawner::Executor::init_tokio();
    let product = Router::new()
        .route("/api/{*path}", post(api::run))
        .route("/export/{file}", get(export::answer))
        .route("/export/archetypes/{file}", get(export::archetype))
        .route("/export/programmes/{file}", get(export::programme))
        .route("/export/sessions/{file}", get(export::session))
        .route("/calendar/{file}", get(calendar::answer))
        .route("/photos/{id}/{size}", get(photos::answer))
        .route("/unsubscribe/{token}", any(letters::answer))
        .merge(events::routes())
        .fallback(any(pages::answer))
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn(body::limit))
        .merge(upload::routes())
        .layer(csrf(&services))
        .layer(from_fn(body::patience))
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(services.clone(), refusals::readable));
    observed(product.merge(operator::routes()).merge(assets::routes()), services)
}

/// What stands around every answer, those to tools and of files included.
pub fn observed(routes: Router<Services>, services: Services) -> Router {
    routes
        .layer(map_response_with_state(services.clone(), headers::on_every_answer))
        .layer(from_fn_with_state(services.clone(), observe::observe))
        .layer(CompressionLayer::new())
        .with_state(services)
}

/// Refuses what another site makes a browser send. Browsers that do not say where a form comes
/// from name its origin; behind a proxy that is the public address.
fn csrf(services: &Services) -> CsrfLayer {
    CsrfLayer::new().add_trusted_origin(&*services.public_url).unwrap_or_else(|error| {
        tracing::warn!(%error, "the public address is not an origin");
        CsrfLayer::new()
    })
}
