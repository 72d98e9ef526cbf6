//! The functions of the public interface. Every failure is a JavaScript error with a `code`;
//! nothing here panics. What only some pages call lives in another file ([`super::calls`]).

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;
use web_sys::{Document, HtmlElement};

use super::calls::{self, Call};
use super::element::{self, MountedShelf};
use super::error::ApiError;
use super::page::Page;
use super::{seat, standing};
use crate::runtime::Runtime;
use crate::widget::Language;

thread_local! {
    static RUNTIME: RefCell<Option<Rc<Runtime>>> = const { RefCell::new(None) };
}

fn runtime() -> Result<Rc<Runtime>, ApiError> {
    RUNTIME
        .with_borrow(Clone::clone)
        .ok_or(ApiError::NotStarted)
}

pub(super) fn document() -> Result<Document, ApiError> {
    web_sys::window()
        .and_then(|window| window.document())
        .ok_or(ApiError::Page)
}

/// Fetches the pack, which must be signed by `key` if there is one. The loader calls it once, before
/// anything else.
#[wasm_bindgen]
pub async fn start(manifest_url: String, key: Option<String>) {
    if runtime().is_err() {
        let runtime = Runtime::start(&manifest_url, key.as_deref(), js_sys::Date::now).await;
        RUNTIME.set(Some(runtime));
    }
}

/// From now on somebody listens to the page, asks for consent and reads what an earlier visit was
/// allowed to leave. `consent` names the sources of consent to ask, separated by spaces, where the
/// shop does not want all that are found. The loader calls it once, after the first shelf, or before
/// it on a device that remembers.
#[wasm_bindgen]
pub async fn attend(consent: Option<String>) -> Result<(), JsValue> {
    let runtime = runtime()?;
    seat::wake();
    standing::refresh();
    if !runtime.is_attended() {
        let attended = calls::attend(runtime, document()?, consent).await;
        attended.map_err(ApiError::from)?;
    }
    Ok(())
}

/// Takes one entry of a data layer of the page: of Adobe's, or of the one that Google's tags read.
#[wasm_bindgen]
pub fn observe(entry: &JsValue, adobe: bool) {
    if let Ok(runtime) = runtime() {
        runtime.observe_entry(entry, adobe);
    }
}

/// Takes what the page's own markup says: a page that describes one product shows it; and listens
/// to what platforms tell from then on. Called after the data layer's history, which knows more.
#[wasm_bindgen(js_name = observePage)]
pub fn observe_page() {
    if let Ok(runtime) = runtime() {
        runtime.observe_page();
    }
}

/// Reads the device again, after the page was hidden.
#[wasm_bindgen]
pub fn refresh() {
    if let Ok(runtime) = runtime() {
        runtime.reread();
    }
}

/// Whether consent to analytics lets the shop's own be told now what shelves show.
#[wasm_bindgen]
pub fn measures() -> bool {
    runtime().is_ok_and(|runtime| runtime.allows_measurement())
}

/// Fetches what a shelf on this page needs, which may be about an item. A part that cannot be had
/// is told on the console: the shelf then shows what any page may show.
#[wasm_bindgen]
pub async fn prepare(item: Option<String>) {
    let Ok(runtime) = runtime() else { return };
    if let Err(cause) = runtime.prepare(item).await {
        web_sys::console::warn_1(&["whyshelf: ", &cause.words()].concat().into());
    }
    if let (Ok(pack), Ok(document)) = (runtime.pack(), document()) {
        Page::of(&document).expect_prices_of(&pack);
    }
}

/// Takes the messages of a language, by its code in ISO 639-1. The loader fetches them.
#[wasm_bindgen]
pub fn speak(code: String, messages: String) {
    Language::learn(code, messages);
}

/// Shows a shelf in a `<why-shelf>` element. `attend` is called when a dialog is wanted before
/// somebody listens, and resolves once somebody does.
#[wasm_bindgen]
pub fn mount(
    host: HtmlElement,
    #[wasm_bindgen(unchecked_param_type = "() => Promise<void>")] attend: Function,
) -> Result<MountedShelf, JsValue> {
    Ok(element::mount(&runtime()?, host, attend)?)
}

fn call(call: Call, first: JsValue, second: JsValue) -> Promise {
    future_to_promise(async move {
        let answer = calls::call(call, first, second).await;
        answer.map_err(ApiError::from)?
    })
}

/// Records an event; resolves to its number once the device has it (where it may keep it), or to
/// null while recording is paused.
#[wasm_bindgen(unchecked_return_type = "Promise<number | null>")]
pub fn record(
    #[wasm_bindgen(unchecked_param_type = "{ kind: EventKind; item: string }")] event: JsValue,
) -> Promise {
    call(Call::Record, event, JsValue::UNDEFINED)
}

/// Every event held, oldest first.
#[wasm_bindgen(unchecked_return_type = "Promise<ShopperEvent[]>")]
pub fn events() -> Promise {
    call(Call::Events, JsValue::UNDEFINED, JsValue::UNDEFINED)
}

/// Recommendations for what is held now.
#[wasm_bindgen(unchecked_return_type = "Promise<Recommendation[]>")]
pub fn recommend(
    #[wasm_bindgen(unchecked_param_type = "RecommendationRequest | undefined")] request: JsValue,
) -> Promise {
    call(Call::Recommend, request, JsValue::UNDEFINED)
}

/// One item's score for what is held now, on the shelf or not. `request` names the shelf that is
/// meant; without it the home shelf.
#[wasm_bindgen(unchecked_return_type = "Promise<Recommendation>")]
pub fn explain(
    #[wasm_bindgen(unchecked_param_type = "string")] item: JsValue,
    #[wasm_bindgen(unchecked_param_type = "RecommendationRequest | undefined")] request: JsValue,
) -> Promise {
    call(Call::Explain, item, request)
}

/// How every shelf is chosen, for the shop's legal page: paragraphs in the document's language, made
/// of the weights that are in use.
#[wasm_bindgen(unchecked_return_type = "Promise<string[]>")]
pub fn policy() -> Promise {
    call(Call::Policy, JsValue::UNDEFINED, JsValue::UNDEFINED)
}

/// Forgets the event with this number, the events of a category (a path, the steps parted by
/// ` > `), of a brand or of the last minutes, or "all": that leaves the device as if Whyshelf had
/// never been there. Resolves to whether there was anything to forget.
#[wasm_bindgen(unchecked_return_type = "Promise<boolean>")]
pub fn forget(
    #[wasm_bindgen(
        unchecked_param_type = "number | \"all\" | { category: string } | { brand: string } | { lastMinutes: number }"
    )]
    what: JsValue,
) -> Promise {
    call(Call::Forget, what, JsValue::UNDEFINED)
}

/// Begins a visit for somebody else, a present for example, or ends it with `false`: what this
/// visit has recorded is forgotten, and until it ends nothing is kept.
#[wasm_bindgen(unchecked_return_type = "Promise<void>")]
pub fn gift(#[wasm_bindgen(unchecked_param_type = "boolean | undefined")] on: JsValue) -> Promise {
    call(Call::Gift, on, JsValue::UNDEFINED)
}

/// Stops recording, or resumes it with `false`.
#[wasm_bindgen(unchecked_return_type = "Promise<void>")]
pub fn pause(#[wasm_bindgen(unchecked_param_type = "boolean | undefined")] on: JsValue) -> Promise {
    call(Call::Pause, on, JsValue::UNDEFINED)
}

/// Says whether events may be kept on this device. Anything but "granted" erases it at once.
#[wasm_bindgen(js_name = setConsent, unchecked_return_type = "Promise<void>")]
pub fn set_consent(
    #[wasm_bindgen(unchecked_param_type = "ConsentState")] state: JsValue,
) -> Promise {
    call(Call::SetConsent, state, JsValue::UNDEFINED)
}

/// Everything held, for the shopper to keep.
#[wasm_bindgen(js_name = exportData, unchecked_return_type = "Promise<ExportedData>")]
pub fn export_data() -> Promise {
    call(Call::Export, JsValue::UNDEFINED, JsValue::UNDEFINED)
}

/// Replaces everything held by what `exportData` returned once, here or on another device.
#[wasm_bindgen(js_name = importData, unchecked_return_type = "Promise<void>")]
pub fn import_data(
    #[wasm_bindgen(unchecked_param_type = "ExportedData")] data: JsValue,
) -> Promise {
    call(Call::Import, data, JsValue::UNDEFINED)
}

/// What the page has told, and what became of it.
#[wasm_bindgen(unchecked_return_type = "Promise<DebugView>")]
pub fn debug() -> Promise {
    call(Call::Debug, JsValue::UNDEFINED, JsValue::UNDEFINED)
}
