//! The library vanilla-cookieconsent: the categories that name preferences, and those that name
//! analytics.

use js_sys::{Array, Object};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, Event};

use super::{Consent, Purpose};
use crate::host::{call, field, global};

/// Names that shops give to the category; of those a shop has, all must be accepted.
fn categories(purpose: Purpose) -> &'static [&'static str] {
    match purpose {
        Purpose::Memory => &[
            "personalization",
            "preferences",
            "functionality",
            "functional",
        ],
        Purpose::Measurement => &["analytics", "statistics", "measurement", "performance"],
    }
}

/// What the library says where it is a global; shops that bundle it are heard through its events.
pub(super) fn consent(purpose: Purpose) -> Option<Consent> {
    let library = global(&["CookieConsent"])?;
    let answered = call(&library, "validConsent", &[])?.as_bool();
    let theirs = call(&library, "getConfig", &["categories".into()])?;
    if !theirs.is_object() {
        return Some(Consent::Unknown);
    }
    // By what it is, not by whose it is: it may be of another frame.
    let known: Vec<String> = Object::keys(theirs.unchecked_ref::<Object>())
        .iter()
        .filter_map(|name| name.as_string())
        .collect();
    let accepted = |name: &str| {
        call(&library, "acceptedCategory", &[name.into()]).and_then(|yes| yes.as_bool())
    };
    let mut ours = categories(purpose)
        .iter()
        .filter(|name| known.iter().any(|known| known == *name))
        .peekable();
    if answered != Some(true) || ours.peek().is_none() {
        return Some(Consent::Unknown);
    }
    Some(Consent::of(ours.all(|name| accepted(name) == Some(true))))
}

/// What one of its events says of remembering, if it is one.
pub(super) fn changed(event: &Event) -> Option<Consent> {
    if !event.type_().starts_with("cc:") {
        return None;
    }
    if let Some(consent) = consent(Purpose::Memory) {
        return Some(consent);
    }
    let detail = event.dyn_ref::<CustomEvent>()?.detail();
    let accepted = field(&field(&detail, "cookie")?, "categories")?;
    let accepted: &Array = accepted.dyn_ref()?;
    let accepts = |name: &&str| accepted.includes(&JsValue::from_str(name), 0);
    let ours = categories(Purpose::Memory);
    Some(Consent::of(ours.iter().any(accepts)))
}
