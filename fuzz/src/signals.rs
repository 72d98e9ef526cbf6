//! Every reader of what a page tells as a function of bytes that panics if it misbehaves. The bytes
//! are JSON, as pages have it: mutations that break it are cheap.

use serde_json::Value as Json;
use whyshelf_signals::json_ld::{Page, bare};
use whyshelf_signals::{
    EventKind, Facts, Heard, LONGEST_NAME, MOST_ITEMS, Source, Value, adobe, data_layer, markup,
    shopify, woocommerce,
};

/// A reader and the folder of its corpus.
pub type Reader = (&'static str, fn(&[u8]));

/// All of them, by name.
pub const ALL: [Reader; 2] = [
    ("signals_entry", signals_entry),
    ("signals_page", signals_page),
];

/// An entry of a data layer, or the payload of a platform's event. Signals name items, and not
/// more of them than the bounds say.
pub fn signals_entry(bytes: &[u8]) {
    let Ok(entry) = serde_json::from_slice::<Json>(bytes) else {
        return;
    };
    let entry = &&entry;
    type Read<'a> = &'a dyn Fn(&mut Heard);
    let readers: [Read<'_>; 6] = [
        &|heard| data_layer::read(entry, heard),
        &|heard| adobe::read(entry, heard),
        &|heard| shopify::product_view(entry, heard),
        &|heard| shopify::lines_update(entry, heard),
        &|heard| woocommerce::hook(EventKind::AddToCart, entry, heard),
        &|heard| woocommerce::button(Source::WooCommerce, EventKind::AddToCart, entry, heard),
    ];
    for read in readers {
        let mut heard = Heard::default();
        read(&mut heard);
        // Enhanced ecommerce has at most four lists that become events.
        assert!(heard.signals.len() <= 4 * MOST_ITEMS as usize);
        for signal in heard.signals {
            assert!(!signal.names.is_empty());
            for name in signal.names {
                assert!(!name.is_empty() && name.len() <= LONGEST_NAME);
            }
        }
    }
    let _ = shopify::is_refusal(entry);
}

/// A block of JSON-LD, or tags by their names. A product has names or facts, and not more of them
/// than the bounds say.
pub fn signals_page(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let Ok(block) = serde_json::from_str::<Json>(bare(text)) else {
        return;
    };
    let mut page = Page::default();
    page.read(Source::JsonLd, &&block);
    let tags = markup::open_graph(|name| (&block).field(name));
    let attributes = markup::attributes(|name| (&block).field(name));
    let described = page.product(Source::JsonLd, "/p").ok().flatten();
    assert!(described.as_ref().is_none_or(|facts| !facts.is_empty()));
    for facts in [Some(tags), Some(attributes), described]
        .into_iter()
        .flatten()
    {
        assert!(facts.names.len() <= Facts::MOST_NAMES);
        for (fact, known) in facts.known() {
            assert!(!known.text.is_empty());
            let price = || known.text.parse::<f64>().is_ok_and(|price| price >= 0.0);
            assert!(fact != "price" || price(), "{}", known.text);
        }
    }
}
