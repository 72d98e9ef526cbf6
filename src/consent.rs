//! Who may write to the device, and when.

/// What the shopper, or the shop on the shopper's behalf, has said about remembering.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Consent {
    /// Nothing yet, which allows nothing.
    #[default]
    Unknown,
    /// Events may be kept on this device.
    Granted,
    /// Nothing may be kept.
    Denied,
}

impl Consent {
    /// The state with this name.
    pub(crate) fn from_name(name: &str) -> Option<Consent> {
        match name {
            "unknown" => Some(Consent::Unknown),
            "granted" => Some(Consent::Granted),
            "denied" => Some(Consent::Denied),
            _ => None,
        }
    }

    /// Its name in the public interface.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Consent::Unknown => "unknown",
            Consent::Granted => "granted",
            Consent::Denied => "denied",
        }
    }

    /// The permit that writing needs; only a grant gives one.
    pub(crate) fn permit(self) -> Option<Permit> {
        (self == Consent::Granted).then_some(Permit(()))
    }
}

/// Proof that writing to the device is allowed. It cannot be made outside this module, so code
/// that writes without asking does not compile.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Permit(());

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn only_a_grant_gives_a_permit() {
        assert!(Consent::default().permit().is_none());
        assert!(Consent::Denied.permit().is_none());
        assert!(Consent::Granted.permit().is_some());
    }

    #[wasm_bindgen_test]
    fn names_go_both_ways() {
        for state in [Consent::Unknown, Consent::Granted, Consent::Denied] {
            assert_eq!(Consent::from_name(state.name()), Some(state));
        }
        assert_eq!(Consent::from_name("yes"), None);
    }
}
