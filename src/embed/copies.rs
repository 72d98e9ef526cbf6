//! Taking everything along, as a value or as a file, and back.

use std::rc::Rc;

use js_sys::{Array, JSON};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, HtmlAnchorElement, Url};
use whyshelf_memory::{CopiedPreferences, FORMAT, SavedCopy, VERSION};

use super::api::document;
use super::error::ApiError;
use super::types::ExportOutput;
use super::view;
use crate::runtime::{Attendant, Everything};

/// What a saved copy is called.
const FILE_NAME: &str = "whyshelf.json";

/// Everything held.
pub(super) fn export(attendant: &Attendant) -> ExportOutput {
    let Everything {
        events,
        counters,
        paused,
        preferences,
    } = attendant.everything();
    ExportOutput {
        format: FORMAT,
        version: VERSION,
        consent: attendant.verdict().consent.name(),
        paused,
        next: counters.next,
        visit: counters.visit,
        events: events.iter().map(view::event).collect(),
        preferences: CopiedPreferences::of(preferences),
    }
}

/// Replaces everything held by what was exported once.
pub(super) async fn import(attendant: &Rc<Attendant>, copy: JsValue) -> Result<(), ApiError> {
    const FORM: ApiError = ApiError::Argument("importData() takes what exportData() returned");
    let copy: SavedCopy = serde_wasm_bindgen::from_value(copy).map_err(|_| FORM)?;
    let copy = copy.restored().ok_or(FORM)?;
    attendant.take_all();
    Ok(attendant.import(copy).await?)
}

/// Lets the shopper save everything held as a file.
pub(super) fn save(attendant: &Attendant) {
    // Written here and not by the page, whose scripts can change what `JSON.stringify` makes of things.
    let text = serde_json::to_string(&export(attendant));
    let offered = text
        .map_err(|cause| cause.to_string())
        .and_then(|text| offer(&text).map_err(|_| "this page lets nothing be saved".to_owned()));
    if let Err(cause) = offered {
        web_sys::console::warn_1(&format!("whyshelf: {cause}").into());
    }
}

/// A file without a request: the browser takes it from memory.
fn offer(text: &str) -> Result<(), JsValue> {
    let blob = Blob::new_with_str_sequence(&Array::of1(&text.into()))?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let link = document()?.create_element("a")?;
    let link: HtmlAnchorElement = link.dyn_into()?;
    link.set_href(&url);
    link.set_download(FILE_NAME);
    link.click();
    Url::revoke_object_url(&url)
}

/// Replaces everything held by what a file says; whether that was possible.
pub(super) async fn load(attendant: &Rc<Attendant>, file: File) -> bool {
    let read = async {
        let text = JsFuture::from(file.text()).await.ok()?.as_string()?;
        let copy = JSON::parse(&text).ok()?;
        import(attendant, copy).await.ok()
    };
    read.await.is_some()
}
