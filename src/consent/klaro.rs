//! The library Klaro.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

use whyshelf_memory::consent::klaro::consent as of;

use super::{Consent, Purpose};
use crate::host::{Js, call, global};

/// A shop that uses Klaro but does not list the service has not asked, which allows nothing.
pub(super) fn consent(purpose: Purpose) -> Option<Consent> {
    Some(of(&Js(manager()?), purpose))
}

/// Listens to what is said of remembering for as long as the page lives; whether there is something to listen to.
pub(super) fn watch(heard: impl Fn(Option<Consent>) + 'static) -> bool {
    let Some(manager) = manager() else {
        return false;
    };
    let update = Closure::<dyn Fn(JsValue)>::new(move |manager: JsValue| {
        heard(Some(of(&Js(manager), Purpose::Memory)));
    });
    let watcher = Object::new();
    // Setting a property of a fresh object cannot fail.
    let _ = Reflect::set(&watcher, &"update".into(), &update.into_js_value());
    call(&manager, "watch", &[watcher.into()]).is_some()
}

fn manager() -> Option<JsValue> {
    call(&global(&["klaro"])?, "getManager", &[]).filter(JsValue::is_object)
}
