//! The library Klaro: its services called `whyshelf` and `whyshelf-analytics`.

use whyshelf_signals::Value;

use super::{Consent, Purpose};

fn service(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Memory => "whyshelf",
        Purpose::Measurement => "whyshelf-analytics",
    }
}

/// What Klaro's manager says. A shop that does not list the service has not asked, which allows nothing.
pub fn consent(manager: &impl Value, purpose: Purpose) -> Consent {
    let consents = manager
        .field("savedConsents")
        .or_else(|| manager.field("consents"));
    let given = consents.and_then(|consents| consents.field(service(purpose))?.truth());
    let confirmed = manager.field("confirmed").is_some_and(|is| is.is_true());
    match given {
        Some(given) if confirmed => Consent::of(given),
        _ => Consent::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_confirmed_counts_and_what_was_saved_before_what_is_shown() {
        let says = |manager| consent(&&manager, Purpose::Memory);
        let shown = json!({"confirmed": true, "consents": {"whyshelf": true}});
        assert_eq!(says(shown), Consent::Granted);
        let open = json!({"confirmed": false, "consents": {"whyshelf": true}});
        assert_eq!(says(open), Consent::Unknown);
        let saved = json!({"confirmed": true, "consents": {"whyshelf": true}, "savedConsents": {"whyshelf": false}});
        assert_eq!(says(saved), Consent::Denied);
        let others = json!({"confirmed": true, "consents": {"whyshelf-analytics": true}});
        assert_eq!(says(others), Consent::Unknown);
    }
}
