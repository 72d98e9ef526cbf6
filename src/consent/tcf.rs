//! The IAB's Transparency and Consent Framework, version 2.2 and later: `__tcfapi`.
//!
//! Remembering stores on the device (purpose 1) and chooses content by it (purposes 5 and 6); telling
//! analytics of it measures how content performs (purpose 8), in what stores on the device. All that a
//! thing needs has to be allowed, and only consent counts, never legitimate interest.

use js_sys::Function;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use super::{Consent, Purpose};
use crate::host::{field, flag, global};

/// The framework's own purposes that one of ours needs.
fn needs(purpose: Purpose) -> &'static [&'static str] {
    match purpose {
        Purpose::Memory => &["1", "5", "6"],
        Purpose::Measurement => &["1", "8"],
    }
}

/// Whether the page has a consent platform, or the stub that stands in for one.
pub(super) fn present() -> bool {
    global(&["__tcfapi"]).is_some_and(|api| api.is_function())
}

/// Listens to the platform for as long as the page lives; what is heard are TC data.
pub(super) fn watch(heard: impl Fn(&JsValue) + 'static) {
    let Some(Ok(api)) = global(&["__tcfapi"]).map(JsCast::dyn_into::<Function>) else {
        return;
    };
    let listener = Closure::<dyn Fn(JsValue, JsValue)>::new(move |data: JsValue, success| {
        if JsValue::as_bool(&success) == Some(true) {
            heard(&data);
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

/// What TC data say; nothing where the framework does not apply.
pub(super) fn consent(data: &JsValue, purpose: Purpose) -> Option<Consent> {
    match flag(data, "gdprApplies") {
        Some(true) => {}
        Some(false) => return None,
        None => return Some(Consent::Unknown),
    }
    let status = field(data, "eventStatus").and_then(|status| status.as_string());
    let settled = matches!(status.as_deref(), Some("tcloaded" | "useractioncomplete"));
    // While the dialog is open every consent reads as a no: it is none.
    if !settled || flag(data, "isServiceSpecific") == Some(false) {
        return Some(Consent::Unknown);
    }
    let given = |whose: &str, purpose: &str| {
        let consents = field(&field(data, whose)?, "consents")?;
        flag(&consents, purpose)
    };
    let allows = |purpose: &&str| {
        given("publisher", purpose)
            .or_else(|| given("purpose", purpose))
            .unwrap_or(false)
    };
    Some(Consent::of(needs(purpose).iter().all(allows)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn said(json: &str) -> Option<Consent> {
        let data = js_sys::JSON::parse(json).unwrap_or(JsValue::UNDEFINED);
        consent(&data, Purpose::Memory)
    }

    #[wasm_bindgen_test]
    fn all_three_purposes_are_needed_by_consent() {
        let with = |status: &str, purposes: &str| {
            said(&format!(
                r#"{{"gdprApplies":true,"eventStatus":"{status}","isServiceSpecific":true,"purpose":{{"consents":{purposes},"legitimateInterests":{{"1":true,"5":true,"6":true}}}}}}"#
            ))
        };
        let all = r#"{"1":true,"5":true,"6":true}"#;
        assert_eq!(with("tcloaded", all), Some(Consent::Granted));
        assert_eq!(with("useractioncomplete", all), Some(Consent::Granted));
        assert_eq!(with("cmpuishown", all), Some(Consent::Unknown));
        let two = r#"{"1":true,"5":true}"#;
        assert_eq!(with("tcloaded", two), Some(Consent::Denied));
        assert_eq!(with("tcloaded", "{}"), Some(Consent::Denied));
    }

    #[wasm_bindgen_test]
    fn measuring_needs_its_own_purposes() {
        let with = |purposes: &str| {
            let json = format!(
                r#"{{"gdprApplies":true,"eventStatus":"tcloaded","purpose":{{"consents":{purposes}}}}}"#
            );
            let data = js_sys::JSON::parse(&json).unwrap_or(JsValue::UNDEFINED);
            consent(&data, Purpose::Measurement)
        };
        assert_eq!(with(r#"{"1":true,"8":true}"#), Some(Consent::Granted));
        for less in [r#"{"8":true}"#, r#"{"1":true,"5":true,"6":true}"#] {
            assert_eq!(with(less), Some(Consent::Denied), "{less}");
        }
    }

    #[wasm_bindgen_test]
    fn the_publishers_own_word_counts_before_the_vendors() {
        let json = r#"{"gdprApplies":true,"eventStatus":"tcloaded","publisher":{"consents":{"5":false}},"purpose":{"consents":{"1":true,"5":true,"6":true}}}"#;
        assert_eq!(said(json), Some(Consent::Denied));
    }

    #[wasm_bindgen_test]
    fn without_an_answer_nothing_is_known_and_elsewhere_nothing_is_said() {
        assert_eq!(said(r#"{"cmpStatus":"loading"}"#), Some(Consent::Unknown));
        assert_eq!(said("7"), Some(Consent::Unknown));
        assert_eq!(said(r#"{"gdprApplies":false}"#), None);
        let global = r#"{"gdprApplies":true,"eventStatus":"tcloaded","isServiceSpecific":false,"purpose":{"consents":{"1":true,"5":true,"6":true}}}"#;
        assert_eq!(said(global), Some(Consent::Unknown));
    }
}
