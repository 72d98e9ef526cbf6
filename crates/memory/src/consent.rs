//! What the sources of consent say, in one vocabulary, and the readers of those whose words are values.

pub mod consent_mode;
pub mod klaro;
pub mod tcf;

/// Whether something may be kept, as one source or all together say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Consent {
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
    pub fn from_name(name: &str) -> Option<Consent> {
        match name {
            "unknown" => Some(Consent::Unknown),
            "granted" => Some(Consent::Granted),
            "denied" => Some(Consent::Denied),
            _ => None,
        }
    }

    /// Its name in the public interface.
    pub fn name(self) -> &'static str {
        match self {
            Consent::Unknown => "unknown",
            Consent::Granted => "granted",
            Consent::Denied => "denied",
        }
    }

    /// Granted or denied.
    pub fn of(granted: bool) -> Consent {
        if granted {
            Consent::Granted
        } else {
            Consent::Denied
        }
    }
}

/// What sources are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Keeping events on the device, for shelves.
    Memory,
    /// Telling the shop's own analytics what shelves show.
    Measurement,
}

/// Who can say something about consent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The switch in the widget's own panel.
    Shopper,
    /// The shop's script, through `setConsent()`.
    Shop,
    /// Google Consent Mode: `personalization_storage`.
    ConsentMode,
    /// A consent platform of the IAB's framework (TCF 2.2 and later).
    Tcf,
    /// Shopify's customer privacy: preferences.
    Shopify,
    /// The WP Consent API: preferences.
    WordPress,
    /// The library vanilla-cookieconsent.
    CookieConsent,
    /// The library Klaro: a service called `whyshelf`.
    Klaro,
    /// Global Privacy Control, a setting of the browser.
    Gpc,
}

impl Source {
    /// Every source; where several decide alike, the first of them is named.
    pub const ALL: [Source; 9] = [
        Source::Shopper,
        Source::Shop,
        Source::ConsentMode,
        Source::Tcf,
        Source::Shopify,
        Source::WordPress,
        Source::CookieConsent,
        Source::Klaro,
        Source::Gpc,
    ];

    /// Its name in `data-consent`, in the debug view and on the device.
    pub fn name(self) -> &'static str {
        match self {
            Source::Shopper => "shopper",
            Source::Shop => "shop",
            Source::ConsentMode => "consent-mode",
            Source::Tcf => "tcf",
            Source::Shopify => "shopify",
            Source::WordPress => "wordpress",
            Source::CookieConsent => "cookieconsent",
            Source::Klaro => "klaro",
            Source::Gpc => "gpc",
        }
    }

    /// The source with this name.
    pub fn from_name(name: &str) -> Option<Source> {
        Source::ALL.into_iter().find(|source| source.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_both_ways() {
        for state in [Consent::Unknown, Consent::Granted, Consent::Denied] {
            assert_eq!(Consent::from_name(state.name()), Some(state));
        }
        for source in Source::ALL {
            assert_eq!(Source::from_name(source.name()), Some(source));
        }
        assert_eq!(Consent::from_name("yes"), None);
    }
}
