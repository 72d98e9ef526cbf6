//! The page around the widget: values of unknown shape, read without ever throwing.

mod js;

pub(crate) use js::Js;

use std::cell::RefCell;

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    /// Names of properties as the page's strings, in the order of where the names are: to make a string
    /// takes longer than to read a property. The same text at two places is there twice.
    static NAMES: RefCell<Vec<((usize, usize), &'static JsValue)>> = RefCell::default();
}

/// A property of an object or function; `None` where it is missing, nullish, or its getter throws.
pub(crate) fn field(value: &JsValue, name: &'static str) -> Option<JsValue> {
    // What is no object throws. Each question to the page is a call: as few as possible.
    let found = Reflect::get(value, page_string(name)).ok()?;
    (!found.loose_eq(&JsValue::NULL)).then_some(found)
}

/// Kept for as long as the page lives, as the name is.
fn page_string(name: &'static str) -> &'static JsValue {
    NAMES.with_borrow_mut(|names| {
        let place = (name.as_ptr().addr(), name.len());
        match names.binary_search_by_key(&place, |(known, _)| *known) {
            Ok(at) => names[at].1,
            Err(at) => {
                let string: &JsValue = Box::leak(Box::new(JsValue::from_str(name)));
                names.insert(at, (place, string));
                string
            }
        }
    })
}

/// A property by its path from the page's global object.
pub(crate) fn global(path: &[&'static str]) -> Option<JsValue> {
    let global: JsValue = js_sys::global().into();
    path.iter()
        .try_fold(global, |value, name| field(&value, name))
}

/// What a method answers; `None` where there is no such method or it throws.
pub(crate) fn call(
    object: &JsValue,
    method: &'static str,
    arguments: &[JsValue],
) -> Option<JsValue> {
    let method: Function = field(object, method)?.dyn_into().ok()?;
    let arguments: Array = arguments.iter().collect();
    method.apply(object, &arguments).ok()
}

/// Whether a property is exactly `true` or exactly `false`; `None` for anything else.
pub(crate) fn flag(value: &JsValue, name: &'static str) -> Option<bool> {
    field(value, name)?.as_bool()
}
