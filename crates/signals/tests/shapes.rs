//! Real shapes of platforms, as their documentation gives them, and what is read from each: every
//! case of `shapes/*.json` is named by a sentence.
#![allow(clippy::unwrap_used, clippy::panic)]

use serde_json::{Value as Json, json};
use whyshelf_signals::json_ld::{self, Page, bare};
use whyshelf_signals::{
    EventKind, Facts, Heard, Source, Value, adobe, data_layer, markup, shopify, woocommerce,
};

fn cases(text: &str) -> Vec<Json> {
    let cases: Vec<Json> = serde_json::from_str(text).unwrap();
    assert!(cases.len() > 3);
    cases
}

fn assert_heard(case: &Json, heard: &Heard) {
    let signals: Vec<Json> = heard
        .signals
        .iter()
        .map(|signal| json!([signal.source.name(), signal.kind.name(), signal.names]))
        .collect();
    let dropped: Vec<Json> = heard
        .dropped
        .iter()
        .map(|dropped| json!([dropped.source.name(), dropped.reason.name(), dropped.what]))
        .collect();
    let expected = |name: &str| case.get(name).cloned().unwrap_or(json!([]));
    assert_eq!(
        Json::from(signals),
        expected("signals"),
        "it {}",
        case["it"]
    );
    assert_eq!(
        Json::from(dropped),
        expected("dropped"),
        "it {}",
        case["it"]
    );
}

fn assert_facts(case: &Json, facts: &Facts, source: Source) {
    let known: serde_json::Map<String, Json> = facts
        .known()
        .map(|(name, fact)| {
            assert_eq!(fact.source, source);
            (name.to_owned(), Json::from(fact.text.clone()))
        })
        .collect();
    let expected = case.get("facts").cloned().unwrap_or(json!({}));
    assert_eq!(Json::from(known), expected, "it {}", case["it"]);
}

#[test]
fn the_data_layer() {
    for case in cases(include_str!("shapes/data_layer.json")) {
        let mut heard = Heard::default();
        data_layer::read(&&case["entry"], &mut heard);
        assert_heard(&case, &heard);
    }
}

#[test]
fn adobes_data_layer() {
    for case in cases(include_str!("shapes/adobe.json")) {
        let mut heard = Heard::default();
        adobe::read(&&case["entry"], &mut heard);
        assert_heard(&case, &heard);
    }
}

#[test]
fn shopifys_storefront_events() {
    for case in cases(include_str!("shapes/shopify.json")) {
        let mut heard = Heard::default();
        match case["event"].as_str().unwrap() {
            "product" => shopify::product_view(&&case["entry"], &mut heard),
            "lines" => shopify::lines_update(&&case["entry"], &mut heard),
            other => panic!("no event is called {other}"),
        }
        assert_heard(&case, &heard);
    }
}

#[test]
fn an_answer_with_errors_is_a_refusal() {
    for (answer, refusal) in [
        (json!({"cart": {"totalQuantity": 1}}), false),
        (json!({"cart": null, "userErrors": []}), false),
        (
            json!({"cart": {}, "userErrors": [{"message": "sold out"}]}),
            true,
        ),
        (json!({"cart": null, "detail": {"didError": true}}), true),
        (json!(null), false),
    ] {
        assert_eq!(shopify::is_refusal(&&answer), refusal, "{answer}");
    }
}

#[test]
fn woocommerces_events() {
    for case in cases(include_str!("shapes/woocommerce.json")) {
        let mut heard = Heard::default();
        let (kind, entry) = (EventKind::AddToCart, &&case["entry"]);
        match case["event"].as_str().unwrap() {
            "button" => woocommerce::button(Source::WooCommerce, kind, entry, &mut heard),
            "hook" => woocommerce::hook(kind, entry, &mut heard),
            other => panic!("no event is called {other}"),
        }
        assert_heard(&case, &heard);
    }
}

#[test]
fn json_ld() {
    for case in cases(include_str!("shapes/json_ld.json")) {
        let mut page = Page::default();
        for block in case["blocks"].as_array().unwrap() {
            if let Ok(block) = serde_json::from_str::<Json>(bare(block.as_str().unwrap())) {
                page.read(Source::JsonLd, &&block);
            }
        }
        let path = case.get("path").map_or("/", |path| path.as_str().unwrap());
        match page.product(Source::JsonLd, path) {
            Ok(facts) => {
                let facts = facts.unwrap_or_default();
                assert_facts(&case, &facts, Source::JsonLd);
                let names = case.get("names").cloned().unwrap_or(json!([]));
                assert_eq!(json!(facts.names), names, "it {}", case["it"]);
                assert_eq!(case.get("several"), None, "it {}", case["it"]);
            }
            Err(json_ld::Several) => {
                assert_eq!(case["several"], json!(true), "it {}", case["it"]);
            }
        }
    }
}

#[test]
fn plain_markup() {
    for case in cases(include_str!("shapes/markup.json")) {
        let tag = |name: &'static str| (&case["tags"]).field(name);
        let (facts, source) = match case["source"].as_str().unwrap() {
            "open-graph" => (markup::open_graph(tag), Source::OpenGraph),
            "attributes" => (markup::attributes(tag), Source::Attributes),
            other => panic!("no source is called {other}"),
        };
        assert_facts(&case, &facts, source);
    }
}
