//! Microdata of schema.org, as objects of the shape that JSON-LD has.
//!
//! `itemref` is not followed.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element};

/// Items of the page that may say what its product is: not what stands in another item's list.
const ROOTS: &str = r#"[itemscope][itemtype*="schema.org/Product" i]:not([itemprop]),
[itemscope][itemtype*="schema.org/Product" i][itemprop="mainEntity"],
[itemscope][itemtype*="schema.org/BreadcrumbList" i]"#;
/// Most items looked at.
const MOST_ROOTS: u32 = 20;
/// Most elements looked at on a page.
const MOST_ELEMENTS: u32 = 2_000;
/// The properties that are read.
const PROPERTIES: [&str; 24] = [
    "sku",
    "productID",
    "productGroupID",
    "mpn",
    "gtin",
    "gtin8",
    "gtin12",
    "gtin13",
    "gtin14",
    "name",
    "brand",
    "manufacturer",
    "image",
    "category",
    "url",
    "offers",
    "price",
    "lowPrice",
    "priceCurrency",
    "priceSpecification",
    "availability",
    "itemListElement",
    "item",
    "position",
];

/// The items of a page.
pub(super) fn items(document: &Document) -> Vec<JsValue> {
    let Ok(roots) = document.query_selector_all(ROOTS) else {
        return Vec::new();
    };
    let mut budget = MOST_ELEMENTS;
    (0..roots.length().min(MOST_ROOTS))
        .filter_map(|at| roots.item(at)?.dyn_into::<Element>().ok())
        .map(|root| item(&root, &mut budget).into())
        .collect()
}

fn item(element: &Element, budget: &mut u32) -> Object {
    let object = Object::new();
    if let Some(kind) = element.get_attribute("itemtype") {
        set(&object, "@type", &kind.into());
    }
    properties(element, &object, budget);
    object
}

/// Takes the properties below an element; those of an item in it are that item's.
fn properties(element: &Element, object: &Object, budget: &mut u32) {
    let mut next = element.first_element_child();
    while let Some(child) = next {
        if *budget == 0 {
            return;
        }
        *budget -= 1;
        let scope = child.has_attribute("itemscope");
        let names = child.get_attribute("itemprop").unwrap_or_default();
        let wanted = names.split_ascii_whitespace();
        let wanted = wanted.filter(|name| PROPERTIES.contains(name));
        for name in wanted {
            let value = if scope {
                item(&child, budget).into()
            } else {
                plain(&child)
            };
            set(object, name, &value);
        }
        if !scope {
            properties(&child, object, budget);
        }
        next = child.next_element_sibling();
    }
}

/// What an element says where a property is text.
fn plain(element: &Element) -> JsValue {
    ["content", "href", "src", "value", "datetime"]
        .iter()
        .find_map(|name| element.get_attribute(name))
        .map_or_else(
            // As the browser's own string: long text is not copied to be refused.
            || Reflect::get(element, &"textContent".into()).unwrap_or(JsValue::NULL),
            JsValue::from,
        )
}

/// Adds a value; several of one name are a list.
fn set(object: &Object, name: &str, value: &JsValue) {
    let name = JsValue::from_str(name);
    let before = Reflect::get(object, &name).unwrap_or(JsValue::UNDEFINED);
    let value = if before.is_undefined() {
        value.clone()
    } else {
        let list = match before.dyn_into::<Array>() {
            Ok(list) => list,
            Err(single) => Array::of1(&single),
        };
        list.push(value);
        list.into()
    };
    // Setting a property of a fresh object cannot fail.
    let _ = Reflect::set(object, &name, &value);
}
