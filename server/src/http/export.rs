//! Files to download: `/export/{name}.csv` and `/export/{name}.xlsx`, archetypes as Markdown, and
//! all that a programme knows as a zip of Markdown.

use app::{
    archetypes, book, calendar,
    error::{Error, Result},
    export::{Format, Sheet, in_context},
    indicators, judging, onboarding, people, polls,
    request::Services,
    routes, visits,
};
use axum::{
    body::Body,
    extract::{Path, Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};

use super::visitor;

/// Every table that can be had as a file. Each checks who asks, as pages do.
async fn sheet(name: &str) -> Result<Sheet> {
    match name {
        "completed-training" => indicators::pages::export().await,
        "onboarding" => onboarding::export::onboarding().await,
        "judging" => judging::pages::export().await,
        "poll" => polls::pages::export().await,
        "visit-coverage" => visits::pages::export_coverage().await,
        "visits" => visits::pages::export_visits().await,
        "people" => people::export::people().await,
        "people-template" => people::export::template().await,
        "people-problems" => people::export::problems().await,
        _ => Err(Error::NotFound),
    }
}

/// Answers a file, or leads to the sign-in page.
pub async fn answer(
    State(services): State<Services>,
    Path(file): Path<String>,
    request: Request,
) -> Response {
    let (parts, _) = request.into_parts();
    let visitor = match visitor::of(&services, &parts.headers, &parts.uri, &parts.extensions).await
    {
        Ok(visitor) => visitor,
        Err(error) => return refused(&error),
    };
    let Some((name, format)) = file
        .rsplit_once('.')
        .and_then(|(name, format)| Some((name.to_owned(), Format::parse(format)?)))
    else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let sign_in = routes::sign_in_and_back(&visitor.here());
    let made = in_context(services, visitor, async move { sheet(&name).await }).await;
    match made {
        Ok(sheet) => written(sheet, format).await,
        Err(Error::SignedOut) => Redirect::to(&sign_in).into_response(),
        Err(error) => refused(&error),
    }
}

/// Answers an archetype as Markdown: `/export/archetypes/{id}.md`.
pub async fn archetype(
    State(services): State<Services>,
    Path(file): Path<String>,
    request: Request,
) -> Response {
    let Some(id) = file.strip_suffix(".md").and_then(|id| id.parse().ok()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let make = async move { archetypes::handout::export(id).await };
    made(services, request, "text/markdown; charset=utf-8", make).await
}

/// Answers the knowledge of a programme: `/export/programmes/{id}.zip`.
pub async fn programme(
    State(services): State<Services>,
    Path(file): Path<String>,
    request: Request,
) -> Response {
    let Some(id) = file.strip_suffix(".zip").and_then(|id| id.parse().ok()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let make = async move { book::pages::take_out(id).await };
    made(services, request, "application/zip", make).await
}

/// Answers a session as a file for a calendar: `/export/sessions/{id}.ics`.
pub async fn session(
    State(services): State<Services>,
    Path(file): Path<String>,
    request: Request,
) -> Response {
    let Some(id) = file.strip_suffix(".ics").and_then(|id| id.parse().ok()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let make = async move { calendar::feed::session(id).await };
    made(services, request, "text/calendar; charset=utf-8", make).await
}

/// Answers a file that is made whole, by its name and its bytes, or leads to the sign-in page.
async fn made<Bytes: Into<Body>>(
    services: Services,
    request: Request,
    content_type: &'static str,
    make: impl Future<Output = Result<(String, Bytes)>> + 'static,
) -> Response {
    let (parts, _) = request.into_parts();
    let visitor = match visitor::of(&services, &parts.headers, &parts.uri, &parts.extensions).await
    {
        Ok(visitor) => visitor,
        Err(error) => return refused(&error),
    };
    let sign_in = routes::sign_in_and_back(&visitor.here());
    match in_context(services, visitor, make).await {
        Ok((name, bytes)) => attached(content_type, &name, bytes.into()),
        Err(Error::SignedOut) => Redirect::to(&sign_in).into_response(),
        Err(error) => refused(&error),
    }
}

/// A file to keep, which is not shown in the browser.
fn attached(content_type: &str, name: &str, body: Body) -> Response {
    let lines = [
        (header::CONTENT_TYPE, content_type.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    (lines, body).into_response()
}

/// Writing thousands of rows takes a while, so it happens off the threads that answer requests.
async fn written(sheet: Sheet, format: Format) -> Response {
    let name = format!("{}.{format}", sheet.name);
    let written = tokio::task::spawn_blocking(move || sheet.write(format)).await;
    match written.map_err(Error::internal).and_then(|bytes| bytes) {
        Ok(bytes) => attached(format.content_type(), &name, Body::from(bytes)),
        Err(error) => refused(&error),
    }
}

fn refused(error: &Error) -> Response {
    if let Error::Internal(text) = error {
        tracing::error!(error = %text, "export failed");
    }
    StatusCode::from_u16(error.status())
        .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
        .into_response()
}
