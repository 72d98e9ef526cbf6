//! The functions of the public interface. Every failure is a JavaScript error with a `code`;
//! nothing here panics. What need not wait is not `async` here: the loader makes promises of all.

use std::cell::RefCell;
use std::rc::Rc;

use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::{Document, HtmlElement};
use whyshelf_engine::{EventKind, Placement};

use super::copies;
use super::element::{self, DEFAULT_LIMIT, MOST, MountedShelf};
use super::error::ApiError;
use super::page::Page;
use super::policy;
use super::reasons::Teller;
use super::types::{EventInput, ForgetInput, RequestInput};
use super::view;
use crate::runtime::{Ask, Consent, Forget, Origin, Runtime, Settings, Signal, Source};
use crate::widget::{Language, plain};

thread_local! {
    static RUNTIME: RefCell<Option<Rc<Runtime>>> = const { RefCell::new(None) };
}

pub(super) fn runtime() -> Result<Rc<Runtime>, ApiError> {
    RUNTIME
        .with_borrow(Clone::clone)
        .ok_or(ApiError::NotStarted)
}

fn document() -> Result<Document, ApiError> {
    web_sys::window()
        .and_then(|window| window.document())
        .ok_or(ApiError::Page)
}

pub(super) fn to_js(value: &impl Serialize) -> Result<JsValue, JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::new().serialize_missing_as_null(true);
    Ok(value.serialize(&serializer)?)
}

/// Reads what an earlier visit was allowed to leave and fetches the pack, which must be signed by
/// `key` if there is one; `consent` names the sources of consent to ask, separated by spaces,
/// where the shop does not want all that are found. The loader calls it once, before anything else.
#[wasm_bindgen]
pub async fn start(
    manifest_url: String,
    key: Option<String>,
    consent: Option<String>,
) -> Result<(), JsValue> {
    if runtime().is_ok() {
        return Ok(());
    }
    let settings = Settings {
        manifest: &manifest_url,
        key: key.as_deref(),
        consent: consent.as_deref(),
    };
    let runtime = Runtime::start(settings, &document()?, js_sys::Date::now).await;
    RUNTIME.set(Some(runtime));
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
        if let Ok(document) = document() {
            runtime.listen(&document);
        }
    }
}

/// Reads the device again, after the page was hidden.
#[wasm_bindgen]
pub async fn refresh() {
    if let Ok(runtime) = runtime() {
        runtime.reread().await;
    }
}

/// Fetches what a shelf on this page needs, which may be about an item. A part that cannot be had
/// is told on the console: the shelf then shows what any page may show.
#[wasm_bindgen]
pub async fn prepare(item: Option<String>) {
    let Ok(runtime) = runtime() else { return };
    runtime.observe_turn();
    for item in item.into_iter().chain(runtime.page_item()) {
        if let Err(cause) = runtime.want(&item).await {
            web_sys::console::warn_1(&format!("whyshelf: {cause}").into());
        }
    }
}

/// Takes the messages of a language, by its code in ISO 639-1. The loader fetches them.
#[wasm_bindgen]
pub fn speak(code: String, messages: String) {
    Language::learn(code, messages);
}

/// Shows a shelf in a `<why-shelf>` element.
#[wasm_bindgen]
pub fn mount(host: HtmlElement) -> Result<MountedShelf, JsValue> {
    Ok(element::mount(&runtime()?, host)?)
}

/// Records an event; resolves to its number once the device has it (where it may keep it), or to
/// null while recording is paused.
#[wasm_bindgen(unchecked_return_type = "number | null")]
pub async fn record(
    #[wasm_bindgen(unchecked_param_type = "{ kind: EventKind; item: string }")] event: JsValue,
) -> Result<JsValue, JsValue> {
    const FORM: ApiError =
        ApiError::Argument("record() takes {kind, item}: a GA4 event name and an item identifier");
    let input: EventInput = serde_wasm_bindgen::from_value(event).map_err(|_| FORM)?;
    let kind = EventKind::from_name(&input.kind).ok_or(FORM)?;
    let item = input.item.trim().to_owned();
    if item.is_empty() {
        return Err(FORM.into());
    }
    let signal = Signal {
        source: Origin::Api,
        kind,
        names: vec![item],
    };
    match runtime()?.record(signal) {
        Some(written) => Ok(written.await.into()),
        None => Ok(JsValue::NULL),
    }
}

/// Every event held, oldest first.
#[wasm_bindgen(unchecked_return_type = "ShopperEvent[]")]
pub fn events() -> Result<JsValue, JsValue> {
    let events: Vec<_> = runtime()?.events().into_iter().map(view::event).collect();
    to_js(&events)
}

/// Recommendations for what is held now.
#[wasm_bindgen(unchecked_return_type = "Recommendation[]")]
pub async fn recommend(
    #[wasm_bindgen(unchecked_param_type = "RecommendationRequest | undefined")] request: JsValue,
) -> Result<JsValue, JsValue> {
    let ask = ask_of(request)?;
    let runtime = runtime()?;
    let page = Page::of(&document()?);
    if let Some(item) = &ask.item {
        runtime.want(item).await.map_err(ApiError::from)?;
    }
    let pack = runtime.pack().map_err(ApiError::from)?;
    let teller = Teller::new(&pack, page.language, &runtime.events());
    let picks: Vec<_> = runtime
        .recommend(&ask)
        .map_err(ApiError::from)?
        .iter()
        .map(|pick| view::output(&teller, pick, &page))
        .collect();
    to_js(&picks)
}

/// One item's score for what is held now, on the shelf or not. `request` names the shelf that is
/// meant; without it the home shelf.
#[wasm_bindgen(unchecked_return_type = "Recommendation")]
pub async fn explain(
    item: String,
    #[wasm_bindgen(unchecked_param_type = "RecommendationRequest | undefined")] request: JsValue,
) -> Result<JsValue, JsValue> {
    let ask = ask_of(request)?;
    let runtime = runtime()?;
    let page = Page::of(&document()?);
    if let Some(item) = &ask.item {
        runtime.want(item).await.map_err(ApiError::from)?;
    }
    let pick = runtime.explain(&ask, &item).map_err(ApiError::from)?;
    let pack = runtime.pack().map_err(ApiError::from)?;
    let teller = Teller::new(&pack, page.language, &runtime.events());
    to_js(&view::output(&teller, &pick, &page))
}

/// How every shelf is chosen, for the shop's legal page: paragraphs in the document's language, made
/// of the weights that are in use.
#[wasm_bindgen(unchecked_return_type = "string[]")]
pub fn policy() -> Result<JsValue, JsValue> {
    let runtime = runtime()?;
    let pack = runtime.pack().map_err(ApiError::from)?;
    let text = policy::policy(&pack, &runtime.earlier(), &Page::of(&document()?));
    let (intro, kinds) = text.kinds;
    let lines = [text.sum, intro].into_iter().chain(kinds).chain(text.rest);
    Ok(lines
        .map(|line| JsValue::from(plain(line)))
        .collect::<js_sys::Array>()
        .into())
}

/// Forgets the event with this number, the events of a category (a path, the steps parted by
/// ` > `), of a brand or of the last minutes, or "all": that leaves the device as if Whyshelf had
/// never been there. Resolves to whether there was anything to forget.
#[wasm_bindgen]
pub async fn forget(
    #[wasm_bindgen(
        unchecked_param_type = "number | \"all\" | { category: string } | { brand: string } | { lastMinutes: number }"
    )]
    what: JsValue,
) -> Result<bool, JsValue> {
    let runtime = runtime()?;
    if what.as_string().as_deref() == Some("all") {
        let any = !runtime.events().is_empty();
        runtime.forget_all().await.map_err(ApiError::from)?;
        return Ok(any);
    }
    let count = runtime.forget(&forget_of(what)?).await;
    Ok(count.map_err(ApiError::from)? > 0)
}

fn forget_of(what: JsValue) -> Result<Forget, ApiError> {
    const FORM: ApiError = ApiError::Argument(
        "forget() takes an event's id, \"all\", {category}, {brand} or {lastMinutes}",
    );
    if let Some(id) = what.as_f64() {
        let whole = id >= 0.0 && id <= f64::from(u32::MAX) && id.fract() == 0.0;
        return whole.then_some(Forget::Event(id as u32)).ok_or(FORM);
    }
    let input: ForgetInput = serde_wasm_bindgen::from_value(what).map_err(|_| FORM)?;
    match input {
        ForgetInput {
            category: Some(category),
            brand: None,
            last_minutes: None,
        } => Ok(Forget::Category(category)),
        ForgetInput {
            category: None,
            brand: Some(brand),
            last_minutes: None,
        } => Ok(Forget::Brand(brand)),
        ForgetInput {
            category: None,
            brand: None,
            last_minutes: Some(minutes),
        } if minutes > 0.0 => Ok(Forget::LastMinutes(minutes)),
        _ => Err(FORM),
    }
}

/// Begins a visit for somebody else, a present for example, or ends it with `false`: what this
/// visit has recorded is forgotten, and until it ends nothing is kept.
#[wasm_bindgen]
pub async fn gift(on: Option<bool>) -> Result<(), JsValue> {
    let on = on.unwrap_or(true);
    Ok(runtime()?.set_gift(on).await.map_err(ApiError::from)?)
}

/// Stops recording, or resumes it with `false`.
#[wasm_bindgen]
pub async fn pause(on: Option<bool>) -> Result<(), JsValue> {
    let paused = on.unwrap_or(true);
    Ok(runtime()?
        .set_paused(paused)
        .await
        .map_err(ApiError::from)?)
}

/// Says whether events may be kept on this device. Anything but "granted" erases it at once.
#[wasm_bindgen(js_name = setConsent)]
pub async fn set_consent(
    #[wasm_bindgen(unchecked_param_type = "ConsentState")] state: String,
) -> Result<(), JsValue> {
    let consent = Consent::from_name(&state).ok_or(ApiError::Argument(
        "setConsent() takes \"granted\", \"denied\" or \"unknown\"",
    ))?;
    Ok(runtime()?
        .set_consent(Source::Shop, consent)
        .await
        .map_err(ApiError::from)?)
}

/// Everything held, for the shopper to keep.
#[wasm_bindgen(js_name = exportData, unchecked_return_type = "ExportedData")]
pub fn export_data() -> Result<JsValue, JsValue> {
    to_js(&copies::export(&*runtime()?))
}

/// Replaces everything held by what `exportData` returned once, here or on another device.
#[wasm_bindgen(js_name = importData)]
pub async fn import_data(
    #[wasm_bindgen(unchecked_param_type = "ExportedData")] data: JsValue,
) -> Result<(), JsValue> {
    Ok(copies::import(&runtime()?, data).await?)
}

fn ask_of(request: JsValue) -> Result<Ask, ApiError> {
    const FORM: ApiError = ApiError::Argument(
        "a request is {placement, item, limit}: a placement's name, an item identifier, 1 to 50",
    );
    let input: RequestInput = if request.is_undefined() || request.is_null() {
        RequestInput::default()
    } else {
        serde_wasm_bindgen::from_value(request).map_err(|_| FORM)?
    };
    let placement = match input.placement {
        Some(name) => Placement::from_name(&name).ok_or(FORM)?,
        None => Placement::Home,
    };
    let limit = match input.limit {
        Some(limit) if limit >= 1.0 => (limit as usize).min(MOST),
        Some(_) => return Err(FORM),
        None => DEFAULT_LIMIT,
    };
    Ok(Ask {
        placement,
        item: input.item,
        limit,
    })
}
