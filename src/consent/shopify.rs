//! Shopify's customer privacy. It is read where the theme has loaded it; it is never loaded from
//! here, since that would be a request the shop did not make.

use super::{Consent, Purpose};
use crate::host::{call, global};

/// Shops on Shopify that have not loaded it have said nothing yet, which allows nothing.
pub(super) fn consent(purpose: Purpose) -> Option<Consent> {
    global(&["Shopify", "shop"])?;
    let Some(privacy) = global(&["Shopify", "customerPrivacy"]) else {
        return Some(Consent::Unknown);
    };
    let asked = |method| call(&privacy, method, &[])?.as_bool();
    let allowed = match purpose {
        Purpose::Memory => "preferencesProcessingAllowed",
        Purpose::Measurement => "analyticsProcessingAllowed",
    };
    Some(match asked(allowed) {
        Some(true) => Consent::Granted,
        // Where the banner is still to be shown, nobody has been asked.
        Some(false) if asked("shouldShowBanner") != Some(true) => Consent::Denied,
        _ => Consent::Unknown,
    })
}
