//! The library Klaro: its services called `whyshelf` and `whyshelf-analytics`.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

use super::{Consent, Purpose};
use crate::host::{call, field, flag, global};

fn service(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Memory => "whyshelf",
        Purpose::Measurement => "whyshelf-analytics",
    }
}

/// A shop that uses Klaro but does not list the service has not asked, which allows nothing.
pub(super) fn consent(purpose: Purpose) -> Option<Consent> {
    Some(of(&manager()?, purpose))
}

/// Listens to what is said of remembering for as long as the page lives; whether there is something to listen to.
pub(super) fn watch(heard: impl Fn(Option<Consent>) + 'static) -> bool {
    let Some(manager) = manager() else {
        return false;
    };
    let update = Closure::<dyn Fn(JsValue)>::new(move |manager: JsValue| {
        heard(Some(of(&manager, Purpose::Memory)));
    });
    let watcher = Object::new();
    // Setting a property of a fresh object cannot fail.
    let _ = Reflect::set(&watcher, &"update".into(), &update.into_js_value());
    call(&manager, "watch", &[watcher.into()]).is_some()
}

fn manager() -> Option<JsValue> {
    call(&global(&["klaro"])?, "getManager", &[]).filter(JsValue::is_object)
}

fn of(manager: &JsValue, purpose: Purpose) -> Consent {
    let consents = field(manager, "savedConsents").or_else(|| field(manager, "consents"));
    let given = consents.and_then(|consents| flag(&consents, service(purpose)));
    match given {
        Some(given) if flag(manager, "confirmed") == Some(true) => Consent::of(given),
        _ => Consent::Unknown,
    }
}
