//! Events and switches as records: versioned, and with a checksum, since a damaged database can
//! come back with anything in it and without an error.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;
use whyshelf_engine::{EventKind, Hidden, Wish, Wishes};

use super::device::Switches;
use super::preferences::Preferences;
use super::{Counters, StoredEvent};
use crate::consent::Source;
use crate::host::field;

/// Version of the records; the database itself stays at 1, so that no old tab blocks an upgrade.
const VERSION: f64 = 2.0;

/// FNV-1a in 32 bits.
#[derive(Clone, Copy)]
pub(super) struct Check(u32);

impl Check {
    pub(super) const fn new() -> Check {
        Check(0x811c_9dc5)
    }

    pub(super) fn bytes(self, bytes: &[u8]) -> Check {
        let step = |hash: u32, byte: &u8| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
        Check(bytes.iter().fold(self.0, step))
    }

    fn number(self, number: f64) -> Check {
        self.bytes(&number.to_bits().to_le_bytes())
    }

    /// Records of releases that had none have none in their checksum either.
    fn preferences(self, preferences: &Preferences) -> Check {
        if *preferences == Preferences::default() {
            return self;
        }
        let check = preferences.lists().into_iter().fold(self, |check, list| {
            let entries = list.iter();
            entries.fold(check.bytes(&[1]), |check, entry| {
                check.bytes(entry.as_bytes()).bytes(&[0])
            })
        });
        let check = check.bytes(&[preferences.impersonal.into()]);
        let wishes = preferences.wishes;
        wishes.active().fold(check, |check, wish| {
            check.bytes(&[wish as u8, wishes.choice(wish)])
        })
    }

    pub(super) fn value(self) -> f64 {
        self.0.into()
    }
}

fn record(fields: &[(&str, JsValue)], check: Check) -> Result<JsValue, JsValue> {
    let record = Object::new();
    let own = [("version", VERSION.into()), ("check", check.value().into())];
    for (name, value) in own.iter().chain(fields) {
        Reflect::set(&record, &(*name).into(), value)?;
    }
    Ok(record.into())
}

fn number(record: &JsValue, name: &str) -> Option<f64> {
    field(record, name)?.as_f64()
}

/// Whether a record is of this version and whole.
fn intact(record: &JsValue, check: Check) -> Option<()> {
    let own = number(record, "version")? == VERSION && number(record, "check")? == check.value();
    own.then_some(())
}

fn event_check(event: &StoredEvent) -> Check {
    Check::new()
        .number(event.id.into())
        .bytes(event.kind.name().as_bytes())
        .bytes(&[0])
        .bytes(event.item.as_bytes())
        .number(event.time)
        .number(event.visit.into())
}

pub(super) fn event_to_js(event: &StoredEvent) -> Result<JsValue, JsValue> {
    record(
        &[
            ("id", event.id.into()),
            ("kind", event.kind.name().into()),
            ("item", event.item.as_str().into()),
            ("time", event.time.into()),
            ("visit", event.visit.into()),
        ],
        event_check(event),
    )
}

/// The event of a record; none if it is of another version, damaged, or no event of ours.
pub(super) fn event_of(record: &JsValue) -> Option<StoredEvent> {
    let item = field(record, "item")?.as_string()?;
    let event = StoredEvent {
        id: whole(number(record, "id")?)?,
        kind: EventKind::from_name(&field(record, "kind")?.as_string()?)?,
        time: number(record, "time").filter(|time| time.is_finite())?,
        visit: whole(number(record, "visit")?)?,
        item,
    };
    intact(record, event_check(&event))?;
    (event.id >= 1 && StoredEvent::is_item(&event.item)).then_some(event)
}

/// A whole number that is not the last there is, after which none could follow.
fn whole(number: f64) -> Option<u32> {
    let fits = number >= 0.0 && number < f64::from(u32::MAX) && number.fract() == 0.0;
    fits.then_some(number as u32)
}

fn state_check(counters: Counters, switches: &Switches, events: usize) -> Check {
    let remembered = switches.remembered.iter();
    remembered
        .fold(Check::new(), |check, source| {
            check.bytes(source.name().as_bytes()).bytes(&[0])
        })
        .number(counters.next.into())
        .number(counters.visit.into())
        .number(counters.active)
        .bytes(&[switches.paused.into(), switches.refused.into()])
        .number(switches.gift.into())
        .number(switches.release)
        .number(events as f64)
        .preferences(&switches.preferences)
}

/// The one record beside the events; `events` is how many there are.
pub(super) fn state_to_js(
    counters: Counters,
    switches: &Switches,
    events: usize,
) -> Result<JsValue, JsValue> {
    let names = switches.remembered.iter();
    let names: Array = names.map(|source| JsValue::from(source.name())).collect();
    let [items, categories, brands] = switches.preferences.lists().map(|list| {
        let entries = list.iter().map(|entry| JsValue::from_str(entry));
        JsValue::from(entries.collect::<Array>())
    });
    let choices = Wish::ALL.map(|wish| switches.preferences.wishes.choice(wish).into());
    record(
        &[
            ("next", counters.next.into()),
            ("visit", counters.visit.into()),
            ("active", counters.active.into()),
            ("paused", switches.paused.into()),
            ("refused", switches.refused.into()),
            ("gift", switches.gift.into()),
            ("release", switches.release.into()),
            ("remembered", names.into()),
            ("events", (events as f64).into()),
            ("items", items),
            ("categories", categories),
            ("brands", brands),
            ("impersonal", switches.preferences.impersonal.into()),
            (
                "wishes",
                Array::of3(&choices[0], &choices[1], &choices[2]).into(),
            ),
        ],
        state_check(counters, switches, events),
    )
}

/// Counters, switches and how many events there should be.
pub(super) fn state_of(record: &JsValue) -> Option<(Counters, Switches, usize)> {
    let counters = Counters {
        next: whole(number(record, "next")?)?,
        visit: whole(number(record, "visit")?)?,
        active: number(record, "active")?,
    };
    let remembered = Array::from(&field(record, "remembered")?);
    let switches = Switches {
        paused: field(record, "paused")?.as_bool()?,
        refused: field(record, "refused")?.as_bool()?,
        gift: whole(number(record, "gift")?)?,
        release: number(record, "release")?,
        remembered: remembered
            .iter()
            .filter_map(|name| Source::from_name(&name.as_string()?))
            .collect(),
        preferences: preferences_of(record),
    };
    let events = whole(number(record, "events")?)? as usize;
    intact(record, state_check(counters, &switches, events))?;
    Some((counters, switches, events))
}

/// What a record says of preferences; one of an earlier release says nothing.
fn preferences_of(record: &JsValue) -> Preferences {
    let strings = |name: &str| -> Vec<String> {
        let list = field(record, name).filter(Array::is_array);
        let list = list.map(|list| Array::from(&list));
        let texts = list.iter().flat_map(Array::iter);
        texts.filter_map(|text| text.as_string()).collect()
    };
    Preferences {
        items: strings("items"),
        kinds: Hidden {
            categories: strings("categories"),
            brands: strings("brands"),
        },
        impersonal: field(record, "impersonal").and_then(|on| on.as_bool()) == Some(true),
        wishes: wishes_of(record),
    }
}

fn wishes_of(record: &JsValue) -> Wishes {
    let choices = field(record, "wishes").filter(Array::is_array);
    let choices = choices.map(|choices| Array::from(&choices));
    let choices = choices.iter().flat_map(Array::iter);
    let mut wishes = Wishes::default();
    for (wish, choice) in Wish::ALL.into_iter().zip(choices) {
        if let Some(choice) = choice.as_f64() {
            wishes = wishes.with(wish, choice as u8);
        }
    }
    wishes
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn event() -> StoredEvent {
        StoredEvent {
            id: 7,
            kind: EventKind::AddToCart,
            item: "85123A".to_owned(),
            time: 1.5,
            visit: 3,
        }
    }

    #[wasm_bindgen_test]
    fn what_is_encoded_is_decoded() {
        let record = event_to_js(&event()).unwrap();
        assert_eq!(event_of(&record), Some(event()));
        let counters = Counters {
            next: 8,
            visit: 3,
            active: f64::NEG_INFINITY,
        };
        let switches = Switches {
            paused: true,
            refused: false,
            gift: 2,
            release: 9.0,
            remembered: vec![Source::Shopper, Source::Tcf],
            preferences: Preferences {
                items: vec!["85123A".to_owned()],
                kinds: Hidden {
                    categories: vec!["Home > Lamps".to_owned()],
                    brands: Vec::new(),
                },
                impersonal: true,
                wishes: Wishes::default().with(Wish::Novelty, 0),
            },
        };
        let record = state_to_js(counters, &switches, 1).unwrap();
        assert_eq!(state_of(&record), Some((counters, switches, 1)));
    }

    #[wasm_bindgen_test]
    fn no_changed_field_goes_unnoticed() {
        for (name, value) in [
            ("version", JsValue::from(1)),
            ("id", 8.into()),
            ("kind", "purchase".into()),
            ("item", "85123B".into()),
            ("time", 2.5.into()),
            ("visit", 4.into()),
            ("check", 0.into()),
            ("item", JsValue::NULL),
        ] {
            let record = event_to_js(&event()).unwrap();
            Reflect::set(&record, &name.into(), &value).unwrap();
            assert_eq!(event_of(&record), None, "{name}");
        }
        for other in [JsValue::NULL, 7.into(), "text".into(), Object::new().into()] {
            assert_eq!(event_of(&other), None);
            assert_eq!(state_of(&other), None);
        }
    }
}
