//! What the islands need of the browser. None of it is called on a server.

use leptos::{
    prelude::window,
    wasm_bindgen::{JsCast, JsValue},
    web_sys::{AbortSignal, Event, Headers, RequestInit, Response, Storage},
};
use uuid::Uuid;
use wasm_bindgen_futures::JsFuture;

use crate::routes::encode;

/// Longer than this no answer is waited for; the connection is as good as lost.
const PATIENCE: u32 = 20_000;

/// Tells the islands of this page that something happened: an event of this name at the window.
pub fn tell(name: &str) {
    if let Ok(event) = Event::new(name) {
        let _ = window().dispatch_event(&event);
    }
}

/// A number from 0 to below 1, to spread what many browsers would do at once.
pub fn jitter() -> f64 {
    f64::from(random()[0]) / 256.0
}

/// A key that no other form has.
pub fn once_key() -> Uuid {
    uuid::Builder::from_random_bytes(random()).into_uuid()
}

/// Random bytes, also where a page is not served securely and `randomUUID` is missing.
fn random() -> [u8; 16] {
    let mut bytes = [0; 16];
    if let Ok(crypto) = window().crypto() {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes
}

/// A browser may refuse to store anything; then what is written lives as long as the page.
fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

pub fn keep(key: &str, value: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(key, value);
    }
}

pub fn kept(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

pub fn forget(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(key);
    }
}

/// Everything kept under keys that begin so.
pub fn kept_under(prefix: &str) -> Vec<String> {
    let Some(storage) = storage() else { return Vec::new() };
    (0..storage.length().unwrap_or(0))
        .filter_map(|index| storage.key(index).ok().flatten())
        .filter(|key| key.starts_with(prefix))
        .filter_map(|key| storage.get_item(&key).ok().flatten())
        .collect()
}

/// Carries out a command with the key of a form: status and body of the answer, or `None` when
/// there was no answer.
pub async fn command(path: &str, fields: &[(&str, &str)], once: Uuid) -> Option<(u16, String)> {
    sent(path, fields, once).await.ok()
}

async fn sent(path: &str, fields: &[(&str, &str)], once: Uuid) -> Result<(u16, String), JsValue> {
    let body: Vec<String> =
        fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    let headers = Headers::new()?;
    headers.set("content-type", "application/x-www-form-urlencoded")?;
    headers.set("idempotency-key", &once.to_string())?;
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_headers(&headers);
    init.set_body(&JsValue::from_str(&body.join("&")));
    init.set_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE)));
    let answer = JsFuture::from(window().fetch_with_str_and_init(path, &init)).await?;
    let answer: Response = answer.dyn_into()?;
    let text = JsFuture::from(answer.text()?).await?;
    Ok((answer.status(), text.as_string().unwrap_or_default()))
}
