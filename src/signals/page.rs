//! What the page's own markup says of its product: attributes of ours, then JSON-LD, microdata and
//! Open Graph tags of schema.org and others; of each fact the first.

use js_sys::{JSON, JsString, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element};
use whyshelf_signals::json_ld::{Page, Several, bare};
use whyshelf_signals::{Dropped, Facts, Reason, Source, markup};

use super::microdata;
use crate::host::Js;

/// Most blocks of JSON-LD looked at.
const MOST_BLOCKS: u32 = 50;
/// Longest block read, in UTF-16 units: parsing a longer one would hold the page up.
const LONGEST_BLOCK: u32 = 500_000;

/// The product of the page at `path`, if its markup describes one.
pub(super) fn product(document: &Document, path: &str, drop: &mut dyn FnMut(Dropped)) -> Facts {
    let mut facts = attributes(document);
    let mut json_ld = Page::default();
    blocks(document, &mut json_ld, drop);
    let mut microdata = Page::default();
    for item in microdata::items(document) {
        microdata.read(Source::Microdata, &Js(item));
    }
    for (source, page) in [(Source::JsonLd, json_ld), (Source::Microdata, microdata)] {
        match page.product(source, path) {
            Ok(Some(product)) if is_same(&facts, &product) => facts.absorb(product),
            Ok(_) => {}
            Err(Several) => drop(Dropped {
                source,
                reason: Reason::SeveralProducts,
                what: path.to_owned(),
            }),
        }
    }
    let content = |property: &str| {
        let selector = format!(r#"meta[property="{property}"],meta[name="{property}"]"#);
        let tag = document.query_selector(&selector).ok()??;
        Some(Js(tag.get_attribute("content")?.into()))
    };
    let tags = markup::open_graph(content);
    if is_same(&facts, &tags) {
        facts.absorb(tags);
    }
    facts
}

/// Whether two sources may speak of one product: they share a name, or one of them has none.
fn is_same(one: &Facts, other: &Facts) -> bool {
    one.names.is_empty()
        || other.names.is_empty()
        || other.names.iter().any(|name| one.names.contains(name))
}

fn attributes(document: &Document) -> Facts {
    let elements = document.query_selector_all("[data-whyshelf-item]");
    let element = match elements {
        // Several are a list.
        Ok(elements) if elements.length() == 1 => elements.item(0),
        _ => None,
    };
    let Some(element) = element.and_then(|element| element.dyn_into::<Element>().ok()) else {
        return Facts::default();
    };
    markup::attributes(|name| {
        let value = element.get_attribute(&format!("data-whyshelf-{name}"))?;
        Some(Js(value.into()))
    })
}

fn blocks(document: &Document, page: &mut Page, drop: &mut dyn FnMut(Dropped)) {
    let Ok(blocks) = document.query_selector_all(r#"script[type="application/ld+json" i]"#) else {
        return;
    };
    for at in 0..blocks.length().min(MOST_BLOCKS) {
        let text = blocks
            .item(at)
            .and_then(|block| Reflect::get(&block, &"textContent".into()).ok())
            .and_then(|text| text.dyn_into::<JsString>().ok());
        let Some(text) = text.filter(|text| text.length() <= LONGEST_BLOCK) else {
            continue;
        };
        match parsed(&text) {
            Some(block) => page.read(Source::JsonLd, &Js(block)),
            None => drop(Dropped {
                source: Source::JsonLd,
                reason: Reason::Malformed,
                what: String::from(text).trim().to_owned(),
            }),
        }
    }
}

fn parsed(text: &JsString) -> Option<JsValue> {
    let text = String::from(text);
    JSON::parse(bare(&text)).ok()
}
