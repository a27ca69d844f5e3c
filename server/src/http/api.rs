//! Runs server functions: called by islands at their own address, or by a form through a page.

use std::borrow::Cow;

use app::{
    access::{self, api::SignIn},
    error::Error,
    request::{Content, File, Services, Visitor},
};
use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use leptos::prelude::provide_context;
use server_fn::{ServerFn, error::FromServerFnError};
use tracing::Instrument;
use uuid::Uuid;

use super::{body, metrics, observe, sent, visitor};

/// How a browser sends a form without files, and how commands read every form.
pub const FORM: &str = "application/x-www-form-urlencoded";

/// What a server function answered, before it is told to a browser.
pub struct Outcome {
    pub result: Result<Vec<u8>, Error>,
    /// The header lines it set, cookies above all.
    pub headers: HeaderMap,
}

/// Answers an island.
pub async fn run(State(services): State<Services>, request: Request) -> Response {
    let mut visitor = match visitor::of(
        &services,
        request.headers(),
        request.uri(),
        request.extensions(),
    )
    .await
    {
        Ok(visitor) => visitor,
        Err(error) => return failed(&error),
    };
    visitor.once = once_key(request.headers());
    let path = request.uri().path().to_owned();
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let kind = match kind {
        Some(kind) if !sent::brings_files(request.headers()) => kind.to_owned(),
        _ => FORM.to_owned(),
    };
    let sent = match sent::read(request, visitor.actor.is_some()).await {
        Ok(sent) => sent,
        Err(status) => return status.into_response(),
    };
    visitor.files = sent.files.into();
    let outcome = call(services, visitor, &path, &kind, sent.form).await;
    let mut response = match outcome.result {
        Ok(body) => ([(header::CONTENT_TYPE, "application/json")], body).into_response(),
        Err(error) => failed(&error),
    };
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    for (name, value) in outcome.headers.iter().filter(|(name, _)| *name == header::SET_COOKIE) {
        response.headers_mut().append(name, value.clone());
    }
    response
}

/// The key by which an island says that it sends something again; a form has it in a field.
fn once_key(headers: &HeaderMap) -> Option<Uuid> {
    Uuid::parse_str(headers.get("idempotency-key")?.to_str().ok()?).ok()
}

/// The key of a form together with what was typed and chosen. A browser that goes back may show the form as it
/// was sent, with its key; when something else is sent then, it is meant. A form and a script end
/// their lines differently: that is not something else.
fn bound(key: Uuid, command: &str, form: &str, files: &[File]) -> Uuid {
    let typed: Vec<(Cow<str>, Cow<str>)> = serde_urlencoded::from_str(form).unwrap_or_default();
    let typed = typed.iter().filter(|(name, _)| !name.starts_with('_'));
    let typed: String =
        typed.map(|(name, value)| format!("\n{name}={}", value.replace("\r\n", "\n"))).collect();
    let key = Uuid::new_v5(&key, format!("{command}{typed}").as_bytes());
    files.iter().fold(key, |key, file| match &file.content {
        Content::Whole(bytes) => Uuid::new_v5(&key, bytes),
        Content::TooLarge | Content::NoRoom => key,
    })
}

/// Calls the server function at a path with a body. The call goes on when the browser goes away:
/// what was begun is finished.
pub async fn call(
    services: Services,
    mut visitor: Visitor,
    path: &str,
    kind: &str,
    body: Vec<u8>,
) -> Outcome {
    let Some(command) = observe::command(path) else {
        return Outcome { result: Err(Error::NotFound), headers: HeaderMap::new() };
    };
    // One gate for all of them, so that no function can forget to ask.
    if visitor.actor.is_none() && !access::api::is_public(command) {
        return Outcome { result: Err(Error::SignedOut), headers: HeaderMap::new() };
    }
    let Ok(form) = str::from_utf8(&body) else {
        return Outcome { result: Err(Error::NotFound), headers: HeaderMap::new() };
    };
    let form = body::without_nul(form).into_owned();
    visitor.once = visitor.once.map(|key| bound(key, command, &form, &visitor.files));
    let request = Request::post(command)
        .header(header::CONTENT_TYPE, kind)
        .header(header::ACCEPT, "application/json")
        .body(Body::from(form));
    let Ok(request) = request else {
        return Outcome { result: Err(Error::NotFound), headers: HeaderMap::new() };
    };
    let (tasks, db) = (services.tasks.clone(), services.db.clone());
    let run = async move {
        let context = move || {
            provide_context(visitor.lang);
            provide_context(services.clone());
            provide_context(visitor.clone());
        };
        leptos_axum::handle_server_fns_with_context(context, request).await.into_response()
    };
    let response = match tasks.spawn(run.in_current_span()).await {
        Ok(response) => response,
        Err(error) => {
            tracing::error!(command, %error, "command panicked");
            return Outcome { result: Err(Error::internal("panic")), headers: HeaderMap::new() };
        }
    };
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let result = match parts.status {
        StatusCode::OK => Ok(body.to_vec()),
        StatusCode::BAD_REQUEST => Err(Error::NotFound),
        _ => match Error::de(body) {
            Error::AlreadyDone(next) => serde_json::to_vec(&next).map_err(Error::internal),
            error => Err(error),
        },
    };
    if let Err(Error::Internal(text)) = &result {
        tracing::error!(command, error = %text, "command failed");
    }
    // Refused because of somebody else: the page that says so must show what they did.
    if let Err(Error::Stale | Error::Taken | Error::Invalid(_)) = &result
        && let Err(error) = db.settled().await
    {
        tracing::warn!(command, %error, "others are still being written");
    }
    count(command, &result);
    Outcome { result: result.map_err(without_details), headers: parts.headers }
}

fn count(command: &'static str, result: &Result<Vec<u8>, Error>) {
    let outcome = match result {
        Ok(_) => "done",
        Err(Error::Invalid(_)) => "invalid",
        Err(Error::NotFound) => "not found",
        Err(Error::Forbidden) => "forbidden",
        Err(Error::SignedOut) => "signed out",
        Err(Error::Taken | Error::Stale) => "stale",
        Err(Error::Busy) => "busy",
        Err(Error::AlreadyDone(_)) => "done before",
        Err(Error::Continued(_)) => "continued",
        Err(Error::Internal(_)) => "failed",
    };
    metrics::commanded(command, outcome);
    if command == SignIn::PATH && outcome == "invalid" {
        metrics::sign_in_failed();
    }
}

/// What went wrong inside stays in the log.
fn without_details(error: Error) -> Error {
    match error {
        Error::Internal(_) => Error::Internal(String::new()),
        other => other,
    }
}

fn failed(error: &Error) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let kind = [(header::CONTENT_TYPE, "application/json")];
    (status, kind, Body::from(without_details(error.clone()).ser())).into_response()
}
