//! Where and when a page is shown, as coarsely as ranking may ever need it, and told by the page
//! itself: no place, no machine.

/// What kind of device the window is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Device {
    /// A narrow window.
    Phone,
    /// A wider one that is touched.
    Tablet,
    /// A wider one with a pointer.
    Desktop,
}

impl Device {
    /// By the width of the window in CSS pixels and whether the pointer is a finger.
    #[must_use]
    pub fn of(width: f64, coarse: bool) -> Device {
        match (width < 600.0, coarse) {
            (true, _) => Device::Phone,
            (false, true) => Device::Tablet,
            (false, false) => Device::Desktop,
        }
    }

    /// Its name in the debug view.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Device::Phone => "phone",
            Device::Tablet => "tablet",
            Device::Desktop => "desktop",
        }
    }
}

/// The market of a language tag, `GB` of `en-GB` or `en_GB`: its region, in upper case.
#[must_use]
pub fn market(tag: &str) -> Option<String> {
    let mut parts = tag.split(['-', '_']).skip(1);
    let region =
        parts.find(|part| part.len() == 2 && part.bytes().all(|b| b.is_ascii_alphabetic()));
    region.map(str::to_ascii_uppercase)
}

/// A currency's code, in upper case.
#[must_use]
pub fn currency(text: &str) -> Option<String> {
    let text = text.trim();
    let is_code = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_code.then(|| text.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markets_are_regions_of_languages() {
        for (tag, market) in [
            ("en-GB", Some("GB")),
            ("de_at", Some("AT")),
            ("zh-Hans-CN", Some("CN")),
            ("en", None),
            ("", None),
            ("en-001", None),
        ] {
            assert_eq!(super::market(tag).as_deref(), market, "{tag}");
        }
    }

    #[test]
    fn a_code_is_three_letters() {
        assert_eq!(currency(" eur "), Some("EUR".to_owned()));
        assert_eq!(currency("€"), None);
        assert_eq!(currency("€x"), None);
    }

    #[test]
    fn devices_are_three() {
        assert_eq!(Device::of(390.0, true), Device::Phone);
        assert_eq!(Device::of(820.0, true), Device::Tablet);
        assert_eq!(Device::of(1280.0, false), Device::Desktop);
        assert_eq!(Device::of(f64::NAN, false), Device::Desktop);
    }
}
