//! GA4 ecommerce events of the page's `dataLayer`, in the two shapes that share the array:
//! GTM pushes `{event, ecommerce: {items}}`, gtag pushes its `arguments`
//! (`['event', name, {items}]`).

use wasm_bindgen::JsValue;
use whyshelf_engine::EventKind;

use super::Signal;
use super::reading::{field, list, text};

/// Most items read from one entry: an order rarely has more.
const MOST_ITEMS: u32 = 50;

/// The signals of one entry of the data layer; none where it says nothing about items.
pub(crate) fn signals_of(entry: &JsValue) -> Vec<Signal> {
    read(entry).unwrap_or_default()
}

fn read(entry: &JsValue) -> Option<Vec<Signal>> {
    let (name, items) = match field(entry, "0") {
        Some(command) if text(&command)? == "event" => {
            let params = field(entry, "2")?;
            (field(entry, "1")?, field(&params, "items")?)
        }
        Some(_) => return None,
        None => {
            let ecommerce = field(entry, "ecommerce");
            let items = ecommerce
                .and_then(|ecommerce| field(&ecommerce, "items"))
                .or_else(|| field(entry, "items"))?;
            (field(entry, "event")?, items)
        }
    };
    let kind = EventKind::from_name(&text(&name)?)?;
    let signals = list(&items, MOST_ITEMS).into_iter().filter_map(|item| {
        let item = text(&field(&item, "item_id")?)?;
        Some(Signal { kind, item })
    });
    Some(signals.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn signals(json: &str) -> Vec<(&'static str, String)> {
        let entry = js_sys::JSON::parse(json).unwrap_or(JsValue::UNDEFINED);
        signals_of(&entry)
            .into_iter()
            .map(|signal| (signal.kind.name(), signal.item))
            .collect()
    }

    #[wasm_bindgen_test]
    fn reads_a_gtm_push() {
        let entry = r#"{"event":"view_item","ecommerce":{"currency":"GBP","items":[{"item_id":"85123A","price":"2.55"}]}}"#;
        assert_eq!(signals(entry), [("view_item", "85123A".to_owned())]);
    }

    #[wasm_bindgen_test]
    fn reads_items_at_the_top_level_and_numbers_as_identifiers() {
        let entry = r#"{"event":"add_to_cart","items":{"item_id":71053}}"#;
        assert_eq!(signals(entry), [("add_to_cart", "71053".to_owned())]);
    }

    #[wasm_bindgen_test]
    fn reads_the_arguments_of_gtag() {
        let entry = r#"{"0":"event","1":"purchase","2":{"items":[{"item_id":"a"},{"item_id":"b"}]},"length":3}"#;
        assert_eq!(
            signals(entry),
            [("purchase", "a".to_owned()), ("purchase", "b".to_owned())]
        );
    }

    #[wasm_bindgen_test]
    fn passes_over_what_is_not_an_item_event() {
        for entry in [
            "null",
            "7",
            "\"view_item\"",
            "[]",
            r#"{"ecommerce":null}"#,
            r#"{"event":"view_item"}"#,
            r#"{"event":"view_item","ecommerce":{"items":"85123A"}}"#,
            r#"{"event":"view_item","ecommerce":{"items":[null,{},{"item_id":" "},{"item_id":{}}]}}"#,
            r#"{"event":"gtm.js","ecommerce":{"items":[{"item_id":"a"}]}}"#,
            r#"{"0":"consent","1":"default","2":{"ad_storage":"denied"}}"#,
            r#"{"0":"event","1":"view_item"}"#,
        ] {
            assert_eq!(signals(entry), [], "{entry}");
        }
    }

    #[wasm_bindgen_test]
    fn survives_getters_that_throw() {
        let entry = js_sys::Object::new();
        let getter = js_sys::Object::new();
        // A native that throws when called without an object.
        let throwing = js_sys::Reflect::get(&js_sys::global(), &"Symbol".into());
        let symbol = throwing.unwrap_or(JsValue::UNDEFINED);
        let keyed = js_sys::Reflect::get(&symbol, &"keyFor".into());
        let _ = js_sys::Reflect::set(&getter, &"get".into(), &keyed.unwrap_or(JsValue::UNDEFINED));
        js_sys::Object::define_property(&entry, &"ecommerce".into(), &getter);
        js_sys::Object::define_property(&entry, &"event".into(), &getter);
        assert!(signals_of(&entry).is_empty());
    }
}
