//! A GET for a static file, by the browser's own `fetch`.

use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    ReferrerPolicy, RequestCache, RequestCredentials, RequestInit, Response, Url, Window,
};

use super::DeliveryError;

/// A file that never changes, by its path beside the manifest: its address and its bytes. With a
/// hash the browser itself refuses other bytes.
pub(super) async fn get_file(
    manifest_url: &str,
    path: &str,
    integrity: Option<&str>,
) -> Result<(String, Vec<u8>), DeliveryError> {
    let url = Url::new_with_base(path, manifest_url)
        .map_err(|_| DeliveryError::Address(path.to_owned()))?
        .href();
    let request = request();
    if let Some(hash) = integrity {
        request.set_integrity(hash);
    }
    let bytes = get(&url, &request).await?;
    Ok((url, bytes))
}

/// A file that may change: the browser asks the server whether its copy is still good.
pub(super) async fn get_fresh(url: &str) -> Result<Vec<u8>, DeliveryError> {
    let request = request();
    request.set_cache(RequestCache::NoCache);
    get(url, &request).await
}

fn request() -> RequestInit {
    let request = RequestInit::new();
    request.set_credentials(RequestCredentials::Omit);
    request.set_referrer_policy(ReferrerPolicy::NoReferrer);
    request
}

async fn get(url: &str, request: &RequestInit) -> Result<Vec<u8>, DeliveryError> {
    let failed = |cause: JsValue| DeliveryError::Fetch {
        url: url.to_owned(),
        cause: said(&cause),
    };
    let window: Window = js_sys::global().unchecked_into();
    let answer = JsFuture::from(window.fetch_with_str_and_init(url, request)).await;
    let response: Response = answer.map_err(failed)?.unchecked_into();
    if !response.ok() {
        return Err(DeliveryError::Status {
            url: url.to_owned(),
            status: response.status(),
        });
    }
    let body = response.array_buffer().map_err(failed)?;
    let buffer = JsFuture::from(body).await.map_err(failed)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// What an error of the browser says.
fn said(cause: &JsValue) -> String {
    let error = cause.dyn_ref::<js_sys::Error>();
    error.map_or_else(String::new, |error| error.message().into())
}
