//! Looking into values of unknown shape without ever throwing.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A property of an object; `None` where it is missing, nullish, or its getter throws.
pub(super) fn field(value: &JsValue, name: &str) -> Option<JsValue> {
    if !value.is_object() {
        return None;
    }
    let found = Reflect::get(value, &JsValue::from_str(name)).ok()?;
    (!found.is_null() && !found.is_undefined()).then_some(found)
}

/// Text that is not blank: a string, trimmed, or a number as the page would print it.
pub(super) fn text(value: &JsValue) -> Option<String> {
    let text = match (value.as_string(), value.as_f64()) {
        (Some(text), _) => text.trim().to_owned(),
        (None, Some(number)) if number.is_finite() => js_sys::Number::from(number)
            .to_string_with_radix(10)
            .ok()?
            .into(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// The elements of an array, at most `most`; a single object counts as an array of one.
pub(super) fn list(value: &JsValue, most: u32) -> Vec<JsValue> {
    match value.dyn_ref::<Array>() {
        Some(array) => (0..array.length().min(most))
            .filter_map(|at| Reflect::get_u32(array, at).ok())
            .collect(),
        None if value.is_object() => vec![value.clone()],
        None => Vec::new(),
    }
}
