//! The code of the interface that no shelf needs: it comes in a file of its own, with the half of
//! the runtime that listens.

use std::cell::RefCell;
use std::rc::Rc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;
use web_sys::Document;
use whyshelf_engine::{EventKind, FreeShipping, Placement, Strategy};

use super::api::document;
use super::copies;
use super::debug::debug;
use super::element::{DEFAULT_LIMIT, MOST};
use super::error::ApiError;
use super::first;
use super::page::Page;
use super::policy;
use super::reasons::Teller;
use super::types::{EventInput, ForgetInput, RequestInput};
use super::view;
use crate::chunk::chunk;
use crate::runtime::{Ask, Attendant, Consent, Forget, Origin, Runtime, Signal, Source};
use crate::widget::plain;

thread_local! {
    static ATTENDANT: RefCell<Option<Rc<Attendant>>> = const { RefCell::new(None) };
}

/// Who listens to the page, once somebody does.
pub(super) fn attendant() -> Result<Rc<Attendant>, ApiError> {
    ATTENDANT
        .with_borrow(Clone::clone)
        .ok_or(ApiError::NotStarted)
}

/// A function of the interface.
#[derive(Clone, Copy, Debug)]
pub(super) enum Call {
    Record,
    Events,
    Recommend,
    Explain,
    Policy,
    Forget,
    Gift,
    Pause,
    SetConsent,
    Export,
    Import,
    Debug,
}

chunk! {
    attend:
    /// Makes the attendant, who then lives as long as the page.
    pub(super) async fn attend(runtime: Rc<Runtime>, document: Document, consent: Option<String>) -> () {
        first::hand_over(view::shelf);
        let attendant = Attendant::start(runtime, document, consent.as_deref()).await;
        ATTENDANT.set(Some(attendant));
    }

    attend:
    /// Answers a call.
    pub(super) async fn call(function: Call, first: JsValue, second: JsValue) -> Result<JsValue, JsValue> {
        let attendant = attendant()?;
        match function {
            Call::Events | Call::Recommend | Call::Explain | Call::Policy | Call::Export | Call::Debug => {
                attendant.all_taken().await;
            }
            Call::Record | Call::Forget | Call::Gift | Call::Pause | Call::SetConsent | Call::Import => {
                attendant.take_all();
            }
        }
        match function {
            Call::Record => record(&attendant, first).await,
            Call::Events => events(&attendant),
            Call::Recommend => recommend(attendant.runtime(), first).await,
            Call::Explain => explain(attendant.runtime(), first, second).await,
            Call::Policy => policy_lines(attendant.runtime()),
            Call::Forget => forget(&attendant, first).await,
            Call::Gift => gift(&attendant, &first).await,
            Call::Pause => pause(&attendant, &first).await,
            Call::SetConsent => set_consent(&attendant, &first).await,
            Call::Export => to_js(&copies::export(&attendant)),
            Call::Import => {
                copies::import(&attendant, first).await?;
                Ok(JsValue::UNDEFINED)
            }
            Call::Debug => to_js(&debug(&attendant)),
        }
    }
}

fn to_js(value: &impl Serialize) -> Result<JsValue, JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::new()
        .serialize_missing_as_null(true)
        .serialize_maps_as_objects(true);
    Ok(value.serialize(&serializer)?)
}

fn read<T: DeserializeOwned>(value: JsValue, form: &'static str) -> Result<T, ApiError> {
    serde_wasm_bindgen::from_value(value).map_err(|_| ApiError::Argument(form))
}

async fn record(attendant: &Rc<Attendant>, event: JsValue) -> Result<JsValue, JsValue> {
    const FORM: &str = "record() takes {kind, item}: a GA4 event name and an item identifier";
    let input: EventInput = read(event, FORM)?;
    let kind = EventKind::from_name(&input.kind).ok_or(ApiError::Argument(FORM))?;
    let item = input.item.trim().to_owned();
    if item.is_empty() {
        return Err(ApiError::Argument(FORM).into());
    }
    let signal = Signal {
        source: Origin::Api,
        kind,
        names: vec![item],
    };
    match attendant.record(signal) {
        Some(written) => Ok(written.await.into()),
        None => Ok(JsValue::NULL),
    }
}

fn events(attendant: &Attendant) -> Result<JsValue, JsValue> {
    let events: Vec<_> = attendant
        .runtime()
        .events()
        .iter()
        .map(view::event)
        .collect();
    to_js(&events)
}

async fn recommend(runtime: &Rc<Runtime>, request: JsValue) -> Result<JsValue, JsValue> {
    let ask = ask_of(request)?;
    let page = Page::of(&document()?);
    if let Some(item) = &ask.item {
        runtime.want(item).await.map_err(ApiError::from)?;
    }
    let pack = runtime.pack().map_err(ApiError::from)?;
    let teller = Teller::new(&pack, page.language, runtime);
    let picks: Vec<_> = runtime
        .recommend(&ask)
        .map_err(ApiError::from)?
        .picks
        .iter()
        .map(|pick| view::output(&teller, pick, &page))
        .collect();
    to_js(&picks)
}

async fn explain(
    runtime: &Rc<Runtime>,
    item: JsValue,
    request: JsValue,
) -> Result<JsValue, JsValue> {
    let item = item.as_string().ok_or(ApiError::Argument(
        "explain() takes an item identifier and, if wanted, a request",
    ))?;
    let ask = ask_of(request)?;
    let page = Page::of(&document()?);
    if let Some(item) = &ask.item {
        runtime.want(item).await.map_err(ApiError::from)?;
    }
    let pick = runtime.explain(&ask, &item).map_err(ApiError::from)?;
    let pack = runtime.pack().map_err(ApiError::from)?;
    let teller = Teller::new(&pack, page.language, runtime);
    to_js(&view::output(&teller, &pick, &page))
}

fn policy_lines(runtime: &Runtime) -> Result<JsValue, JsValue> {
    let pack = runtime.pack().map_err(ApiError::from)?;
    let text = policy::policy(&pack, &runtime.earlier(), &Page::of(&document()?));
    let (intro, kinds) = text.kinds;
    let lines = [text.sum, intro].into_iter().chain(kinds).chain(text.rest);
    Ok(lines
        .map(|line| JsValue::from(plain(line)))
        .collect::<js_sys::Array>()
        .into())
}

async fn forget(attendant: &Rc<Attendant>, what: JsValue) -> Result<JsValue, JsValue> {
    if what.as_string().as_deref() == Some("all") {
        let any = !attendant.runtime().events().is_empty();
        attendant.forget_all().await.map_err(ApiError::from)?;
        return Ok(any.into());
    }
    let count = attendant.forget(&forget_of(what)?).await;
    Ok((count.map_err(ApiError::from)? > 0).into())
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

/// What stands for "on" or "off"; on, where nothing is said.
fn switch(on: &JsValue, form: &'static str) -> Result<bool, ApiError> {
    if on.is_undefined() || on.is_null() {
        return Ok(true);
    }
    on.as_bool().ok_or(ApiError::Argument(form))
}

async fn gift(attendant: &Rc<Attendant>, on: &JsValue) -> Result<JsValue, JsValue> {
    let on = switch(on, "gift() takes true or false")?;
    attendant.set_gift(on).await.map_err(ApiError::from)?;
    Ok(JsValue::UNDEFINED)
}

async fn pause(attendant: &Rc<Attendant>, on: &JsValue) -> Result<JsValue, JsValue> {
    let on = switch(on, "pause() takes true or false")?;
    attendant.set_paused(on).await.map_err(ApiError::from)?;
    Ok(JsValue::UNDEFINED)
}

async fn set_consent(attendant: &Rc<Attendant>, state: &JsValue) -> Result<JsValue, JsValue> {
    let state = state.as_string();
    let consent = state.as_deref().and_then(Consent::from_name);
    let consent = consent.ok_or(ApiError::Argument(
        "setConsent() takes \"granted\", \"denied\" or \"unknown\"",
    ))?;
    let carried_out = attendant.set_consent(Source::Shop, consent).await;
    carried_out.map_err(ApiError::from)?;
    Ok(JsValue::UNDEFINED)
}

fn ask_of(request: JsValue) -> Result<Ask, ApiError> {
    const FORM: ApiError = ApiError::Argument(
        "a request is {placement, item, limit, strategy, exclude}: names, an item identifier, 1 to 50",
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
    let strategy = match input.strategy {
        Some(name) => Some(Strategy::from_name(&name).ok_or(FORM)?),
        None => None,
    };
    let amount = |amount: f64| (amount * 100.0).round() as u64;
    Ok(Ask {
        placement,
        item: input.item,
        limit,
        strategy,
        exclude: input.exclude,
        free_shipping: input.free_shipping.map(|threshold| FreeShipping {
            threshold: amount(threshold),
            cart: input.cart_value.map(amount),
        }),
    })
}
