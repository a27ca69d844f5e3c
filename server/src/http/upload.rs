//! Takes files. Forms without JavaScript send a file with the page itself, so a file has a
//! handler of its own and a larger limit; it is kept for its preview, to which the answer leads.

use app::{
    access::Actor,
    book,
    error::{Error, Result},
    people::{self, ImportId, pages::import::NotArrived, rules, store::imports},
    programmes::ProgrammeId,
    request::Services,
    routes,
};
use axum::{
    Router,
    extract::FromRequest,
    extract::{DefaultBodyLimit, Multipart, Path, Request, State, multipart::Field},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use chrono::Duration;

use super::{pages, visitor};

/// How many times as much is read. A file that is too large is read to its end and then refused: a
/// browser whose upload is cut off shows an error of its own.
const READ: usize = 2;
/// A file that nobody imported is forgotten after this time.
const KEPT: Duration = Duration::days(2);

/// The addresses that take files, with the limit that holds for them.
pub fn routes() -> Router<Services> {
    Router::new()
        .route("/people/import", get(pages::answer).post(people))
        .route("/programmes/{id}/carry-in", get(pages::answer).post(knowledge))
        .layer(DefaultBodyLimit::max(READ * book::pack::PACKED_MAX))
}

/// Takes a file of people.
async fn people(State(services): State<Services>, request: Request) -> Response {
    let may = rules::may_keep_everything;
    let most = people::import::LARGEST;
    take(services, request, "/people/import", (may, most), routes::import).await
}

/// Takes the knowledge of a programme. Who may carry it in the preview asks, as the command does.
async fn knowledge(
    State(services): State<Services>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let Ok(id) = id.parse::<ProgrammeId>() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let (may, most) = (book::rules::may_send, book::pack::PACKED_MAX);
    let preview = |file| routes::carry_in_preview(id, file);
    take(services, request, &routes::carry_in(id), (may, most), preview).await
}

/// Keeps a file that was sent to a page, for its preview.
async fn take(
    services: Services,
    request: Request,
    page: &str,
    (may, most): (fn(&Actor) -> bool, usize),
    preview: impl Fn(ImportId) -> String,
) -> Response {
    let found =
        visitor::of(&services, request.headers(), request.uri(), request.extensions()).await;
    let actor = match found.and_then(|visitor| visitor.signed_in()) {
        Ok(actor) => actor,
        Err(Error::SignedOut) => {
            return Redirect::to(&routes::sign_in_and_back(page)).into_response();
        }
        Err(error) => return refused(&error),
    };
    // The page itself says that it is not open to them.
    if !may(&actor) {
        return Redirect::to(page).into_response();
    }
    let Ok(multipart) = Multipart::from_request(request, &()).await else {
        return not_arrived(page, NotArrived::Broken);
    };
    match file(multipart, most).await {
        Ok((name, bytes)) => match keep(&services, &actor, &name, &bytes).await {
            Ok(id) => Redirect::to(&preview(id)).into_response(),
            Err(error) => refused(&error),
        },
        Err(why) => not_arrived(page, why),
    }
}

/// Name and content of the field `file`.
async fn file(mut multipart: Multipart, most: usize) -> Result<(String, Vec<u8>), NotArrived> {
    let mut found = Err(NotArrived::NoFile);
    while let Some(field) = multipart.next_field().await.map_err(|_| NotArrived::Broken)? {
        if field.name() == Some("file") {
            let name = field.file_name().unwrap_or_default().chars().take(100).collect();
            found = match content(field, most).await? {
                Some(bytes) if bytes.is_empty() && String::is_empty(&name) => {
                    Err(NotArrived::NoFile)
                }
                Some(bytes) => Ok((name, bytes)),
                None => Err(NotArrived::TooLarge),
            };
        }
    }
    found
}

/// The bytes of a field, or none when they are too many.
async fn content(mut field: Field<'_>, most: usize) -> Result<Option<Vec<u8>>, NotArrived> {
    let mut bytes = Vec::new();
    let mut fits = true;
    while let Some(chunk) = field.chunk().await.map_err(|error| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => NotArrived::TooLarge,
        _ => NotArrived::Broken,
    })? {
        fits = fits && bytes.len() + chunk.len() <= most;
        if fits {
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok(fits.then_some(bytes))
}

async fn keep(services: &Services, actor: &Actor, name: &str, bytes: &[u8]) -> Result<ImportId> {
    let now = services.clock.now();
    let id = ImportId::new();
    let mut tx = services.db.write().await?;
    imports::forget(&mut tx, now - KEPT).await?;
    imports::add(&mut tx, id, actor.id, name, bytes, now).await?;
    tx.commit().await?;
    Ok(id)
}

fn not_arrived(page: &str, why: NotArrived) -> Response {
    Redirect::to(&format!("{page}?problem={why}")).into_response()
}

fn refused(error: &Error) -> Response {
    tracing::error!(%error, "upload failed");
    StatusCode::from_u16(error.status())
        .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
        .into_response()
}
