//! Records as values that the browser's database takes; see [`whyshelf_memory::record`].

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;
use whyshelf_engine::Wish;
use whyshelf_memory::record::{Check, VERSION, event_check, state_check};
use whyshelf_memory::{Counters, StoredEvent, Switches};

fn record(fields: &[(&str, JsValue)], check: Check) -> Result<JsValue, JsValue> {
    let record = Object::new();
    let own = [("version", VERSION.into()), ("check", check.value().into())];
    for (name, value) in own.iter().chain(fields) {
        Reflect::set(&record, &(*name).into(), value)?;
    }
    Ok(record.into())
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
    let scopes = || switches.preferences.scopes.iter();
    let shelves: Array = scopes()
        .map(|scope| JsValue::from_str(&scope.shelf))
        .collect();
    let befores: Array = scopes().map(|scope| JsValue::from(scope.before)).collect();
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
            ("shelves", shelves.into()),
            ("befores", befores.into()),
            (
                "wishes",
                Array::of3(&choices[0], &choices[1], &choices[2]).into(),
            ),
        ],
        state_check(counters, switches, events),
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::consent::Source;
    use crate::host::Js;
    use wasm_bindgen_test::wasm_bindgen_test;
    use whyshelf_engine::{EventKind, Hidden, Wishes};
    use whyshelf_memory::record::{event_of, state_of};
    use whyshelf_memory::{Preferences, Scope};

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
        assert_eq!(event_of(&Js(record)), Some(event()));
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
                scopes: vec![Scope {
                    shelf: "home/".to_owned(),
                    before: 7,
                }],
            },
        };
        let record = state_to_js(counters, &switches, 1).unwrap();
        assert_eq!(state_of(&Js(record)), Some((counters, switches, 1)));
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
            assert_eq!(event_of(&Js(record)), None, "{name}");
        }
        for other in [JsValue::NULL, 7.into(), "text".into(), Object::new().into()] {
            assert_eq!(event_of(&Js(other.clone())), None);
            assert_eq!(state_of(&Js(other)), None);
        }
    }
}
