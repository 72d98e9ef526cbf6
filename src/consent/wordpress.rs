//! The WP Consent API, through which WordPress's consent plugins speak: categories `preferences` and
//! `statistics`.

use wasm_bindgen::JsCast;
use web_sys::{CustomEvent, Event};

use super::{Consent, Purpose};
use crate::host::{call, field, global};

fn category(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Memory => "preferences",
        Purpose::Measurement => "statistics",
    }
}

/// The interface answers no both to those who were not asked and to those who refused: only the
/// event tells the two apart, and until then nothing is known.
pub(super) fn consent(purpose: Purpose) -> Option<Consent> {
    global(&["wp_has_consent"]).filter(|asked| asked.is_function())?;
    // Without a consent type the interface answers yes to everything.
    let typed = ["wp_consent_type", "wp_fallback_consent_type"]
        .iter()
        .any(|name| global(&[name]).is_some_and(|name| name.as_string().is_some()));
    let window = js_sys::global().into();
    let granted = call(&window, "wp_has_consent", &[category(purpose).into()])?.as_bool();
    Some(if typed && granted == Some(true) {
        Consent::Granted
    } else {
        Consent::Unknown
    })
}

/// What an event of a change says of remembering.
pub(super) fn changed(event: &Event) -> Option<Consent> {
    let detail = event.dyn_ref::<CustomEvent>()?.detail();
    let said = field(&detail, category(Purpose::Memory)).and_then(|said| said.as_string());
    match said.as_deref() {
        Some("allow") => Some(Consent::Granted),
        Some("deny") => Some(Consent::Denied),
        _ => consent(Purpose::Memory),
    }
}
