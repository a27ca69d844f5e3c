//! Answers pages. A page's own address also takes its forms: a hidden field names the command,
//! success leads on with 303, and a refused form comes back on the same page with 422.

use app::{
    error::Error,
    request::{Next, Posted, Rendered, Services, Visitor, render},
};
use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
};
use uuid::Uuid;

use super::{api, headers, observe, sent, visitor};

/// Any address that is not something else.
pub async fn answer(State(services): State<Services>, request: Request) -> Response {
    let visitor = match visitor::of(
        &services,
        request.headers(),
        request.uri(),
        request.extensions(),
    )
    .await
    {
        Ok(visitor) => visitor,
        Err(error) => {
            tracing::error!(%error, "no visitor");
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
    };
    match *request.method() {
        Method::GET | Method::HEAD => shown(render(services, visitor, None).await),
        Method::POST => match sent::read(request, visitor.actor.is_some()).await {
            Ok(sent) => {
                let visitor = Visitor { files: sent.files.into(), ..visitor };
                posted(services, visitor, sent.form).await
            }
            Err(status) => status.into_response(),
        },
        _ => StatusCode::METHOD_NOT_ALLOWED.into_response(),
    }
}

async fn posted(services: Services, mut visitor: Visitor, body: Vec<u8>) -> Response {
    let values: Vec<(String, String)> = match serde_urlencoded::from_bytes(&body) {
        Ok(values) => values,
        Err(_) => return StatusCode::BAD_REQUEST.into_response(),
    };
    let value = |name: &str| {
        values
            .iter()
            .find(|(field, _)| field == name)
            .map(|(_, value)| value.clone())
            .unwrap_or_default()
    };
    let (command, key) = (value("_do"), value("_key"));
    visitor.once = Uuid::parse_str(&value("_once")).ok();
    let known = observe::command(&command);
    let outcome = api::call(services.clone(), visitor.clone(), &command, api::FORM, body).await;
    let next = outcome
        .result
        .and_then(|body| serde_json::from_slice::<Next>(&body).map_err(Error::internal));
    let mut response = match next {
        Ok(next) => Redirect::to(&next.0).into_response(),
        Err(error) => {
            let posted = Posted::new(command, key, values, error);
            shown(render(services, visitor, Some(posted)).await)
        }
    };
    copy_cookies(&outcome.headers, response.headers_mut());
    if let Some(command) = known {
        response.extensions_mut().insert(observe::Command(command));
    }
    response
}

pub fn shown(rendered: Rendered) -> Response {
    match rendered {
        Rendered::Redirect(to) => Redirect::to(&to).into_response(),
        Rendered::Document { status, html, nonce } => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            let lines = [
                (header::CONTENT_SECURITY_POLICY, headers::content_policy(&nonce)),
                // `no-store` would make "Back" after a form an error page.
                (header::CACHE_CONTROL, "private, no-cache".to_owned()),
                (header::VARY, "cookie, accept-language".to_owned()),
            ];
            (status, lines, Html(Body::from(html))).into_response()
        }
    }
}

fn copy_cookies(from: &HeaderMap, to: &mut HeaderMap) {
    for value in from.get_all(header::SET_COOKIE) {
        to.append(header::SET_COOKIE, value.clone());
    }
}
