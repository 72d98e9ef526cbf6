//! The IAB's Transparency and Consent Framework, version 2.2 and later: `__tcfapi`.
//!
//! Remembering stores on the device (purpose 1) and chooses content by it (purposes 5 and 6); telling
//! analytics of it measures how content performs (purpose 8), in what stores on the device. All that a
//! thing needs has to be allowed, and only consent counts, never legitimate interest.

use whyshelf_signals::Value;

use super::{Consent, Purpose};

/// The framework's own purposes that one of ours needs.
fn needs(purpose: Purpose) -> &'static [&'static str] {
    match purpose {
        Purpose::Memory => &["1", "5", "6"],
        Purpose::Measurement => &["1", "8"],
    }
}

/// What TC data say; nothing where the framework does not apply.
pub fn consent(data: &impl Value, purpose: Purpose) -> Option<Consent> {
    let flag = |name: &'static str| data.field(name)?.truth();
    match flag("gdprApplies") {
        Some(true) => {}
        Some(false) => return None,
        None => return Some(Consent::Unknown),
    }
    let status = data.field("eventStatus");
    let status = status.and_then(|status| status.string(40));
    let settled = matches!(status.as_deref(), Some("tcloaded" | "useractioncomplete"));
    // While the dialog is open every consent reads as a no: it is none.
    if !settled || flag("isServiceSpecific") == Some(false) {
        return Some(Consent::Unknown);
    }
    let given = |whose: &'static str, purpose: &'static str| {
        data.at(&[whose, "consents", purpose])?.truth()
    };
    let allows = |purpose: &&'static str| {
        given("publisher", purpose)
            .or_else(|| given("purpose", purpose))
            .unwrap_or(false)
    };
    Some(Consent::of(needs(purpose).iter().all(allows)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value as Json;

    fn said(json: &str) -> Option<Consent> {
        let data: Json = serde_json::from_str(json).unwrap_or_default();
        consent(&&data, Purpose::Memory)
    }

    #[test]
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

    #[test]
    fn measuring_needs_its_own_purposes() {
        let with = |purposes: &str| {
            let json = format!(
                r#"{{"gdprApplies":true,"eventStatus":"tcloaded","purpose":{{"consents":{purposes}}}}}"#
            );
            let data: Json = serde_json::from_str(&json).unwrap_or_default();
            consent(&&data, Purpose::Measurement)
        };
        assert_eq!(with(r#"{"1":true,"8":true}"#), Some(Consent::Granted));
        for less in [r#"{"8":true}"#, r#"{"1":true,"5":true,"6":true}"#] {
            assert_eq!(with(less), Some(Consent::Denied), "{less}");
        }
    }

    #[test]
    fn the_publishers_own_word_counts_before_the_vendors() {
        let json = r#"{"gdprApplies":true,"eventStatus":"tcloaded","publisher":{"consents":{"5":false}},"purpose":{"consents":{"1":true,"5":true,"6":true}}}"#;
        assert_eq!(said(json), Some(Consent::Denied));
    }

    #[test]
    fn without_an_answer_nothing_is_known_and_elsewhere_nothing_is_said() {
        assert_eq!(said(r#"{"cmpStatus":"loading"}"#), Some(Consent::Unknown));
        assert_eq!(said("7"), Some(Consent::Unknown));
        assert_eq!(said(r#"{"gdprApplies":false}"#), None);
        let global = r#"{"gdprApplies":true,"eventStatus":"tcloaded","isServiceSpecific":false,"purpose":{"consents":{"1":true,"5":true,"6":true}}}"#;
        assert_eq!(said(global), Some(Consent::Unknown));
    }
}
