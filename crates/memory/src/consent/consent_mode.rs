//! Google Consent Mode v2: commands in the page's data layer, which gtag pushes as `arguments`
//! (`['consent', 'default' | 'update', {…}]`).
//!
//! Only `personalization_storage` and `analytics_storage` are read: advertising grants say nothing about
//! a shelf.

use whyshelf_signals::Value;

use super::{Consent, Purpose};

/// Longest word that means anything.
const LONGEST: usize = 40;

/// The commands seen so far, folded.
#[derive(Debug, Default)]
pub struct ConsentMode {
    /// Whether there was any command.
    present: bool,
    memory: Folded,
    measurement: Folded,
}

/// What the commands say of one purpose.
#[derive(Debug, Default)]
struct Folded {
    default: Option<bool>,
    /// A default for some region only: where the shopper is, a browser cannot tell, so a no for
    /// anybody is a no until an update.
    denied_somewhere: bool,
    update: Option<bool>,
}

/// What Google calls a purpose.
pub fn name(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Memory => "personalization_storage",
        Purpose::Measurement => "analytics_storage",
    }
}

impl Folded {
    fn take(&mut self, command: &Command, granted: Option<bool>) {
        let Some(granted) = granted else {
            return;
        };
        match &*command.word {
            "update" => self.update = Some(granted),
            "default" if command.regional => self.denied_somewhere |= !granted,
            "default" => self.default = Some(granted),
            _ => {}
        }
    }
}

/// A command as an entry of the data layer tells it.
#[derive(Debug)]
pub struct Command {
    word: String,
    /// Whether it names regions.
    regional: bool,
    memory: Option<bool>,
    measurement: Option<bool>,
}

impl Command {
    /// Reads an entry, if it is a command. What reads it may lead to other entries: nothing else is held
    /// meanwhile.
    pub fn read(entry: &impl Value) -> Option<Command> {
        let word = |at: &'static str, most| entry.field(at)?.string(most);
        if word("0", LONGEST).as_deref() != Some("consent") {
            return None;
        }
        // A command that is not known allows nothing, however long.
        let (word, states) = (word("1", usize::MAX)?, entry.field("2")?);
        let granted = |purpose| match states.field(name(purpose))?.string(LONGEST).as_deref() {
            Some("granted") => Some(true),
            Some("denied") => Some(false),
            _ => None,
        };
        Some(Command {
            regional: states.field("region").is_some(),
            memory: granted(Purpose::Memory),
            measurement: granted(Purpose::Measurement),
            word,
        })
    }
}

impl ConsentMode {
    /// Takes a command.
    pub fn take(&mut self, command: &Command) {
        self.present = true;
        self.memory.take(command, command.memory);
        self.measurement.take(command, command.measurement);
    }

    /// What the commands say of a purpose; `google` is the purpose's entry in Google's own table, if the
    /// page has one.
    ///
    /// A default is what holds before the shopper was asked: it can allow, but a no in it is not
    /// the shopper's, and nothing is erased for it.
    pub fn consent(&self, purpose: Purpose, google: Option<impl Value>) -> Option<Consent> {
        let folded = match purpose {
            Purpose::Memory => &self.memory,
            Purpose::Measurement => &self.measurement,
        };
        let seen = if let Some(granted) = folded.update {
            Consent::of(granted)
        } else if folded.default == Some(true) && !folded.denied_somewhere {
            Consent::Granted
        } else if self.present || google.is_some() {
            Consent::Unknown
        } else {
            return None;
        };
        // Tag Manager's templates set consent without the data layer. What Google's own table
        // says is not documented, so it may only restrict.
        let restricted = google.map_or(Consent::Granted, |entry| {
            let flag = |name: &'static str| entry.field(name)?.truth();
            match (flag("update"), flag("default")) {
                (Some(false), _) => Consent::Denied,
                (None, Some(false)) => Consent::Unknown,
                _ => Consent::Granted,
            }
        });
        Some(match (seen, restricted) {
            (Consent::Denied, _) | (_, Consent::Denied) => Consent::Denied,
            (Consent::Granted, Consent::Granted) => Consent::Granted,
            _ => Consent::Unknown,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value as Json, json};

    fn after(commands: &[&str]) -> Option<Consent> {
        after_for(Purpose::Memory, commands)
    }

    fn after_for(purpose: Purpose, commands: &[&str]) -> Option<Consent> {
        let mut mode = ConsentMode::default();
        for command in commands {
            let entry: Json = serde_json::from_str(command).unwrap_or_default();
            if let Some(command) = Command::read(&&entry) {
                mode.take(&command);
            }
        }
        mode.consent(purpose, None::<&Json>)
    }

    const DENY: &str = r#"["consent","default",{"personalization_storage":"denied"}]"#;
    const ALLOW: &str = r#"["consent","default",{"personalization_storage":"granted"}]"#;
    const NOT_IN_FRANCE: &str =
        r#"["consent","default",{"personalization_storage":"denied","region":["FR"]}]"#;
    const YES: &str = r#"["consent","update",{"personalization_storage":"granted"}]"#;
    const NO: &str = r#"["consent","update",{"personalization_storage":"denied"}]"#;
    const ADS: &str = r#"["consent","update",{"ad_storage":"granted","ad_personalization":"denied","analytics_storage":"granted"}]"#;

    #[test]
    fn updates_count_before_defaults_and_the_last_of_them_counts() {
        assert_eq!(after(&[]), None);
        assert_eq!(after(&[DENY]), Some(Consent::Unknown));
        assert_eq!(after(&[ALLOW]), Some(Consent::Granted));
        assert_eq!(after(&[DENY, YES]), Some(Consent::Granted));
        assert_eq!(after(&[DENY, YES, NO]), Some(Consent::Denied));
        assert_eq!(after(&[NO, ALLOW]), Some(Consent::Denied));
    }

    #[test]
    fn a_no_for_a_region_holds_until_an_update() {
        assert_eq!(after(&[ALLOW, NOT_IN_FRANCE]), Some(Consent::Unknown));
        assert_eq!(after(&[ALLOW, NOT_IN_FRANCE, YES]), Some(Consent::Granted));
    }

    #[test]
    fn what_is_said_of_advertising_says_nothing_of_shelves() {
        assert_eq!(after(&[ADS]), Some(Consent::Unknown));
        assert_eq!(
            after(&[r#"["consent"]"#, r#"["event","view_item",{}]"#]),
            None
        );
        let measures = |commands: &[&str]| after_for(Purpose::Measurement, commands);
        assert_eq!(measures(&[ADS]), Some(Consent::Granted));
        assert_eq!(measures(&[YES]), Some(Consent::Unknown));
        let broken = r#"["consent","update",{"personalization_storage":1}]"#;
        assert_eq!(after(&[broken]), Some(Consent::Unknown));
    }

    #[test]
    fn googles_own_table_may_only_restrict() {
        let mut mode = ConsentMode::default();
        let says = |mode: &ConsentMode, entry: Json| mode.consent(Purpose::Memory, Some(&entry));
        assert_eq!(says(&mode, json!({})), Some(Consent::Unknown));
        assert_eq!(says(&mode, json!({"update": true})), Some(Consent::Unknown));
        let yes = json!(["consent", "update", {"personalization_storage": "granted"}]);
        Command::read(&&yes)
            .iter()
            .for_each(|command| mode.take(command));
        assert_eq!(says(&mode, json!({})), Some(Consent::Granted));
        assert_eq!(
            says(&mode, json!({"default": false})),
            Some(Consent::Unknown)
        );
        let denied = json!({"default": true, "update": false});
        assert_eq!(says(&mode, denied), Some(Consent::Denied));
    }
}
