//! Adobe Commerce's storefront events on `adobeDataLayer`: `{event, eventInfo}`, where `eventInfo`
//! holds the contexts at that moment. Names: Adobe's public `commerce-events` packages.

use whyshelf_engine::EventKind;

use crate::{Heard, LONGEST_NAME, Reason, Source, Value};

/// Names of a product, best first: Adobe's catalogs go by sku.
const NAMES: &[&[&str]] = &[&["sku"], &["topLevelSku"], &["productId"]];
/// Names of a product in a list of items.
const ITEM_NAMES: &[&[&str]] = &[
    &["product", "sku"],
    &["product", "topLevelSku"],
    &["product", "productId"],
];

/// Reads one entry; nothing where it does not tell of items.
pub fn read<V: Value>(entry: &V, heard: &mut Heard) {
    let Some(name) = entry.text_of("event", LONGEST_NAME) else {
        return;
    };
    let kind = match &*name {
        "product-page-view" => EventKind::ViewItem,
        "add-to-cart" => EventKind::AddToCart,
        "remove-from-cart" => EventKind::RemoveFromCart,
        "place-order" => EventKind::Purchase,
        "initiate-checkout" | "shopping-cart-view" | "search-product-click" | "recs-item-click" => {
            return heard.drop(Source::Adobe, Reason::MakesNoEvent, &name);
        }
        _ => return,
    };
    let context = |name: &'static str| entry.at(&["eventInfo", name]);
    let changed = || context("changedProductsContext")?.field("items");
    let (list, product) = match kind {
        EventKind::ViewItem => (None, context("productContext")),
        EventKind::Purchase => (
            context("shoppingCartContext").and_then(|cart| cart.field("items")),
            None,
        ),
        // Before there was a context of what changed, it was the product's page that added.
        _ => (changed(), context("productContext")),
    };
    match (list, product) {
        (Some(list), _) if list.count() > 0 => {
            heard.items(Source::Adobe, kind, &list, ITEM_NAMES);
        }
        (_, Some(product)) => heard.item(Source::Adobe, kind, &product, NAMES),
        _ => heard.drop(Source::Adobe, Reason::NoItem, &name),
    }
}
