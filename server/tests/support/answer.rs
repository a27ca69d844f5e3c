use axum::{
    http::{HeaderMap, StatusCode},
    response::Response,
};
use http_body_util::BodyExt;

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub async fn read(response: Response) -> Answer {
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.expect("a whole body").to_bytes();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, text }
    }

    /// A header line, empty when it is missing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Where it leads on to.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// What stands in the first element of a name: `element("title")`.
    pub fn element(&self, name: &str) -> &str {
        let begin = self
            .text
            .find(&format!("<{name}"))
            .unwrap_or_else(|| panic!("no {name} in {:?}", self.text));
        let inner = &self.text[begin..];
        let inner = &inner[inner.find('>').expect("its begin") + 1..];
        &inner[..inner.find(&format!("</{name}>")).expect("its end")]
    }
}
