//! The page around the widget: values of unknown shape, read without ever throwing.

mod js;

pub(crate) use js::Js;

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A property of an object or function; `None` where it is missing, nullish, or its getter throws.
pub(crate) fn field(value: &JsValue, name: &str) -> Option<JsValue> {
    if !value.is_object() && !value.is_function() {
        return None;
    }
    let found = Reflect::get(value, &JsValue::from_str(name)).ok()?;
    (!found.is_null() && !found.is_undefined()).then_some(found)
}

/// A property by its path from the page's global object.
pub(crate) fn global(path: &[&str]) -> Option<JsValue> {
    let global: JsValue = js_sys::global().into();
    path.iter()
        .try_fold(global, |value, name| field(&value, name))
}

/// What a method answers; `None` where there is no such method or it throws.
pub(crate) fn call(object: &JsValue, method: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let method: Function = field(object, method)?.dyn_into().ok()?;
    let arguments: Array = arguments.iter().collect();
    method.apply(object, &arguments).ok()
}

/// Whether a property is exactly `true` or exactly `false`; `None` for anything else.
pub(crate) fn flag(value: &JsValue, name: &str) -> Option<bool> {
    field(value, name)?.as_bool()
}
