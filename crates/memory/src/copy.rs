//! What shoppers take along and bring back: `whyshelf-export`, version 1.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use whyshelf_engine::{EventKind, Hidden, Wish, Wishes};

use crate::{Counters, EventLog, Preferences, Scope, StoredEvent};

/// Numbers of a copy lie below: as many can follow on a device as can come before.
const HIGHEST: u32 = EventLog::TOO_HIGH / 2;

/// Value of `format` in a copy.
pub const FORMAT: &str = "whyshelf-export";
/// Value of `version` in a copy.
pub const VERSION: u32 = 1;

/// Everything held at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Everything {
    /// Events by ascending number, as a device holds them; of a copy in any order.
    pub events: Vec<StoredEvent>,
    /// Where numbering goes on.
    pub counters: Counters,
    /// Recording is paused.
    pub paused: bool,
    /// What the shopper asked of shelves.
    pub preferences: Preferences,
}

/// What the shopper asked of shelves.
#[derive(Default, Deserialize, Serialize)]
#[serde(default)]
pub struct CopiedPreferences {
    items: Vec<String>,
    categories: Vec<String>,
    brands: Vec<String>,
    impersonal: bool,
    wishes: BTreeMap<String, String>,
    /// By shelf the number of the first event that it leaves out.
    shelves: BTreeMap<String, u32>,
}

impl CopiedPreferences {
    /// As a copy has them.
    pub fn of(preferences: Preferences) -> CopiedPreferences {
        let Preferences {
            items,
            kinds,
            impersonal,
            wishes,
            scopes,
        } = preferences;
        let choice = |wish: Wish| {
            let choice = wish.choices()[usize::from(wishes.choice(wish))];
            (wish.name().to_owned(), choice.to_owned())
        };
        CopiedPreferences {
            items,
            categories: kinds.categories,
            brands: kinds.brands,
            impersonal,
            wishes: Wish::ALL.map(choice).into(),
            shelves: scopes
                .into_iter()
                .map(|Scope { shelf, before }| (shelf, before))
                .collect(),
        }
    }

    /// Within the bounds of what is kept.
    fn restored(self) -> Preferences {
        let mut preferences = Preferences::default();
        let mut wishes = Wishes::default();
        for wish in Wish::ALL {
            let choices = wish.choices();
            let said = self.wishes.get(wish.name());
            let known = said.and_then(|said| choices.iter().position(|choice| choice == said));
            if let Some(choice) = known {
                wishes = wishes.with(wish, choice as u8);
            }
        }
        preferences.join(Preferences {
            items: self.items,
            kinds: Hidden {
                categories: self.categories,
                brands: self.brands,
            },
            impersonal: self.impersonal,
            wishes,
            scopes: self
                .shelves
                .into_iter()
                .map(|(shelf, before)| Scope {
                    shelf,
                    before: before.min(HIGHEST),
                })
                .collect(),
        });
        preferences
    }
}

/// Everything that was held once.
#[derive(Deserialize)]
pub struct SavedCopy {
    format: String,
    version: u32,
    #[serde(default)]
    paused: bool,
    next: u32,
    visit: u32,
    events: Vec<ImportedEvent>,
    #[serde(default)]
    preferences: CopiedPreferences,
}

#[derive(Deserialize)]
struct ImportedEvent {
    id: u32,
    kind: String,
    item: String,
    time: f64,
    visit: u32,
}

impl SavedCopy {
    /// What can be held; none if it is no copy of this version, or an event is not of its form.
    pub fn restored(self) -> Option<Everything> {
        if self.format != FORMAT || self.version != VERSION {
            return None;
        }
        let event = |event: ImportedEvent| {
            let ImportedEvent {
                id,
                kind,
                item,
                time,
                visit,
            } = event;
            let plausible = (1..HIGHEST).contains(&id) && visit < HIGHEST && time.is_finite();
            let kind = EventKind::from_name(&kind)?;
            plausible.then_some(StoredEvent {
                id,
                kind,
                item: Some(item).filter(|item| StoredEvent::is_item(item))?,
                time,
                visit,
            })
        };
        let events: Option<Vec<StoredEvent>> = self.events.into_iter().map(event).collect();
        let counters = Counters {
            next: self.next.min(HIGHEST),
            visit: self.visit.min(HIGHEST),
            active: f64::NEG_INFINITY,
        };
        Some(Everything {
            events: events?,
            counters,
            paused: self.paused,
            preferences: self.preferences.restored(),
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    fn read(next: u32, id: u32, format: &str) -> Option<Everything> {
        let event = json!({"id": id, "kind": "view_item", "item": "a", "time": 1.0, "visit": 1});
        let copy =
            json!({"format": format, "version": 1, "next": next, "visit": 1, "events": [event]});
        serde_json::from_value::<SavedCopy>(copy)
            .unwrap()
            .restored()
    }

    #[test]
    fn what_was_asked_of_shelves_comes_back() {
        let mut asked = Preferences {
            items: vec!["a".to_owned()],
            impersonal: true,
            wishes: Wishes::default().with(Wish::Price, 2),
            ..Preferences::default()
        };
        asked.set_scope("cart/", Some(0));
        asked.set_scope("home/for-you", Some(7));
        let copy = serde_json::to_value(CopiedPreferences::of(asked.clone())).unwrap();
        let copied: CopiedPreferences = serde_json::from_value(copy).unwrap();
        assert_eq!(copied.restored(), asked);
    }

    #[test]
    fn numbers_after_which_none_could_follow_are_refused() {
        assert!(read(9, HIGHEST, FORMAT).is_none());
        let read = read(u32::MAX, 1, FORMAT).unwrap();
        let mut log = EventLog::restore(read.events, read.counters);
        let rules = crate::Rules::default();
        let numbers = ["b", "c", "d"]
            .map(|item| log.append(EventKind::ViewItem, item.to_owned(), 2.0, rules));
        assert!(numbers.is_sorted_by(|one, other| one < other));
        assert!(
            log.next() < EventLog::TOO_HIGH,
            "a device would not read it"
        );
    }

    #[test]
    fn what_is_no_copy_is_none() {
        assert!(read(2, 1, FORMAT).is_some());
        assert!(read(2, 1, "whyshelf-pack").is_none());
        assert!(read(2, 0, FORMAT).is_none());
    }
}
