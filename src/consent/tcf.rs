//! The IAB's Transparency and Consent Framework, version 2.2 and later: `__tcfapi`.

use js_sys::Function;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::host::{Js, global};

/// Whether the page has a consent platform, or the stub that stands in for one.
pub(super) fn present() -> bool {
    global(&["__tcfapi"]).is_some_and(|api| api.is_function())
}

/// Listens to the platform for as long as the page lives; what is heard are TC data.
pub(super) fn watch(heard: impl Fn(&Js) + 'static) {
    let Some(Ok(api)) = global(&["__tcfapi"]).map(JsCast::dyn_into::<Function>) else {
        return;
    };
    let listener = Closure::<dyn Fn(JsValue, JsValue)>::new(move |data: JsValue, success| {
        if JsValue::as_bool(&success) == Some(true) {
            heard(&Js(data));
        }
    });
    // A platform that throws has said nothing.
    let _ = api.call3(
        &JsValue::UNDEFINED,
        &"addEventListener".into(),
        &2.into(),
        &listener.into_js_value(),
    );
}
