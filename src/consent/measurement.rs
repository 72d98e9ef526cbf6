//! Whether the shop's own analytics may be told what shelves show. Nothing waits for it: who may not be
//! told now is not told later.

use std::rc::Rc;

use super::{Consent, Purpose, Source, Sources};
use super::{cookie_consent, gpc, klaro, shopify, wordpress};

impl Sources {
    /// Whether every source of consent on this page that is asked, and one at least, grants it. The
    /// shopper's switch for remembering says nothing of it; Global Privacy Control is a no.
    pub(crate) fn allow_measurement(self: &Rc<Self>) -> bool {
        // A platform that has come since is one that has not been answered.
        self.look();
        const WHAT: Purpose = Purpose::Measurement;
        let said = [
            (Source::ConsentMode, self.mode(WHAT)),
            (Source::Tcf, self.tcf_measures.get()),
            (Source::Shopify, shopify::consent(WHAT)),
            (Source::WordPress, wordpress::consent(WHAT)),
            (Source::CookieConsent, cookie_consent::consent(WHAT)),
            (Source::Klaro, klaro::consent(WHAT)),
        ];
        let asked = said.into_iter().filter(|&(source, _)| self.asks(source));
        let said: Vec<Consent> = asked.filter_map(|(_, consent)| consent).collect();
        let granted = |consent: &Consent| *consent == Consent::Granted;
        gpc::consent().is_none() && !said.is_empty() && said.iter().all(granted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen::JsValue;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn says(sources: &Sources, state: &str) {
        let command = format!(r#"["consent","update",{{"analytics_storage":"{state}"}}]"#);
        let command = js_sys::JSON::parse(&command).unwrap_or(JsValue::UNDEFINED);
        sources.observe_entry(&command);
    }

    #[wasm_bindgen_test]
    fn every_source_has_to_grant_and_one_has_to_be_there() {
        let sources = Sources::named(None);
        assert!(!sources.allow_measurement());
        // The shopper's switch is about remembering.
        sources.hear(Source::Shopper, Some(Consent::Granted));
        sources.hear(Source::Shop, Some(Consent::Granted));
        assert!(!sources.allow_measurement());
        says(&sources, "granted");
        assert!(sources.allow_measurement());
        for other in [Consent::Unknown, Consent::Denied] {
            sources.tcf_measures.set(Some(other));
            assert!(!sources.allow_measurement(), "{other:?}");
        }
        sources.tcf_measures.set(Some(Consent::Granted));
        assert!(sources.allow_measurement());
        says(&sources, "denied");
        assert!(!sources.allow_measurement());
    }

    #[wasm_bindgen_test]
    fn a_source_that_the_shop_does_not_name_says_nothing() {
        let sources = Sources::named(Some("tcf"));
        says(&sources, "granted");
        assert!(!sources.allow_measurement());
        sources.tcf_measures.set(Some(Consent::Granted));
        assert!(sources.allow_measurement());
    }
}
