//! A product's facts in plain markup: Open Graph tags, and attributes of our own.

use crate::json_ld::{availability, price};
use crate::{FACTS, Facts, LONGEST_NAME, LONGEST_TEXT, Source, Value, context};

/// Open Graph's properties by fact, best first. Names: the Open Graph protocol, its product
/// objects, and what Shopify and Meta's catalogs write.
const OPEN_GRAPH: [(&str, &[&str]); 8] = [
    (
        "id",
        &[
            "product:retailer_item_id",
            "product:sku",
            "product:mfr_part_no",
        ],
    ),
    ("title", &["og:title"]),
    ("brand", &["product:brand", "og:brand"]),
    (
        "price",
        &[
            "product:sale_price:amount",
            "product:price:amount",
            "og:price:amount",
        ],
    ),
    ("currency", &["product:price:currency", "og:price:currency"]),
    ("availability", &["product:availability", "og:availability"]),
    ("category", &["product:category"]),
    ("image", &["og:image:secure_url", "og:image"]),
];

/// The product that Open Graph tags describe; nothing on a page of another type. `content` gives
/// the content of the first tag of a property.
pub fn open_graph<V: Value>(content: impl Fn(&'static str) -> Option<V>) -> Facts {
    let kind = content("og:type").and_then(|kind| kind.text(LONGEST_NAME));
    let is_product = kind.is_some_and(|kind| kind.to_ascii_lowercase().contains("product"));
    let mut facts = Facts::default();
    if is_product || content("product:retailer_item_id").is_some() {
        for (fact, properties) in OPEN_GRAPH {
            for property in properties {
                facts.set(
                    fact,
                    content(property).and_then(|value| read(fact, &value)),
                    Source::OpenGraph,
                );
            }
        }
    }
    facts
}

/// The product that `data-whyshelf-item`, `data-whyshelf-title` and so on of one element describe.
/// `value` gives the value of an attribute by what follows `data-whyshelf-`.
pub fn attributes<V: Value>(value: impl Fn(&'static str) -> Option<V>) -> Facts {
    let mut facts = Facts::default();
    for fact in FACTS {
        let name = if fact == "id" { "item" } else { fact };
        facts.set(
            fact,
            value(name).and_then(|value| read(fact, &value)),
            Source::Attributes,
        );
    }
    facts
}

fn read<V: Value>(fact: &str, value: &V) -> Option<String> {
    match fact {
        "price" => price(value),
        "currency" => context::currency(&value.text(LONGEST_NAME)?),
        "availability" => availability(&value.text(LONGEST_NAME)?),
        "id" => value.text(LONGEST_NAME),
        _ => value.text(LONGEST_TEXT),
    }
}
