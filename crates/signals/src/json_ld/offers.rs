//! What a product costs and whether it can be had.

use super::MOST;
use crate::{Facts, LONGEST_NAME, Source, Value, context};

/// How deep offers are nested in offers.
const DEPTH: u32 = 3;

/// Takes price, currency and availability of the first offer that has a price, and the names of
/// all of them.
pub(super) fn read<V: Value>(source: Source, product: &V, facts: &mut Facts) {
    if let Some(offers) = product.field("offers") {
        walk(source, &offers, facts, DEPTH);
    }
}

fn walk<V: Value>(source: Source, offers: &V, facts: &mut Facts, depth: u32) {
    for offer in offers.list(MOST) {
        for name in ["sku", "mpn"] {
            offer
                .text_of(name, LONGEST_NAME)
                .into_iter()
                .for_each(|name| facts.name(name));
        }
        let details = offer.field("priceSpecification");
        let details = details.and_then(|details| details.list(1).pop());
        let price = ["price", "lowPrice"]
            .iter()
            .find_map(|name| price(&offer.field(name)?))
            .or_else(|| price(&details.as_ref()?.field("price")?));
        // Of several offers one speaks for all: the first that says what it costs.
        if price.is_some() && facts.get("price").is_none() {
            facts.set("price", price, source);
            let currency = [Some(&offer), details.as_ref()]
                .into_iter()
                .flatten()
                .find_map(|holder| holder.text_of("priceCurrency", LONGEST_NAME));
            let currency = currency.and_then(|code| context::currency(&code));
            facts.set("currency", currency, source);
        }
        let term = offer.text_of("availability", LONGEST_NAME);
        facts.set(
            "availability",
            term.and_then(|term| availability(&term)),
            source,
        );
        if depth > 0
            && let Some(inner) = offer.field("offers")
        {
            walk(source, &inner, facts, depth - 1);
        }
    }
}

/// A price as the page prints it, if it is a number that is not negative.
pub(crate) fn price<V: Value>(value: &V) -> Option<String> {
    value.number().filter(|&price| price >= 0.0)?;
    value.text(LONGEST_NAME)
}

/// A term of schema.org for an availability, however it is spelled (`https://schema.org/InStock`,
/// `in_stock`, `in stock`, `instock`).
pub(crate) fn availability(text: &str) -> Option<String> {
    const TERMS: [&str; 12] = [
        "InStock",
        "InStoreOnly",
        "OnlineOnly",
        "LimitedAvailability",
        "PreOrder",
        "PreSale",
        "BackOrder",
        "MadeToOrder",
        "Reserved",
        "OutOfStock",
        "SoldOut",
        "Discontinued",
    ];
    let name = text.rsplit(['/', ':', '#']).next()?;
    let name: String = name.chars().filter(char::is_ascii_alphabetic).collect();
    let known = TERMS.iter().find(|term| term.eq_ignore_ascii_case(&name))?;
    Some((*known).to_owned())
}
