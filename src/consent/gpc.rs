//! Global Privacy Control: <https://w3c.github.io/gpc/>. Nothing that Whyshelf does sells or shares
//! data; the signal is honoured in its stricter reading all the same.

use super::Consent;
use crate::host::global;

/// A no where the browser sends the signal; otherwise it says nothing.
pub(super) fn consent() -> Option<Consent> {
    let signal = global(&["navigator", "globalPrivacyControl"])?;
    // Extensions that set it have used text and numbers.
    let on = signal.as_bool() == Some(true)
        || signal.as_f64() == Some(1.0)
        || signal.as_string().as_deref() == Some("1");
    on.then_some(Consent::Denied)
}
