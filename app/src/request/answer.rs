//! How the browser reads what a server function answers.

use serde::{Serialize, de::DeserializeOwned};
use server_fn::{ContentType, Decodes, Encodes, Format, FormatType, codec::Post};

/// JSON, read from a text as the properties of islands are. The codec of the library reads bytes,
/// and a second reader of every type would be a tenth of what a phone loads.
pub struct JsonText;

/// The output of server functions that islands call: `#[server(output = Answer)]`.
pub type Answer = Post<JsonText>;

impl ContentType for JsonText {
    const CONTENT_TYPE: &'static str = "application/json";
}

impl FormatType for JsonText {
    const FORMAT_TYPE: Format = Format::Text;
}

impl<T: Serialize> Encodes<T> for JsonText {
    type Error = serde_json::Error;

    fn encode(output: &T) -> Result<server_fn::Bytes, Self::Error> {
        serde_json::to_string(output).map(server_fn::Bytes::from)
    }
}

impl<T: DeserializeOwned> Decodes<T> for JsonText {
    type Error = serde_json::Error;

    fn decode(bytes: server_fn::Bytes) -> Result<T, Self::Error> {
        // What is not UTF-8 becomes text that is not JSON either.
        serde_json::from_str(&String::from_utf8_lossy(&bytes))
    }
}
