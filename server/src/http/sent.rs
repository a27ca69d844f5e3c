//! What a form sends: fields as they were typed, and files where it has any.

use app::{
    photos::rules::{LARGEST, MOST},
    request::File,
};
use axum::{
    body::to_bytes,
    extract::{FromRequest, Multipart, Request, multipart::MultipartError},
    http::{HeaderMap, StatusCode, header},
};

use super::body;

/// How many files are heard of: more than any form takes, so that it can say so.
const FILES: usize = 20;

/// A form on its way to its command.
pub struct Sent {
    /// The fields as an address would have them, which is how commands read forms.
    pub form: Vec<u8>,
    pub files: Vec<File>,
}

/// Whether a request says that it brings files.
pub fn brings_files(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| {
        kind.trim_start().to_ascii_lowercase().starts_with("multipart/form-data")
    })
}

/// Reads a form. Files are kept only of those who may send some; what was typed is kept in any
/// case, to be shown again.
pub async fn read(request: Request, keep_files: bool) -> Result<Sent, StatusCode> {
    if !brings_files(request.headers()) {
        let form = to_bytes(request.into_body(), body::LIMIT).await;
        let form = form.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?.to_vec();
        return Ok(Sent { form, files: Vec::new() });
    }
    let multipart = Multipart::from_request(request, &()).await;
    parts(multipart.map_err(|_| StatusCode::BAD_REQUEST)?, keep_files).await
}

async fn parts(mut multipart: Multipart, keep_files: bool) -> Result<Sent, StatusCode> {
    let (mut fields, mut files) = (Vec::new(), Vec::new());
    let mut typed = 0;
    while let Some(mut part) = multipart.next_field().await.map_err(status)? {
        let name = part.name().unwrap_or_default().to_owned();
        // A field without a text costs something, too.
        typed += name.len() + 16;
        // A field without a chosen file has an empty name and nothing in it.
        let is_file = part.file_name().map(|name| !name.is_empty());
        let most = if keep_files && files.len() < MOST { LARGEST } else { 0 };
        let mut file = File::begin(name.clone(), most);
        let mut text = Vec::new();
        while let Some(chunk) = part.chunk().await.map_err(status)? {
            match is_file {
                Some(_) => file.take(&chunk),
                None => text.extend_from_slice(&chunk),
            }
            if typed + text.len() > body::LIMIT {
                return Err(StatusCode::PAYLOAD_TOO_LARGE);
            }
        }
        typed += text.len();
        match is_file {
            None => fields.push((name, String::from_utf8_lossy(&text).into_owned())),
            Some(true) if files.len() < FILES => files.push(file),
            Some(_) => {}
        }
    }
    let form = serde_urlencoded::to_string(&fields).map_err(|_| StatusCode::BAD_REQUEST)?;
    Ok(Sent { form: form.into_bytes(), files })
}

fn status(error: MultipartError) -> StatusCode {
    error.status()
}
