//! Who may write to the device, and when.
//!
//! Every source of consent that the page has is asked ([`Source`]); the strictest wins, and what
//! is not known is denied. Two rules make that precise ([`verdict`]):
//! - whoever says no decides, whatever the others say;
//! - the shopper's own switch is an answer to the very question, so where nobody says no it counts
//!   before a source that has not been answered, and before Global Privacy Control.

mod cookie_consent;
mod gpc;
mod klaro;
mod measurement;
mod shopify;
mod sources;
mod tcf;
mod wordpress;

pub(crate) use sources::Sources;
pub(crate) use whyshelf_memory::consent::{Consent, Purpose, Source};

/// What all sources together allow, and which of them decided; none if there is no source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub(crate) consent: Consent,
    pub(crate) by: Option<Source>,
}

impl Verdict {
    /// The permit that writing needs; only a grant gives one.
    pub(crate) fn permit(self) -> Option<Permit> {
        (self.consent == Consent::Granted).then_some(Permit(()))
    }
}

impl Verdict {
    /// The permit to write down nothing but that the shopper refused: without it the next page
    /// would take another source's grant for an answer.
    pub(crate) fn permit_to_refuse(self) -> Option<Permit> {
        let refused = self.consent == Consent::Denied && self.by == Some(Source::Shopper);
        refused.then_some(Permit(()))
    }
}

/// Proof that writing to the device is allowed. It cannot be made outside this module, so code
/// that writes without asking does not compile.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Permit(());

/// What follows from what every source says; sources that are not on the page say nothing.
pub(crate) fn verdict(said: impl Fn(Source) -> Option<Consent>) -> Verdict {
    let first = |consent: Consent, passed_over: &[Source]| {
        Source::ALL
            .into_iter()
            .filter(|source| !passed_over.contains(source))
            .find(|&source| said(source) == Some(consent))
            .map(|source| Verdict {
                consent,
                by: Some(source),
            })
    };
    let shopper = Some(Verdict {
        consent: Consent::Granted,
        by: Some(Source::Shopper),
    })
    .filter(|_| said(Source::Shopper) == Some(Consent::Granted));
    first(Consent::Denied, &[Source::Gpc])
        .or(shopper)
        .or_else(|| first(Consent::Denied, &[]))
        .or_else(|| first(Consent::Unknown, &[]))
        .or_else(|| first(Consent::Granted, &[]))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    const SAYINGS: [Option<Consent>; 4] = [
        None,
        Some(Consent::Unknown),
        Some(Consent::Granted),
        Some(Consent::Denied),
    ];

    /// Every way in which the shopper, a platform, another platform and the browser can speak.
    fn all() -> impl Iterator<Item = [(Source, Option<Consent>); 4]> {
        (0..256).map(|at: usize| {
            let saying = |place: u32| SAYINGS[at / 4_usize.pow(place) % 4];
            [
                (Source::Shopper, saying(0)),
                (Source::Tcf, saying(1)),
                (Source::ConsentMode, saying(2)),
                (Source::Gpc, saying(3)),
            ]
        })
    }

    fn of(sayings: &[(Source, Option<Consent>); 4]) -> Verdict {
        verdict(|source| {
            let found = sayings.iter().find(|(name, _)| *name == source);
            found.and_then(|(_, saying)| *saying)
        })
    }

    #[wasm_bindgen_test]
    fn only_a_grant_gives_a_permit() {
        for sayings in all() {
            let verdict = of(&sayings);
            let granted = verdict.consent == Consent::Granted;
            assert_eq!(verdict.permit().is_some(), granted, "{sayings:?}");
        }
    }

    #[wasm_bindgen_test]
    fn nothing_is_granted_against_anybodys_no_or_without_anybodys_yes() {
        for sayings in all() {
            let granted = of(&sayings).consent == Consent::Granted;
            let said = |consent| sayings.iter().any(|(_, saying)| *saying == Some(consent));
            assert!(!granted || said(Consent::Granted), "{sayings:?}");
            for (source, saying) in sayings {
                let refuses = saying == Some(Consent::Denied) && source != Source::Gpc;
                assert!(!granted || !refuses, "{sayings:?}");
            }
        }
    }

    #[wasm_bindgen_test]
    fn the_unanswered_is_a_no_but_to_the_shopper() {
        for sayings in all() {
            let verdict = of(&sayings);
            let undecided = sayings
                .iter()
                .any(|(_, saying)| matches!(saying, Some(Consent::Unknown)));
            let shopper = sayings[0].1 == Some(Consent::Granted);
            if undecided && !shopper {
                assert_ne!(verdict.consent, Consent::Granted, "{sayings:?}");
            }
            let gpc = sayings[3].1 == Some(Consent::Denied);
            if gpc && verdict.consent == Consent::Granted {
                assert_eq!(verdict.by, Some(Source::Shopper), "{sayings:?}");
            }
        }
    }

    #[wasm_bindgen_test]
    fn who_decided_said_so() {
        for sayings in all() {
            let Verdict { consent, by } = of(&sayings);
            match by {
                Some(by) => assert!(sayings.contains(&(by, Some(consent))), "{sayings:?}"),
                None => assert!(sayings.iter().all(|(_, saying)| saying.is_none())),
            }
        }
    }
}
