//! Whatever a page holds, reading it ends, stays within its bounds and invents nothing.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use serde_json::Value as Json;
use whyshelf_signals::json_ld::Page;
use whyshelf_signals::{
    Admission, EventKind, Facts, Heard, LONGEST_NAME, MOST_ITEMS, Once, Source, Value, WINDOW_MS,
    adobe, data_layer, markup, shopify, woocommerce,
};

/// Words that readers look for, so that arbitrary values are not all passed over.
const WORDS: [&str; 36] = [
    "event",
    "view_item",
    "purchase",
    "add",
    "remove",
    "detail",
    "ecommerce",
    "items",
    "item_id",
    "id",
    "products",
    "0",
    "1",
    "2",
    "product",
    "sku",
    "@type",
    "Product",
    "ProductGroup",
    "hasVariant",
    "offers",
    "price",
    "@graph",
    "BreadcrumbList",
    "itemListElement",
    "name",
    "eventInfo",
    "productContext",
    "changedProductsContext",
    "add-to-cart",
    "context",
    "page",
    "lines",
    "merchandiseId",
    "action",
    "mainEntity",
];

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(&WORDS[..]).prop_map(str::to_owned),
        1 => ".{0,8}",
        1 => Just("x".repeat(LONGEST_NAME + 1)),
    ]
}

fn json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        word().prop_map(Json::from),
    ];
    leaf.prop_recursive(6, 120, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Json::from),
            prop::collection::btree_map(word(), inner, 0..8)
                .prop_map(|fields| Json::Object(fields.into_iter().collect())),
        ]
    })
}

/// Every text and number of a value, as a page would print it.
fn said(value: &Json, words: &mut Vec<String>) {
    match value {
        Json::Array(elements) => elements.iter().for_each(|element| said(element, words)),
        Json::Object(fields) => fields.values().for_each(|field| said(field, words)),
        _ => words.extend(value.text(usize::MAX)),
    }
}

proptest! {
    #[test]
    fn signals_name_only_what_the_page_names(entry in json()) {
        let mut heard = Heard::default();
        let value = &&entry;
        data_layer::read(value, &mut heard);
        adobe::read(value, &mut heard);
        shopify::product_view(value, &mut heard);
        woocommerce::hook(EventKind::AddToCart, value, &mut heard);
        woocommerce::button(Source::WooCommerce, EventKind::AddToCart, value, &mut heard);
        let mut words = Vec::new();
        said(&entry, &mut words);
        for signal in &heard.signals {
            prop_assert!(!signal.names.is_empty());
            for name in &signal.names {
                prop_assert!(!name.trim().is_empty() && name.len() <= LONGEST_NAME);
                prop_assert!(words.contains(name));
            }
        }
        // Seven lists of enhanced ecommerce are the most that one entry can bring.
        prop_assert!(heard.signals.len() <= 10 * MOST_ITEMS as usize);
        shopify::lines_update(value, &mut heard);
        let _ = shopify::is_refusal(value);
    }

    #[test]
    fn facts_are_bounded_whatever_the_blocks(blocks in prop::collection::vec(json(), 0..4), path in word()) {
        let mut page = Page::default();
        for block in &blocks {
            page.read(Source::JsonLd, &block);
        }
        if let Ok(Some(facts)) = page.product(Source::JsonLd, &path) {
            prop_assert!(!facts.is_empty());
            prop_assert!(facts.names.len() <= Facts::MOST_NAMES);
            if let Some(price) = facts.get("price") {
                prop_assert!(price.text.parse::<f64>().is_ok_and(|price| price >= 0.0));
            }
        }
        for block in &blocks {
            let _ = markup::open_graph(|name| block.field(name));
            let _ = markup::attributes(|name| block.field(name));
        }
    }

    /// Actions far enough apart, each reported by any of the sources, in any order within the
    /// window, some twice at once: as many events as actions.
    #[test]
    fn several_reports_of_one_action_are_one_event(
        actions in prop::collection::vec(prop::collection::vec((0..4_usize, 0.0..50.0_f64), 1..6), 1..8),
        kind in prop::sample::select(&[EventKind::AddToCart, EventKind::RemoveFromCart, EventKind::AddToWishlist][..]),
    ) {
        let sources = [Source::Gtm, Source::Gtag, Source::Shopify, Source::CartForm];
        let mut once = Once::default();
        let mut events = 0;
        for (at, reports) in actions.iter().enumerate() {
            let start = at as f64 * 2.0 * WINDOW_MS;
            for &(source, delay) in reports {
                let now = start + delay;
                if once.admit(kind, "a", &[], sources[source], now) == Admission::Fresh {
                    events += 1;
                    once.note(kind, "a".to_owned(), sources[source], now, events);
                }
            }
        }
        prop_assert_eq!(events as usize, actions.len());
    }

    /// However sources interleave within the window, there are as many events as the source that
    /// reported most has reports.
    #[test]
    fn a_source_that_reports_two_actions_makes_two_events(counts in prop::array::uniform3(0..5_usize), order in prop::collection::vec(0..3_usize, 60)) {
        let sources = [Source::Gtm, Source::Shopify, Source::Api];
        let mut left = counts;
        let mut once = Once::default();
        let mut events = 0;
        let mut last = [f64::NEG_INFINITY; 3];
        let mut now = 0.0;
        for source in order {
            if left[source] == 0 {
                continue;
            }
            left[source] -= 1;
            // No echoes: a source waits before it reports again.
            now = if now - last[source] <= 110.0 { last[source] + 110.0 } else { now + 1.0 };
            last[source] = now;
            if once.admit(EventKind::AddToCart, "a", &[], sources[source], now) == Admission::Fresh {
                events += 1;
                once.note(EventKind::AddToCart, "a".to_owned(), sources[source], now, events);
            }
        }
        let reported = [0, 1, 2].map(|at| counts[at] - left[at]);
        prop_assert_eq!(events as usize, reported.into_iter().max().unwrap());
    }

    #[test]
    fn a_page_views_an_item_once(reports in prop::collection::vec((0..4_usize, 0.0..1e7_f64), 1..20)) {
        let sources = [Source::Gtm, Source::JsonLd, Source::Shopify, Source::Adobe];
        let mut once = Once::default();
        let mut events = 0;
        for (source, now) in reports {
            if once.admit(EventKind::ViewItem, "a", &[], sources[source], now) == Admission::Fresh {
                events += 1;
                once.note(EventKind::ViewItem, "a".to_owned(), sources[source], now, events);
            }
        }
        prop_assert_eq!(events, 1);
    }
}

#[test]
fn an_action_keeps_its_event_when_the_catalog_comes_to_know_its_item() {
    let mut once = Once::default();
    let names = ["44001".to_owned()];
    let view = EventKind::ViewItem;
    assert_eq!(
        once.admit(view, "44001", &names, Source::JsonLd, 0.0),
        Admission::Fresh
    );
    once.note(view, "44001".to_owned(), Source::JsonLd, 0.0, 1);
    assert_eq!(
        once.admit(view, "MUG", &names, Source::Gtm, 9e5),
        Admission::Known(1)
    );
    // Another item that shares no more than a name with it.
    let other = ["44002".to_owned(), "group".to_owned()];
    assert_eq!(
        once.admit(view, "MUG-2", &other, Source::Gtm, 9e5),
        Admission::Fresh
    );
}

#[test]
fn events_that_get_each_others_numbers_stay_apart() {
    let mut once = Once::default();
    let view = EventKind::ViewItem;
    for (event, item) in [(1, "a"), (2, "b"), (3, "c")] {
        once.note(view, item.to_owned(), Source::Gtm, 0.0, event);
    }
    // Another tab has taken number 1 meanwhile.
    for (noted, event) in [(1, 2), (2, 3), (3, 4)] {
        once.renumber(noted, event);
    }
    for (event, item) in [(2, "a"), (3, "b"), (4, "c")] {
        let admitted = once.admit(view, item, &[], Source::JsonLd, 0.0);
        assert_eq!(admitted, Admission::Known(event), "{item}");
    }
}
