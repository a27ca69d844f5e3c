use axum::{
    body::Bytes,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use http_body_util::BodyExt;

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Bytes,
    pub text: String,
}

impl Answer {
    pub async fn read(response: Response) -> Answer {
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.expect("a whole body").to_bytes();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, bytes, text }
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

    /// The value of the first field of this name.
    pub fn value(&self, name: &str) -> String {
        let begin = self.text.find(&format!("name=\"{name}\"")).expect(name);
        let element = self.text[..begin].rfind('<').expect("an element");
        let end = begin + self.text[begin..].find('>').expect("its end");
        let value = self.text[element..end].split(" value=\"").nth(1).unwrap_or_default();
        value.split('"').next().unwrap_or_default().into()
    }

    /// The names of the fields that begin so, each once, in their order.
    pub fn names(&self, beginning: &str) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for part in self.text.split(&format!("name=\"{beginning}")).skip(1) {
            let name = format!("{beginning}{}", part.split('"').next().unwrap_or_default());
            if !names.contains(&name) {
                names.push(name);
            }
        }
        assert!(!names.is_empty(), "no {beginning} in {}", self.text);
        names
    }

    /// A command that was done leads on; answers where to, without what confirms it.
    pub fn done(&self) -> String {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.text);
        self.location().split(['?', '#']).next().unwrap_or_default().to_owned()
    }
}
