//! Whether the shop's own analytics may be told what shelves show. Nothing waits for it: who may not be
//! told now is not told later.

use super::{Consent, Purpose, Source, Sources};
use super::{cookie_consent, gpc, klaro, shopify, wordpress};

impl Sources {
    /// Whether every source of consent on this page that is asked, and one at least, grants it. The
    /// shopper's switch for remembering says nothing of it; Global Privacy Control is a no.
    pub(crate) fn allow_measurement(&self) -> bool {
        const WHAT: Purpose = Purpose::Measurement;
        let said = [
            (Source::ConsentMode, self.mode.borrow().consent(WHAT)),
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
