use std::collections::BTreeMap;

use app::access::api::SignIn;
use axum::{
    Router,
    body::Body,
    http::{HeaderMap, HeaderName, HeaderValue, Request, header},
    response::Response,
};
use http_body_util::BodyExt;
use leptos::server_fn::ServerFn;
use tower::ServiceExt;
use uuid::Uuid;

use super::Answer;

/// Keeps cookies and says what browsers say.
pub struct Browser {
    router: Router,
    pub cookies: BTreeMap<String, String>,
    headers: HeaderMap,
}

impl Browser {
    pub fn new(router: Router) -> Browser {
        let headers = HeaderMap::from_iter([
            (header::HOST, HeaderValue::from_static("localhost")),
            (header::ACCEPT, HeaderValue::from_static("text/html,*/*;q=0.8")),
            (header::ACCEPT_LANGUAGE, HeaderValue::from_static("en")),
            (HeaderName::from_static("sec-fetch-site"), HeaderValue::from_static("same-origin")),
        ]);
        Browser { router, cookies: BTreeMap::new(), headers }
    }

    /// Sends this header line from now on; an empty one is left out.
    pub fn saying(mut self, name: &'static str, value: &str) -> Browser {
        if value.is_empty() {
            self.headers.remove(name);
        } else {
            self.headers.insert(name, value.parse().expect("a header line"));
        }
        self
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path), Body::empty()).await
    }

    /// Posts fields to an address.
    pub async fn post_form(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = serde_urlencoded::to_string(fields).expect("fields");
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::CONTENT_LENGTH, body.len());
        self.send(request, Body::from(body)).await
    }

    /// Posts fields and then photos, as the form of a note does.
    pub async fn post_files(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[&[u8]],
    ) -> Answer {
        let field = |(name, value): &(&str, &str)| part(name, None, value.as_bytes());
        let photo = |file: &&[u8]| part("photos", Some("Ana Torres.jpg"), file);
        let parts = fields.iter().map(field).chain(files.iter().map(photo)).collect();
        self.post_parts(path, parts).await
    }

    /// Sends a file to a page that takes one.
    pub async fn post_file(&mut self, path: &str, name: &str, content: &[u8]) -> Answer {
        self.post_parts(path, vec![part("file", Some(name), content)]).await
    }

    async fn post_parts(&mut self, path: &str, parts: Vec<Vec<u8>>) -> Answer {
        let body = [parts.concat(), format!("--{EDGE}--\r\n").into_bytes()].concat();
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={EDGE}"))
            .header(header::CONTENT_LENGTH, body.len());
        self.send(request, Body::from(body)).await
    }

    /// The bytes of a file.
    pub async fn file(&mut self, path: &str) -> Vec<u8> {
        let response = self.open(path).await;
        assert!(response.status().is_success(), "{path}: {}", response.status());
        response.into_body().collect().await.expect("a whole body").to_bytes().to_vec()
    }

    /// Sends the form of a command that stands on a page.
    pub async fn submit<C: ServerFn>(&mut self, page: &str, fields: &[(&str, &str)]) -> Answer {
        self.submit_once::<C>(page, Uuid::new_v4(), fields).await
    }

    /// The same with the key of a form that may have been sent before.
    pub async fn submit_once<C: ServerFn>(
        &mut self,
        page: &str,
        once: Uuid,
        fields: &[(&str, &str)],
    ) -> Answer {
        let once = once.to_string();
        let mut all = vec![("_do", C::PATH), ("_key", ""), ("_once", &once)];
        all.extend_from_slice(fields);
        self.post_form(page, &all).await
    }

    pub async fn sign_in(&mut self, account: &str, password: &str) -> Answer {
        let email = format!("{account}@respira.example");
        let fields = [("email", email.as_str()), ("password", password), ("next", "/")];
        self.submit::<SignIn>("/sign-in", &fields).await
    }

    /// Opens an address whose answer goes on.
    pub async fn open(&mut self, path: &str) -> Response {
        self.ask(Request::get(path), Body::empty()).await
    }

    async fn send(&mut self, request: axum::http::request::Builder, body: Body) -> Answer {
        Answer::read(self.ask(request, body).await).await
    }

    async fn ask(&mut self, request: axum::http::request::Builder, body: Body) -> Response {
        let mut request = request.body(body).expect("a request");
        let cookies: Vec<_> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            let line = cookies.join("; ").parse().expect("cookies");
            request.headers_mut().insert(header::COOKIE, line);
        }
        for (name, value) in &self.headers {
            request.headers_mut().insert(name, value.clone());
        }
        let response = self.router.clone().oneshot(request).await.expect("infallible");
        self.keep_cookies(response.headers());
        response
    }

    fn keep_cookies(&mut self, headers: &HeaderMap) {
        for line in headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().expect("a cookie");
            let (name, rest) = line.split_once('=').expect("a name");
            let value = rest.split(';').next().unwrap_or_default();
            if line.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.into(), value.into());
            }
        }
    }
}

/// Between the parts of a form with files.
const EDGE: &str = "----an-edge-that-no-file-has";

/// A field of a form with files, or a file with its name.
fn part(name: &str, file: Option<&str>, content: &[u8]) -> Vec<u8> {
    let file = file.map(|file| format!("; filename=\"{file}\"")).unwrap_or_default();
    let head = format!("--{EDGE}\r\ncontent-disposition: form-data; name=\"{name}\"{file}\r\n\r\n");
    [head.as_bytes(), content, b"\r\n"].concat()
}
