//! The site's files, embedded by `build/main.rs`: a release is one file.

use axum::{
    Router,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
    routing::get,
};

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// Its address holds the hash of its content, so it never changes.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const FOR_A_DAY: HeaderValue = HeaderValue::from_static("public, max-age=86400");
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");
/// The service worker: what keeps visits when there is no network.
const WORKER: &str = "/sw.js";
/// It fetches from here, and loads no other script.
const WORKER_POLICY: HeaderValue =
    HeaderValue::from_static("default-src 'none'; connect-src 'self'");

struct Asset {
    path: &'static str,
    raw: &'static [u8],
    brotli: Option<&'static [u8]>,
    gzip: Option<&'static [u8]>,
}

/// The folder of the wasm and its script, as `LeptosOptions` wants it.
pub fn pkg_dir() -> String {
    format!("pkg/{HASH}")
}

/// The address of the style sheet.
pub fn stylesheet_href() -> String {
    format!("/pkg/{HASH}/main.css")
}

/// The address of the script that follows a stream.
pub fn live_href() -> String {
    format!("/pkg/{HASH}/live.js")
}

/// Whether this program was built with the wasm of its islands.
pub fn has_islands() -> bool {
    HASHED.iter().any(|asset| asset.path.ends_with(".wasm"))
}

/// One route per file; every other address is left to the caller.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    let hashed = HASHED.iter().map(|asset| (asset, FOR_EVER));
    let keep = |path| if path == WORKER { ASK_AGAIN } else { FOR_A_DAY };
    let fixed = FIXED.iter().map(|asset| (asset, keep(asset.path)));
    hashed.chain(fixed).fold(Router::new(), |router, (asset, keep)| {
        router.route(
            asset.path,
            get(move |headers: HeaderMap| async move { asset.answer(&headers, keep) }),
        )
    })
}

impl Asset {
    fn answer(&self, request: &HeaderMap, keep: HeaderValue) -> Response {
        let accepted = request
            .get(header::ACCEPT_ENCODING)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let (encoding, body) = [("br", self.brotli), ("gzip", self.gzip)]
            .into_iter()
            .find_map(|(name, body)| Some((name, body.filter(|_| accepts(accepted, name))?)))
            .unwrap_or(("", self.raw));

        let kind =
            mime_guess::from_path(self.path).first_raw().unwrap_or("application/octet-stream");
        let mut headers = HeaderMap::from_iter([
            (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
            (header::CACHE_CONTROL, keep),
            (header::VARY, HeaderValue::from_static("accept-encoding")),
        ]);
        if !encoding.is_empty() {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        if self.path == WORKER {
            headers.insert(header::CONTENT_SECURITY_POLICY, WORKER_POLICY);
        }
        (headers, body).into_response()
    }
}

/// Whether an `Accept-Encoding` header names this encoding and does not refuse it (`q=0`).
fn accepts(header: &str, encoding: &str) -> bool {
    header.split(',').any(|choice| {
        let mut parts = choice.split(';').map(str::trim);
        parts.next().is_some_and(|name| name.eq_ignore_ascii_case(encoding))
            && !parts.any(|part| part.strip_prefix("q=").is_some_and(|q| q.parse() == Ok(0.0_f32)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{
        body::Body,
        http::{Request, StatusCode},
    };
    use http_body_util::BodyExt;
    use tower::ServiceExt;

    async fn fetch(method: &str, path: &str, encodings: &str) -> (Response, usize) {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::ACCEPT_ENCODING, encodings)
            .body(Body::empty())
            .expect("a valid request");
        let response = routes::<()>().oneshot(request).await.expect("infallible");
        let (parts, body) = response.into_parts();
        let length = body.collect().await.expect("an embedded body").to_bytes().len();
        (Response::from_parts(parts, Body::empty()), length)
    }

    fn value<'a>(response: &'a Response, name: &str) -> &'a str {
        response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    #[tokio::test]
    async fn the_style_sheet_is_kept_for_ever() {
        let (sheet, length) = fetch("GET", &stylesheet_href(), "").await;
        assert_eq!(sheet.status(), StatusCode::OK);
        assert_eq!(value(&sheet, "content-type"), "text/css");
        assert!(value(&sheet, "cache-control").contains("immutable"));
        assert!(length > 0);
    }

    #[test]
    fn each_browser_gets_the_best_it_accepts() {
        let asset = Asset {
            path: "/words.txt",
            raw: b"plain",
            brotli: Some(b"brotli"),
            gzip: Some(b"gzip"),
        };
        let sent = |accepted| {
            let request = HeaderMap::from_iter([(
                header::ACCEPT_ENCODING,
                HeaderValue::from_static(accepted),
            )]);
            let response = asset.answer(&request, FOR_A_DAY);
            assert_eq!(value(&response, "vary"), "accept-encoding");
            value(&response, "content-encoding").to_owned()
        };
        assert_eq!(sent("gzip, deflate, br"), "br");
        assert_eq!(sent("gzip, br;q=0"), "gzip");
        assert_eq!(sent("zstd"), "");
    }

    /// Browsers ask for it whenever a page is opened, so a release reaches every phone.
    #[tokio::test]
    async fn the_service_worker_has_one_address_and_is_never_old() {
        let (worker, length) = fetch("GET", "/sw.js", "").await;
        assert_eq!(worker.status(), StatusCode::OK);
        assert!(length > 0);
        assert_eq!(value(&worker, "content-type"), "text/javascript");
        assert_eq!(value(&worker, "cache-control"), "no-cache");
        let policy = value(&worker, "content-security-policy");
        assert_eq!(policy, "default-src 'none'; connect-src 'self'");
        let hashed = format!("/{}/sw.js", pkg_dir());
        assert_eq!(fetch("GET", &hashed, "").await.0.status(), StatusCode::NOT_FOUND);
    }

    #[tokio::test]
    async fn head_tells_the_length_and_sends_nothing() {
        let (head, sent) = fetch("HEAD", "/robots.txt", "").await;
        assert_eq!((head.status(), sent), (StatusCode::OK, 0));
        assert_ne!(value(&head, "content-length"), "0");
        assert!(!value(&head, "cache-control").contains("immutable"));
    }

    #[tokio::test]
    async fn an_unknown_file_is_left_to_the_caller() {
        let (missing, _) = fetch("GET", &format!("/{}/old.js", pkg_dir()), "").await;
        assert_eq!(missing.status(), StatusCode::NOT_FOUND);
    }

    #[test]
    fn encodings_are_read_as_the_standard_says() {
        assert!(accepts("gzip, deflate, br;q=0.8", "br"));
        assert!(accepts("GZIP", "gzip"));
        assert!(!accepts("br;q=0, gzip", "br"));
        assert!(!accepts("brotli", "br"));
        assert!(!accepts("", "br"));
    }
}
