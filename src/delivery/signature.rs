//! Whether a manifest is signed by the key in the script tag: the browser's own Ed25519.

use js_sys::{Array, Object, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto, Window};

use crate::chunk::chunk;

chunk! {
    large:
    /// Whether `signature` (base64) of `text` is of `key` (base64); none where the browser cannot
    /// tell: an old one, or a page that did not come over https.
    pub(super) async fn verifies(key: String, text: String, signature: String) -> Option<bool> {
        verified(&key, &text, &signature).await
    }
}

async fn verified(key: &str, text: &str, signature: &str) -> Option<bool> {
    let window = web_sys::window()?;
    let subtle = subtle(&window)?;
    let (Some(key), Some(signature)) = (decode(&window, key), decode(&window, signature)) else {
        return Some(false);
    };
    let usages = Array::of1(&"verify".into());
    let import = subtle
        .import_key_with_str("raw", &Object::from(key), "Ed25519", false, &usages)
        .ok()?;
    let key: CryptoKey = JsFuture::from(import).await.ok()?.unchecked_into();
    let text = Uint8Array::from(text.as_bytes());
    let verify = subtle
        .verify_with_str_and_js_u8_array_and_js_u8_array("Ed25519", &key, &signature, &text)
        .ok()?;
    JsFuture::from(verify).await.ok()?.as_bool()
}

/// Missing on pages that did not come over https.
fn subtle(window: &Window) -> Option<SubtleCrypto> {
    let crypto = window.crypto().ok()?;
    let subtle: JsValue = crypto.subtle().into();
    (!subtle.is_undefined()).then(|| subtle.unchecked_into())
}

fn decode(window: &Window, base64: &str) -> Option<Uint8Array> {
    let binary = window.atob(base64.trim()).ok()?;
    let bytes: Vec<u8> = binary.chars().map(|byte| byte as u8).collect();
    Some(Uint8Array::from(bytes.as_slice()))
}
